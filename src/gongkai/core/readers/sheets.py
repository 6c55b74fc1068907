"""工作表: the cells of a workbook's sheets, as text, from the XML of an .xlsx file.

A number is what Excel would show of its fifteen digits, a day is written as a date, an error is its own sign. A formula
whose result is not in the file, or would be computed anew on opening, is a cell whose content can't be known.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from gongkai.core.readers.flow import UNKNOWN
from gongkai.core.readers.ooxml import Archive, whole_number

MOST_CELLS = 200_000
MOST_TEXT = 16_000_000
MOST_MERGES = 20_000
"""Limits far beyond any report: cells and merged cells of a workbook, characters in its cells."""

_LONGEST = 32_767
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_DIGITS = 15
_TRUE = frozenset({"1", "true"})
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_SIGNS = re.compile("[ymdhsYMDHS年月日]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Place = tuple[int, int]
"""Row and column, from 1."""
Merge = tuple[int, int, int, int]
"""First row and column, last row and column of a merged cell."""


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
        self._dates = self._date_styles(main)

    def sheets(self) -> Iterator[Sheet]:
        """The sheets that a person sees, in order."""
        for entry in self._visible:
            relation = next((value for name, value in entry.items() if name.endswith("}id")), "")
            part = self._relations.get(relation, "")
            if part not in self._archive:
                raise self._archive.broken()
            yield self._sheet(entry.get("name", ""), self._archive.tree(part))

    def _beside(self, main: str, name: str) -> Any | None:
        part = f"{main.rpartition('/')[0]}/{name}"
        return self._archive.tree(part) if part in self._archive else None

    def _shared_strings(self, main: str) -> list[str]:
        root = self._beside(main, "sharedStrings.xml")
        return [] if root is None else [_string(one) for one in _children(root, "si")]

    def _date_styles(self, main: str) -> frozenset[int]:
        """The cell styles (by number) that show a number as a day or a time."""
        root = self._beside(main, "styles.xml")
        if root is None:
            return frozenset()
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _grandchildren(root, "numFmts")}
        formats = [one.get("numFmtId", "") for one in _grandchildren(root, "cellXfs")]
        return frozenset(place for place, one in enumerate(formats) if _shows_date(one, own))

    def _sheet(self, name: str, root: Any) -> Sheet:
        sheet = Sheet(name)
        hidden_columns = self._hidden_columns(root)
        left_out: set[int] = set()
        number = 0
        for row in _grandchildren(root, "sheetData"):
            number = whole_number(row.get("r", ""), number + 1)
            if not 0 < number <= _LAST_ROW:
                raise self._archive.broken()
            cells = self._row(row, hidden_columns, left_out)
            if cells and row.get("hidden") in _TRUE:
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
        return sheet

    def _hidden_columns(self, root: Any) -> bytearray:
        """For each column (by number) 1 where it is hidden."""
        hidden = bytearray(_LAST_COLUMN + 1)
        for count, one in enumerate(_grandchildren(root, "cols")):
            if count > _LAST_COLUMN:
                raise self._archive.broken()
            first, last = whole_number(one.get("min", ""), 1), min(whole_number(one.get("max", "")), _LAST_COLUMN)
            if one.get("hidden") in _TRUE and 0 < first <= last:
                hidden[first : last + 1] = b"\1" * (last + 1 - first)
        return hidden

    def _row(self, row: Any, hidden: bytearray, left_out: set[int]) -> dict[int, str]:
        """The cells of a row that hold something; of hidden columns only their numbers go to `left_out`."""
        cells: dict[int, str] = {}
        column = 0
        for one in row:
            given = place_of(one.get("r", ""))
            column = given[1] if given is not None else column + 1
            text = self._limits.cell(self._text(one))
            if column > _LAST_COLUMN:
                raise self._archive.broken()
            if text and hidden[column]:
                left_out.add(column)
            elif text:
                cells[column] = text
        return cells

    def _text(self, cell: Any) -> str:
        """What a person sees in the cell."""
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
        if kind == "inlineStr":
            return inline
        if not value:
            return ""
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind in ("str", "e", "d"):
            return _unescaped(value)
        return self._number(value, cell.get("s", ""))

    def _shared(self, value: str) -> str:
        place = whole_number(value.strip(), len(self._strings))
        if place >= len(self._strings):
            raise self._archive.broken()
        return self._strings[place]

    def _number(self, value: str, style: str) -> str:
        if self._dates and whole_number(style) in self._dates:
            return _day(value, self._old_days)
        return shown(value)


def _children(root: Any, name: str) -> Iterator[Any]:
    yield from root.iterchildren(f"{{*}}{name}")


def _grandchildren(root: Any, name: str) -> Iterator[Any]:
    return (one for group in _children(root, name) for one in group)


def _string(element: Any) -> str:
    """A string with the texts of its runs; how it is pronounced is left out."""
    texts = []
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            texts += [one.text or "" for one in _children(child, "t")]
    return _unescaped("".join(texts))


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


def shown(value: str) -> str:
    """The number as Excel would show it with room enough: fifteen digits, no exponent.

    >>> shown("3"), shown("3.0"), shown("21552.900000000001"), shown("0.30000000000000004"), shown("1E+16"), shown("-0")
    ('3', '3', '21552.9', '0.3', '10000000000000000', '0')
    """
    if value.isdecimal() and value.isascii() and len(value) <= _DIGITS:
        return value
    try:
        number = Decimal(f"{float(value):.{_DIGITS}g}")
    except (ValueError, ArithmeticError):
        return value
    if not number.is_finite() or not -30 < number.adjusted() < 30:
        return value
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def _shows_date(number: str, own: Mapping[str, str]) -> bool:
    if number in own:
        return _DATE_SIGNS.search(_LITERAL.sub("", own[number].partition(";")[0])) is not None
    return whole_number(number) in _DATE_FORMATS


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
