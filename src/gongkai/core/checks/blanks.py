"""空白校核: cells, rows and tables that the form wants filled.

A blank is never 0: an organ that received no requests fills in zeros. One finding a table names its blank
cells, those among them that the form's relations allow to be nothing but 0, and the rows in which blanks were
lost on the way (the reader's note READ.COLUMN_LOST: fewer figures than cells, so which are blank can't be
told). A second one names the rows, or the table, that are not in the document at all.
"""

from collections.abc import Iterator
from typing import Any

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.labels import cells_named, rows_named
from gongkai.core.findings import Finding
from gongkai.core.law.editions import Cell
from gongkai.core.relations import implied_zeros
from gongkai.core.report import FilledReport, Note, State

CODES = {"proactive": "T2.BLANK", "requests": "T3.BLANK", "remedies": "T4.BLANK"}
COLUMN_LOST = "READ.COLUMN_LOST"


def check_blanks(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """For each table at most one finding for its blank cells, and one for what is missing."""
    empty = list(report.in_state(State.BLANK, State.MISSING))
    blank = [cell for cell in empty if report.states[cell.index] == State.BLANK]
    missing = [cell for cell in empty if report.states[cell.index] == State.MISSING]
    lost = [note for note in report.notes if note.code == COLUMN_LOST]
    zeros = implied_zeros(report.form, report.values, {cell.index for cell in blank}) if blank else {}
    for table, code in CODES.items():
        blank_here = [cell for cell in blank if cell.table.key == table]
        missing_here = [cell for cell in missing if cell.table.key == table]
        lost_here = [note for note in lost if _cell(report, note.cells[0]).table.key == table]
        if blank_here or lost_here:
            yield _blank(report, code, blank_here, sum(cell.index in zeros for cell in blank_here), lost_here)
        if missing_here:
            yield _missing(report, code, missing_here)


def _blank(report: FilledReport, code: str, blank: list[Cell], zeros: int, lost: list[Note]) -> Finding:
    """The finding for the blank cells of one table, and for its rows that have lost blanks."""
    unplaced = [_cell(report, key) for note in lost for key in note.cells]
    cells = blank + unplaced
    table = cells[0].table
    first, end = report.form.spans[table.key]
    details: dict[str, Any] = {
        "count": len(blank),
        "cells": cells_named(blank),
        "zeros": zeros,
        "lost": sum(note.details["cells"] - note.details["printed"] for note in lost),
        "rows": rows_named(table, list(dict.fromkeys(cell.row for cell in unplaced))),
    }
    if lost:
        details["variant"] = "both" if blank else "lost"
    elif len(blank) == end - first:
        details["variant"] = "all"
    elif zeros:
        details["variant"] = "zeros"
    return Finding(
        code=code,
        severity="warning",
        cells=tuple(dict.fromkeys(cell.key for cell in cells)),
        details=details,
        at=report.at(cells[0].index) or {},
    )


def _missing(report: FilledReport, code: str, missing: list[Cell]) -> Finding:
    """The finding for the rows of one table, or the whole table, that are not in the document."""
    first, end = report.form.spans[missing[0].table.key]
    return Finding(
        code=code,
        severity="warning",
        cells=tuple(cell.key for cell in missing),
        details={
            "variant": "missing_table" if len(missing) == end - first else "missing_rows",
            "count": len(missing),
            "cells": cells_named(missing),
        },
    )


def _cell(report: FilledReport, key: str) -> Cell:
    return report.form.cells[report.form.index[key]]
