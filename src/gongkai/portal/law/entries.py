"""法定依据: the entries of the law on record, as a page lists them and shows each: parameters, outcomes, remedies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.core.law.editions import EDITIONS
from gongkai.core.law.outcomes import Outcome, facts, letters, outcomes
from gongkai.core.law.parameters import CHAPTERS, PERIODS, Mark, Words, keys, parameter
from gongkai.core.remedies import OrganKind, disputes, kinds, remedy, rules
from gongkai.core.writers.law_words import REPLIES, row_words, value_words
from gongkai.platform.ui.language import language_now
from gongkai.portal.law.deadline_form import CHAPTER_TITLES
from gongkai.portal.law.rules import Rule, of_value

OUTCOME, REMEDY = "outcome.", "remedy."

ORGANS: dict[OrganKind, Promise] = {
    "department": gettext_lazy("Department of a local government"),
    "government": gettext_lazy("Local government at county level or above"),
    "township": gettext_lazy("Township government"),
    "dispatched": gettext_lazy("Sub-district office, dispatched organ"),
    "province": gettext_lazy("Provincial government"),
    "ministry": gettext_lazy("Ministry of the State Council"),
    "vertical": gettext_lazy("Organ led from above (customs, tax and the like)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list: its key, title, what it says in short, its article and how sure that is."""

    key: str
    title: str
    value: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Section:
    """Entries that belong together; `id` leads to them within the page."""

    id: str
    title: str | Promise
    lines: list[Line]


def sections() -> list[Section]:
    """Every entry, in the order of the data."""
    chapters = [
        Section(chapter, CHAPTER_TITLES[chapter], [_parameter(key) for key in keys() if _is_in(chapter, key)])
        for chapter in CHAPTERS
    ]
    ends = [_outcome(one) for one in outcomes().values()]
    ways = [_remedy(kind) for kind in kinds()]
    return [*chapters, Section("outcomes", _("Outcomes"), ends), Section("remedy", _("Remedies"), ways)]


def _is_in(chapter: str, key: str) -> bool:
    return key.partition(".")[0] == chapter


def _parameter(key: str) -> Line:
    found = parameter(key)
    newest = found.values[-1]
    title, value = found.title[language_now()], value_words(found, newest, language_now())
    return Line(key, capfirst(title), value, _article(newest.source[language_now()]), newest.mark)


def _outcome(one: Outcome) -> Line:
    row = row_words(EDITIONS[-1], one.rows[EDITIONS[-1]], language_now()) if EDITIONS[-1] in one.rows else ""
    return Line(
        f"{OUTCOME}{one.key}", capfirst(one.title[language_now()]), row, _article(one.source[language_now()]), one.mark
    )


def _remedy(kind: str) -> Line:
    newest = rules(kind)[-1]
    title, value = REPLIES[kind][language_now()], route_words(newest["route"])
    return Line(f"{REMEDY}{kind}", capfirst(title), value, _article(newest["source"][language_now()]), newest["mark"])


def _article(source: str) -> str:
    """What is named, without what it says: the entry's own page has that."""
    return re.split("：|: ", source, maxsplit=1)[0]


def route_words(route: str) -> str:
    """What a person can do, in a few words."""
    return {
        "free": _("reconsideration or a suit, as the person chooses"),
        "review_first": _("reconsideration first"),
        "none": _("no remedy of its own"),
    }[route]


# ---- One entry -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """What holds from a day on; `until` None while nothing later is known."""

    start: date
    until: date | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class RemedyPeriod:
    """A rule on a remedy for as long as it holds, with what it comes to for an organ of one kind."""

    start: date
    until: date | None
    rule: Rule
    must_be_told: bool
    wording: str
    body: Rule | None
    dispute: Rule | None


def exists(key: str) -> bool:
    """Whether there is such an entry."""
    if key.startswith(OUTCOME):
        return key.removeprefix(OUTCOME) in outcomes()
    if key.startswith(REMEDY):
        return key.removeprefix(REMEDY) in kinds()
    return key in keys()


def parameter_entry(key: str) -> dict[str, Any]:
    """What the page shows of a parameter: every value it has had."""
    found = parameter(key)
    periods = [Period(one.start, one.until, of_value(found, one)) for one in reversed(found.values)]
    return {
        "title": capfirst(found.title[language_now()]),
        "periods": periods,
        "is_period": found.unit in PERIODS,
        "is_fee": key.startswith("fees.per_"),
    }


def outcome_entry(key: str, organ: OrganKind) -> dict[str, Any]:
    """What the page shows of an outcome: where it counts, what it demands, its letter, its remedies."""
    found = outcomes()[key.removeprefix(OUTCOME)]
    spoken = language_now()
    parts = [
        (_("Counted in table 3 as"), [f"{id}: {row_words(id, row, spoken)}" for id, row in found.rows.items()]),
        (_("May be counted instead as"), [row_words(EDITIONS[-1], row, spoken) for row in found.other_rows]),
        (_("Facts that must be on record"), [facts()[fact][spoken] for fact in found.facts]),
        (_("Ruled out by"), [facts()[fact][spoken] for fact in found.rules_out]),
        (_("Grounds for what is withheld"), [outcomes()[one].title[spoken] for one in found.withheld_by]),
        (_("Letter"), [letters()[found.letter][spoken]]),
    ]
    if found.whole:
        parts.append((_("Stands alone"), [_("It ends the whole request and stands beside no other outcome.")]))
    rest = found.remedy_of_rest
    return {
        "title": capfirst(found.title[spoken]),
        "since": found.start,
        "source": Rule("", found.source[spoken], found.mark),
        "parts": [(title, lines) for title, lines in parts if lines],
        "remedies": list(_remedies(found.remedy, organ, found)),
        "rest": list(_remedies(rest, organ, None)) if rest else [],
    }


def remedy_entry(key: str, organ: OrganKind) -> dict[str, Any]:
    """What the page shows of the remedy against one kind of reply."""
    kind = key.removeprefix(REMEDY)
    return {"title": capfirst(REPLIES[kind][language_now()]), "remedies": list(_remedies(kind, organ, None))}


def _remedies(kind: str, organ: OrganKind, against: Outcome | None) -> Iterator[RemedyPeriod]:
    """The rules that have held since there is the outcome that they are against, the newest first."""
    spoken = language_now()
    for entry in reversed(rules(kind)):
        start, until = max(entry["from"], against.start if against else date.min), entry.get("until")
        if until and until < start:
            continue
        found = remedy(kind, start, organ, partly=bool(against and against.withheld_by))
        body = None
        if found.body and found.body_source and found.body_mark and found.court:
            words = f"{found.body[spoken]} · {found.court[spoken]}"
            body = Rule(words, found.body_source[spoken], found.body_mark)
        yield RemedyPeriod(
            start,
            until,
            Rule(route_words(found.route), found.source[spoken], found.mark),
            found.must_be_told,
            found.wording(spoken),
            body,
            _dispute(found.dispute),
        )


def _dispute(key: str) -> Rule | None:
    if not key:
        return None
    point: dict[str, Words] = disputes()[key]
    spoken = language_now()
    return Rule(point["title"][spoken], point["source"][spoken], "D", note=point["note"][spoken])
