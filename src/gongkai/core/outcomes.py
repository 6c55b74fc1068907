"""办理结果: what choosing an outcome demands, which outcomes can't stand together, and the one count of table 3.

A request has items, each with its outcome. The outcome fixes article, row, letter and remedy; here is what it asks for
before it may be chosen, and how the items of one request become one count (counting.several_items).

>>> row_of_request([Item("disclosed.provided"), Item("unavailable.does_not_exist")], date(2026, 3, 2))
'partial'
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gongkai.core.law.editions import edition_for_year
from gongkai.core.law.outcomes import Outcome, outcome
from gongkai.core.law.parameters import on as parameter_on

Problem = Literal["fact_missing", "ruled_out", "ground_missing", "ground_wrong", "stands_alone"]

DISCLOSED, PARTIAL = "disclosed", "partial"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a request: its outcome, the facts on record for it, and, for a partial disclosure, the outcomes that
    are the grounds for what is withheld."""

    outcome: str
    facts: Collection[str] = ()
    grounds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Why the outcomes chosen can't stand: what is wrong with which item (by place from 0), and the fact, ground or
    outcome concerned."""

    problem: Problem
    item: int
    about: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What an office has settled where the law has not: outcome → row of table 3, among those that the outcome
    allows."""

    rows: Mapping[str, str] = field(default_factory=dict)


NO_CHOICES = Choices()


def objections(items: Sequence[Item], on: date) -> list[Objection]:
    """All that is in the way of deciding a request so on that day; empty where nothing is. Raises OutsideTheLaw,
    KeyError for an outcome there is not."""
    found: list[Objection] = []
    decided = [outcome(item.outcome, on) for item in items]
    for place, (item, chosen) in enumerate(zip(items, decided, strict=True)):
        found += [Objection("fact_missing", place, fact) for fact in chosen.facts if fact not in item.facts]
        found += [Objection("ruled_out", place, fact) for fact in chosen.rules_out if fact in item.facts]
        found += _grounds(item, chosen, place, on)
        if chosen.whole and len(items) > 1:
            found.append(Objection("stands_alone", place, chosen.key))
    return found


def _grounds(item: Item, chosen: Outcome, place: int, on: date) -> list[Objection]:
    """A partial disclosure rests on a ground, with what that ground demands, and nothing else has grounds."""
    if chosen.withheld_by and not item.grounds:
        return [Objection("ground_missing", place, chosen.key)]
    found = [Objection("ground_wrong", place, ground) for ground in item.grounds if ground not in chosen.withheld_by]
    for ground in item.grounds:
        if ground in chosen.withheld_by:
            wanted = outcome(ground, on).facts
            found += [
                Objection("fact_missing", place, fact) for fact in wanted if fact not in (*item.facts, *chosen.facts)
            ]
    return found


def row_of(key: str, on: date, choices: Choices = NO_CHOICES) -> str:
    """The row of table 3 that an outcome is counted in, by the form of the year of its day. Raises OutsideTheLaw where
    that form has none, ValueError for a choice that the outcome does not allow."""
    found = outcome(key, on)
    chosen = choices.rows.get(key)
    if chosen is None:
        return found.rows[edition_for_year(on.year).id]
    if chosen not in (*found.rows.values(), *found.other_rows):
        raise ValueError(f"{key} can't be counted as {chosen}")
    return chosen


def row_of_request(items: Sequence[Item], on: date, choices: Choices = NO_CHOICES) -> str:
    """The one row in which the whole request is counted (counting.several_items): that of its items where they agree;
    partial where something is disclosed and something not; else the first of them in the form's order. Raises
    ValueError where there are no items, OutsideTheLaw."""
    if not items:
        raise ValueError("a request has at least one item")
    parameter_on("counting.several_items", on)
    rows = {row_of(item.outcome, on, choices) for item in items}
    if len(rows) == 1:
        return rows.pop()
    if rows & {DISCLOSED, PARTIAL}:
        return PARTIAL
    order = [row.key for row in edition_for_year(on.year).form.table("requests").rows]
    return min(rows, key=order.index)
