"""文字与表格: whether what sentences tell of the office's own year is what the tables say (TXT.CELL, TXT.WORDS)."""

from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.labels import cells_named
from gongkai.core.claims.cells import CellClaim, cell_claims
from gongkai.core.claims.prose import Paragraph, paragraphs, quoted
from gongkai.core.claims.readings import sum_of
from gongkai.core.findings import Figure, Finding
from gongkai.core.report import FilledReport

_TOTAL_ROWS = ("requests.new_received", "requests.carried_in")


def check_told_cells(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.CELL for each figure of the office's own whole year that is none of the sums of cells its words may mean,
    TXT.WORDS where words without a figure (未收到, 均获维持, 全部办结) say 0 of cells that are not; 'unproven' where
    blank or unclear cells leave that open."""
    for paragraph in paragraphs(report):
        for claim in cell_claims(report, paragraph):
            if claim.scope == "own" and _columns_add_up(report, claim):
                yield from _judged(report, paragraph, claim)


def _columns_add_up(report: FilledReport, claim: CellClaim) -> bool:
    """Whether the rows of the claim may be trusted to have each applicant in its column: 总计 is their sum."""
    if not claim.readings[0][0].startswith(_TOTAL_ROWS) or claim.readings[0][0].endswith(".total"):
        return True
    columns = [column.key for column in report.form.table("requests").rows[0].columns]
    for row in _TOTAL_ROWS:
        values = [report.value(f"{row}.{column}") for column in columns]
        if None in values or 2 * (report.value(f"{row}.total") or 0) != sum(value or 0 for value in values):
            return False
    return True


def _judged(report: FilledReport, paragraph: Paragraph, claim: CellClaim) -> Iterator[Finding]:
    sums = [sum_of(report, cells) for cells in claim.readings]
    if claim.figure.value in sums:
        return
    cells, expected = claim.readings[0], sums[0]
    if None in sums:
        if claim.in_words and all(_known_part(report, reading) for reading in claim.readings):
            cells = tuple(key for key in cells if report.value(key))
            expected = _known_part(report, cells)
        else:
            cells = tuple(key for key in dict.fromkeys(sum(claim.readings, ())) if report.value(key) is None)
            expected = None
    yield _finding(report, paragraph, claim, cells, expected)


def _known_part(report: FilledReport, cells: tuple[str, ...]) -> Figure:
    return sum(report.value(key) or 0 for key in cells)


def _finding(
    report: FilledReport, paragraph: Paragraph, claim: CellClaim, cells: tuple[str, ...], expected: Figure | None
) -> Finding:
    quote, place = quoted(report, paragraph, claim.figure.start, claim.figure.end)
    form = report.form
    return Finding(
        "TXT.WORDS" if claim.in_words else "TXT.CELL",
        "unproven" if expected is None else "error",
        cells=cells,
        expected=expected,
        found=None if claim.in_words else int(claim.figure.value),
        details={
            "variant": "open" if expected is None else "main",
            "told": claim.told,
            "cells": cells_named([form.cells[form.index[key]] for key in cells]),
            "expected": expected,
        },
        quote=quote,
        at=place,
    )
