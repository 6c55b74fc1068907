"""读出: every record as of one moment, while the site goes on working."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from gongkai.config.records.columns import Table, reader

SNAPSHOT = "snapshot"
_CHUNK = 1_000


@contextmanager
def snapshot(settings: dict[str, Any]) -> Iterator[Any]:
    """A second connection to the database of these settings, in a transaction that sees it as of one moment and keeps
    no writer waiting."""
    own = settings | {"OPTIONS": dict(settings.get("OPTIONS", {})), "CONN_MAX_AGE": 0}
    if "postgresql" in own["ENGINE"]:
        from django.db.backends.postgresql.psycopg_any import IsolationLevel

        own["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        own["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.settings[SNAPSHOT] = connections.configure_settings({"default": own})["default"]
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield connections[SNAPSHOT]
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


@contextmanager
def in_use(settings: dict[str, Any]) -> Iterator[None]:
    """Makes the database of these settings the site's own for a while."""
    before = connections.settings["default"]
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": settings})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = before


def rows(connection: Any, table: Table) -> Iterator[list[Any]]:
    """The records of a table by key, a part at a time in memory."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    read = reader(connection, table)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table.name}" ORDER BY "{table.columns[0].name}"')
        while chunk := cursor.fetchmany(_CHUNK):
            yield from map(read, chunk)


def line(row: list[Any]) -> bytes:
    """The one way to write a record down."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


class Fingerprint:
    """What two databases have in common when a table holds the same records, in whichever order they come."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = 0

    def add(self, record: bytes) -> None:
        """Takes in a record, as `line` wrote it."""
        self.count += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(record).digest(), "big")) % (1 << 256)

    def __str__(self) -> str:
        return f"{self.count}:{self._sum:064x}"


def fingerprint(connection: Any, table: Table) -> str:
    """The fingerprint of a table as it is now."""
    found = Fingerprint()
    for row in rows(connection, table):
        found.add(line(row))
    return str(found)


def last_ids(connection: Any) -> dict[str, int]:
    """Table → the last id that it gave out, whether or not that record is still there: an id is never used twice."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return {name: last for name, last in cursor.fetchall() if last}
        found: dict[str, int] = {}
        for table, column in identities(connection):
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [f'"{table}"', column])
            last = cursor.fetchone()[0]
            found |= {table: last} if last else {}
        return found


def identities(connection: Any) -> Iterable[tuple[str, str]]:
    """The tables of PostgreSQL that number their records, with the column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
            "WHERE a.attidentity <> '' AND c.relkind = 'r' AND pg_table_is_visible(c.oid) ORDER BY 1"
        )
        found: list[tuple[str, str]] = cursor.fetchall()
    return found
