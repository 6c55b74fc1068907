"""Excel 快读: an .xlsx file whose statutory tables are printed plainly, as a flow, by a library that reads but values.

It reads much faster, but does not tell a formula without a result or an error from a blank cell, nor what is hidden,
nor what a number format shows. So only a file whose parts hold nothing but rows of plain cells, each named in order, is
read so; any other is left to the reading of its parts (xlsx.py), as is every file whose figures do not then satisfy all
relations of the form (reading.py): there, no cell may be blank.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gongkai.core.readers.flow import Flow, FlowWriter
from gongkai.core.readers.number_formats import shown
from gongkai.core.readers.ooxml import Archive
from gongkai.core.readers.sheets import place_of, plainness
from gongkai.core.readers.xlsx import line_of, place_in_sheet

_MOST_CELLS = 20_000
_MAIN = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_UNUSUAL = (
    *(b"hidden", b"showZeros", b"AlternateContent", b"<!", b"vertAlign", b"strike"),
    *(b"_x", b":row", b":c ", b":c>", b":si>", b":si "),
)
"""What a sheet or the strings that sheets share do not hold where they are plain."""

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?<"
    rb"(?:\?xml (?:[^>?]*encoding=[\"'](?i:utf-8)[\"'][^>?]*|(?:(?!encoding)[^>?])*)\?>|(?=\w))"
)
_NO_SIZE = re.compile(rb"\b(?:ht|width)\s*=\s*[\"'](?![1-9])")
_NAME = rb'(?:\s[\w:]+="[^"<&]*")*+'
_CELL = (
    rb'<c(?: (?:r="[A-Z]{1,3}[0-9]{1,7}"|s="[0-9]+"|t="(?:n|s|str|inlineStr)"))*+'
    rb"(?:/>|>(?:<v>[^<&]*+</v>|<v/>|<is>(?:<(?!/is>|is[\s/>]|[vf][\s/>])[^<]*+)*+</is>)?+</c>)"
)
_ROWS = re.compile(rb"\s*+(?:<row" + _NAME + rb"\s*+(?:/>|>\s*+(?:" + _CELL + rb"\s*+)*+</row>)\s*+)*+")
_NAMES = re.compile(rb'<(?:row|c)\s[^>]*?\br="([A-Z]*)([0-9]{1,7})"')
_BEGIN, _END = b"<sheetData>", b"</sheetData>"


def quick_flow(data: bytes) -> Flow | None:
    """The workbook's flow, where nothing in it is unusual; else None. Raises Unreadable when the file is damaged."""
    archive = Archive(data, "xlsx")
    if archive.main(_MAIN) != _MAIN or _MAIN not in archive:
        return None
    plain = plainness(archive, _MAIN)
    if plain is None or (_STRINGS in archive and not _is_plain(archive.part(_STRINGS))):
        return None
    if not all(_is_plain_sheet(archive.part(part)) for part in plain.parts):
        return None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        writer = FlowWriter(place_in_sheet)
        usual = book.sheet_names == plain.names and all(
            _write(book.get_sheet_by_name(name), writer, counts=plain.counts) for name in book.sheet_names
        )
    except CalamineError:
        return None
    return writer.flow() if usual else None


def _is_plain(part: bytes) -> bool:
    """Whether nothing in the part's bytes can be read in two ways."""
    head = _HEAD.match(part)
    return head is not None and b"<?" not in part[head.end() :] and not any(word in part for word in _UNUSUAL)


def _is_plain_sheet(part: bytes) -> bool:
    """Whether the sheet holds nothing but rows of plain cells, in order, not far apart, none of them hidden."""
    if (
        not _is_plain(part)
        or _NO_SIZE.search(part)
        or part.count(b"<sheetData") != 1
        or part.count(b"<c ") > _MOST_CELLS
    ):
        return False
    begin, end = part.find(_BEGIN), part.find(_END)
    if begin < 0:
        return b"<sheetData/>" in part
    rows = _ROWS.match(part, begin + len(_BEGIN), end)
    return rows is not None and rows.end() == end and _are_in_order(rows[0])


def _are_in_order(rows: bytes) -> bool:
    """Whether each row and each cell is named, behind the one before it, and all lie close together."""
    names = _NAMES.findall(rows)
    if len(names) != rows.count(b"<row") + rows.count(b"<c"):
        return False
    row, number = 0, b""
    last, widest = (0, b""), (0, b"A")
    for letters, digits in names:
        column = (len(letters), letters)
        if not letters:
            if int(digits) <= row:
                return False
            row, number, last = int(digits), digits, column
        elif digits != number or column <= last:
            return False
        else:
            last = column
            widest = max(widest, column)
    place = place_of(widest[1].decode() + "1")
    return place is not None and row * place[1] <= _MOST_CELLS


def _write(sheet: CalamineSheet, writer: FlowWriter, *, counts: bool) -> bool:
    """The rows of a sheet; whether nothing in them is unusual. Where only `counts` are shown as they stand, another
    number is unusual."""
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
                text = shown(repr(value))
                if counts and not text.isdecimal():
                    return False
                cells.append((text, (sheet.name, number + 1, column + 1), 1))
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
