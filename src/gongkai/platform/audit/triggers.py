"""防改触发器: both databases refuse to change the journal, by SQL too.

An entry is only ever added, behind the head; a payload goes only where its erasure is recorded. What a trigger can't
stop (its own removal by an owner of the database) `verify` and the anchor find. Rebuilding a table on SQLite loses its
triggers: a migration that alters these tables ends with `create(...)`, and `missing` names what is not there.
"""

from dataclasses import dataclass
from typing import Any

_REFUSALS = {
    "audit_entry_insert": (
        "audit_entry",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM audit_head WHERE id = 1 AND seq = NEW.seq - 1 AND hash = NEW.previous)",
    ),
    "audit_entry_update": ("audit_entry", "UPDATE", ""),
    "audit_entry_delete": ("audit_entry", "DELETE", ""),
    "audit_payload_insert": (
        "audit_payload",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM audit_head WHERE id = 1 AND seq = NEW.seq - 1)",
    ),
    "audit_payload_update": ("audit_payload", "UPDATE", ""),
    "audit_payload_delete": (
        "audit_payload",
        "DELETE",
        "NOT EXISTS (SELECT 1 FROM audit_erasure WHERE seq = OLD.seq)",
    ),
    "audit_erasure_insert": (
        "audit_erasure",
        "INSERT",
        "EXISTS (SELECT 1 FROM audit_erasure WHERE seq = NEW.seq)",
    ),
    "audit_erasure_update": ("audit_erasure", "UPDATE", ""),
    "audit_erasure_delete": ("audit_erasure", "DELETE", ""),
    "audit_head_insert": ("audit_head", "INSERT", ""),
    "audit_head_update": (
        "audit_head",
        "UPDATE",
        "NOT EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq AND seq = OLD.seq + 1 AND hash = NEW.hash)",
    ),
    "audit_head_delete": ("audit_head", "DELETE", ""),
}
"""Trigger → its table, what it refuses, and when (always, where nothing stands)."""

TABLES = ("audit_entry", "audit_payload", "audit_erasure", "audit_head")

_KINDS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
_BEFORE, _ROW = 2, 1
"""The bits by which PostgreSQL's catalogue tells when a trigger fires."""


@dataclass(frozen=True)
class Trigger:
    """A trigger: the table it stands on, the statements that make it, and how the database's own catalogue describes
    it, so that another one of the same name is not taken for it."""

    table: str
    statements: tuple[str, ...]
    described: tuple[object, ...]


def create(connection: Any) -> None:
    """Creates every trigger that is not there as it should be."""
    wanted, there = _wanted(connection.vendor), _there(connection)
    with connection.cursor() as cursor:
        for name in missing(connection):
            if name in there:
                cursor.execute(_dropping(connection.vendor, name, wanted[name].table))
            for statement in wanted[name].statements:
                cursor.execute(statement)


def drop(connection: Any) -> None:
    """Takes all of them away, for the loading of another database's journal; `create` follows in the same
    transaction."""
    there = _there(connection)
    with connection.cursor() as cursor:
        for name, trigger in _wanted(connection.vendor).items():
            if name in there:
                cursor.execute(_dropping(connection.vendor, name, trigger.table))


def missing(connection: Any) -> list[str]:
    """The names of the triggers that are not there, are switched off, or do something else than they should."""
    there = _there(connection)
    return [name for name, trigger in _wanted(connection.vendor).items() if there.get(name) != trigger.described]


def _there(connection: Any) -> dict[str, tuple[object, ...]]:
    """Every trigger of the database as its catalogue describes it."""
    asked = (
        "SELECT tgname, relname, tgtype, tgqual IS NULL, tgenabled IN ('O', 'A'), prosrc FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}


def _wanted(vendor: str) -> dict[str, Trigger]:
    """Name → trigger, in the order in which they are made."""
    if vendor == "sqlite":
        return {name: _on_sqlite(name, *refusal) for name, refusal in _REFUSALS.items()}
    rows = {name: _on_postgres(name, *refusal) for name, refusal in _REFUSALS.items()}
    return rows | {f"{table}_truncate": _on_postgres(f"{table}_truncate", table, "TRUNCATE", "") for table in TABLES}


def _message(table: str, event: str) -> str:
    return f"{table}: {event} refused, the journal is never changed"


def _on_sqlite(name: str, table: str, event: str, when: str) -> Trigger:
    condition = f"WHEN {when} " if when else ""
    sql = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{_message(table, event)}'); END"
    )
    return Trigger(table, (sql,), (table, sql))


def _on_postgres(name: str, table: str, event: str, when: str) -> Trigger:
    raised = f"RAISE EXCEPTION '{_message(table, event)}';"
    returned = "OLD" if event == "DELETE" else "NEW"
    body = f" BEGIN {f'IF {when} THEN {raised} END IF; RETURN {returned};' if when else raised} END "
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    fires = _BEFORE | _KINDS[event] | (_ROW if each == "ROW" else 0)
    statements = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    )
    return Trigger(table, statements, (table, fires, True, True, body))


def _dropping(vendor: str, name: str, table: str) -> str:
    return f"DROP TRIGGER {name}" + (f" ON {table}" if vendor == "postgresql" else "")
