"""Excel 文件: an annual report as an .xlsx file, as a flow.

Sheets have no paragraphs: a row with words in one cell alone is a line where it reads like one (a title, a chapter's
heading, prose), and the rows between two lines are a table. Which blank cells of a row are cells of the form is told by
the heads above them (columns.py). Sheets, rows and columns that are hidden are left out, and a note says so.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.core.findings import Place
from gongkai.core.fold import fold
from gongkai.core.law.editions import EDITIONS, edition
from gongkai.core.readers.columns import GridCell, rows_as_read
from gongkai.core.readers.flow import Flow, FlowWriter, has_words
from gongkai.core.readers.labels import only_words
from gongkai.core.readers.ooxml import Archive
from gongkai.core.readers.sheets import Merge, Sheet, Workbook, name_of
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import Note

MOST_PLACES = 500_000
"""Places of the tables' grids, and merged cells that lie over rows; the form has some 500."""

_WIDEST = 64
"""Columns of a merged cell that count; a title may cover all that a sheet has."""
_LONG = 60
_MOST_NAMES = 10
_BINARY = {"zh": " Excel 二进制文件（.xlsb）", "en": "a binary Excel file (.xlsb)"}
_PROSE = re.compile("[。；;！]|年度报告$")
_NUMBER = re.compile("^[一二三四五六]")
_HEADING = re.compile("[一二三四五六]、.*(?:情况|事项)$")

At = tuple[str, int, int]
"""Sheet, row and column."""


def flow(data: bytes) -> Flow:
    """The workbook as a flow. Raises Unreadable when it is damaged, locked or unfolds to too much."""
    archive = Archive(data, "xlsx")
    main = archive.main("xl/workbook.xml")
    if main.endswith(".bin"):
        raise Unreadable("READ.NEEDS_OFFICE", kind=_BINARY)
    workbook = Workbook(archive, main)
    writer = FlowWriter(place_in_sheet)
    hidden = list(workbook.hidden)
    places = _Places(archive)
    for sheet in workbook.sheets():
        _write(sheet, writer, places)
        hidden += sheet.hidden
    return writer.flow([Note("READ.HIDDEN", {"names": "、".join(hidden[:_MOST_NAMES])})] if hidden else [])


def place_in_sheet(at: At) -> Place:
    """The 'at' of a cell: its sheet and its name there."""
    sheet, row, column = at
    return {"sheet": sheet, "cell": name_of(row, column)}


class _Places:
    """How many places of grids may still be looked at. Raises Unreadable when they are used up."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._left = archive, MOST_PLACES

    def take(self, count: int) -> None:
        """Look at so many more."""
        self._left -= count
        if self._left < 0:
            raise self._archive.too_much(f"表格超过 {MOST_PLACES} 格", f"tables of more than {MOST_PLACES} places")


@dataclass(slots=True)
class _SheetRow:
    """A row of a sheet: the texts that can be seen in it, by column, and the merged cells that lie over it."""

    number: int
    texts: dict[int, str]
    merges: list[Merge]


def _write(sheet: Sheet, writer: FlowWriter, places: _Places) -> None:
    """The lines and tables of a sheet."""
    table: list[_SheetRow] = []
    for row in _rows(sheet, places):
        line = line_of(row.texts.values())
        if line:
            _write_table(sheet, table, writer, places)
            table = []
            writer.line(line, (sheet.name, row.number, min(row.texts)))
        else:
            table.append(row)
    _write_table(sheet, table, writer, places)


def _rows(sheet: Sheet, places: _Places) -> Iterator[_SheetRow]:
    """The rows in which something can be seen."""
    waiting = sorted(sheet.merges, reverse=True)
    merges: list[Merge] = []
    for number in sorted(sheet.cells):
        while waiting and waiting[-1][0] <= number:
            merges.append(waiting.pop())
        merges = [merge for merge in merges if merge[2] >= number]
        places.take(len(merges))
        texts = {column: text for column, text in sheet.cells[number].items() if text.strip()}
        for first_row, first, _, last in merges:  # what lies under a merged cell is not seen
            for column in range(first + (first_row == number), last + 1) if last - first < len(texts) else list(texts):
                if first + (first_row == number) <= column <= last:
                    texts.pop(column, None)
        if texts:
            yield _SheetRow(number, texts, merges.copy())


def _write_table(sheet: Sheet, rows: Sequence[_SheetRow], writer: FlowWriter, places: _Places) -> None:
    """The rows of a table. Columns in which nothing begins and that no label covers are left out."""
    used = {column for row in rows for column in row.texts}
    for row in rows:
        for first_row, first, _, last in row.merges:
            if first_row == row.number and first in row.texts:
                used.update(range(first, min(last + 1, first + _WIDEST)))
    columns = sorted(used)
    places.take(len(columns) * len(rows))
    begun: dict[Merge, GridCell] = {}
    grid = [_grid_row(sheet.name, row, columns, begun) for row in rows]
    first = next((place for place, row in enumerate(grid) if sum(cell.label for cell in row) > 1), len(grid))
    for place, cells in enumerate(rows_as_read(grid)):
        texts = [(text, at) for text, at, _ in cells if text]
        if len(texts) == 1 and (len(columns) == 1 or (place < first and has_words(texts[0][0]))):
            writer.line(*texts[0])
        else:
            writer.row(cells)


def _grid_row(name: str, row: _SheetRow, columns: Sequence[int], begun: dict[Merge, GridCell]) -> list[GridCell]:
    """The cells of a row in the grid of the columns. `begun` are the merged cells of the rows above."""
    over: dict[int, tuple[Merge, int]] = {}
    for merge in row.merges:
        first = bisect_left(columns, merge[1])
        over.setdefault(first, (merge, bisect_right(columns, merge[3]) - first))
    cells: list[GridCell] = []
    place = 0
    while place < len(columns):
        column = columns[place]
        covering, span = over.get(place, (None, 1))
        above = begun.get(covering) if covering is not None else None
        text = row.texts.get(column, "") if above is None else ""
        cell = GridCell(text, (name, row.number, column), place, max(span, 1), above)
        if covering is not None and above is None:
            begun[covering] = cell
        cells.append(cell)
        place += max(span, 1)
    return cells


def line_of(texts: Collection[str]) -> str:
    """The row's only text, or the one that all its cells repeat, where it reads like a line and not like a label."""
    if len(set(texts)) > 1:
        return ""
    text = next(iter(texts))
    folded = fold(text).strip()
    heading = _HEADING.match(folded) or _NUMBER.sub("", only_words(folded)) in _titles()
    return text if heading or len(text) > _LONG or _PROSE.search(folded) else ""


@cache
def _titles() -> frozenset[str]:
    """The words of the chapters' titles."""
    return frozenset(only_words(title) for one in EDITIONS for part in edition(one).chapters for title in part.titles)
