"""备份与恢复: the same data and a verifying journal afterwards, or the old data untouched."""

import hashlib
import io
import json
import os
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from gongkai.config import keys
from gongkai.config.anchored import contradiction
from gongkai.config.backup import making
from gongkai.config.backup.archive import Archive
from gongkai.config.backup.making import make
from gongkai.config.backup.manifest import MANIFEST, fingerprints
from gongkai.config.backup.restoring import restore
from gongkai.config.records.columns import is_left_alone, tables
from gongkai.config.stopped import Stopped
from gongkai.organs.models import Organ
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.anchor import write_anchor
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.audit.verify import verify
from gongkai.platform.files.actions import Kept, add_files, remove_file
from gongkai.platform.files.storage import store
from gongkai.platform.files.sweep import sweep
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.jobs import anchor_journal
from gongkai.platform.moments import present
from gongkai.platform.outbox.jobs import send
from gongkai.platform.outbox.models import Message, State
from tests.config.backups import FILES, but_the_restore, files, fill, made, rewritten, wipe
from tests.installations import Installation, act_on
from tests.platform.outbox.examples import a_message
from tests.world import NOW

pytestmark = pytest.mark.slow


def test_backed_up_wiped_and_restored_it_is_the_same(installation: Installation) -> None:
    fill(installation.home)
    with unguarded("a test"):
        gone = Organ.objects.create(set_up_on=NOW.date(), added_at=NOW)
        last_id = gone.pk
        gone.delete()
    before = but_the_restore()
    backup = made(installation)
    wipe(installation)
    done = restore(backup, NOW, force=False)
    assert but_the_restore() == before
    assert files(installation.home) == FILES
    assert (done.files, done.aside, done.verdict.faults) == (len(FILES), "", ())
    assert (done.verdict.entries, verify().entries) == (3, 4)
    assert Entry.objects.get(seq=4).event == "outbox.held"
    assert triggers.missing(connection) == []
    act_on(installation.world, 4)
    assert verify().entries == 5
    with unguarded("a test"):
        fresh = Organ.objects.create(set_up_on=NOW.date(), added_at=NOW)
    assert fresh.pk > last_id  # an id in the journal never means another record


def test_nothing_secret_is_in_it_and_nobody_else_reads_it(installation: Installation) -> None:
    Session.objects.create(session_key="secret", session_data="signed in", expire_date=NOW)
    backup = made(installation)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with zipfile.ZipFile(backup) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if "session" in name or "keys" in name]
    for secret in (settings.KEYS.django.encode(), settings.KEYS.blind, *settings.KEYS.fields.values()):
        assert secret not in content
    assert b"signed in" not in content


def test_every_table_is_in_it_or_left_out_with_a_reason(installation: Installation) -> None:
    there = set(connection.introspection.table_names())
    left = {name for name in there - {table.name for table in tables()} if not is_left_alone(name)}
    assert left == {"django_migrations"}


def test_it_is_of_one_moment_while_others_write(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that comes while tables are read is in none of them, and its writer did not wait."""
    written = []
    add = making._add

    def add_and_write(archive, manifest, name, parts):
        if name == "tables/audit_head.jsonl":
            act_on(installation.world, 9)
            written.append(name)
        add(archive, manifest, name, parts)

    monkeypatch.setattr(making, "_add", add_and_write)
    backup = made(installation)
    assert written
    assert verify().entries == 4
    with Archive(backup, settings.KEYS) as archive:
        assert archive.manifest.journal["entries"] == 3
        assert len(list(archive.records("audit_payload"))) == 3
        assert [row[1] for row in archive.records("audit_head")] == [3]


def test_the_bytes_of_every_attachment_in_it_are_in_it(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is removed, and a sweep, between the records and the copying take no bytes from under the backup."""
    monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, folder=installation.home / "files"))
    world = installation.world
    data = b"still needed"
    sha256 = hashlib.sha256(data).hexdigest()
    store().put(sha256, io.BytesIO(data))
    drafter = world.person("drafter", world.city)
    (attachment,) = add_files(by=drafter, organ=world.city, files=[Kept("a.txt", sha256, len(data), "text", True)])

    def told(key: str, _: int) -> None:
        if key == "backup_records":
            remove_file(by=drafter, attachment=attachment)
            sweep(present())

    make(installation.home.parent / "backup.zip", NOW, told)
    with Archive(installation.home.parent / "backup.zip", settings.KEYS) as archive:
        assert len(list(archive.records("files_attachment"))) == 1
        assert archive.manifest.members[f"files/{sha256[:2]}/{sha256}"]["sha256"] == sha256


