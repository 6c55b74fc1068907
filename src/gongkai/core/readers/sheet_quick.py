"""Excel 快读: an .xlsx file whose statutory tables are printed plainly, as a flow, by a library that reads but values.

It reads much faster, but does not tell a formula without a result or an error from a blank cell, nor what is hidden,
nor what a number format shows. So only a file whose parts hold nothing but rows of plain cells, each named in order, is
read so; any other is left to the reading of its parts (xlsx.py), as is every file whose figures do not then satisfy all
relations of the form (reading.py): there, no cell may be blank.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gongkai.core.findings import Place
from gongkai.core.readers.flow import CELL, Flow, tidy
from gongkai.core.readers.number_formats import shown
from gongkai.core.readers.ooxml import Archive
from gongkai.core.readers.sheet_looks import is_doubtful
from gongkai.core.readers.sheets import place_of, plainness
from gongkai.core.readers.xlsx import line_of, place_in_sheet

_MOST_CELLS = 20_000
_EXACT = 10**15
"""Whole numbers below are shown with all their digits."""
_STARS = "*＊ \u00a0\u3000"
_MAIN = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_UNUSUAL = (
    *(b"hidden", b"showZeros", b"AlternateContent", b"<!", b"vertAlign", b"strike"),
    *(b"_x", b":row", b":c ", b":c>", b":si>", b":si "),
)
"""What a sheet or the strings that sheets share do not hold where they are plain."""
_MAY_HIDE = (b"showValue", b":dxf")
"""What a conditional format holds that shows something else than its cell, or is not one of the workbook's."""

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?<"
    rb"(?:\?xml (?:[^>?]*encoding=[\"'](?i:utf-8)[\"'][^>?]*|(?:(?!encoding)[^>?])*)\?>|(?=\w))"
)
_NO_SIZE = re.compile(rb"\b(?:ht|width)\s*=\s*[\"'](?![1-9])")
_NAME = rb'(?:\s[\w:]+="[^"<>&]*")*+'
_STYLE = rb'(?: s="[0-9]+")'
_NUMBER = rb"(?:<v>(?:-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[Ee][+-]?[0-9]++)?+)?+</v>|<v/>)?+"
_HELD = {
    b"n": _NUMBER,
    b"s": rb"(?:<v>[0-9]++</v>|<v/>)?+",
    b"str": rb"(?:<v>[^<&]*+</v>|<v/>)?+",
    b"inlineStr": rb'(?:<is>(?:<t(?: xml:space="preserve")?>[^<]*+</t>|<t/>)?+</is>)?+',
}
"""What a cell of each type holds; a number is written as programs write it."""
_ENDS = {kind: b"(?:/>|>" + held + b"</c>)" for kind, held in _HELD.items()}
_CELL = b"".join(
    (
        b'<c(?: r="[A-Z]{1,3}[0-9]{1,7}")?+(?:',
        _STYLE + b"?+(?:" + _ENDS[b"n"] + b"|",
        b"|".join(b' t="' + kind + b'"' + end for kind, end in _ENDS.items()),
        b")|",
        b"|".join(b' t="' + kind + b'"' + _STYLE + end for kind, end in _ENDS.items()),
        b")",
    )
)
_ROWS = re.compile(rb"\s*+(?:<row" + _NAME + rb"\s*+(?:/>|>\s*+(?:" + _CELL + rb"\s*+)*+</row>)\s*+)*+")
_ROW = re.compile(rb"<row[^>]*>")
_NAMES = re.compile(rb'<(?:row|c)\s[^>]*?\br="([A-Z]*)([0-9]{1,7})"')
_BEGIN, _END = b"<sheetData>", b"</sheetData>"


class _Rows:
    """The rows of sheets, as they become a flow, and the places of their cells."""

    def __init__(self) -> None:
        self.text = ""
        self._lines: list[str] = []
        self._ats: list[tuple[str, int, list[int]]] = []

    def add(self, texts: Sequence[str], sheet: str, row: int, columns: list[int]) -> None:
        """A row: its texts and in which columns they stand."""
        seen = [text for text in texts if text and not text.isspace()]
        if not seen:
            return
        line = line_of(seen)
        if line:
            at = columns[texts.index(seen[0])]
            self._lines.append("\t".join(map(tidy, line.split("\t"))))
            self._ats.append((sheet, row, [at]))
        else:
            self._lines.append(CELL.join([text if text.isalnum() else tidy(text) for text in texts]))
            self._ats.append((sheet, row, columns))

    def flow(self) -> Flow:
        """What was added."""
        self.text = "".join([f"{line}\n" for line in self._lines])
        return Flow(self.text, self.place)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self._lines), initial=0))

    def place(self, start: int, end: int) -> Place:
        """The cell that `start` lies in."""
        line = min(bisect_right(self._starts, start), len(self._lines)) - 1
        sheet, row, columns = self._ats[line]
        return place_in_sheet((sheet, row, columns[self.text.count(CELL, self._starts[line], start)]))


