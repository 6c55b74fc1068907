"""Both databases for the tests of the applications, real ones, each from a copied template.

A test that asks for `db` runs once on SQLite and once on PostgreSQL, inside a transaction that is undone. One that asks
for `fresh_db` gets a copy of its own in which transactions really end: for threads, processes and triggers.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.postgres import programs, server

GIVEN = "GONGKAI_TEST_DATABASE"
"""A PostgreSQL address with {name} where the name of the database goes."""
LATER = (
    "tests/calendars/",
    "tests/cli/site/",
    "tests/config/test_backup",
    "tests/config/test_doctor",
    "tests/config/test_matrix",
    "tests/config/test_walk",
    "tests/demo/",
    "tests/organs/test_many",
)
"""Where tests start many processes one after the other, or go through all roles or years: on PostgreSQL only
`make soak` runs them, but for those that are about PostgreSQL."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks them."""
    for item in items:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        chosen = any(mark.args[0] == "databases" for mark in item.iter_markers("parametrize"))
        if params.get("databases") == "postgres" and item.nodeid.startswith(LATER) and not chosen:
            item.add_marker(pytest.mark.soak)


@dataclass
class Databases:
    """One kind of database: makes copies of the template."""

    kind: str
    address: str
    """Of PostgreSQL, with {name}; empty for SQLite."""
    folder: Path
    made: int = 0

    def settings(self, name: str) -> dict[str, Any]:
        """Django's settings of the database of that name."""
        from gongkai.config.environment import postgres, sqlite

        if self.kind == "sqlite":
            return sqlite(self.folder / f"{name}.sqlite3")
        return postgres(self.address.format(name=name)) | {"CONN_MAX_AGE": 0}

    def variables(self, name: str) -> dict[str, str]:
        """What tells another process of that database."""
        return {"GONGKAI_DATABASE": self.address.format(name=name)} if self.kind == "postgres" else {}

    def execute(self, statement: str) -> None:
        """Runs one statement on the server, outside of our databases."""
        import psycopg

        with psycopg.connect(self.address.format(name="postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def copy(self) -> str:
        """The name of a new copy of the template."""
        self.made += 1
        name = f"copy_{os.getpid()}_{self.made}"
        if self.kind == "sqlite":
            shutil.copyfile(self.folder / "template.sqlite3", self.folder / f"{name}.sqlite3")
        else:
            self.execute(f"CREATE DATABASE {name} TEMPLATE template_{os.getpid()}")
        return name

    def create(self) -> str:
        """The name of a new, empty database."""
        self.made += 1
        name = f"empty_{os.getpid()}_{self.made}"
        if self.kind == "postgres":
            self.execute(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        """Removes a database."""
        if self.kind == "sqlite":
            for end in ("", "-wal", "-shm"):
                (self.folder / f"{name}.sqlite3{end}").unlink(missing_ok=True)
        else:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def in_use(databases: Databases, name: str) -> Iterator[None]:
    """Makes that database Django's own for a while."""
    from django.db import connections

    before = connections.settings["default"]
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": databases.settings(name)})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = before


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """The template of one kind, in use as a copy for all tests that undo what they do."""
    kind = request.param
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-databases-")))
        address = ""
        if kind == "postgres":
            given = os.environ.get(GIVEN, "")
            if not given and programs() is None:
                reason = f"needs PostgreSQL: its programs, the package pgserver, or an address in {GIVEN}"
                if os.environ.get("CI", "").lower() in {"1", "true"}:
                    pytest.fail(reason)
                pytest.skip(reason)
            address = given or stack.enter_context(server())
            assert urlsplit(unquote(address)).scheme.startswith("postgres")
        found = Databases(kind, address, folder)
        template = "template" if kind == "sqlite" else f"template_{os.getpid()}"
        if kind == "postgres":
            found.execute(f"CREATE DATABASE {template}")
        with in_use(found, template):
            _migrate()
            from django.db import connection

            if kind == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shared = found.copy()
        with in_use(found, shared):
            yield found
        found.drop(shared)
        found.drop(template)


@contextmanager
def undone() -> Iterator[None]:
    """Undoes whatever happens inside, actions included."""
    from django.db import transaction

    around = transaction.atomic()
    around._from_testcase = True
    around.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def db(databases: Databases) -> Iterator[Databases]:
    """A database whose changes are undone after the test."""
    with undone():
        yield databases


@pytest.fixture
def fresh_db(databases: Databases) -> Iterator[str]:
    """The name of a database of this test's own, in which transactions end."""
    name = databases.copy()
    try:
        with in_use(databases, name):
            yield name
    finally:
        databases.drop(name)
