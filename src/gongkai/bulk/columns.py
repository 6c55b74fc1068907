"""成批报告: many reports of one form as columns of numbers: relations over all of them at once, and adding them up.

A cell is a row of the array, a report a column, so that one cell of all reports lies together in memory. Counts are
whole numbers; amounts are millionths of 万元, so that six decimals are exact; a cell without a value is NaN, and
whatever it enters into is NaN too: unknown stays unknown. What float64 can't hold exactly is refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, Relation
from gongkai.core.report import KNOWN, FilledReport

MILLIONTHS = 1_000_000
LARGEST, LARGEST_SUM = 2**48, 2**53
"""A cell may hold the one, so that no relation's sum passes the other, up to which float64 holds every whole number."""
_BLOCK = 16384
"""Reports looked at together: the cells of one relation fit into a core's own memory."""

Cells = NDArray[np.float64]
Flags = NDArray[np.bool_]
Groups = NDArray[np.int64]


class OtherForm(ValueError):
    """A report on another form than the columns are for."""


class TooLarge(ValueError):
    """A figure that float64 can't hold exactly."""


@dataclass(frozen=True, eq=False)
class Columns:
    """Reports of one form: `cells` (cells of the form × reports), with organ and year of each report."""

    form: Form
    cells: Cells
    organs: Sequence[str]
    years: NDArray[np.int32]

    def __len__(self) -> int:
        return self.cells.shape[1]

    def value(self, key: str, report: int) -> Figure | None:
        """The value of one cell of one report; None where it has none."""
        index = self.form.index[key]
        number = self.cells[index, report]
        if np.isnan(number):
            return None
        if self.form.cells[index].column.kind == "amount_wan":
            return Decimal(int(number)).scaleb(-6)
        return int(number)


def columns(reports: Iterable[FilledReport], form: Form) -> Columns:
    """The reports as columns. Raises OtherForm, TooLarge."""
    rows, organs, years = [], [], []
    amounts = [cell.index for cell in form.cells if cell.column.kind == "amount_wan"]
    for report in reports:
        if report.form.table_editions != form.table_editions:
            raise OtherForm(f"{report.organ}: {report.form.table_editions}")
        rows.append(_numbers(report, amounts))
        organs.append(report.organ or "")
        years.append(report.year or 0)
    array = np.array(rows, dtype=np.float64).reshape(len(rows), len(form.cells)).T
    return Columns(form, np.ascontiguousarray(array), organs, np.array(years, dtype=np.int32))


def _numbers(report: FilledReport, amounts: Sequence[int]) -> list[float]:
    known = [state >= KNOWN for state in report.states]
    numbers: list[Any] = [
        value if has and value is not None else np.nan for value, has in zip(report.values, known, strict=True)
    ]
    for index in amounts:
        if known[index]:
            numbers[index] = Decimal(numbers[index]) * MILLIONTHS
    if any(abs(number) > LARGEST for number in numbers):
        raise TooLarge(f"{report.organ}: a figure over {LARGEST}")
    return [float(number) for number in numbers]


# ---- Relations -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What the relations say of each report: `broken` and `unknown`, relations × reports, in the form's order. A report
    with blanks may be proved wrong all the same; that is for `core.relations.judge`, report by report."""

    relations: tuple[Relation, ...]
    broken: Flags
    unknown: Flags


def judge_all(found: Columns, threads: int = 2) -> Verdicts:
    """Every relation of the form over every report; numpy lets go of the interpreter, so threads share the work."""
    relations = found.form.relations
    shape = (len(relations), len(found))
    verdicts = Verdicts(relations, np.empty(shape, dtype=np.bool_), np.empty(shape, dtype=np.bool_))
    all_terms = [_terms(relation) for relation in relations]

    def judge_block(first: int) -> None:
        last = min(first + _BLOCK, len(found))
        block = found.cells[:, first:last]
        for place, terms in enumerate(all_terms):
            difference = reduce(np.add, (signs @ block[cells] for cells, signs in terms))
            unknown, broken = verdicts.unknown[place, first:last], verdicts.broken[place, first:last]
            np.isnan(difference, out=unknown)
            np.not_equal(difference, 0, out=broken)  # also where it is NaN
            broken ^= unknown

    with ThreadPoolExecutor(threads) as pool:
        for done in pool.map(judge_block, range(0, len(found), _BLOCK)):
            assert done is None
    return verdicts


def _terms(relation: Relation) -> list[tuple[slice, Cells]]:
    """The relation's cells as few slices as there are even steps among them, each with its cells' signs: the product of
    the two is what the slice adds to the difference of the sides, in one reading of its cells."""
    cells = sorted((*relation.plus, *relation.minus))
    terms: list[tuple[slice, Cells]] = []
    start = 0
    while start < len(cells):
        step = cells[start + 1] - cells[start] if start + 1 < len(cells) else 1
        end = start + 1
        while end < len(cells) and cells[end] - cells[end - 1] == step:
            end += 1
        signs = np.array([1.0 if cell in relation.plus else -1.0 for cell in cells[start:end]])
        terms.append((slice(cells[start], cells[end - 1] + 1, step), signs))
        start = end
    return terms


# ---- Adding up -------------------------------------------------------------------------------------------------------


def roll_up_all(found: Columns, groups: Groups, names: Sequence[str], years: Sequence[int]) -> Columns:
    """The reports added up by group: `groups` tells for each report the place of its group in `names` and `years`, or a
    negative number for none. A cell that one report of a group lacks is unknown in the group's sum. Raises TooLarge."""
    inside = groups >= 0
    chosen = groups[inside] if not inside.all() else groups
    sums = np.empty((len(found.form.cells), len(names)), dtype=np.float64)
    for cell, numbers in enumerate(found.cells):
        sums[cell] = np.bincount(chosen, weights=numbers if inside.all() else numbers[inside], minlength=len(names))
    _hold(sums)
    return Columns(found.form, sums, list(names), np.array(years, dtype=np.int32))


def known_sums(found: Columns, groups: Groups, count: int) -> Cells:
    """What the known figures of each group come to, cell by cell, whatever else is unknown. Raises TooLarge."""
    sums = np.empty((len(found.form.cells), count), dtype=np.float64)
    inside = groups >= 0
    for cell, numbers in enumerate(found.cells):
        sums[cell] = np.bincount(groups[inside], weights=np.nan_to_num(numbers[inside]), minlength=count)
    _hold(sums)
    return sums


def _hold(sums: Cells) -> None:
    """Raises TooLarge where float64 may have rounded a sum."""
    if (np.abs(sums) > LARGEST_SUM).any():
        raise TooLarge(f"a sum over {LARGEST_SUM}")


def chunks(reports: Iterable[FilledReport], form: Form, size: int = 10_000) -> Iterator[Columns]:
    """The reports as columns, so many at a time: a million of them need no more memory than one chunk."""
    held: list[FilledReport] = []
    for report in reports:
        held.append(report)
        if len(held) == size:
            yield columns(held, form)
            held = []
    if held:
        yield columns(held, form)
