"""写保护: a write to our tables outside an action is refused, whichever way it comes through Django.

A model may name columns that a library writes by itself (`free_columns`), or say why its table is not records at all
(`unguarded_because`). Migrations, the restoring of a backup and the making of test data open the guard for themselves.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.platform.once import forget
from gongkai.platform.refusals import ProgrammingMistake

_WRITE = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE(?:\s+TABLE)?)
        \s+["']?(?!(?:OR|ONLY)\b)(\w+)\b(?!["']?\s*\.)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A write as Django and people write it: the verb, then the table."""

_HARMLESS = re.compile(
    r"""\s*(?:SELECT|VALUES|EXPLAIN|SHOW|SET|PRAGMA|BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|LOCK|ANALYZE|VACUUM
           |DECLARE|FETCH|CLOSE|CREATE|ALTER|DROP|COMMENT)\b(?!.*;\s*\S)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""What changes no row, alone in its statement; tables themselves are changed by migrations."""

_UPDATE = re.compile(r"\s*UPDATE\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SET = re.compile(r'"(\w+)" = ')

_acting: ContextVar[bool] = ContextVar("acting", default=False)
_open: ContextVar[str] = ContextVar("open", default="")


class WriteOutsideAction(ProgrammingMistake):
    """A table of records was written without an action."""


@contextmanager
def acting() -> Iterator[None]:
    """Open while an action writes; the mechanism of actions alone uses it."""
    token = _acting.set(True)
    try:
        yield
    finally:
        _acting.reset(token)


def is_acting() -> bool:
    """Whether an action is writing."""
    return _acting.get()


@contextmanager
def unguarded(because: str) -> Iterator[None]:
    """Lets writes pass while it is open. `because` says why no action is right."""
    forget()
    token = _open.set(because)
    try:
        yield
    finally:
        _open.reset(token)


_tables: dict[str, frozenset[str]] = {}


def find_tables() -> None:
    """Looks which tables are to be guarded; called once, when all models are loaded."""
    _tables.clear()
    _tables.update(
        (model._meta.db_table, frozenset(getattr(model, "free_columns", ())))
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("gongkai.") and not getattr(model, "unguarded_because", "")
    )


def guarded_tables() -> dict[str, frozenset[str]]:
    """Each table of records → its columns that a library writes by itself."""
    if not _tables:
        raise ProgrammingMistake("the guard was asked before it knows the tables")
    return _tables


def refuse_write(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django calls this around every statement."""
    if not (_acting.get() or _open.get()) and (table := _written(str(sql))):
        raise WriteOutsideAction(f"a write to {table} outside an action")
    return execute(sql, params, many, context)


def _written(sql: str) -> str:
    """The guarded table that this statement writes to, or empty. A statement of an unusual shape is taken for a write
    to whatever guarded table it names."""
    found = _WRITE.match(sql)
    if found is None:
        return (
            "" if _HARMLESS.match(sql) else next((word for word in _WORD.findall(sql) if word in guarded_tables()), "")
        )
    free = guarded_tables().get(found[1])
    if free is None:
        return ""
    columns = set(_SET.findall(sql.partition(" WHERE ")[0])) if _UPDATE.match(sql) else set()
    return "" if columns and columns <= free else found[1]


def guard_connection(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Puts the guard around a new connection."""
    if refuse_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_write)
