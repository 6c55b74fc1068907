"""The commands that run and keep the site, as processes of their own on both databases."""

import json
import os
import pty
import re
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Max

from gongkai.config import keys
from gongkai.organs.models import Appointment
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit import triggers
from gongkai.platform.audit.models import Entry
from gongkai.platform.audit.verify import verify
from gongkai.platform.guard import unguarded
from tests.cli.calls import COMMAND, Finished, start
from tests.installations import Installation

pytestmark = pytest.mark.slow
PASSWORD = "a long word for a test"


def said(done: Finished) -> str:
    """The one sentence on standard error of a command that did not do what it was told."""
    assert done.returncode == 2, done
    sentence = done.stderr.decode()
    assert sentence.count("\n") == 1, sentence
    assert "Traceback" not in sentence
    return sentence.strip()


def tamper(statement: str) -> None:
    with unguarded("an attack"), connection.cursor() as cursor:
        triggers.drop(connection)
        cursor.execute(statement)
        triggers.create(connection)


# ---- The journal -----------------------------------------------------------------------------------------------------


def test_a_sound_journal_verifies(installation: Installation) -> None:
    done = installation.run("audit", "verify", "--language", "en")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("the journal is sound: entries 3, last hash ")


def test_faults_are_sentences_and_exit_1(installation: Installation) -> None:
    tamper("UPDATE audit_payload SET text = '{}' WHERE seq = 2")
    tamper("DELETE FROM audit_entry WHERE seq = 3")
    done = installation.run("audit", "verify")
    assert done.returncode == 1
    assert "第 2 条的内容被改动过。" in done.stdout.decode()
    assert "末尾的条目可能被删去" in done.stdout.decode()
    told = json.loads(installation.run("audit", "verify", "--json").stdout)
    assert {(fault["seq"], fault["kind"]) for fault in told["faults"]} >= {(2, "payload"), (0, "head")}


def test_an_anchor_finds_a_journal_that_was_rewritten(installation: Installation, tmp_path: Path) -> None:
    anchors = tmp_path / "elsewhere.jsonl"
    assert installation.run("audit", "anchor", "-o", anchors).returncode == 0
    assert installation.run("audit", "verify", "--anchor", anchors).returncode == 0
    line = json.loads(anchors.read_text())
    anchors.write_text(json.dumps(line | {"hash": "0" * 64}))
    assert installation.run("audit", "verify").returncode == 0
    done = installation.run("audit", "verify", "--anchor", anchors)
    assert (done.returncode, "第 3 条与锚点不符。" in done.stdout.decode()) == (1, True)
    assert installation.run("audit", "anchor", "-o", anchors).returncode == 1
    anchors.write_text("nothing")
    assert "读不懂" in said(installation.run("audit", "verify", "--anchor", anchors))
    assert "文件夹不存在" in said(installation.run("audit", "verify", "--anchor", tmp_path / "none"))


# ---- Backup and restore ----------------------------------------------------------------------------------------------


