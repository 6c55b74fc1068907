"""依据页: every check, every rule of the law and every year has its page, in both languages, with its article."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.calendars.in_use import calendar_in_use
from gongkai.core.checks.catalogue import codes, rule
from gongkai.core.findings import LANGUAGES
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.parameters import keys, parameter
from gongkai.core.remedies import ORGAN_KINDS, kinds, remedy, rules
from gongkai.core.writers.law_words import value_words
from gongkai.portal.law.entries import ORGANS, sections
from tests.calendars.files import LONGER_NATIONAL, adopt, changed_2026
from tests.portal.pages import opened, text
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_says_meaning_basis_and_example(db: str, language: str) -> None:
    listed = text(opened("portal:rules", language=language))
    for code in codes():
        assert listed.count(f'href="{reverse("portal:rule", args=[code])}"') == 1
        said = unescape(text(opened("portal:rule", code, language=language)))
        found = rule(code)
        for words in (found.title, found.meaning, found.basis, found.example):
            assert words[language] in said


def test_a_code_may_be_written_small_and_must_exist(db: str) -> None:
    assert opened("portal:rule", "t3.row", status=302)["Location"] == reverse("portal:rule", args=["T3.ROW"])
    opened("portal:rule", "T9.NOTHING", status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_says_what_held_when_and_why(db: str, language: str) -> None:
    for key in keys():
        said = unescape(text(opened("portal:law", key, language=language)))
        for value in parameter(key).values:
            assert value_words(parameter(key), value, language) in said
            assert value.source[language] in said
            assert str(value.start) in said
            assert not value.note or value.note[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_and_remedy_says_its_article(db: str, language: str) -> None:
    for key, one in outcomes().items():
        said = unescape(text(opened("portal:law", f"outcome.{key}", language=language)))
        assert one.source[language] in said
        assert all(entry["source"][language] in said for entry in rules(one.remedy)[-1:])
    for kind in kinds():
        said = unescape(text(opened("portal:law", f"remedy.{kind}", language=language)))
        assert all(entry["source"][language] in said for entry in rules(kind))


def test_the_wording_follows_the_kind_of_organ(db: str) -> None:
    assert set(ORGANS) == set(ORGAN_KINDS)
    newest = rules("refusal")[-1]["from"]
    for organ in ORGAN_KINDS:
        said = unescape(text(opened("portal:law", "remedy.refusal", organ=organ)))
        assert remedy("refusal", newest, organ).wording("zh") in said
    assert opened("portal:law", "remedy.refusal", organ="<b>").context["organ"] == "department"


def test_the_list_leads_to_every_entry(db: str) -> None:
    listed = text(opened("portal:laws"))
    wanted = [*keys(), *(f"outcome.{key}" for key in outcomes()), *(f"remedy.{kind}" for kind in kinds())]
    assert [line.key for section in sections() for line in section.lines] == wanted
    assert all(f'href="{reverse("portal:law", args=[key])}"' in listed for key in wanted)


@pytest.mark.parametrize("key", ["nothing", "requests", "outcome.", "outcome.nothing", "remedy.x", "requests.reply.x"])
def test_what_is_no_entry_is_not_found(db: str, key: str) -> None:
    opened("portal:law", key, status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_says_its_days_and_its_notice(db: str, language: str) -> None:
    said = text(opened("portal:calendar", 2026, language=language))
    assert said.count('<table class="month">') == 12
    assert "国办发明电〔2025〕7号" in said
    assert opened("portal:calendar", 2026).context["working"] == 248


def test_without_a_year_it_is_the_present_one(world: World, clock: None) -> None:
    assert opened("portal:calendars").context["year"] == 2026


def test_a_year_ahead_is_only_expected(world: World, clock: None) -> None:
    page = opened("portal:calendar", 2027, language="en")
    assert not page.context["certain"]
    assert "provisional" in text(page)


def test_an_area_s_year_has_both_notices(db: str) -> None:
    said = text(opened("portal:calendar", 2026, area="宁夏回族自治区"))
    assert "国办发明电〔2025〕7号" in said
    assert "宁夏" in said


@pytest.mark.parametrize(
    "address", ["0/", "1000/", "9999/", "2018/", "99999999999/", "2026/?area=某州", "2026/?area=%00"]
)
def test_a_year_that_nobody_knows_is_not_found(db: str, address: str) -> None:
    assert Client().get(reverse("portal:calendars") + address).status_code == 404


def test_a_notice_adopted_here_moves_the_public_pages_too(world: World) -> None:
    before = opened("portal:deadline", day="2026-09-18").context["answer"].due
    adopt(world, changed_2026(LONGER_NATIONAL))
    after = opened("portal:deadline", day="2026-09-18").context["answer"].due
    assert after == calendar_in_use().add(before.replace(month=9, day=18), 20)
    assert after != before
