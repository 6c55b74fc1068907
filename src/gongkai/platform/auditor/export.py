"""导出: the journal as JSON lines with all that proves it. As a workbook it is exported like any other list."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gongkai.platform.audit.journal import stamp
from gongkai.platform.auditor import queries


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
