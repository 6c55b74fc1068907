"""A database of an earlier release (releases/) migrates with every record kept and the journal verifying."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from gongkai.config import migrations
from gongkai.config.environment import sqlite
from gongkai.config.records.reading import in_use
from gongkai.platform.audit import triggers
from gongkai.platform.audit.verify import verify
from gongkai.platform.search.reindex import reindex
from tests.config.releases.make import as_text
from tests.databases import Databases
from tests.world import make_world

FOLDER = Path(__file__).parent / "releases"
RELEASES = sorted(FOLDER.glob("*.sql"))
MAY_CHANGE = {"sqlite_sequence", "django_session"}
"""Tables that a migration may change: the counters of SQLite itself, sessions."""


Rows = dict[str, tuple[list[str], list[tuple]]]
"""Table → its columns, and its rows in the order of the first."""


def rows(path: Path) -> Rows:
    """All that a database holds."""
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in names:
            cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY 1')
            found[name] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def lost(before: Rows, after: Rows) -> list[str]:
    """The tables of which a row is gone or reads otherwise in a column that is still there."""
    changed = []
    for name, (columns, kept) in before.items():
        now, there = after.get(name, ([], []))
        shared = [column for column in columns if column in now]
        places = [columns.index(column) for column in shared], [now.index(column) for column in shared]
        wanted = {tuple(row[place] for place in places[0]) for row in kept}
        if not shared or not wanted <= {tuple(row[place] for place in places[1]) for row in there}:
            changed.append(name)
    return changed


def test_a_loss_is_found() -> None:
    before: Rows = {"t": (["id", "a", "b"], [(1, "x", "y"), (2, "x", "y")])}
    assert lost(before, {"t": (["id", "b", "a", "c"], [(1, "y", "x", 0), (2, "y", "x", 0)])}) == []
    assert lost(before, {"t": (["id", "a"], [(1, "x"), (2, "")])}) == ["t"]
    assert lost(before, {"t": (["id", "a", "b"], [(1, "x", "y")])}) == ["t"]
    assert lost(before, {}) == ["t"]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_is_kept_of_a_release_is_the_whole_of_it(databases: Databases, fresh_db: str, tmp_path: Path) -> None:
    make_world()
    reindex()
    text = as_text(databases.folder / f"{fresh_db}.sqlite3")
    path = tmp_path / "gongkai.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(text)
        count = database.execute("SELECT count(*) FROM search_words WHERE search_words MATCH '\"东湖\"'").fetchone()
        assert count[0] >= 3
        database.execute("DELETE FROM search_text")  # by the trigger, which asks for the words as they were
        database.execute("INSERT INTO search_words(search_words) VALUES('integrity-check')")
    before, after = rows(databases.folder / f"{fresh_db}.sqlite3"), rows(path)
    own = {name for name in before if name.startswith("search_words_")}
    assert own
    assert {name: before[name] for name in before.keys() - own} == {name: after[name] for name in before.keys() - own}


def test_releases_are_kept() -> None:
    assert RELEASES


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_database_of_an_earlier_release_migrates(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "gongkai.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(release.read_text("utf-8"))
    before = rows(path)
    entries = len(before["audit_entry"][1])
    assert entries > 50
    with in_use(sqlite(path)):
        migrations.migrate()
        assert migrations.pending() == []
        verdict = verify()
        assert (verdict.entries, verdict.faults) == (entries, ())
        assert triggers.missing(connection) == []
        connection.check_constraints()
    gone = set(lost(before, rows(path))) - MAY_CHANGE
    assert not gone, "a migration that renames a table or rewrites a column is named in MAY_CHANGE with its reason"