def quick_flow(data: bytes) -> Flow | None:
    """The workbook's flow, where nothing in it is unusual; else None. Raises Unreadable when the file is damaged."""
    archive = Archive(data, "xlsx")
    if archive.main(_MAIN) != _MAIN or _MAIN not in archive:
        return None
    plain = plainness(archive, _MAIN)
    if plain is None or (_STRINGS in archive and not _are_plain_strings(archive)):
        return None
    if not all(_is_plain_sheet(archive.part(part), hiding=plain.hiding) for part in plain.parts):
        return None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = _Rows()
        usual = book.sheet_names == plain.names and all(
            _write(book.get_sheet_by_name(name), rows, counts=plain.counts) for name in book.sheet_names
        )
    except CalamineError:
        return None
    return rows.flow() if usual else None


def _is_plain(part: bytes) -> bool:
    """Whether nothing in the part's bytes can be read in two ways."""
    head = _HEAD.match(part)
    return head is not None and b"<?" not in part[head.end() :] and not any(word in part for word in _UNUSUAL)


def _are_plain_strings(archive: Archive) -> bool:
    """Whether nothing in the strings that sheets share may be meant or not."""
    part = archive.part(_STRINGS)
    if not _is_plain(part):
        return False
    return b"rPr" not in part or not any(map(is_doubtful, archive.parsed(part).iter("{*}rPr")))


def _is_plain_sheet(part: bytes, *, hiding: bool) -> bool:
    """Whether the sheet holds nothing but rows of plain cells, in order, not far apart, none of them hidden; `hiding`
    says whether the workbook has conditional formats that can hide cells."""
    begin, end = part.find(_BEGIN), part.find(_END)
    if begin < 0:
        return b"<sheetData/>" in part and part.count(b"<sheetData") == 1 and _shows_all(part)
    rows = part[begin + len(_BEGIN) : end]
    around = part[:begin] + part[end:]
    return (
        _shows_all(around + b"".join(_ROW.findall(rows)))
        and b"<sheetData" not in around
        and (b"conditionalFormatting" not in around or not (hiding or any(word in around for word in _MAY_HIDE)))
        and b"_x" not in rows
        and rows.count(b"<c ") <= _MOST_CELLS
        and _ROWS.fullmatch(rows) is not None
        and _are_in_order(rows)
    )


def _shows_all(part: bytes) -> bool:
    """Whether nothing in these tags of a sheet hides what it holds."""
    return _is_plain(part) and _NO_SIZE.search(part) is None


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


def _write(sheet: CalamineSheet, flow: _Rows, *, counts: bool) -> bool:
    """The rows of a sheet; whether nothing in them is unusual. Where only `counts` are shown as they stand, another
    number is unusual."""
    if sheet.height * sheet.width > _MOST_CELLS:
        return False
    top, left = sheet.start or (0, 0)
    covered = _covered(sheet.merged_cell_ranges or ())
    if covered is None:
        return False
    for number, values in enumerate(sheet.to_python(), top):
        under = covered.get(number, ())
        texts, columns = [], []
        for column, value in enumerate(values, left):
            if column in under:
                if value != "":
                    return False  # under a merged cell, where nobody sees it
                continue
            text = value if isinstance(value, str) else _figure(value)
            if text is None or (counts and text is not value and not text.isdecimal()):
                return False
            texts.append(text)
            columns.append(column + 1)
        if any(text.strip() and not text.strip(_STARS) for text in texts if not text.isalnum()):
            return False
        flow.add(texts, sheet.name, number + 1, columns)
    return True


def _figure(value: Any) -> str | None:
    """A number as Excel shows it; None for what is none."""
    if type(value) not in (int, float):
        return None
    return str(int(value)) if -_EXACT < value < _EXACT and value == int(value) else shown(repr(value))


def _covered(merges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, set[int]] | None:
    """The columns under merged cells, but for the first place of each, by row; None where they are too many."""
    covered: dict[int, set[int]] = {}
    left = _MOST_CELLS
    for (first_row, first_column), (last_row, last_column) in merges:
        for row in range(first_row, last_row + 1):
            columns = range(first_column + (row == first_row), last_column + 1)
            left -= len(columns) + 1
            if left < 0:
                return None
            covered.setdefault(row, set()).update(columns)
    return covered
