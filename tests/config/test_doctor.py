"""体检: each check finds what it is for, and says what to mend."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from gongkai.cli.site.doctor import sentence
from gongkai.cli.words_doctor import DOCTOR
from gongkai.config import doctor, environment, keys
from gongkai.config.attachments import Bucket
from gongkai.config.backup.marks import DEMO
from gongkai.config.doctor import examine
from gongkai.demo.actions import mark_as_demo
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.models import Entry
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.models import WorkerSeat
from gongkai.platform.outbox.actions import hold_unsent
from gongkai.platform.search.reindex import reindex
from tests.config.browser import free_port
from tests.installations import Installation
from tests.platform.outbox.examples import a_message
from tests.world import NOW

pytestmark = pytest.mark.slow


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
    reindex()
    levels = found(installation)
    assert "problem" not in levels.values()
    assert {levels[key] for key in ("keys", "triggers", "head", "worker", "jobs", "database")} == {"ok"}


def _without_a_trigger(installation: Installation) -> None:
    with unguarded("an attack"), connection.cursor() as cursor:
        on = "" if installation.is_sqlite else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_update{on}")


def _without_the_last_entry(installation: Installation) -> None:
    with unguarded("an attack"), connection.cursor() as cursor:
        triggers.drop(connection)
        cursor.execute("DELETE FROM audit_entry WHERE seq = 3")
        triggers.create(connection)


def _without_one_between(installation: Installation) -> None:
    with unguarded("an attack"), connection.cursor() as cursor:
        triggers.drop(connection)
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


def _of_the_demo_by_its_journal(installation: Installation) -> None:
    mark_as_demo(by=Person.objects.system(), now=NOW)


def _with_an_uncertain_message(installation: Installation) -> None:
    a_message(installation.world, "uncertain")


def _with_a_failed_message(installation: Installation) -> None:
    a_message(installation.world, "failed")


def _with_text_messages_that_nobody_sends(installation: Installation) -> None:
    a_message(installation.world, channel="sms", to="13800138000")


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
        (_of_the_demo_by_its_journal, "demo", "warning"),
        (_with_an_uncertain_message, "messages_uncertain", "warning"),
        (_with_a_failed_message, "messages_failed", "warning"),
        (_with_text_messages_that_nobody_sends, "channel_unset", "warning"),
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
    WorkerSeat.objects.create(seat="a", worker="b", expires_at=NOW - timedelta(seconds=1))
    assert found(installation)["worker_quiet"] == "warning"


def test_the_next_year_s_calendar_is_missed_from_december_on(installation: Installation) -> None:
    last = max(year for year, area in doctor.shipped() if not area)
    year_s_end = NOW.replace(year=last, month=11, day=30)
    assert found(installation, year_s_end.replace(month=10))["calendar"] == "ok"
    assert found(installation, year_s_end)["calendar_due"] == "ok"
    assert found(installation, year_s_end + timedelta(days=1))["calendar_missing"] == "warning"


def test_little_room_is_told(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE_ROOM", 1 << 60)
    assert found(installation)["room"] == "warning"


def test_an_unsafe_setting_of_production_is_a_problem(installation: Installation) -> None:
    levels = found(installation, GONGKAI_MODE="production")
    assert "problem" in levels.values()


def test_the_demo_in_production_is_a_problem(installation: Installation) -> None:
    mark_as_demo(by=Person.objects.system(), now=NOW)
    assert found(installation, GONGKAI_MODE="production")["demo"] == "problem"


def test_who_must_have_a_second_factor_and_has_none_is_counted(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.world.person("signer", installation.world.bureau)
    assert "mfa_missing" not in found(installation)
    monkeypatch.setattr(settings, "SECOND_FACTOR_IS_ENFORCED", True)
    assert found(installation)["mfa_missing"] == "warning"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("GONGKAI_SMS", "no.such:Sender"), ("GONGKAI_SMTP", "http://x"), ("GONGKAI_WECOM", "json:nothing")],
)
def test_a_channel_that_is_set_up_wrongly_is_a_problem(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    variables = {variable: value, "GONGKAI_MAIL_FROM": "gk@example.com"}
    assert "channel_fault" not in found(installation)
    monkeypatch.setattr(settings, "ENVIRONMENT", environment.read(installation.environment(**variables)))
    assert found(installation, **variables)["channel_fault"] == "problem"


def test_a_scanner_that_is_silent_is_a_problem(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "viruses" not in found(installation)
    nobody = ("127.0.0.1", free_port())
    monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, clamd=nobody))
    assert found(installation)["viruses_silent"] == "problem"
    monkeypatch.setattr(doctor.viruses, "is_infected", lambda file: False)
    assert found(installation)["viruses"] == "ok"


def test_a_store_that_can_not_be_used_is_a_problem(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Unreachable:
        def names(self):
            from obstore.exceptions import PermissionDeniedError

            asked.append(True)
            raise PermissionDeniedError("no")

    assert found(installation)["store"] == "ok"
    bucket = Bucket("files", "", "http://127.0.0.1:9", "key", "secret", "")
    monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, bucket=bucket))
    monkeypatch.setattr(doctor, "store", Unreachable)
    assert found(installation)["store_unreachable"] == "problem"
    assert asked


def test_what_an_upload_left_is_told(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, temporary=tmp_path / "tmp"))
    left = tmp_path / "tmp/left"
    left.parent.mkdir()
    left.touch()
    for age, is_told in ((timedelta(hours=23), False), (timedelta(hours=25), True)):
        os.utime(left, ((NOW - age).timestamp(),) * 2)
        assert ("uploads_old" in found(installation)) == is_told


def test_what_a_restore_that_was_killed_left_is_told(installation: Installation) -> None:
    left = installation.home / "restoring-20260228-090000"
    left.mkdir()
    for age, is_told in ((timedelta(hours=23), False), (timedelta(hours=25), True)):
        os.utime(left, ((NOW - age).timestamp(),) * 2)
        assert ("restore_left" in found(installation)) == is_told


def test_values_under_an_old_or_a_lost_key_are_told(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_message(installation.world)
    assert not {"keys_old", "keys_unused", "keys_lost"} & found(installation).keys()
    rotated = keys.rotated(settings.KEYS)
    monkeypatch.setattr(settings, "KEYS", rotated)
    assert found(installation)["keys_old"] == "warning"
    with unguarded("a test"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM outbox_message")
    assert found(installation)["keys_unused"] == "ok"
    a_message(installation.world)
    monkeypatch.setattr(settings, "KEYS", replace(keys.new(), fields={"9": bytes(32)}, current="9"))
    assert found(installation)["keys_lost"] == "problem"


def test_fonts_are_missed(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.core.writers import fonts

    def none():
        raise fonts.Unprintable("no_font")

    assert found(installation)["fonts"] == "ok"
    monkeypatch.setattr(fonts, "fonts", none)
    assert found(installation)["fonts_missing"] == "problem"


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("seconds", [-60, 60])
def test_a_clock_that_differs_is_told(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    assert found(installation)["clocks"] == "ok"
    present = doctor.present
    monkeypatch.setattr(doctor, "present", lambda: present() + timedelta(seconds=seconds))
    assert found(installation)["clocks_differ"] == "warning"


@pytest.fixture
def anchors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the anchors of this test are kept."""
    monkeypatch.setattr(settings, "JOURNAL_ANCHORS", tmp_path / "elsewhere.jsonl")
    return tmp_path / "elsewhere.jsonl"


