"""体检: each check finds what it is for, and says what to mend."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from gongkai.cli.site.doctor import sentence
from gongkai.cli.words_doctor import DOCTOR
from gongkai.config import doctor, environment
from gongkai.config.backup.marks import DEMO
from gongkai.config.doctor import examine
from gongkai.platform.audit import triggers
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.models import WorkerSeat
from tests.installations import Installation
from tests.world import NOW


def found(installation: Installation, now: datetime = NOW, **variables: str) -> dict[str, str]:
    """Key of each finding → its level."""
    site = environment.read(installation.environment(**variables))
    findings = examine(site, now)
    for finding in findings:
        assert sentence(finding, "zh")
        assert sentence(finding, "en")
    return {finding.key: finding.level for finding in findings}


def test_of_a_sound_installation_nothing_is_a_problem(installation: Installation) -> None:
    WorkerSeat.objects.create(seat="a", worker="b", expires_at=NOW)
    levels = found(installation)
    assert "problem" not in levels.values()
    assert {levels[key] for key in ("keys", "triggers", "head", "worker", "jobs", "database")} == {"ok"}


def _without_a_trigger(installation: Installation) -> None:
    with connection.cursor() as cursor:
        on = "" if installation.is_sqlite else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_update{on}")


def _without_the_last_entry(installation: Installation) -> None:
    triggers.drop(connection)
    with unguarded("an attack"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE seq = 3")
    triggers.create(connection)


def _without_one_between(installation: Installation) -> None:
    triggers.drop(connection)
    with unguarded("an attack"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE seq = 2")
    triggers.create(connection)


def _with_a_failed_job(installation: Installation) -> None:
    DBTaskResult.objects.create(args_kwargs={}, task_path="x", run_after=NOW, backend_name="x", status="FAILED")


def _with_an_old_backup(installation: Installation) -> None:
    path = installation.home / "backups/gongkai-1.zip"
    path.parent.mkdir()
    path.touch()
    long_ago = (NOW - timedelta(days=5)).timestamp()
    os.utime(path, (long_ago, long_ago))


def _of_the_demo(installation: Installation) -> None:
    (installation.home / DEMO).touch()


def _behind(installation: Installation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'organs'")


def _ahead(installation: Installation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('organs', '9999_x', '2030-01-01')")


def _open_to_others(installation: Installation) -> None:
    installation.home.chmod(0o755)


@pytest.mark.parametrize(
    ("spoil", "key", "level"),
    [
        (_without_a_trigger, "triggers_missing", "problem"),
        (_without_the_last_entry, "head_wrong", "problem"),
        (_without_one_between, "head_wrong", "problem"),
        (_with_a_failed_job, "jobs_failed", "warning"),
        (_with_an_old_backup, "backup_age", "warning"),
        (_of_the_demo, "demo", "warning"),
        (_behind, "database_old", "problem"),
        (_ahead, "database_newer", "problem"),
        (_open_to_others, "home_open", "warning"),
    ],
)
def test_what_is_wrong_is_found(
    installation: Installation, spoil: Callable[[Installation], None], key: str, level: str
) -> None:
    assert key not in found(installation) or key == "backup_age"
    spoil(installation)
    assert found(installation)[key] == level


def test_a_worker_that_has_fallen_silent_is_missed(installation: Installation) -> None:
    WorkerSeat.objects.create(seat="a", worker="b", expires_at=NOW - timedelta(minutes=6))
    assert found(installation)["worker_quiet"] == "warning"


def test_the_next_year_s_calendar_is_missed_from_december_on(installation: Installation) -> None:
    last = max(year for year, area in doctor.shipped() if not area)
    year_s_end = NOW.replace(year=last, month=11, day=30)
    assert found(installation, year_s_end)["calendar"] == "ok"
    assert found(installation, year_s_end + timedelta(days=1))["calendar_missing"] == "warning"


def test_little_room_is_told(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE_ROOM", 1 << 60)
    assert found(installation)["room"] == "warning"


def test_an_unsafe_setting_of_production_is_a_problem(installation: Installation) -> None:
    levels = found(installation, GONGKAI_MODE="production")
    assert "problem" in levels.values()


def test_every_sentence_belongs_to_a_check() -> None:
    import inspect

    source = inspect.getsource(doctor)
    keys = {key.removeprefix("doctor_") for key in DOCTOR} - {
        "ok",
        "warning",
        "problem",
        "sound",
        "counts",
        "unreachable",
    }
    assert not [key for key in sorted(keys) if f'"{key}"' not in source]
