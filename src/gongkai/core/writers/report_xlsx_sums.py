"""勾稽关系的公式: what the workbook of an annual report computes, written as formulas over the form's cells.

A total is a formula only where it prints the sum of its parts, or where it and its parts are all still to be filled in:
a printed total is never altered, nor a blank filled. Every formula comes with its value, as Excel would compute it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form
from gongkai.core.writers.official import UNCLEAR

Places = Mapping[int, tuple[int, int]]
"""Index of a form's cell → row and column of its figure in the sheet, from 0."""

_EXACT = 15
"""Digits, and decimals, that Excel keeps of a number."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and its value as Excel would compute it ('' where it shows nothing)."""

    text: str
    value: Figure | str


def number(figure: str) -> Figure | None:
    """The figure as a number of which a workbook keeps every digit, or None: a blank, an unclear one, one too long.

    >>> number("+2"), number("7.489"), number(""), number("?"), number("1234567890123456")
    (2, Decimal('7.489'), None, None, None)
    """
    if figure in ("", UNCLEAR):
        return None
    value = Decimal(figure)
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or len(digits) > _EXACT or -exponent > _EXACT:
        return None
    return int(value) if value == value.to_integral_value() else value


def totals(form: Form, figures: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """The totals that are written as formulas: index of the total → those of its parts."""
    numbers = [number(figure) for figure in figures]
    found: dict[int, tuple[int, ...]] = {}
    for relation in form.relations:
        if len(relation.minus) > 1 or relation.minus[0] in found:
            continue
        (total,) = relation.minus
        parts = [numbers[cell] for cell in relation.plus]
        is_sum = None not in parts and numbers[total] == sum(part or 0 for part in parts)
        if is_sum or not any(figures[cell] for cell in (total, *relation.plus)):
            found[total] = relation.plus
    return found


def total(parts: Sequence[int], figures: Sequence[str], places: Places) -> Formula:
    """The formula of a total; while none of its parts is filled in, it shows nothing."""
    named = reference(parts, places)
    if any(figures[cell] for cell in parts):
        return Formula(f"=SUM({named})", known_sum(parts, figures))
    return Formula(f'=IF(COUNT({named})=0,"",SUM({named}))', "")


def known_sum(cells: Sequence[int], figures: Sequence[str]) -> Figure:
    """The sum of the cells as Excel computes it, which passes over what is no number."""
    return sum(number(figures[cell]) or 0 for cell in cells)


def reference(cells: Sequence[int], places: Places, sheet: str = "") -> str:
    """The cells as the argument of a formula: a range where they stand in line, else one by one."""
    found = [places[cell] for cell in cells]
    steps = {(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(found)}
    names = [xl_rowcol_to_cell(*place) for place in found]
    if steps in ({(0, 1)}, {(1, 0)}):
        return f"{sheet}{names[0]}:{names[-1]}"
    return ",".join(f"{sheet}{name}" for name in names)