@pytest.mark.parametrize("lost", ["DELETE FROM search_text", "DELETE FROM search_row", "DROP TABLE search_words"])
def test_an_index_that_finds_nothing_is_a_problem(installation: Installation, lost: str) -> None:
    if "search_words" in lost and not installation.is_sqlite:
        lost = "DROP INDEX search_row_words; ALTER TABLE search_row DROP COLUMN words"
    reindex()
    assert found(installation)["search"] == "ok"
    with unguarded("an attack"), connection.cursor() as cursor:
        for statement in ["DELETE FROM search_text", lost] if lost == "DELETE FROM search_row" else lost.split(";"):
            cursor.execute(statement)
    assert found(installation)["search_differs"] == "problem"


def test_anchors_that_the_journal_contradicts_are_a_problem(installation: Installation, anchors: Path) -> None:
    digest = Entry.objects.get(seq=2).hash
    anchors.write_text(json.dumps({"seq": 2, "hash": digest}) + "\n")
    assert not [key for key in found(installation) if key.startswith("anchors")]
    for seq in (3, 9):
        anchors.write_text("".join(json.dumps({"seq": n, "hash": digest}) + "\n" for n in (2, seq)))
        assert found(installation)["anchors_contradicted"] == "problem"
    hold_unsent(by=Person.objects.system(), now=NOW)
    assert found(installation)["anchors_restored"] == "problem"
    anchors.write_text("nothing\n")
    assert found(installation)["anchors_damaged"] == "problem"


def test_a_place_that_can_not_be_read_hinders_no_other_check(installation: Installation, anchors: Path) -> None:
    anchors.mkdir()
    (installation.home / "backups").mkdir()
    (installation.home / "backups/gone.zip").symlink_to(installation.home / "nowhere.zip")
    findings = examine(environment.read(installation.environment()), NOW)
    told = [sentence(finding, "en") for finding in findings if finding.key == "not_looked_at"]
    assert [str(place) in said for place, said in zip((anchors, "gone.zip"), told, strict=True)] == [True, True]
    assert {"head", "jobs", "fonts"} <= {finding.key for finding in findings if finding.level == "ok"}


def test_anchors_beside_the_data_are_told_in_production(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "JOURNAL_ANCHORS", installation.home / "anchors.jsonl")
    assert "anchors_inside" not in found(installation)
    assert found(installation, GONGKAI_MODE="production")["anchors_inside"] == "warning"


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