def test_backup_and_restore_say_what_they_did(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    done = installation.run("backup", "-o", backup)
    assert done.returncode == 0, done
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert "记录" in done.stderr.decode()
    assert installation.run("backup", "-o", tmp_path / "q.zip", "--quiet").stderr == b""
    assert "已经存在" in said(installation.run("backup", "-o", backup))
    assert "已有数据" in said(installation.run("restore", backup))
    connection.close()
    done = installation.run("restore", backup, "--force", "--language", "en")
    assert done.returncode == 0, done
    lines = done.stdout.decode().splitlines()
    assert re.fullmatch(r"restored: records \d+, files 0, journal entries 3\.", lines[0])
    assert lines[1].startswith("the old data are in ")
    assert lines[2] == "the restore is entry 4 of the journal."
    assert lines[3].startswith("the journal is sound: entries 3")
    assert verify().entries == 4


@pytest.mark.soak
def test_a_contradicted_anchor_is_explained(installation: Installation, tmp_path: Path) -> None:
    """Anchors kept elsewhere outlive the restore of an older backup; restore, verify and doctor say what may be why."""
    anchors = tmp_path / "elsewhere.jsonl"
    own = {"GONGKAI_ANCHORS": str(anchors)}
    installation.run("backup", "-o", tmp_path / "b.zip")
    installation.run("createadmin", "--login", "wang", "--name", "王某", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert installation.run("audit", "anchor", **own).returncode == 0
    assert installation.run("audit", "verify", **own).returncode == 0
    connection.close()
    done = installation.run("restore", tmp_path / "b.zip", "--force", **own)
    assert (done.returncode, "恢复过一次备份" in done.stdout.decode()) == (0, True)
    assert len(anchors.read_text().splitlines()) == 1
    for command in (["audit", "verify"], ["doctor"]):
        done = installation.run(*command, **own)
        assert (done.returncode, "恢复过一次备份" in done.stdout.decode()) == (1, True)
    anchors.rename(tmp_path / "kept.jsonl")
    assert installation.run("audit", "anchor", **own).returncode == 0
    assert installation.run("audit", "verify", **own).returncode == 0


def test_a_backup_goes_into_the_home_when_no_place_is_named(installation: Installation) -> None:
    assert installation.run("backup").returncode == 0
    assert [path.suffix for path in (installation.home / "backups").iterdir()] == [".zip"]
    told = json.loads(installation.run("doctor", "--json").stdout)["findings"]
    assert ("ok", "backup_age") in [(finding["level"], finding["check"]) for finding in told]


def test_a_restore_without_the_keys_makes_none_up(installation: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    installation.run("backup", "-o", backup)
    other = tmp_path / "other"
    sentence = said(installation.run("restore", backup, GONGKAI_HOME=str(other), GONGKAI_DATABASE=""))
    assert "密钥文件" in sentence
    assert not list(other.iterdir())
    keys.write(other / "keys.json", keys.new())
    sentence = said(installation.run("restore", backup, GONGKAI_HOME=str(other), GONGKAI_DATABASE=""))
    assert "不是做备份" in sentence
    assert sorted(path.name for path in other.iterdir()) == [".in-use", "keys.json"]


def test_a_full_disk_is_one_sentence_and_leaves_no_backup(installation: Installation, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    (installation.home / "files/ab").mkdir(parents=True)
    (installation.home / "files/ab/abcd").write_bytes(os.urandom(3 << 20))
    script = 'ulimit -f 2000; exec "$@"'
    place = tmp_path / "place"
    place.mkdir()
    done = subprocess.run(
        ["bash", "-c", script, "sh", *COMMAND, "backup", "-o", str(place / "b.zip")],
        capture_output=True,
        env=installation.environment(),
        check=False,
    )
    assert done.returncode == 2
    assert "文件超过允许的大小" in done.stderr.decode().splitlines()[-1]
    assert not list(place.iterdir())


# ---- People and keys -------------------------------------------------------------------------------------------------


def test_an_administrator_is_added_with_a_password_from_standard_input(installation: Installation) -> None:
    call = ("createadmin", "--login", "Wang", "--name", "王某", "--password-stdin")
    done = installation.run(*call, stdin=f"{PASSWORD}\n")
    assert (done.returncode, done.stdout.decode()) == (0, "已添加管理员 王某（登录名 wang）。\n")
    person = Person.objects.get(login="wang")
    assert Appointment.objects.filter(person=person, role="administrator", organ=None).exists()
    assert Entry.objects.aggregate(Max("seq"))["seq__max"] == 4
    assert "taken" in said(installation.run(*call, "--language", "en", stdin=f"{PASSWORD}\n"))
    assert Entry.objects.aggregate(Max("seq"))["seq__max"] == 4


@pytest.mark.parametrize(
    ("password", "words"), [("", "没有给出密码"), ("short", "密码不能用"), ("123456789012", "密码不能用")]
)
def test_a_weak_password_adds_nobody(installation: Installation, password: str, words: str) -> None:
    done = installation.run(
        "createadmin", "--login", "wang", "--name", "王某", "--password-stdin", stdin=f"{password}\n"
    )
    assert words in said(done)
    assert not Person.objects.filter(login="wang").exists()


@pytest.mark.parametrize(("second", "status"), [(PASSWORD, 0), ("another long word", 2)])
def test_a_password_typed_twice_is_not_shown(installation: Installation, second: str, status: int) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "createadmin", "--login", "wang", "--name", "王某", "--language", "en"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=installation.environment(),
        start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )
    os.close(theirs)
    seen = b""
    for prompt, typed in ((b"Password: ", PASSWORD), (b"Once more: ", second)):
        while prompt not in seen:
            seen += os.read(ours, 1000)
        os.write(ours, f"{typed}\n".encode())
    try:
        while more := os.read(ours, 1000):
            seen += more
    except OSError:  # the other end was closed
        pass
    assert process.wait(60) == status
    os.close(ours)
    assert PASSWORD.encode() not in seen
    assert Person.objects.filter(login="wang").exists() == (status == 0)


def test_a_rotated_key_is_in_use_and_in_the_journal(installation: Installation) -> None:
    before = keys.read(installation.home / "keys.json")
    done = installation.run("keys", "rotate")
    assert done.returncode == 0, done
    after = keys.read(installation.home / "keys.json")
    assert (after.django, after.blind) == (before.django, before.blind)
    assert after.fields.items() > before.fields.items()
    assert after.current not in before.fields
    assert "旧密钥 1 " in done.stdout.decode()
    assert verify().entries == 4


# ---- What can be wrong -----------------------------------------------------------------------------------------------


def test_without_data_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "none"
    for command in ("audit verify", "backup", "doctor", "keys rotate", "worker"):
        done = start(*command.split(), GONGKAI_HOME=str(home))
        assert "没有数据" in said(done)
    assert not home.exists()


def test_a_database_of_another_release_is_told(installation: Installation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('organs', '9999_x', '2030-01-01')")
    for command in ("migrate", "audit verify", "backup", "serve --port 1"):
        assert (
            "更新的版本" in said(installation.run(*command.split())) or "端口" in command or command.startswith("serve")
        )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_x' OR app = 'numbering'")
    assert "gongkai migrate" in said(installation.run("audit", "verify"))


def test_keys_are_missing_open_or_damaged(installation: Installation) -> None:
    path = installation.home / "keys.json"
    kept = path.read_bytes()
    path.chmod(0o644)
    assert "chmod 600" in said(installation.run("doctor"))
    path.write_bytes(b"{}")
    path.chmod(0o600)
    assert "已损坏" in said(installation.run("doctor"))
    path.unlink()
    assert "密钥文件" in said(installation.run("doctor"))
    assert "密钥文件" in said(installation.run("migrate"))
    path.write_bytes(kept)


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    keys.write(home / "keys.json", keys.new())
    (home / "gongkai.sqlite3").write_bytes(b"no database at all" * 1000)
    assert "已损坏" in said(start("audit", "verify", GONGKAI_HOME=str(home)))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to another user")
def test_the_home_of_another_user_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    assert "sudo -u" in said(start("migrate", GONGKAI_HOME=str(home)))
    assert not list(home.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    assert "权限" in said(start("migrate", GONGKAI_HOME=str(home)))


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.touch()
    assert "不是文件夹" in said(start("migrate", GONGKAI_HOME=str(home)))


def test_a_half_restored_home_is_told(installation: Installation) -> None:
    (installation.home / "restoring").write_text("replaced-1", "utf-8")
    assert "replaced-1" in said(installation.run("backup"))


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_what_postgres_refuses_is_one_sentence(installation: Installation) -> None:
    address = installation.variables["GONGKAI_DATABASE"]
    other = address.replace(installation.name, "nothing_there")
    assert "没有这个数据库" in said(installation.run("audit", "verify", GONGKAI_DATABASE=other))
    nowhere = "postgresql://gongkai@127.0.0.1:9/gongkai"
    assert "连不上" in said(installation.run("audit", "verify", GONGKAI_DATABASE=nowhere))
    assert "看不懂" in said(installation.run("audit", "verify", GONGKAI_DATABASE="mysql://x/y"))
    done = installation.run("doctor", GONGKAI_DATABASE=nowhere)
    assert (done.returncode, "连不上" in done.stdout.decode()) == (1, True)


# ---- Migrate ---------------------------------------------------------------------------------------------------------


def test_migrate_makes_everything_once(tmp_path: Path) -> None:
    home = tmp_path / "a/b"
    done = start("migrate", GONGKAI_HOME=str(home))
    assert done.returncode == 0, done
    assert [line[:4] for line in done.stdout.decode().splitlines()] == ["已新建 ", "更新数据", "数据库已"]
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "gongkai.sqlite3").stat().st_mode) == 0o600
    kept = (home / "keys.json").read_bytes()
    assert start("migrate", GONGKAI_HOME=str(home)).stdout.decode() == "数据库已是最新。\n"
    assert (home / "keys.json").read_bytes() == kept
    assert not (home / "before-migrations").exists()


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_migrate_makes_keys_for_an_empty_postgres_alone(databases, tmp_path: Path) -> None:
    name = databases.create()
    try:
        variables = {"GONGKAI_HOME": str(tmp_path / "home"), **databases.variables(name)}
        assert start("migrate", **variables).returncode == 0
        (tmp_path / "home/keys.json").unlink()
        assert "密钥文件" in said(start("migrate", **variables))
    finally:
        databases.drop(name)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_database_is_kept_as_it_was_before_a_migration(installation: Installation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'numbering'")
        cursor.execute("DROP TABLE numbering_counter")
    connection.close()
    done = installation.run("migrate")
    assert done.returncode == 0, done
    (kept,) = (installation.home / "before-migrations").iterdir()
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT COUNT(*) FROM audit_entry").fetchone() == (3,)
        assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'numbering_counter'").fetchone()
    assert installation.run("audit", "verify").returncode == 0
