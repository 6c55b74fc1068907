"""导出: the journal as CSV for a spreadsheet, or as JSON lines with all that proves it."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.platform.audit.journal import stamp
from gongkai.platform.auditor import queries
from gongkai.platform.moments import LEGAL_ZONE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by a spreadsheet; it is made text by an apostrophe before it."""


class _Line:
    """What a csv.writer writes to: gives the line back."""

    def write(self, text: str) -> str:
        return text


def text_cell(value: Any) -> str:
    """The value as a cell that no spreadsheet runs.

    >>> text_cell("=1+1"), text_cell("a=1"), text_cell(None)
    ("'=1+1", 'a=1', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(person: Any, now: datetime, by: queries.Filter, upto: int) -> Iterator[str]:
    """The filtered list, oldest first, line by line; with the mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Line())
    head = [_("No."), _("Time"), _("Event"), _("What"), _("Person"), _("Organ"), _("About"), _("Content"), _("Hash")]
    yield "\ufeff" + writer.writerow(head)
    for one in _all(person, now, by, upto):
        entry = one.entry
        yield writer.writerow(
            [
                text_cell(value)
                for value in (
                    entry.seq,
                    entry.at.astimezone(LEGAL_ZONE).strftime("%Y-%m-%d %H:%M:%S"),
                    entry.event,
                    one.title,
                    one.person,
                    one.organ,
                    f"{entry.about_kind} {entry.about}".strip(),
                    one.payload.text if one.payload else "",
                    entry.hash,
                )
            ]
        )


def as_json_lines(person: Any, now: datetime, by: queries.Filter, upto: int) -> Iterator[str]:
    """The filtered list, oldest first; each line holds an entry with its hashes, so that it can be verified."""
    for one in _all(person, now, by, upto):
        entry, erasure = one.entry, one.erasure
        told = {
            "seq": entry.seq,
            "at": stamp(entry.at),
            "event": entry.event,
            "title": one.title,
            "person": entry.person,
            "name": one.person,
            "organ": entry.organ,
            "organ_name": one.organ,
            "about": [entry.about_kind, entry.about],
            "text": entry.text,
            "previous": entry.previous,
            "hash": entry.hash,
            "salt": one.payload.salt if one.payload else None,
            "payload": one.payload.text if one.payload else None,
            "erased": {"reason": erasure.reason, "at": stamp(erasure.erased_at)} if erasure else None,
        }
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _all(person: Any, now: datetime, by: queries.Filter, upto: int) -> Iterator[queries.Shown]:
    after, found = 0, queries.entries(person, now, by).filter(seq__lte=upto).order_by("seq")
    while rows := list(found.filter(seq__gt=after)[: queries.CHUNK]):
        yield from queries.shown(person, now, rows)
        after = rows[-1].seq
