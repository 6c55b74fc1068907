"""收费页: what the page on fees says is what the core says, and its steps add up; mistakes stand at their field."""

from html import unescape
from random import Random

import pytest

from gongkai.core.fees import latest, of_item, of_items, of_pages
from gongkai.core.findings import LANGUAGES
from gongkai.core.law.parameters import on
from gongkai.portal.law.fee_form import MOST
from tests.portal.pages import opened, text

pytestmark = pytest.mark.slow


def test_the_fee_is_the_core_s_and_its_steps_add_up(db: str) -> None:
    dice = Random(8)
    for number in (1, 10, 11, 30, 31, 100, 101, 200, 201, MOST, *(dice.randrange(1, 400) for _ in range(20))):
        items = opened("portal:fee", way="items", number=number).context["fee"]
        assert (items.total, items.last_item) == (of_items(number), of_item(number))
        pages = opened("portal:fee", way="pages", number=number).context["fee"]
        assert pages.total == of_pages(number)
        for fee in (items, pages):
            if not fee.between:
                assert sum(step.sum for step in fee.steps) == fee.total
                assert sum(step.count for step in fee.steps) == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("way", "key"), [("items", "fees.per_item"), ("pages", "fees.per_page")])
def test_every_article_is_printed(db: str, way: str, key: str, language: str) -> None:
    said = unescape(text(opened("portal:fee", way=way, number=131, language=language)))
    for rule in (key, "fees.payment"):
        assert on(rule, latest(rule)).source[language] in said
    assert {"zh": "《条例》第四十二条", "en": "Regulation, Article 42"}[language] in said


def test_a_fee_of_nothing_is_no_charge(db: str) -> None:
    assert "No charge" in text(opened("portal:fee", way="items", number=10, language="en"))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"way": "items", "number": "0"}, "number"),
        ({"way": "items", "number": "-5"}, "number"),
        ({"way": "items", "number": "1.5"}, "number"),
        ({"way": "items", "number": "many"}, "number"),
        ({"way": "items", "number": ""}, "number"),
        ({"way": "items", "number": "9" * 40}, "number"),
        ({"way": "pages", "number": str(MOST + 1)}, "number"),
        ({"way": "both", "number": "3"}, "way"),
        ({"number": "3"}, "way"),
        ({"way": "items", "number": "3", "on": "2020-12-31"}, "on"),
        ({"way": "items", "number": "3", "on": "1900-01-01"}, "on"),
        ({"way": "items", "number": "3", "on": "soon"}, "on"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_one_sentence_at_its_field(db: str, given: dict[str, str], field: str, language: str) -> None:
    page = opened("portal:fee", language=language, status=422, **given)
    assert list(page.context["form"].errors) == [field]
    assert len(page.context["form"].errors[field]) == 1
