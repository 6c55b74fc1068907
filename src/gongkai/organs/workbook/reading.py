"""读入: the cells of a workbook that somebody sent, read in a child process under limits (decision 11).

The child imports this module, so it knows neither Django nor the records.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook

from gongkai.bulk.child import Limits, Loss
from gongkai.bulk.pool import in_order
from gongkai.organs.workbook.columns import COLUMNS, SHEET

LARGEST = 5 * 1024 * 1024
"""Bytes of a workbook."""
MOST_ROWS = 5_000
LONGEST = 300
"""Characters of a cell that are looked at: more than any column takes."""
LIMITS = Limits(seconds=20, memory=512 * 1024 * 1024)

Fault = Literal["no_workbook", "no_sheet", "too_many_rows", "too_costly"]
Rows = list[list[str]]


class Unusable(Exception):
    """The file can't be read as a workbook of organs; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def rows_of(data: bytes) -> Rows:
    """The cells of the sheet as text, the first row among them. Raises Unusable."""
    (outcome,) = in_order(_read, [data], jobs=1, lost=_lost, limits=LIMITS, preload=[__name__])
    if isinstance(outcome, str):
        raise Unusable(outcome)
    return outcome


def _lost(data: bytes, loss: Loss) -> Rows | Fault:
    return "too_costly"


def _read(data: bytes) -> Rows | Fault:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        if SHEET not in workbook.sheet_names:
            return "no_sheet"
        sheet = workbook.get_sheet_by_name(SHEET)
        if sheet.height > MOST_ROWS + 1:
            return "too_many_rows"
        found = [[_text(cell) for cell in row[: 2 * len(COLUMNS)]] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, ValueError, OSError):
        return "no_workbook"
    return found


def _text(cell: object) -> str:
    """The cell as it was meant: a whole number without its point, a day as a day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()[:LONGEST]
