"""防改触发器: both databases refuse to change the journal, by SQL too.

An entry is only ever added, behind the head; a payload goes only where its erasure is recorded. What a trigger can't
stop (its own removal by an owner of the database) `verify` and the anchor find. Rebuilding a table on SQLite loses its
triggers: a migration that alters these tables ends with `create(...)`, and `missing` names what is not there.
"""

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


def create(connection: Any) -> None:
    """Creates every trigger that is not there."""
    absent = set(missing(connection))
    with connection.cursor() as cursor:
        for name, (table, event, when) in _REFUSALS.items():
            if name in absent:
                for statement in _statements(connection.vendor, name, table, event, when):
                    cursor.execute(statement)
        if connection.vendor == "postgresql":
            for table in TABLES:
                if f"{table}_truncate" in absent:
                    for statement in _against_truncate(table):
                        cursor.execute(statement)


def drop(connection: Any) -> None:
    """Takes all of them away, for the loading of another database's journal; `create` follows in the same
    transaction."""
    names = set(_names(connection.vendor)) - set(missing(connection))
    with connection.cursor() as cursor:
        for name in sorted(names):
            table = name.rpartition("_")[0]
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def missing(connection: Any) -> list[str]:
    """The names of the triggers that should be there and are not."""
    asked = (
        "SELECT tgname FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in _names(connection.vendor) if name not in there]


def _names(vendor: str) -> list[str]:
    return [*_REFUSALS, *(f"{table}_truncate" for table in TABLES if vendor == "postgresql")]


def _statements(vendor: str, name: str, table: str, event: str, when: str) -> list[str]:
    message = f"{table}: {event} refused, the journal is never changed"
    if vendor == "sqlite":
        condition = f"WHEN {when} " if when else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ]
    returned = "OLD" if event == "DELETE" else "NEW"
    raised = f"RAISE EXCEPTION '{message}';"
    body = f"IF {when} THEN {raised} END IF; RETURN {returned};" if when else raised
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _against_truncate(table: str) -> list[str]:
    name = f"{table}_truncate"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table}: TRUNCATE refused, the journal is never changed'; END $$",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]
