"""工作表: the cells of a workbook's sheets, as text, from the XML of an .xlsx file.

A number is what Excel would show of it (number_formats.py), a day is written as a date, an error is its own sign. What
a cell holds can't be known where a formula's result is not in the file, or would be computed anew on opening, nor where
digits are struck out, white or tiny, or a conditional format may hide them (sheet_looks.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from gongkai.core.readers.flow import UNKNOWN, has_words
from gongkai.core.readers.number_formats import NumberFormat, format_of, shown
from gongkai.core.readers.ooxml import Archive, whole_number
from gongkai.core.readers.sheet_looks import (
    doubtful_fonts,
    hiding_formats,
    is_doubtful,
    is_struck,
    ranges_that_may_hide,
)

MOST_CELLS = 200_000
MOST_TEXT = 16_000_000
MOST_MERGES = 20_000
"""Limits far beyond any report: cells and merged cells of a workbook, characters in its cells."""

_LONGEST = 32_767
_MOST_RANGES = 50
"""Ranges that may be hidden, by which a sheet's cells are told apart."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset({"1", "true"})
_FALSE = frozenset({"0", "false"})
_DIGIT = re.compile("[0-9０-９]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Place = tuple[int, int]
"""Row and column, from 1."""
Merge = tuple[int, int, int, int]
"""First row and column, last row and column of a merged cell."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell shows what it holds: its number format, and whether its font leaves open what it holds."""

    format: NumberFormat
    doubtful: bool = False

    def text(self, text: str) -> str:
        """What is shown of a text."""
        seen = self.format.text(text)
        return UNKNOWN if self.doubtful and seen.strip() and not has_words(seen) else seen


_GENERAL = Style(format_of("0", {}))


@dataclass(slots=True)
class Sheet:
    """A sheet as a person sees it: the text of each cell that holds something, by row and column; merged cells; which
    rows and columns are hidden, whose cells are left out."""

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


class Limits:
    """What the sheets of a workbook may still hold. Raises Unreadable when it is used up."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._cells, self._text, self._merges = MOST_CELLS, MOST_TEXT, MOST_MERGES

    def cell(self, text: str) -> str:
        """The text of one more cell, not longer than a cell can be."""
        self._cells -= 1
        self._text -= len(text)
        if self._cells < 0:
            raise self._archive.too_much(f"单元格超过 {MOST_CELLS} 个", f"more than {MOST_CELLS} cells")
        if self._text < 0:
            raise self._archive.too_much(f"文字超过 {MOST_TEXT} 字", f"more than {MOST_TEXT} characters")
        return text[:_LONGEST]

    def merge(self) -> None:
        """One more merged cell."""
        self._merges -= 1
        if self._merges < 0:
            raise self._archive.too_much(f"合并单元格超过 {MOST_MERGES} 个", f"more than {MOST_MERGES} merged cells")


class Workbook:
    """The sheets of an .xlsx file. `hidden` names those that a person does not see."""

    def __init__(self, archive: Archive, main: str) -> None:
        self._archive = archive
        self._limits = Limits(archive)
        root = archive.tree(main)
        self._relations = archive.relations(main)
        self._old_days = any(one.get("date1904") in _TRUE for one in _children(root, "workbookPr"))
        self._recomputed = any(one.get("fullCalcOnLoad") in _TRUE for one in _children(root, "calcPr"))
        entries = [one for sheets in _children(root, "sheets") for one in sheets]
        self.hidden = [one.get("name", "") for one in entries if one.get("state", "visible") != "visible"]
        self._visible = [one for one in entries if one.get("state", "visible") == "visible"]
        self._strings = self._shared_strings(main)
        styles = self._beside(main, "styles.xml")
        self._styles = {str(place): one for place, one in enumerate(_styles(styles))}
        self._hiding = hiding_formats(styles)

    def sheets(self) -> Iterator[Sheet]:
        """The sheets that a person sees, in order."""
        for entry in self._visible:
            part = self._relations.get(_relation(entry), "")
            if part not in self._archive:
                raise self._archive.broken()
            yield self._sheet(entry.get("name", ""), self._archive.tree(part))

    def _beside(self, main: str, name: str) -> Any | None:
        part = f"{main.rpartition('/')[0]}/{name}"
        return self._archive.tree(part) if part in self._archive else None

    def _shared_strings(self, main: str) -> list[str]:
        root = self._beside(main, "sharedStrings.xml")
        return [] if root is None else [_string(one) for one in _children(root, "si")]

    def _sheet(self, name: str, root: Any) -> Sheet:
        sheet = Sheet(name)
        hidden_columns = self._hidden_columns(root)
        left_out: set[int] = set()
        zeros = [one.get("showZeros") not in _FALSE for one in _grandchildren(root, "sheetViews")]
        number = 0
        for row in _grandchildren(root, "sheetData"):
            number = whole_number(row.get("r", ""), number + 1)
            if not 0 < number <= _LAST_ROW:
                raise self._archive.broken()
            cells = self._row(row, hidden_columns, left_out, zeros)
            if cells and (row.get("hidden") in _TRUE or _is_zero(row.get("ht"))):
                sheet.hidden.append(f"{name} {number}:{number}")
            elif cells:
                sheet.cells.setdefault(number, {}).update(cells)
        sheet.hidden += [f"{name} {letters_of(column)}:{letters_of(column)}" for column in sorted(left_out)]
        for one in _grandchildren(root, "mergeCells"):
            first, _, last = one.get("ref", "").partition(":")
            begin, end = place_of(first), place_of(last)
            if begin is not None and end is not None:
                self._limits.merge()
                sheet.merges.append((*begin, *end))
        _doubt(sheet, list(ranges_that_may_hide(root, self._hiding)))
        return sheet

    def _hidden_columns(self, root: Any) -> bytearray:
        """For each column (by number) 1 where it is hidden."""
        hidden = bytearray(_LAST_COLUMN + 1)
        for count, one in enumerate(_grandchildren(root, "cols")):
            if count > _LAST_COLUMN:
                raise self._archive.broken()
            first, last = whole_number(one.get("min", ""), 1), min(whole_number(one.get("max", "")), _LAST_COLUMN)
            if (one.get("hidden") in _TRUE or _is_zero(one.get("width"))) and 0 < first <= last:
                hidden[first : last + 1] = b"\1" * (last + 1 - first)
        return hidden

    def _row(self, row: Any, hidden: bytearray, left_out: set[int], zeros: list[bool]) -> dict[int, str]:
        """The cells of a row that show something; of hidden columns only their numbers go to `left_out`. `zeros` says
        of each view of the sheet whether it shows zeros."""
        cells: dict[int, str] = {}
        column = 0
        for one in row:
            given = place_of(one.get("r", ""))
            column = given[1] if given is not None else column + 1
            text = self._limits.cell(self._text(one, zeros))
            if column > _LAST_COLUMN:
                raise self._archive.broken()
            if text and hidden[column]:
                left_out.add(column)
            elif text:
                cells[column] = text
        return cells

    def _text(self, cell: Any, zeros: list[bool]) -> str:
        """What a person sees in the cell."""
        if not cell.tag.endswith("}c") and cell.tag != "c":
            return UNKNOWN  # one of several contents, for programs of different age
        value: str | None = None
        formula, inline = False, ""
        for child in cell:
            name = child.tag.rpartition("}")[2]
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = True
            elif name == "is":
                inline = _string(child)
        kind = cell.get("t", "n")
        if formula and (self._recomputed or value is None or (value == "" and kind != "str")):
            return UNKNOWN
        style = self._style(cell.get("s", "0"))
        if kind == "inlineStr":
            return style.text(inline)
        if not value:
            return ""
        if kind == "s":
            return style.text(self._shared(value))
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind in ("str", "e", "d"):
            return _unescaped(value) if kind == "e" else style.text(_unescaped(value))
        return self._number(value, style, zeros)

    def _shared(self, value: str) -> str:
        place = whole_number(value.strip(), len(self._strings))
        if place >= len(self._strings):
            raise self._archive.broken()
        return self._strings[place]

    def _style(self, number: str) -> Style:
        return self._styles.get(number) or self._styles.get(str(whole_number(number.strip())), _GENERAL)

    def _number(self, value: str, style: Style, zeros: list[bool]) -> str:
        if not all(zeros) and shown(value) == "0":
            seen = "" if not any(zeros) and not style.format.number(value).strip("0.") else UNKNOWN
        elif style.format.date:
            seen = _day(value, self._old_days)
        elif style.format is _GENERAL.format:
            seen = shown(value)
        else:
            seen = style.format.number(value)
        return UNKNOWN if style.doubtful and seen else seen


@dataclass(frozen=True, slots=True)
class Plainness:
    """A workbook without anything that its cells alone would not tell: its sheets' names and parts. `counts` is true
    where only whole numbers are sure to be shown as they stand, `hiding` where a conditional format can hide a cell."""

    names: list[str]
    parts: list[str]
    counts: bool
    hiding: bool


def plainness(archive: Archive, main: str) -> Plainness | None:
    """What a plain workbook holds; None where a sheet is hidden, or a style changes what is shown of a whole number."""
    root = archive.tree(main)
    relations = archive.relations(main)
    entries = [one for sheets in _children(root, "sheets") for one in sheets]
    parts = [relations.get(_relation(one), "") for one in entries]
    if any(one.get("state", "visible") != "visible" for one in entries) or any(one not in archive for one in parts):
        return None
    beside = f"{main.rpartition('/')[0]}/styles.xml"
    looks = archive.tree(beside) if beside in archive else None
    styles = set(_styles(looks))
    if any(one.doubtful or not one.format.is_plain_for_counts() for one in styles):
        return None
    counts = not all(one.format.is_plain() for one in styles)
    return Plainness([one.get("name", "") for one in entries], parts, counts, any(hiding_formats(looks)))


def _styles(root: Any | None) -> list[Style]:
    """The cell styles of a workbook, in order."""
    if root is None:
        return []
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _grandchildren(root, "numFmts")}
    formats = [format_of(one.get("numFmtId", "0"), own) for one in _grandchildren(root, "cellXfs")]
    return [Style(one, doubt) for one, doubt in zip(formats, doubtful_fonts(root), strict=True)]


def _doubt(sheet: Sheet, ranges: list[str]) -> None:
    """Leave open what the figures in these ranges are, or all figures where the ranges are too many to tell."""
    areas = []
    for one in ranges:
        first, _, last = one.partition(":")
        begin, end = place_of(first), place_of(last or first)
        areas.append((1, 1, _LAST_ROW, _LAST_COLUMN) if begin is None or end is None else (*begin, *end))
    if len(areas) > _MOST_RANGES:
        areas = [(1, 1, _LAST_ROW, _LAST_COLUMN)]
    for top, left, bottom, right in areas:
        for cells in (cells for row, cells in sheet.cells.items() if top <= row <= bottom):
            for column, text in cells.items():
                if left <= column <= right and text.strip() and not has_words(text):
                    cells[column] = UNKNOWN


def _relation(entry: Any) -> str:
    """The id of the relation that names the part of a sheet."""
    return next((str(value) for name, value in entry.items() if name.endswith("}id")), "")


def _children(root: Any, name: str) -> Iterator[Any]:
    yield from root.iterchildren(f"{{*}}{name}")


def _grandchildren(root: Any, name: str) -> Iterator[Any]:
    return (one for group in _children(root, name) for one in group)


def _string(element: Any) -> str:
    """A string with the texts of its runs; how it is pronounced is left out. Raised and lowered signs stand apart; a
    figure of which something is struck out, white or tiny can't be known."""
    texts = []
    doubtful = False
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            text = "".join([one.text or "" for one in _children(child, "t")])
            looks = next(_children(child, "rPr"), None)
            if looks is not None and is_doubtful(looks) and text.strip():
                doubtful = True
                text = _DIGIT.sub(UNKNOWN, text) if is_struck(looks) else text
            if looks is not None and _is_raised(looks):
                text = f" {text} "
            texts.append(text)
    whole = _unescaped("".join(texts))
    return UNKNOWN if doubtful and not has_words(whole) else whole


def _is_raised(looks: Any) -> bool:
    return any(one.get("val") != "baseline" for one in _children(looks, "vertAlign"))


def _is_zero(size: str | None) -> bool:
    """Whether the height of a row or the width of a column leaves nothing to be seen."""
    try:
        return size is not None and float(size) <= 0
    except ValueError:
        return False


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def place_of(name: str) -> Place | None:
    """The row and the column of a cell's name, or None for what is none.

    >>> place_of("D7"), place_of("XFD1048576"), place_of("7D")
    ((7, 4), (1048576, 16384), None)
    """
    match = _PLACE.fullmatch(name)
    if match is None:
        return None
    row, column = int(match[2]), _column(match[1])
    return (row, column) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


@lru_cache(256)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def name_of(row: int, column: int) -> str:
    """The name of a cell.

    >>> name_of(7, 4), name_of(1, 28)
    ('D7', 'AB1')
    """
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _day(value: str, old_days: bool) -> str:
    """The day, or day and time, that a number stands for; the number itself where it stands for none."""
    try:
        number = float(value)
        moment = datetime(1904, 1, 1) if old_days else datetime(1899, 12, 30)  # noqa: DTZ001 -- days have no time zone
        moment += timedelta(seconds=round(number * 86_400))
    except (ValueError, OverflowError):
        return value
    if 0 <= number < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d}" if number == int(number) else f"{moment:%Y-%m-%d %H:%M:%S}"
