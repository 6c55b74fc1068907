"""改用 PostgreSQL: every record arrives, as it was, with a verifying journal; or nothing does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from gongkai.config import move as moving
from gongkai.config.environment import sqlite
from gongkai.config.move import move
from gongkai.config.records.columns import tables
from gongkai.config.records.reading import fingerprint, in_use
from gongkai.config.stopped import Stopped
from gongkai.organs.models import Organ
from gongkai.platform.audit import triggers
from gongkai.platform.audit.verify import verify
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.models import Ticket
from tests.databases import Databases
from tests.installations import act_on
from tests.world import NOW, World, make_world

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("databases", ["postgres"], indirect=True)]


@pytest.fixture
def world(databases: Databases, tmp_path: Path) -> Iterator[World]:
    """A world in a SQLite database, which is in use."""
    with in_use(sqlite(tmp_path / "gongkai.sqlite3")):
        call_command("migrate", verbosity=0)
        found = make_world()
        for n in range(3):
            act_on(found, n)
        Session.objects.create(session_key="secret", session_data="signed in", expire_date=NOW)
        yield found


@pytest.fixture
def target(databases: Databases) -> Iterator[str]:
    """The name of an empty PostgreSQL database."""
    name = databases.create()
    yield name
    databases.drop(name)


def everything() -> dict[str, str]:
    return {table.name: fingerprint(connection, table) for table in tables()}


def test_every_record_arrives(world: World, databases: Databases, target: str) -> None:
    with unguarded("a test"):
        gone = Organ.objects.create(set_up_on=NOW.date(), added_at=NOW)
        last_id = gone.pk
        gone.delete()
    before = everything()
    moved = move(databases.settings(target))
    assert (moved.verdict.entries, moved.verdict.faults) == (3, ())
    assert everything() == before  # what is in use again is the old database, untouched
    with in_use(databases.settings(target)):
        assert everything() == before
        assert moved.records == sum(int(found.partition(":")[0]) for found in before.values()) > 50
        assert triggers.missing(connection) == []
        assert not Session.objects.exists()
        act_on(world, 4)
        assert (verify().entries, verify().faults) == (4, ())
        with unguarded("a test"):
            fresh = Organ.objects.create(set_up_on=NOW.date(), added_at=NOW)
        assert fresh.pk > last_id


def test_an_unfinished_job_arrives(world: World, databases: Databases, target: str) -> None:
    """Kinds of columns that few tables have: UUID, JSON, moments far away."""
    from django_tasks_db.models import DBTaskResult

    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {"b": None, "a": [1, "二"]}}, task_path="x", run_after=NOW, backend_name="x"
    )
    Ticket.objects.create(task=task, job="tests.job", key="1")
    move(databases.settings(target))
    with in_use(databases.settings(target)):
        found = DBTaskResult.objects.get(pk=task.pk)
        assert found.args_kwargs == {"args": [], "kwargs": {"b": None, "a": [1, "二"]}}
        assert (found.run_after, found.return_value, found.ticket.key) == (NOW, None, "1")


def test_a_database_in_use_is_refused(world: World, databases: Databases, target: str) -> None:
    move(databases.settings(target))
    act_on(world, 5)
    with pytest.raises(Stopped, match="move_not_empty"):
        move(databases.settings(target))
    with in_use(databases.settings(target)):
        assert verify().entries == 3


def test_somebody_else_s_database_is_refused(world: World, databases: Databases, target: str) -> None:
    import psycopg

    with psycopg.connect(databases.address.format(name=target), autocommit=True) as other:
        other.execute("CREATE TABLE theirs (id int)")
        with pytest.raises(Stopped, match="move_not_empty"):
            move(databases.settings(target))
        assert other.execute("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)


def test_a_difference_leaves_the_target_without_a_record(
    world: World, databases: Databases, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "fingerprint", lambda connection, table: f"1:{connection.vendor}")
    with pytest.raises(Stopped, match="move_differs"):
        move(databases.settings(target))
    monkeypatch.undo()
    with in_use(databases.settings(target)):
        assert verify().entries == 0
        assert triggers.missing(connection) == []
        assert not Organ.objects.exists()
    assert move(databases.settings(target)).verdict.entries == 3
