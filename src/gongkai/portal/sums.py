"""汇总的页面形式: a sum as tables, each figure with those that it comes from, what is open, and what differs."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from gongkai.core.checks.labels import keys_named
from gongkai.core.findings import Figure, Language
from gongkai.core.law.editions import Cell
from gongkai.core.rollup.add import RollUp, Sum
from gongkai.core.rollup.expect import Expectation
from gongkai.core.writers.as_json import plain_notation
from gongkai.core.writers.printable import printable
from gongkai.core.writers.rollup_words import REASONS, explanation_words, remark_words
from gongkai.portal.comparison import column_title, row_title, table_title

FEW = 12


@dataclass(frozen=True)
class Row:
    """A row of a table: its title, its sums, and for each organ that gives something what it gives to each column."""

    title: str
    sums: list[tuple[str, str]]
    heads: list[str]
    givers: list[tuple[str, list[str]]]
    rest: int
    """Organs that give nothing but 0."""


@dataclass(frozen=True)
class Grid:
    """Rows that have the same columns."""

    heads: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Shown:
    """A table of the form."""

    title: str
    grids: list[Grid]


def tables(found: RollUp, language: Language) -> list[Shown]:
    """The tables of the sum."""
    shown = []
    for table in found.form.tables:
        first, end = found.form.spans[table.key]
        rows: dict[str, list[Cell]] = {}
        for cell in found.form.cells[first:end]:
            rows.setdefault(cell.row.key, []).append(cell)
        grids: list[Grid] = []
        for cells in rows.values():
            heads = [column_title(cell, language) for cell in cells]
            if not grids or grids[-1].heads != heads:
                grids.append(Grid(heads, []))
            grids[-1].rows.append(_row(cells, heads, found, language))
        shown.append(Shown(table_title(table, language), grids))
    return shown


def _row(cells: list[Cell], heads: list[str], found: RollUp, language: Language) -> Row:
    sums = [found.cells[cell.key] for cell in cells]
    by_part = [_given(one, language) for one in sums]
    givers, rest = [], 0
    for part in found.parts:
        given = [one.get(id(part), "") for one in by_part]
        if any(text not in ("", "0") for text in given):
            givers.append((printable(part.organ), given))
        rest += set(given) in ({"0"}, {"0", ""})
    return Row(
        title=row_title(cells[0], language),
        sums=[(head, _sum(one)) for head, one in zip(heads, sums, strict=True)],
        heads=heads,
        givers=givers,
        rest=rest,
    )


def _sum(found: Sum) -> str:
    return "?" if found.value is None else plain(found.value)


def _given(found: Sum, language: Language) -> dict[int, str]:
    """What each part gives to a cell, or why it gives nothing, by its identity."""
    given = {id(gap.part): REASONS[gap.why][language] for gap in found.gaps}
    return given | {id(share.part): plain(share.value) for share in found.shares}


def open_cells(found: RollUp, language: Language) -> list[dict[str, str]]:
    """Who leaves which cells open, and why."""
    cells: dict[tuple[str, str], list[str]] = {}
    for key, one in found.cells.items():
        for gap in one.gaps:
            cells.setdefault((gap.part.organ, REASONS[gap.why][language]), []).append(key)
    return [
        {"organ": printable(organ), "reason": reason, "cells": few(found, keys, language), "count": str(len(keys))}
        for (organ, reason), keys in cells.items()
    ]


def few(found: RollUp, keys: Any, language: Language) -> str:
    """The first of the cells by name."""
    named = keys_named(found.form, list(keys)[:FEW])[language]
    return named if len(keys) <= FEW else f"{named} …"


def implied(found: RollUp) -> list[tuple[str, int]]:
    """Organs and their blanks that count as 0."""
    counts = Counter(share.part.organ for cell in found.cells.values() for share in cell.shares if share.implied)
    return [(printable(organ), count) for organ, count in counts.items()]


def remarks(found: RollUp, language: Language) -> list[str]:
    """What is to be said of reports that were left out, or are to be looked at."""
    return [printable(remark_words(found, code, part, language)) for code, part in found.remarks]


def mismatches(found: RollUp, held: Expectation, language: Language) -> list[dict[str, str]]:
    """Where the sum is not what was published, and which organ explains it."""
    return [
        {
            "cell": keys_named(found.form, [one.cell])[language],
            "sum": plain(one.sum),
            "published": plain(one.published),
            "difference": plain(one.published - one.sum),
            "explanation": "" if one.explanation is None else printable(explanation_words(one.explanation, language)),
        }
        for one in held.mismatches
    ]


def plain(figure: Figure) -> str:
    """A figure as it is read."""
    return str(figure) if isinstance(figure, int) else plain_notation(figure)