def test_data_are_replaced_only_when_forced_and_moved_aside(installation: Installation) -> None:
    fill(installation.home)
    backup = made(installation)
    act_on(installation.world, 5)
    (installation.home / "files/ab/abcd").write_bytes(b"newer")
    with pytest.raises(Stopped) as stopped:
        restore(backup, NOW, force=False)
    assert stopped.value.key == "restore_not_empty"
    assert verify().entries == 4
    done = restore(backup, NOW, force=True)
    assert (done.verdict.entries, verify().entries) == (3, 4)
    assert Entry.objects.get(seq=4).event == "outbox.held"
    assert files(installation.home) == FILES
    aside = installation.home / "replaced-20260302-090000"
    assert (aside / "files/ab/abcd").read_bytes() == b"newer"
    assert "replaced" in done.aside
    if installation.is_sqlite:
        assert (aside / "gongkai.sqlite3").stat().st_size > 0
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM replaced_20260302_090000.audit_entry")
            assert cursor.fetchone() == (4,)
    assert not (installation.home / "restoring").exists()
    assert not list(installation.home.glob("restoring-*"))


def test_the_mark_of_invented_data_goes_with_them(installation: Installation) -> None:
    earnest = made(installation)
    (installation.home / "demo").write_text("2026-03-02", "utf-8")
    invented = made(installation, "invented.zip")
    restore(earnest, NOW, force=True)
    assert not (installation.home / "demo").exists()
    restore(invented, NOW.replace(hour=10), force=True)
    assert (installation.home / "demo").read_text("utf-8") == "2026-03-02"


def test_what_a_backup_holds_as_unsent_is_not_sent_again(installation: Installation) -> None:
    """It may have been sent since the backup was made: a person decides."""
    states = [State.WAITING, State.SENDING, State.SENT, State.CANCELLED, State.FAILED]
    ended = {State.CANCELLED: {"cancelled_at": NOW, "cancelled_by": installation.world.admin}}
    numbers = {state: a_message(installation.world, state, **ended.get(state, {})).pk for state in states}
    done = restore(made(installation), NOW, force=True)
    assert done.held == 2
    now = dict(Message.objects.values_list("pk", "state"))
    assert [now[numbers[state]] for state in states] == [
        State.UNCERTAIN, State.UNCERTAIN, State.SENT, State.CANCELLED, State.FAILED
    ]  # fmt: skip
    assert [send.func(now=NOW, message=number) for number in numbers.values()] == [0] * 5
    last = Entry.objects.get(seq=verify().entries)
    assert (last.event, last.person, last.at) == ("outbox.held", Person.objects.system().pk, NOW)
    assert Payload.objects.get(seq=last.seq).text == '{"messages":2}'


