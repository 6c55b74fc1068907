"""Keeps the database of a release for good: `python -m tests.config.releases.make`, on the day of the release.

What it writes is SQL text, releases/<release>.sql: a small city with entries in its journal. Once a release
is out its file is never made anew; test_releases.py migrates every one of them.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import gongkai

FOLDER = Path(__file__).parent


def as_text(path: Path) -> str:
    """The statements that make this database. Of a virtual table Python writes down what no SQLite takes back, and
    the tables in which it keeps its own; here it is made anew of the texts that it is the index of."""
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        virtual = copy.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'").fetchall()
        for name, _ in virtual:
            copy.execute(f"DROP TABLE {name}")
        copy.commit()
        statements = [*copy.iterdump()]
    for name, made_by in virtual:
        statements += [f"{made_by};", f"INSERT INTO {name}({name}) VALUES('rebuild');"]
    return "\n".join([*statements, ""])


def main() -> None:
    """Builds the demo's city up to a fixed day and writes its database down as text."""
    from tests.site import set_up

    set_up()
    from django.core.management import call_command
    from django.db import connections

    from gongkai.config.environment import sqlite
    from gongkai.config.records.reading import in_use
    from gongkai.demo import city

    target = FOLDER / f"{gongkai.__version__}.sql"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.sqlite3"
        with in_use(sqlite(path)):
            call_command("migrate", verbosity=0)
            city.build(until=date(2024, 1, 31))
            connections["default"].close()
        text = as_text(path)
    target.write_text(text, "utf-8")
    sys.stdout.write(f"{target.name}: {len(text) // 1024} KB\n")


if __name__ == "__main__":
    main()
