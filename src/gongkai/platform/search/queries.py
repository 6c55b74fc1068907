"""查询: what a person finds. The scope is part of every question asked of the index, so that of what a person may not
see neither row nor count nor excerpt nor suggestion comes out. The first argument is the person, None for a visitor."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from gongkai.platform.ids import these
from gongkai.platform.search.asked import Asked
from gongkai.platform.search.expression import Term
from gongkai.platform.search.matching import brought, by_their_words, matching, newest, visible_to, with_phrases
from gongkai.platform.search.models import Row
from gongkai.platform.search.near import near_title
from gongkai.platform.search.ranking import Candidate, is_near, ranked
from gongkai.platform.search.shape import squeezed
from gongkai.platform.search.sources import SOURCES

MOST_COUNTED = 500
"""Finds that are counted; of more than that, those added last."""
MOST_RANKED = 100
"""Finds that are listed."""
_MOST_NEAR = 200
_MOST_NUMBERED = 50

Fact = Sequence[Any]
"""Id, kind, organ, year."""


@dataclass(frozen=True)
class Narrowed:
    """What the finds are narrowed to."""

    kind: str = ""
    organ: int | None = None
    year: int | None = None

    def conditions(self) -> dict[str, Any]:
        """As a query takes them."""
        return {name: value for name, value in vars(self).items() if value not in ("", None)}

    def takes(self, fact: Fact) -> bool:
        """Whether a find is among them."""
        told = dict(zip(("kind", "organ", "year"), fact[1:], strict=True))
        return all(told[name] == value for name, value in self.conditions().items())


@dataclass(frozen=True)
class Found:
    """What was found."""

    rows: Sequence[int]
    """The ids of the rows, best first, `MOST_RANKED` at most."""
    count: int
    is_more: bool
    """Whether there are more than were counted."""
    kinds: Counter[str]
    organs: Counter[int]
    years: Counter[int]
    """How many finds there are of each, within what the others narrow to."""
    is_partly: bool = False
    """Whether no row has all the words, and these have some."""
    within: QuerySet[Row] | None = None
    """The scope in which it was looked for."""

    def shown(self, rows: Sequence[int]) -> list[Row]:
        """These rows with their texts, in this order."""
        if self.within is None or not rows:
            return []
        found = self.within.filter(pk__in=these(rows)).select_related("text").in_bulk()
        return [found[pk] for pk in rows if pk in found]


NOTHING = Found((), 0, False, Counter(), Counter(), Counter())


def find(person: Any, on: date, asked: Asked, narrowed: Narrowed) -> Found:
    """What the person finds on that day."""
    if not asked:
        return NOTHING
    visible = visible_to(person, on)
    near = _near(visible, asked)
    found = _search(visible, asked, asked.everywhere(), near, narrowed)
    if found.count or found.kinds or found.organs or found.years:
        return found
    partly = _search(visible, asked, asked.partly(), [], narrowed, is_partly=True)
    return replace(partly, is_partly=True)


def _search(
    visible: QuerySet[Row], asked: Asked, term: Term, near: list[Fact], narrowed: Narrowed, *, is_partly: bool = False
) -> Found:
    seen: dict[Narrowed, list[Fact]] = {}

    def facts(within: Narrowed) -> list[Fact]:
        if within not in seen:
            rows = matching(visible.filter(**within.conditions()), term)
            if not is_partly:
                rows = with_phrases(rows, asked.long_phrases)
            told = newest(rows, MOST_COUNTED + 1, "pk", "kind", "organ", "year")
            there = {fact[0] for fact in told} if near else set()
            seen[within] = [*(fact for fact in near if fact[0] not in there and within.takes(fact)), *told]
        return seen[within]

    chosen = facts(narrowed)
    return Found(
        rows=_best(visible.filter(**narrowed.conditions()), asked, term, chosen, near, is_partly=is_partly),
        count=min(len(chosen), MOST_COUNTED),
        is_more=len(chosen) > MOST_COUNTED,
        kinds=Counter(fact[1] for fact in facts(replace(narrowed, kind=""))[:MOST_COUNTED]),
        organs=Counter(fact[2] for fact in facts(replace(narrowed, organ=None))[:MOST_COUNTED] if fact[2] is not None),
        within=visible,
        years=Counter(fact[3] for fact in facts(replace(narrowed, year=None))[:MOST_COUNTED] if fact[3] is not None),
    )


def _best(
    rows: QuerySet[Row], asked: Asked, term: Term, facts: list[Fact], near: list[Fact], *, is_partly: bool
) -> list[int]:
    """The finds in their order. Of more than are listed, those with a better claim are looked for by themselves."""
    chosen = [fact[0] for fact in facts]
    if len(chosen) > MOST_RANKED and not is_partly:
        found = set(chosen)
        better = dict.fromkeys(fact[0] for fact in near if fact[0] in found)
        for claim, looked_up, most in (
            (asked.numbered(), by_their_words, _MOST_NUMBERED),
            (asked.in_title(), newest, MOST_RANKED),
            (asked.words_in_title(), newest, MOST_RANKED),
            (asked.as_words(), newest, MOST_RANKED),
        ):
            if len(better) < MOST_RANKED:
                claimed = with_phrases(matching(rows, claim), asked.long_phrases)
                better |= dict.fromkeys(pk for (pk,) in looked_up(claimed, most, "pk"))
        chosen = list(dict.fromkeys([*better, *chosen]))
    chosen = chosen[:MOST_RANKED]
    if not chosen:
        return []

    def together(pks: list[int]) -> Iterable[int]:
        found = (
            rows.filter(pk__in=these(pks))
            .annotate(place=StrIndex("text__shape", Value(asked.shaped)))
            .filter(place__gt=0)
        )
        return found.values_list("pk", flat=True)

    def as_words(pks: list[int]) -> Iterable[int]:
        if len(chosen) < 2 or not asked.words:
            return ()
        return matching(rows.filter(pk__in=these(pks)), asked.as_words()).values_list("pk", flat=True)

    return ranked(asked, _candidates(rows, asked, chosen, is_partly=is_partly), together, as_words)


def _candidates(rows: QuerySet[Row], asked: Asked, chosen: list[int], *, is_partly: bool) -> list[Candidate]:
    lacks: Counter[int] = Counter()
    if is_partly:
        for part in asked.parts():
            has = set(matching(rows.filter(pk__in=these(chosen)), part).values_list("pk", flat=True))
            lacks.update(pk for pk in chosen if pk not in has)
    return [
        Candidate(pk, date.fromisoformat(day) if isinstance(day, str) else day, title, title_en, numbers, lacks[pk])
        for pk, day, title, title_en, numbers in brought(
            rows.filter(pk__in=these(chosen)), "pk", "day", "text__title", "text__title_en", "text__numbers"
        )
    ]


def _near(visible: QuerySet[Row], asked: Asked) -> list[Fact]:
    """The rows whose title differs from what was typed by one character, or not at all."""
    if asked.phrases:
        return []
    columns = ("pk", "kind", "organ", "year", "text__title", "text__title_en")
    return [
        [pk, kind, organ, year]
        for pk, kind, organ, year, *titles in by_their_words(
            matching(visible, near_title(asked.whole)), _MOST_NEAR, *columns
        )
        if is_near(asked.whole, [squeezed(title) for title in titles if title])
    ]


def organ_names(person: Any, organs: Sequence[int]) -> dict[int, str]:
    """The names of organs whose rows the person has found. Names are public, so the person sees them all."""
    kinds = [kind for kind, source in SOURCES.items() if source.names_organs]
    found = Row.objects.filter(kind__in=kinds, record__in=these(organs)).values_list("record", "text__title")
    return {record: title for record, title in found if record is not None}
