"""年度报告(Excel): a laid-out report as a workbook, a sheet to fill in (年度报告) and one to check it (校核).

All tables share fifteen columns, the fifteen figures of the last one: so every figure of the tables with sums stands in
a cell of its own. Words are written as text whatever they begin with. Heads, labels and computed totals are locked, the
rest can be typed over.
"""

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.core.law.editions import Kind
from gongkai.core.writers import report_xlsx_check
from gongkai.core.writers.official import Box, Grid, Official, Section
from gongkai.core.writers.printable import printable
from gongkai.core.writers.report_xlsx_paper import HIGHEST, height, on_a4, page_begins
from gongkai.core.writers.report_xlsx_sums import number, total, totals

NAME = "年度报告"
COLUMNS = 15

_CREATED = datetime(2021, 1, 1, tzinfo=UTC)
"""The day written into every file, for the same bytes from the same report."""
_COLUMN_PIXELS, _COLUMN_POINTS = 45, 33.75
_LONGEST = 16_000
"""Signs of a cell; Excel takes 32767, and counts a sign beyond the first plane twice."""
_LIKE_A_FORMULA = ("=", "+", "-", "@")
_EMPTY_ROWS = {"overview": 6, "problems": 3, "other": 2}
"""Rows to write in where a chapter without a table is empty."""
_EMPTY_HEIGHT = 84.0
_BODY_SIZE, _TABLE_SIZE = 12.0, 10.0
_LEAST_HEIGHTS = {"proactive": 21.5, "requests": 20.75, "remedies": 24.0}
_NARROW = 3
"""Signs that a single column holds."""
_ON_NEW_PAGE = ("requests", "remedies")
"""Chapters that begin a page, so that table 3 is alone on its own."""
_ROOM_FOR_FIGURES = 30.0
_METADATA_SPANS = ((0, 1), (2, 7), (8, 9), (10, 14))
"""First and last column of a label, its value, another label, its value."""

