"""退改清单(Excel): the return list as a workbook, a sheet for the summary and one for each report with findings.

Whatever comes from a file is written as text: a sentence that begins with = + - or @ never becomes a formula.
"""

import io
import math
import re
from decimal import Decimal
from unicodedata import east_asian_width

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped]
from openpyxl.worksheet.page import PageMargins  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from gongkai.core.writers.return_list import OrganSheet, ReturnList, Table, Value
from gongkai.core.writers.return_list_md import as_text

SUMMARY_WIDTHS = (6, 30, 8, 38, 9, 9, 14, 9, 42)
ITEM_WIDTHS = (6, 13, 12, 14, 36, 22, 10, 10, 38, 30)
"""Widths of the columns, in characters, of which a Chinese one takes two."""

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_FORMULA = ("=", "+", "-", "@")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EXACT_DIGITS = 15
"""Digits that Excel keeps of a number."""
_LINE_HEIGHT, _HIGHEST = 14.5, 409
"""Points of a line, and of the highest row that Excel knows."""

_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_NUMBER = Alignment(vertical="top", horizontal="center")
_HEAD = Alignment(wrap_text=True, vertical="center", horizontal="center")
_FILL = PatternFill("solid", fgColor="E7ECF3")
_TITLE, _SUBTITLE = Font(name="宋体", size=16, bold=True), Font(name="宋体", size=12, bold=True)
_BODY, _LINKED = Font(name="宋体", size=10.5), Font(name="宋体", size=10.5, color="0563C1", underline="single")
_BOLD = Font(name="宋体", size=10.5, bold=True)


def workbook(found: ReturnList) -> bytes:
    """The list as the bytes of an .xlsx file."""
    book = Workbook()
    summary = book.active
    summary.title = sheet_name(found.summary_title)
    _line(summary, 1, found.title, _TITLE)
    for row, text in enumerate(found.overview, start=2):
        _line(summary, row, text, _BODY)
    head = len(found.overview) + 2
    _table(summary, head, found.summary, SUMMARY_WIDTHS)
    for row, sheet in enumerate(found.sheets, start=head + 1):
        name = sheet_name(sheet.name)
        _organ_sheet(book.create_sheet(name), sheet)
        _link(summary.cell(row, 2), name)
    book.properties.title, book.properties.creator = found.title, ""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_name(text: str) -> str:
    """The text as a sheet may be called: at most 31 characters as Excel counts them, none of []:*?/ and backslash.

    >>> sheet_name("12 甲/乙[丙]"), len(sheet_name("3 " + "长" * 40))
    ('12 甲 乙 丙', 31)
    """
    name = _FORBIDDEN.sub(" ", text)
    while len(name.encode("utf-16-le")) > 2 * _LONGEST_NAME:
        name = name[:-1]
    return name.strip(" '")


def _organ_sheet(page: Worksheet, sheet: OrganSheet) -> None:
    _line(page, 1, sheet.name, _TITLE)
    _line(page, 2, sheet.about, _BODY)
    _line(page, 3, sheet.items_title, _SUBTITLE)
    row = _table(page, 4, sheet.items, ITEM_WIDTHS) + 1
    _line(page, row, sheet.letter_title, _SUBTITLE)
    for text in sheet.letter:
        row += 1
        _paragraph(page, row, text)


def _table(page: Worksheet, first: int, table: Table, widths: tuple[int, ...]) -> int:
    """Writes the table, its head frozen, filtered and repeated on each page; gives the row behind it."""
    for column, (text, width) in enumerate(zip(table.head, widths, strict=True), start=1):
        _framed(_put(page, first, column, text, _BOLD), _HEAD).fill = _FILL
        page.column_dimensions[get_column_letter(column)].width = width
    last = first
    for last, values in enumerate(table.rows, start=first + 1):
        for column, value in enumerate(values, start=1):
            _framed(_put(page, last, column, value, _BODY), _WRAPPED if isinstance(value, str) else _NUMBER)
        _heighten(page, last, max(_lines(as_text(value), width) for value, width in zip(values, widths, strict=True)))
    page.freeze_panes = page.cell(first + 1, 1)
    page.auto_filter.ref = f"A{first}:{get_column_letter(len(table.head))}{last}"
    page.print_title_rows = f"{first}:{first}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.8, footer=0.3)
    page.oddFooter.center.text = "&P / &N"
    return last + 1


def _put(page: Worksheet, row: int, column: int, value: Value, font: Font) -> Cell:
    """Writes the value: a number as a number where Excel keeps all its digits, whatever else as text."""
    cell = page.cell(row, column)
    cell.font = font
    if value == "":
        return cell
    if not isinstance(value, str) and len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS:
        cell.value = value
        return cell
    text = _LIKE_AN_ESCAPE.sub("_x005F_", as_text(value))
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_LIKE_A_FORMULA)
    return cell


def _framed(cell: Cell, alignment: Alignment) -> Cell:
    cell.alignment, cell.border = alignment, _BORDER
    return cell


def _line(page: Worksheet, row: int, text: str, font: Font) -> None:
    """A line across the sheet."""
    _put(page, row, 1, text, font)


def _paragraph(page: Worksheet, row: int, text: str) -> None:
    """A paragraph as wide as all columns."""
    _put(page, row, 1, text, _BODY).alignment = _WRAPPED
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(ITEM_WIDTHS))
    _heighten(page, row, _lines(text, sum(ITEM_WIDTHS)))


def _lines(text: str, width: int) -> int:
    """How many lines the text takes in that width, with room for words that are not broken."""
    columns = sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
    return math.ceil(columns / (width * 0.95)) or 1


def _heighten(page: Worksheet, row: int, lines: int) -> None:
    """Makes the row high enough for so many lines: not every program does so by itself, and none in merged cells."""
    page.row_dimensions[row].height = min(_LINE_HEIGHT * lines + 3, _HIGHEST)


def _link(cell: Cell, name: str) -> None:
    """Makes the cell lead to the sheet of that name."""
    quoted = name.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.font = _LINKED
