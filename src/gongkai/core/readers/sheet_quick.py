"""Excel 快读: an .xlsx file whose statutory tables are printed plainly, as a flow, by a library that reads but values.

It reads much faster, but does not tell a formula without a result or an error from a blank cell, nor what is hidden.
So a file with formulas, errors, dates or anything hidden is left to the reading of its parts (xlsx.py), as is every
file whose figures do not then satisfy all relations of the form (reading.py): there, no cell may be blank.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gongkai.core.readers.flow import Flow, FlowWriter
from gongkai.core.readers.ooxml import Archive
from gongkai.core.readers.sheets import shown
from gongkai.core.readers.xlsx import line_of, place_in_sheet

_MOST_CELLS = 20_000
_IN_BOOK = (b'"hidden"', b'"veryHidden"')
_IN_SHEET = (b"<f>", b"<f ", b"hidden=", b't="e"', b't="b"', b't="d"')


def quick_flow(data: bytes) -> Flow | None:
    """The workbook's flow, where nothing in it is unusual; else None. Raises Unreadable when the file is damaged."""
    archive = Archive(data, "xlsx")
    main = archive.main("xl/workbook.xml")
    if main not in archive or any(word in archive.part(main) for word in _IN_BOOK):
        return None
    sheets = [name for name in archive.relations(main).values() if "/worksheets/" in name and name in archive]
    for sheet in sheets:
        part = archive.part(sheet)
        if part.count(b"<c ") > _MOST_CELLS or any(word in part for word in _IN_SHEET):
            return None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        writer = FlowWriter(place_in_sheet)
        usual = all(_write(book.get_sheet_by_name(name), writer) for name in book.sheet_names)
    except CalamineError:
        return None
    return writer.flow() if usual else None


def _write(sheet: CalamineSheet, writer: FlowWriter) -> bool:
    """The rows of a sheet; whether nothing in them is unusual."""
    if sheet.height * sheet.width > _MOST_CELLS:
        return False
    top, left = sheet.start or (0, 0)
    covered = set(_covered(sheet.merged_cell_ranges or ()))
    for number, values in enumerate(sheet.to_python(), top):
        cells: list[tuple[str, Any, int]] = []
        for column, value in enumerate(values, left):
            if (number, column) in covered:
                if value != "":
                    return False  # under a merged cell, where nobody sees it
            elif isinstance(value, str):
                cells.append((value, (sheet.name, number + 1, column + 1), 1))
            elif type(value) in (int, float):
                cells.append((shown(repr(value)), (sheet.name, number + 1, column + 1), 1))
            else:
                return False
        texts = [text for text, _, _ in cells if text.strip()]
        line = line_of(texts) if texts else ""
        if line:
            writer.line(line, next(at for text, at, _ in cells if text.strip()))
        elif texts:
            writer.row(cells)
    return True


def _covered(merges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """The places under merged cells, but for the first of each."""
    left = _MOST_CELLS
    for (first_row, first_column), (last_row, last_column) in merges:
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                if (row, column) != (first_row, first_column):
                    left -= 1
                    if left < 0:
                        return
                    yield row, column
