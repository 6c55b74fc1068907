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

FOLDER = Path(__file__).parent / "releases"
RELEASES = sorted(FOLDER.glob("*.sql"))
MAY_SHRINK = {"django_migrations", "django_session"}


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}


def test_releases_are_kept() -> None:
    assert RELEASES


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_database_of_an_earlier_release_migrates(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "gongkai.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(release.read_text("utf-8"))
    before = counts(path)
    assert before["audit_entry"] > 50
    with in_use(sqlite(path)):
        assert migrations.pending() is not None  # none of its steps has been taken out of the history
        migrations.migrate()
        assert migrations.pending() == []
        verdict = verify()
        assert (verdict.entries, verdict.faults) == (before["audit_entry"], ())
        assert triggers.missing(connection) == []
        connection.check_constraints()
    after = counts(path)
    lost = {name for name, count in before.items() if name not in MAY_SHRINK and after.get(name, -1) < count}
    assert not lost, "a migration that renames or merges a table is named here with its reason"