_SONG = {
    "default_format_properties": {
        **{"font_name": "宋体", "font_size": 11, "font_family": 3, "font_charset": 134, "font_scheme": "none"}
    },
    **{"default_column_width": 72, "default_row_height": 18},
}
"""The font that columns are measured by and all cells take, and the pixels of a cell in it, as Excel counts them."""
_PLAIN = {"valign": "vcenter"}
_WORDS = {**_PLAIN, "font_size": _TABLE_SIZE, "text_wrap": True, "border": 1}
_CENTRED = {**_WORDS, "align": "center"}
_FIGURE = {**_PLAIN, "font_size": _TABLE_SIZE, "align": "center", "border": 1, "shrink": True}
_TITLE = {**_PLAIN, "font_size": 18, "bold": True, "align": "center", "text_wrap": True, "locked": False}
_HEADING = {**_PLAIN, "font_name": "黑体", "font_size": 14}
_BODY = {**_PLAIN, "font_size": _BODY_SIZE, "valign": "top", "text_wrap": True, "locked": False}
_ITEM = {**_WORDS, "bg_color": "#C6D9F1"}
_VALUE = {**_WORDS, "locked": False}
_OPEN = {"locked": False}
_FORMATS: dict[Kind, str] = {"count": "0", "signed": "+0;-0;0", "amount_wan": "General"}
_CHECK = report_xlsx_check.Looks(
    title={**_TITLE, "font_size": 16, "locked": True},
    note={**_PLAIN, "font_size": 10},
    head={**_CENTRED, "bold": True},
    group={**_ITEM},
    words={**_WORDS, "font_size": report_xlsx_check.WORDS_SIZE},
    figure={**_FIGURE, "font_size": report_xlsx_check.WORDS_SIZE},
    broken={"font_color": "#9C0006", "bg_color": "#FFC7CE"},
)
_ALLOWED: dict[Kind, dict[str, Any]] = {
    "count": {
        **{"validate": "integer", "criteria": ">=", "value": 0, "error_title": "请填整数"},
        "error_message": "此处填件数：大于或等于 0 的整数；没有的填 0。",
    },
    "amount_wan": {
        **{"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "请填金额"},
        "error_message": "此处填以万元为单位的金额：大于或等于 0 的数；没有的填 0。",
    },
    "signed": {
        **{"validate": "integer", "criteria": "between", "minimum": -(10**9), "maximum": 10**9},
        **{"error_title": "请填增减数", "error_message": "此处填整数：增加填正数，减少填负数，没有增减的填 0。"},
    },
}


def write(laid: Official) -> bytes:
    """The report as the bytes of an .xlsx file."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, **_SONG})
    book.calc_on_load = False  # the values written are those of the formulas; a reader need not doubt them
    book.set_properties({"title": printable(laid.title), "author": "", "created": _CREATED})
    looks = _Looks(book)
    sheet = _Sheet(book.add_worksheet(NAME, _Page), looks, laid)
    sheet.draw()
    check = book.add_worksheet(report_xlsx_check.NAME, _Page)
    report_xlsx_check.draw(check, looks.check(), laid, sheet.places, NAME)
    book.close()
    return file.getvalue()


def shares(widths: Sequence[int]) -> tuple[int, ...]:
    """How many of the sheet's columns each column of a table takes: at least one, else in proportion; what is left goes
    to those that lack most, of equal ones to the last.

    >>> shares((250, 250, 250, 250)), shares((77, 95, 336, *(70,) * 6, 72))
    ((3, 4, 4, 4), (1, 2, 5, 1, 1, 1, 1, 1, 1, 1))
    """
    exact = [width * COLUMNS / sum(widths) for width in widths]
    taken = [max(1, math.floor(one)) for one in exact]
    lacking = sorted(range(len(widths)), key=lambda place: (exact[place] - taken[place], place), reverse=True)
    for place in lacking[: COLUMNS - sum(taken)]:
        taken[place] += 1
    return tuple(taken)


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet that says of a formula showing nothing that its value is a text; the library leaves it without a type,
    and then it may be any."""

    def _xml_formula_element(self, formula: str, result: Any, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        kind = [("t", "str")] if result == "" else []
        super()._xml_formula_element(formula, result, [*attributes, *kind])


class _Looks:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, look: dict[str, Any]) -> Any:
        """The format that looks so."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def check(self) -> report_xlsx_check.Looks:
        """The formats of the sheet to check."""
        names = report_xlsx_check.Looks.__slots__
        return report_xlsx_check.Looks(**{name: self(getattr(_CHECK, name)) for name in names})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box and the rows and columns of the sheet that it takes."""

    box: Box
    top: int
    left: int
    bottom: int
    right: int

    @property
    def words(self) -> str:
        """Its words in lines: in a narrow box two signs a line, as the form prints them; a group's number above it."""
        text = self.box.text
        if self.left == self.right and len(text) > _NARROW and len(text) % 2 == 0:
            return "\n".join(text[start : start + 2] for start in range(0, len(text), 2))
        return text.replace("）", "）\n", 1) if self.box.rows > 1 and text.startswith("（") else text


class _Sheet:
    """The sheet to read and to fill in, written from top to bottom. `places` are where the form's figures stand."""

    def __init__(self, page: Any, looks: _Looks, laid: Official) -> None:
        self._page, self._looks, self._laid = page, looks, laid
        self._totals = totals(laid.form, laid.figures)
        self._open: dict[Kind, list[tuple[int, int]]] = {}
        self._heights: list[float] = []
        self._blocks: list[int] = []
        self.places: dict[int, tuple[int, int]] = {}

    def draw(self) -> None:
        """Write everything."""
        self._page.set_column_pixels(0, COLUMNS - 1, _COLUMN_PIXELS)
        self._title()
        forced = [self._section(section) for section in self._laid.sections]
        self._allow()
        self._paper([row for row in forced if row is not None])

    def _title(self) -> None:
        self._begin_block()
        self._text(self._laid.title, _TITLE, 18, least=40)
        pairs = self._laid.metadata
        for first in range(0, len(pairs), 2):
            words = [word for pair in pairs[first : first + 2] for word in pair]
            row = self._row(0)
            for place, (left, right) in enumerate(_METADATA_SPANS):
                word = printable(words[place]) if place < len(words) else ""
                self._heights[row] = max(self._heights[row], _height(word, _TABLE_SIZE, right + 1 - left), 22)
                self._merged((row, left, row, right), word, _VALUE if place % 2 else _CENTRED)

    def _section(self, section: Section) -> int | None:
        """Write a chapter; gives its first row where a page has to begin."""
        self._begin_block()
        first = self._text(section.heading, _HEADING, 14, least=30)
        paragraphs = [piece for paragraph in section.paragraphs for piece in _pieces(printable(paragraph))]
        for place, paragraph in enumerate(paragraphs):
            if place:
                self._begin_block()
            self._text(paragraph, _BODY, _BODY_SIZE)
        if section.grid is not None:
            self._table(section.grid)
        elif not paragraphs:
            for _ in range(_EMPTY_ROWS.get(section.key, 1)):
                self._text("", _BODY, _BODY_SIZE, least=_EMPTY_HEIGHT)
        return first if section.key in _ON_NEW_PAGE else None

    # ---- Rows and cells ----------------------------------------------------------------------------------------------

    def _begin_block(self) -> None:
        """What follows is not parted from the next row by the end of a page."""
        self._blocks.append(len(self._heights))

    def _row(self, points: float) -> int:
        self._heights.append(points)
        return len(self._heights) - 1

    def _text(self, text: str, look: dict[str, Any], size: float, least: float = 0) -> int:
        """Words over the whole width, in as many rows as their height takes; gives the first."""
        points = max(_height(text, size, COLUMNS), least)
        count = math.ceil(points / HIGHEST)
        rows = [self._row(points / count) for _ in range(count)]
        self._merged((rows[0], 0, rows[-1], COLUMNS - 1), text, look)
        return rows[0]

    def _merged(self, area: tuple[int, int, int, int], text: str, look: dict[str, Any]) -> None:
        top, left, bottom, right = area
        form = self._looks({**look, "quote_prefix": True} if text.startswith(_LIKE_A_FORMULA) else look)
        if (top, left) != (bottom, right):
            self._page.merge_range(*area, "", form)
        if not text:
            self._page.write_blank(top, left, None, form)
        else:
            self._page.write_string(top, left, _literal(text), form)

    # ---- Tables ------------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> None:
        top = len(self._heights)
        boxes = list(_placed(grid, top))
        for row in range(top, top + len(grid.rows)):
            alone = [one for one in boxes if one.top == one.bottom == row]
            words = (_height(one.words, _TABLE_SIZE, one.right + 1 - one.left) for one in alone)
            self._row(max(_LEAST_HEIGHTS[grid.key], *words))
        if len(grid.rows) - 1 == grid.heads:  # all figures stand in one row
            self._heights[-1] = _ROOM_FOR_FIGURES
        self.places |= {one.box.cell: (one.top, one.left) for one in boxes if one.box.cell is not None}
        for one in boxes:
            area = (one.top, one.left, one.bottom, one.right)
            if one.box.cell is not None:
                self._figure(one.box.cell, area)
            elif one.box.part == "item":
                self._merged(area, one.box.text, _ITEM)
            else:
                in_centre = one.box.part == "head" or grid.key == "proactive"
                self._merged(area, one.words, _CENTRED if in_centre else _WORDS)

    def _figure(self, cell: int, area: tuple[int, int, int, int]) -> None:
        top, left = area[:2]
        kind, figure = self._laid.form.cells[cell].column.kind, self._laid.figures[cell]
        value = number(figure)
        look = {**_FIGURE, "num_format": _format(kind, figure)}
        if cell in self._totals:
            formula = total(self._totals[cell], self._laid.figures, self.places)
            self._merged(area, "", look)
            self._page.write_formula(top, left, formula.text, self._looks(look), formula.value)
            return
        self._open.setdefault(kind, []).append((top, left))
        look |= _OPEN
        self._merged(area, figure if value is None else "", look)
        if value is not None:
            self._page.write_number(top, left, value, self._looks(look))

    def _allow(self) -> None:
        """Say which figures can be typed."""
        for kind, places in self._open.items():
            (top, left), *others = places
            rules = {**_ALLOWED[kind], "other_cells": [[row, column, row, column] for row, column in others]}
            self._page.data_validation(top, left, top, left, rules)

    # ---- Paper -------------------------------------------------------------------------------------------------------

    def _paper(self, forced: Sequence[int]) -> None:
        page = self._page
        for row, points in enumerate(self._heights):
            page.set_row(row, points)
        on_a4(page, len(self._heights) - 1, COLUMNS - 1)
        page.set_h_pagebreaks(page_begins(self._heights, self._blocks, forced))
        page.freeze_panes(1, 0)
        page.protect("", {"format_rows": True})


def _placed(grid: Grid, top: int) -> Iterator[_Placed]:
    """The boxes of a table that begins in row `top`, each where it stands."""
    starts = [0]
    for share in shares(grid.widths):
        starts.append(starts[-1] + share)
    taken: set[tuple[int, int]] = set()
    for row, boxes in enumerate(grid.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            end = column + box.columns
            taken |= {(row + down, across) for down in range(box.rows) for across in range(column, end)}
            yield _Placed(box, top + row, starts[column], top + row + box.rows - 1, starts[end] - 1)
            column = end


def _format(kind: Kind, figure: str) -> str:
    """The number format that shows a figure with all its own digits."""
    decimals = len(figure.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else _FORMATS[kind]


def _height(text: str, size: float, columns: int) -> float:
    """Points that words of this size take in so many columns."""
    return height(text, size, columns * _COLUMN_POINTS)


def _pieces(paragraph: str) -> list[str]:
    """The paragraph in pieces that a cell can hold."""
    return [paragraph[start : start + _LONGEST] for start in range(0, len(paragraph), _LONGEST)]


def _literal(text: str) -> str:
    """The text so that the library takes it as it stands: between these tags it takes it for XML of its own."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
