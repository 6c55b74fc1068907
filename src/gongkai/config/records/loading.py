"""写入: the records of another database into one that is migrated and holds none of its own, in one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction

from gongkai.config.records.columns import Table, is_left_alone, writer
from gongkai.config.records.reading import identities
from gongkai.platform.audit import triggers
from gongkai.platform.guard import unguarded

_CHUNK = 500
_OF_MIGRATIONS = "django_migrations"

Loads = Iterable[tuple[Table, Iterator[list[Any]]]]


def load(loads: Loads, last_ids: Mapping[str, int], because: str) -> None:
    """Puts the records in the place of whatever the migrations put there. The journal's triggers are away meanwhile and
    back before the transaction ends. Raises DatabaseError where a record does not fit, and then nothing is changed."""
    with unguarded(because), transaction.atomic():
        triggers.drop(connection)
        with connection.cursor() as cursor:
            for name in connection.introspection.table_names(cursor):
                if name != _OF_MIGRATIONS and not is_left_alone(name):
                    cursor.execute(f'DELETE FROM "{name}"')
        for table, records in loads:
            _insert(table, records)
        connection.check_constraints()
        _number_on(last_ids)
        triggers.create(connection)


def _insert(table: Table, records: Iterator[list[Any]]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    write = writer(connection, table)
    with connection.cursor() as cursor:
        while chunk := [write(row) for row in islice(records, _CHUNK)]:
            cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', chunk)


def _number_on(last_ids: Mapping[str, int]) -> None:
    """New records get ids behind all that were ever given out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table, last in last_ids.items():
                cursor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [last, table])
                if not cursor.rowcount:
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            return
        for table, column in identities(connection):
            cursor.execute(f'SELECT COALESCE(MAX("{column}"), 0) FROM "{table}"')
            last = max(cursor.fetchone()[0], last_ids.get(table, 0))
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)", [f'"{table}"', column, max(last, 1), last > 0]
            )
