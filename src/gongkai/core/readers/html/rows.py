"""表格行: the rows of a table in a page, its cells brought to their columns by their spans.

Spans in pages are often wrong (20 rows where 22 were meant). Where a cell lies over one that reaches down from above,
the one from above gives way; how many columns of the form a cell counts for is told by the heads (columns.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.core.readers.columns import GridCell
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.unreadable import Unreadable

MOST_PLACES = 300_000
"""Cells, and rows that cells reach down into, of all tables of a page; the form has some 300."""

COLUMNS, ROWS = 1000, 65534
"""The most that a cell may span, as browsers have it."""
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")


def span(value: str | None, most: int) -> int:
    """A span as browsers take it: 1 where it is no number above 0, `most` where it is more."""
    digits = _NUMBER.match(value or "")
    return min(max(int(digits[1]), 1), most) if digits else 1


@dataclass(slots=True)
class SpannedCell:
    """A cell as the page has it: its text, where it is, how many rows and columns it covers."""

    text: str
    at: Any
    rows: int = 1
    columns: int = 1


class Spans:
    """The cells of one table that reach down into later rows."""

    def __init__(self) -> None:
        self._above: dict[int, tuple[int, GridCell]] = {}
        self.places = 0

    def row(self, cells: Sequence[SpannedCell]) -> list[GridCell]:
        """The places of the table's next row, in the order of its columns. Raises Unreadable when the spans of the
        table are endless."""
        found: list[GridCell] = []
        below: dict[int, tuple[int, GridCell]] = {}
        column = 0
        for cell in cells:
            while column in self._above:
                column = self._reach_down(column, below, found)
            own = GridCell(cell.text, cell.at, column, cell.columns)
            found.append(own)
            if cell.rows > 1:
                below[column] = cell.rows - 1, own
            column += cell.columns
            for start in [start for start in self._above if start < column]:
                left, covered = self._above.pop(start)
                if left > 1:
                    below.setdefault(start, (left - 1, covered))
        for column in sorted(self._above):
            self._reach_down(column, below, found)
        self._above = below
        self.places += len(found) + len(below)
        if self.places > MOST_PLACES:
            what = {
                "zh": f"表格的合并单元格超过 {MOST_PLACES} 格",
                "en": f"merged cells of more than {MOST_PLACES} places",
            }
            raise Unreadable("READ.TOO_MUCH", kind=NAMES["html"], what=what)
        return found

    def end_section(self) -> None:
        """Ends the head, body or foot that the rows stood in: no cell reaches beyond it."""
        self._above = {}

    def _reach_down(self, column: int, below: dict[int, tuple[int, GridCell]], found: list[GridCell]) -> int:
        """Adds the cell that reaches down at `column`; gives the column behind it."""
        left, cell = self._above.pop(column)
        if left > 1:
            below.setdefault(column, (left - 1, cell))
        found.append(GridCell("", cell.at, column, cell.span, above=cell))
        return column + cell.span