def test_anchors_that_are_newer_than_the_backup_are_moved_aside_with_the_data(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchors = installation.home / "anchors.jsonl"
    monkeypatch.setattr(settings, "JOURNAL_ANCHORS", anchors)
    write_anchor(anchors, NOW)
    then = anchors.read_bytes()
    backup = made(installation)
    act_on(installation.world, 7)
    act_on(installation.world, 8)
    write_anchor(anchors, NOW)
    newer = anchors.read_bytes()
    restore(backup, NOW, force=True)
    assert anchors.read_bytes() == then
    assert (installation.home / "replaced-20260302-090000/anchors.jsonl").read_bytes() == newer
    assert contradiction(anchors) is None
    assert anchor_journal.func(now=NOW) == 1


def test_anchors_kept_elsewhere_stay_and_tell_of_an_older_backup(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    anchors = tmp_path / "elsewhere.jsonl"
    monkeypatch.setattr(settings, "JOURNAL_ANCHORS", anchors)
    backup = made(installation)
    act_on(installation.world, 7)
    write_anchor(anchors, NOW)
    kept = anchors.read_bytes()
    assert contradiction(anchors) is None
    restore(backup, NOW, force=True)
    assert anchors.read_bytes() == kept
    found = contradiction(anchors)
    assert found is not None
    assert (found.seq, found.restored, found.key) == (4, NOW.date(), "restored")


def test_no_anchor_in_a_backup_is_newer_than_its_records(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The daily anchor may be written while the backup is made."""
    anchors = installation.home / "anchors.jsonl"
    write_anchor(anchors, NOW)
    then = anchors.read_bytes()
    add = making._add

    def add_and_anchor(archive, manifest, name, parts):
        if name == "tables/audit_head.jsonl":
            act_on(installation.world, 9)
            write_anchor(anchors, NOW)
        add(archive, manifest, name, parts)

    monkeypatch.setattr(making, "_add", add_and_anchor)
    backup = made(installation)
    assert anchors.read_bytes() != then
    with zipfile.ZipFile(backup) as archive:
        assert archive.read("anchors.jsonl") == then


def test_other_keys_are_told_before_anything_is_touched(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = made(installation)
    monkeypatch.setattr(settings, "KEYS", keys.new())
    with pytest.raises(Stopped, match="backup_other_keys"):
        restore(backup, NOW, force=True)


def test_keys_that_were_rotated_since_fit(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = made(installation)
    rotated = keys.rotated(settings.KEYS)
    monkeypatch.setattr(settings, "KEYS", rotated)
    assert fingerprints(rotated).items() > {}.items()
    assert restore(backup, NOW, force=True).verdict.faults == ()


def test_a_backup_of_a_newer_release_is_refused(installation: Installation) -> None:
    def newer(members: dict[str, bytes]) -> None:
        manifest = json.loads(members[MANIFEST])
        manifest["migrations"].append(["organs", "9999_of_the_future"])
        members[MANIFEST] = json.dumps(manifest).encode()

    with pytest.raises(Stopped) as stopped:
        restore(rewritten(made(installation), newer), NOW, force=True)
    assert stopped.value.key == "database_newer"
    assert verify().entries == 3


def test_what_fails_in_the_last_moment_puts_the_old_data_back(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(installation.home)
    backup = made(installation)
    act_on(installation.world, 6)
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "anchors.jsonl" and "restoring" in str(self.parent):
            raise OSError(28, "no space")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="no space"):
        restore(backup, NOW, force=True)
    assert verify().entries == 4
    assert files(installation.home) == FILES
    assert not list(installation.home.glob("re*ed-*"))
    assert not (installation.home / "restoring").exists()


def test_a_full_disk_leaves_no_backup(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(installation.home)

    def full(archive, manifest, name, parts):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(making, "_add", full)
    with pytest.raises(OSError, match="No space"):
        made(installation)
    assert sorted(path.name for path in installation.home.parent.iterdir()) == ["home"]


def test_a_backup_is_never_written_over_another(installation: Installation) -> None:
    backup = made(installation)
    with pytest.raises(Stopped, match="backup_there"):
        make(backup, NOW, lambda key, count: None)


def test_the_room_is_asked_for_first(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_MARGIN", 1 << 60)
    with pytest.raises(Stopped, match="no_room"):
        made(installation)


def test_it_restores_to_the_other_kind_of_database(installation: Installation, tmp_path: Path) -> None:
    """A backup tells nothing of the database that made it."""
    from gongkai.config.environment import sqlite
    from gongkai.config.records.reading import in_use

    before = but_the_restore()
    backup = made(installation)
    other = tmp_path / "other"
    other.mkdir()
    settings.HOME = other
    with in_use(sqlite(other / "gongkai.sqlite3")):
        restore(backup, NOW, force=False)
        assert but_the_restore() == before
        assert Person.objects.system().name == "系统"
