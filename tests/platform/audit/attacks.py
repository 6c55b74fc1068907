"""Hands on the tables of the journal, around everything that protects it."""

import hashlib
import json
from contextlib import contextmanager
from typing import Any

from django.db import connection

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Action, Recorded
from gongkai.platform.audit import triggers
from gongkai.platform.audit.journal import canonical, link, seal
from gongkai.platform.audit.models import Entry, Head, Payload
from gongkai.platform.guard import unguarded

NAMES = {"audit_entry": "seq", "audit_payload": "seq", "audit_erasure": "seq", "audit_head": "id"}


def wrote(*, by: Any, now: Any, n: int) -> Recorded[None]:
    """Writes an entry about its person."""
    return Recorded(None, about=by, payload={"n": n})


def write(act: Action[None], count: int) -> None:
    """That many entries."""
    for n in range(count):
        act(by=Person.objects.system(), n=n)


@contextmanager
def without_triggers():
    """The database as its owner can make it: the triggers taken off, and put back afterwards."""
    with unguarded("an attack"):
        triggers.drop(connection)
        yield
        triggers.create(connection)


def sql(statement: str, *values: Any) -> None:
    """Runs it around the guard."""
    with unguarded("an attack"), connection.cursor() as cursor:
        cursor.execute(statement, values)


def rows(table: str) -> list[dict[str, Any]]:
    """All rows of a table as they are stored."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {NAMES[table]}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(table: str, row: dict[str, Any]) -> None:
    """Puts a row in."""
    columns = ", ".join(f'"{name}"' for name in row)
    sql(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())


def forged(before: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """An entry behind that one, with a right hash, as somebody makes it who knows how."""
    row = dict(before) | {"seq": before["seq"] + 1, "previous": before["hash"]} | changed
    told = json.loads(row["text"]) | {"seq": row["seq"], "event": row["event"], "person": row["person"]}
    row["text"] = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row["hash"] = hashlib.sha256(f"{row['previous']}\n{row['text']}".encode()).hexdigest()
    return row


def lengthen(count: int) -> None:
    """That many more entries at once, each as the journal would write it."""
    head = Head.objects.get(pk=1)
    last, before = Entry.objects.get(seq=head.seq), head.hash
    entries, payloads = [], []
    for seq in range(head.seq + 1, head.seq + count + 1):
        content = canonical({"n": seq})
        told = {"seq": seq, "at": last.at, "event": "tests.done", "person": last.person, "about": ["", ""]}
        text = canonical(told | {"organ": None, "payload": seal("00", content)})
        entry = Entry(seq=seq, at=last.at, event="tests.done", person=last.person, text=text, previous=before)
        entry.hash = before = link(before, text)
        entries.append(entry)
        payloads.append(Payload(seq=seq, salt="00", text=content))
    with without_triggers():
        Entry.objects.bulk_create(entries, batch_size=500)
        Payload.objects.bulk_create(payloads, batch_size=500)
        Head.objects.update(seq=entries[-1].seq, hash=before)
