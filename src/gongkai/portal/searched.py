"""搜索来源: what everyone may find: the periods and numbers of the law with their articles, the outcomes of requests,
the remedies, the checks of annual reports, the notices on holidays. All of it came along with the release."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.core import remedies
from gongkai.core.checks import catalogue
from gongkai.core.findings import LANGUAGES, Language
from gongkai.core.law import outcomes, parameters
from gongkai.core.law.calendars import national_years
from gongkai.core.law.outcomes import table
from gongkai.core.law.parameters import Words
from gongkai.core.law.parameters import keys as every_key
from gongkai.core.writers.law_words import REPLIES
from gongkai.platform.search.sources import Card, Source
from gongkai.portal.law.entries import OUTCOME, REMEDY

_AGAINST: Words = {"zh": "救济途径：", "en": "Remedies: "}


def _parameters() -> Iterator[Card]:
    for key in every_key():
        one = parameters.parameter(key)
        texts = [words for dated in one.values for words in (dated.source, dated.note) if words]
        yield _card(key, one.title, texts, numbers=(key,))


def _outcomes() -> Iterator[Card]:
    for key, one in outcomes.outcomes().items():
        texts = [one.source, outcomes.letters()[one.letter], *(outcomes.facts()[fact] for fact in one.facts)]
        yield _card(f"{OUTCOME}{key}", one.title, texts)


def _remedies() -> Iterator[Card]:
    for kind in remedies.kinds():
        texts = [rule["source"] for rule in remedies.rules(kind)]
        open_points = {rule.get("dispute", "") for rule in remedies.rules(kind)} - {""}
        texts += [remedies.disputes()[point]["title"] for point in sorted(open_points)]
        title = {language: f"{_AGAINST[language]}{words}" for language, words in REPLIES[kind].items()}
        yield _card(f"{REMEDY}{kind}", title, texts)


def _checks() -> Iterator[Card]:
    for code in catalogue.codes():
        one = catalogue.rule(code)
        yield _card(code, one.title, [one.meaning, one.basis, one.example], numbers=(code,))


def _holidays() -> Iterator[Card]:
    names = table("holiday_names")
    for year in national_years():
        for notice in year.notices:
            told = dict.fromkeys(name for one in notice.breaks for name in one.holidays)
            title: Words = {"zh": notice.title, "en": f"Holidays and days worked for them, {year.year}"}
            card = _card(f"{year.year}/{notice.number}", title, [names[name] for name in told])
            yield Card(
                key=card.key,
                title=card.title,
                title_en=card.title_en,
                numbers=(notice.number,) if notice.number else (),
                body=card.body,
                body_en=card.body_en,
                day=notice.published,
                year=year.year,
            )


def _card(key: str, title: Words, texts: Iterable[Words], numbers: tuple[str, ...] = ()) -> Card:
    told = list(texts)
    body: dict[Language, str] = {
        language: " ".join(dict.fromkeys(words[language] for words in told)) for language in LANGUAGES
    }
    return Card(key, title["zh"], title["en"], numbers, body["zh"], body["en"])


def _source(kind: str, title: Promise, every: Callable[[], Iterator[Card]], address: Callable[[str], str]) -> Source:
    """A public source of what does not change while a release runs."""

    def cards(keys: Collection[str]) -> Iterator[Card]:
        wanted = set(keys)
        return (card for card in every() if card.key in wanted)

    return Source(kind, title, cards, lambda: [card.key for card in every()], None, address)


def _at(route: str, argument: str) -> Callable[[str], str]:
    return lambda key: reverse(route, kwargs={argument: key})


def _year(key: str) -> str:
    year: Any = int(key.partition("/")[0])
    return reverse("portal:calendar", kwargs={"year": year})


SOURCES: tuple[Source, ...] = (
    _source("law", _("Periods and numbers of the law"), _parameters, _at("portal:law", "key")),
    _source("outcome", _("Outcomes of requests"), _outcomes, _at("portal:law", "key")),
    _source("remedy", _("Remedies"), _remedies, _at("portal:law", "key")),
    _source("check", _("Checks of annual reports"), _checks, _at("portal:rule", "code")),
    _source("holiday", _("Notices on holidays"), _holidays, _year),
)
"""What everyone may find. A page for one of them that is not there yet is not linked."""
