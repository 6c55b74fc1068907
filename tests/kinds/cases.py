"""Which reports, treatments, arrangements and variants are tried together: every pair of them at least once.

The full product would be millions of files. A fault shows when two things meet, hardly ever only when three do, so a
list in which every pair of values occurs finds it in some hundreds of files, the same ones each time.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gongkai.core.law.editions import Cell, Form, mixed_form
from tests.kinds.arrangements import ARRANGEMENTS, Arrangement
from tests.kinds.page import Page
from tests.kinds.pages import BLANKS, PAGE_TREATMENTS, page, with_a_note
from tests.layouts import Treatment
from tests.layouts.document import Content, content
from tests.layouts.forms import EDITION_MIXES

FILLED = (
    "full",
    "large",
    "quiet",
    "few blanks",
    "many blanks",
    "first and last",
    "all blank",
    "marks",
    "notes",
    "wrong sums",
)
"""How reports are filled in."""

Values = dict[str, Any]


def report(filled: str, mix: int, seed: int = 0) -> Content:
    """A report filled in that way, always the same for the same seed; `mix` is a place in EDITION_MIXES."""
    *editions, year = EDITION_MIXES[mix]
    chance = random.Random(f"{filled} {mix} {seed}")
    form = mixed_form(*editions)
    most = {"large": 20_000, "quiet": 1}.get(filled, 40)
    values = _consistent(form, most, chance)
    for cell in form.cells:
        values[cell.key] = _changed(filled, cell, values[cell.key], chance)
    return content(form, values, year)


def _consistent(form: Form, most: int, chance: random.Random) -> Values:
    """Figures that satisfy every relation of the form."""
    values: Values = {cell.key: chance.choice([0, 0, chance.randint(0, most)]) for cell in form.cells}
    rows = [row.key for row in form.table("requests").rows]
    for column in form.table("requests").rows[0].columns:
        handled = sum(values[f"requests.{row}.{column.key}"] for row in rows[2:-2])
        values[f"requests.results_total.{column.key}"] = handled
        handled += values[f"requests.carried_out.{column.key}"]
        values[f"requests.carried_in.{column.key}"] = carried = chance.randint(0, handled)
        values[f"requests.new_received.{column.key}"] = handled - carried
    for table in (form.table("requests"), form.table("remedies")):
        for row in table.rows:
            *parts, total = [f"{table.key}.{row.key}.{column.key}" for column in row.columns]
            values[total] = sum(values[part] for part in parts)
    return values


def _changed(filled: str, cell: Cell, value: int, chance: random.Random) -> Any:
    """What is printed in the cell of a report filled in that way."""
    first_or_last = cell.column.key in (cell.row.columns[0].key, cell.row.columns[-1].key)
    blank = {"few blanks": 0.15, "many blanks": 0.7, "all blank": 1.0, "first and last": 0.0 if first_or_last else 1.0}
    if chance.random() < blank.get(filled, 0):
        return ""
    if filled == "marks":
        if value == 0:
            return chance.choice(["/", "-", "—", "无", "0", "0"])
        if cell.column.kind == "amount_wan":
            return chance.choice([f"{value}.1234万元", f"{value}0000元", f"{value}.50"])
        return chance.choice([f"减{value}", f"增{value}", -value]) if cell.column.kind == "signed" else value
    if filled == "notes" and cell.table.key != "remedies":
        return with_a_note(str(value))
    if filled == "wrong sums" and chance.random() < 0.1:
        return value + 1
    return value


@dataclass(frozen=True)
class Case:
    """A report to write, and how."""

    filled: str
    mix: int
    treatment: Treatment | None
    arrangement: Arrangement
    blank: str
    variant: Mapping[str, Any]

    @property
    def content(self) -> Content:
        """What the report says."""
        return report(self.filled, self.mix)

    @property
    def told(self) -> bool:
        """Whether a person can tell which cell of a row is blank."""
        return self.arrangement.keeps_blanks or self.filled in {
            "full",
            "large",
            "quiet",
            "marks",
            "notes",
            "wrong sums",
        }

    def page(self) -> Page:
        """The report as a page, treated and arranged."""
        treatments = [self.treatment] if self.treatment else []
        return self.arrangement.apply(page(self.content, treatments, self.blank))

    def __str__(self) -> str:
        treatment = self.treatment.name if self.treatment else "untreated"
        variant = " ".join(f"{key}={value}" for key, value in self.variant.items()) or "plain"
        return f"{self.filled}, {self.mix}, {treatment}, {self.arrangement.name}, {self.blank!r}, {variant}"


def _factors(variants: Sequence[Mapping[str, Any]], arrangements: Sequence[Arrangement]) -> list[Sequence[Any]]:
    return [FILLED, range(len(EDITION_MIXES)), [None, *PAGE_TREATMENTS], arrangements, BLANKS, variants]


def few_cases(
    variants: Sequence[Mapping[str, Any]], arrangements: Sequence[Arrangement] = ARRANGEMENTS, seed: int = 1
) -> list[Case]:
    """Cases in which every value of every factor occurs."""
    factors = _factors(variants, arrangements)
    chance = random.Random(seed)
    most = max(len(values) for values in factors)
    columns = []
    for values in factors:
        column = [values[place % len(values)] for place in range(most)]
        chance.shuffle(column)
        columns.append(column)
    return [Case(*chosen) for chosen in zip(*columns, strict=True)]


def pair_cases(variants: Sequence[Mapping[str, Any]], arrangements: Sequence[Arrangement] = ARRANGEMENTS) -> list[Case]:
    """Cases in which every pair of values of two factors occurs."""
    factors = _factors(variants, arrangements)
    return [Case(*(values[place] for values, place in zip(factors, row, strict=True))) for row in _pairs(factors)]


def _pairs(factors: Sequence[Sequence[Any]]) -> Iterator[tuple[int, ...]]:
    """Rows of places, one for each factor, until each pair of places has occurred."""
    chance = random.Random(2)
    sizes = [len(values) for values in factors]
    waiting = {
        (one, first, other, second): None
        for one, other in combinations(range(len(sizes)), 2)
        for first in range(sizes[one])
        for second in range(sizes[other])
    }
    while waiting:
        one, first, other, second = next(iter(waiting))
        rows = []
        for _ in range(12):
            row = [chance.randrange(size) for size in sizes]
            row[one], row[other] = first, second
            rows.append(tuple(row))
        best = max(rows, key=lambda row: sum(pair in waiting for pair in _pairs_of(row)))
        for pair in _pairs_of(best):
            waiting.pop(pair, None)
        yield best


def _pairs_of(row: tuple[int, ...]) -> Iterator[tuple[int, int, int, int]]:
    for one, other in combinations(range(len(row)), 2):
        yield one, row[one], other, row[other]
