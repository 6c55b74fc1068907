"""导出清单: a list as a workbook. Text stays text, whatever it begins with; no more than a chunk is kept in memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.platform.lists.asked import Asked
from gongkai.platform.lists.listing import Cell, Column, shown

MOST_ROWS = 50_000
"""Rows of one workbook."""
CHUNK = 500
LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""
LARGEST_NUMBER = 10**15
"""From here on a spreadsheet would round."""

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}


def write(asked: Asked, file: IO[bytes]) -> int:
    """Writes what was asked for into the file, all pages of it; gives the number of rows. A second sheet tells what the
    first one holds."""
    import xlsxwriter  # type: ignore[import-untyped]  # when a list is exported: the site starts without it

    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"created": localtime(asked.ask.now).replace(tzinfo=None)})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "num_format": "@"}),
        # A text cell of this format stays text when somebody edits it, too.
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top"}),
    }
    sheet = book.add_worksheet(_("List"))
    columns = [column for column in asked.columns if column.exported]
    _head(sheet, columns, formats)
    count = 0
    for row in _rows(asked):
        count += 1
        for place, column in enumerate(columns):
            _cell(sheet, count, place, column.of(row), formats)
    if columns:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    _about(book.add_worksheet(_("What this is")), asked, count, formats)
    book.close()
    return count


def _head(sheet: Any, columns: Sequence[Column], formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.exported_title or column.title), formats["head"])


def _rows(asked: Asked) -> Iterator[Any]:
    """What the columns take, a chunk of records at a time."""
    records = asked.records()
    every: Iterable[Any] = records.iterator(chunk_size=CHUNK) if hasattr(records, "iterator") else records
    waiting = islice(iter(every), MOST_ROWS)
    while chunk := list(islice(waiting, CHUNK)):
        yield from asked.listing.rows(asked.ask, chunk)


def _cell(sheet: Any, line: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    value = cell.value
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, localtime(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER:
        sheet.write_number(line, place, value, formats["number"])
    else:
        words = " ".join(part for part in (shown(value), str(cell.note)) if part)
        sheet.write_string(line, place, words[:LONGEST_TEXT], formats["text"])


def _about(sheet: Any, asked: Asked, count: int, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    form = asked.form
    lines = [
        (_("List"), str(asked.listing.title)),
        (_("Exported at"), shown(asked.ask.now)),
        (_("Exported by"), str(asked.ask.person)),
        *((str(form.fields[name].label), form.words(name) or _("yes")) for name in asked.sent),
        (_("Rows"), str(count)),
    ]
    if count == MOST_ROWS:
        lines.append((_("Note"), _("A workbook holds %(most)s rows. There may be more: filter.") % {"most": MOST_ROWS}))
    for line, (title, words) in enumerate(lines):
        sheet.write_string(line, 0, title, formats["head"])
        sheet.write_string(line, 1, words, formats["text"])
