"""写出: the organs that a person may see, as a workbook that can be read in again."""

from datetime import date
from io import BytesIO
from typing import Any

from gongkai.organs.models import Organ
from gongkai.organs.queries import Place, tree
from gongkai.organs.workbook.columns import COLUMNS, KINDS, LEVELS, NONE, SHEET

DATED_TEXTS = ("site_address", "report_by")
TEXTS = (
    "organisation_code",
    "credit_code",
    "index_prefix",
    "contact_office",
    "contact_telephone",
    "contact_email",
    "contact_address",
)


def write(person: Any, on: date) -> bytes:
    """The workbook, as of that day. Every cell is text, whatever it begins with."""
    places = tree(person, on)
    names = {place.organ.pk: str(place.organ) for place in places}
    stack: list[Organ] = []
    rows = []
    for place in places:
        del stack[place.depth :]
        parent = str(stack[-1]) if stack else NONE
        stack.append(place.organ)
        rows.append(_row(place, parent, names))
    return _bytes(rows)


def _row(place: Place, parent: str, names: dict[int, str]) -> list[str]:
    organ: Any = place.organ
    status = place.status
    values = {
        "number": str(organ.pk),
        "name": organ.name,
        "short_name": organ.short_name or "",
        "parent": parent,
        "into": str(place.into) if place.into else NONE,
        "set_up_on": organ.set_up_on.isoformat(),
        "kind": KINDS[status.kind],
        "level": LEVELS[status.level],
        "position": str(organ.position),
        "acts_through": names.get(status.acts_through_id, "") if status.acts_through_id else NONE,
    }
    values |= {field: getattr(organ, field) for field in TEXTS}
    values |= {field: getattr(status, field) for field in DATED_TEXTS}
    return [values[column.field] for column in COLUMNS]


def _bytes(rows: list[list[str]]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # when a workbook is asked for: the site starts without it

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        text = workbook.add_format({"num_format": "@"})
        head = workbook.add_format({"num_format": "@", "bold": True, "bottom": 1, "bg_color": "#F3F5F8"})
        sheet, notes = workbook.add_worksheet(SHEET), workbook.add_worksheet("说明")
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(COLUMNS) - 1, 18, text)
        for row, cells in enumerate([[column.heading for column in COLUMNS], *rows]):
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, text if row else head)
        notes.set_column(0, 0, 20, text)
        notes.set_column(1, 1, 80, text)
        lines = [
            ("列", "说明"),
            *((column.heading, column.note) for column in COLUMNS),
            ("空格", "留空的单元格不改动原有内容；写“无”表示清空或没有。"),
        ]
        for row, (heading, note) in enumerate(lines):
            notes.write_string(row, 0, heading, text if row else head)
            notes.write_string(row, 1, note, text if row else head)
    return out.getvalue()
