"""存储: bytes whole or not there, once however often they came, gone when nobody needs them; on disk and in S3."""

import io
import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from moto.server import ThreadedMotoServer

from gongkai.config.attachments import Bucket
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
from gongkai.platform.files import actions
from gongkai.platform.files.actions import Kept, add_files, remove_file
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.receive import receive
from gongkai.platform.files.storage import BytesLost, Folder, sha256_of, store, verified
from gongkai.platform.files.sweep import Swept, delete_unneeded, sweep
from gongkai.platform.moments import present
from gongkai.platform.refusals import Refused
from tests.platform.files.conftest import everything_in, kept_names
from tests.platform.files.made import upload

TOMORROW = timedelta(days=1, minutes=1)


@pytest.fixture(scope="session")
def s3():
    """The address of a service that speaks S3, on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def kept(request, monkeypatch, place):
    """Each kind of store in turn, empty."""
    if request.param == "s3":
        import urllib.request

        address = request.getfixturevalue("s3")
        name = f"bucket-{abs(hash(str(place)))}"
        call = urllib.request.Request(f"{address}/{name}", method="PUT")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(call).close()
        bucket = Bucket(name, "attachments", address, "key", "secret", "us-east-1")
        monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, bucket=bucket))
    return store()


def put(data: bytes) -> str:
    file = io.BytesIO(data)
    name = sha256_of(file)
    store().put(name, file)
    return name


def test_what_is_put_in_comes_out(kept) -> None:
    data = os.urandom(700_000)
    before = present()
    name = put(data)
    assert kept.has(name)
    with verified(name) as file:
        assert file.read() == data
    ((found, since),) = kept.names()
    assert found == name
    assert before - timedelta(seconds=2) <= since <= present() + timedelta(seconds=2)
    kept.delete(name)
    kept.delete(name)
    assert not kept.has(name)
    assert kept_names() == []
    with pytest.raises(BytesLost):
        verified(name)


@pytest.mark.slow
def test_a_file_of_the_largest_size(kept) -> None:
    data = os.urandom(20 * 1024 * 1024)
    name = put(data)
    with verified(name) as file:
        assert file.read() == data


def test_twice_the_same_is_kept_once(kept) -> None:
    assert put(b"same") == put(b"same")
    assert len(kept_names()) == 1


def test_other_bytes_under_the_name_are_not_given_out(kept) -> None:
    name = put(b"right")
    kept.put(name, io.BytesIO(b"wrong"))
    with pytest.raises(BytesLost, match="another SHA-256"):
        verified(name)


def test_an_address_that_nobody_answers_is_an_error_and_not_a_missing_file(monkeypatch, place) -> None:
    bucket = Bucket("b", "", "http://127.0.0.1:9", "key", "secret", "us-east-1")
    monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, bucket=bucket))
    with pytest.raises(Exception, match=r"(?i)error|connect"):
        store().has("0" * 64)


class TestOnTheDisk:
    def test_only_the_owner_reads_them(self, place) -> None:
        put(b"x")
        (path,) = everything_in(place / "files")
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.name == path.name[:2]

    def test_a_writing_that_fails_leaves_nothing(self, place) -> None:
        class Broken(io.BytesIO):
            def read(self, *_):
                raise OSError("the disk is gone")

        with pytest.raises(OSError, match="gone"):
            store().put("a" * 64, Broken())
        assert everything_in(place) == []

    def test_what_a_killed_writing_left_is_cleared_a_day_later(self, place) -> None:
        folder = Folder(place / "files")
        put(b"x")
        (place / "files" / "new" / "left").write_bytes(b"half")
        assert len(kept_names()) == 1
        folder.clear(present() - timedelta(days=1))
        assert (place / "files" / "new" / "left").exists()
        folder.clear(present() + timedelta(seconds=5))
        assert len(everything_in(place)) == 1


@pytest.fixture
def clerk(fresh_city):
    """A drafter of the bureau."""
    return fresh_city.person("drafter", fresh_city.bureau)


@pytest.fixture
def add(fresh_city, clerk):
    """Uploads a text into the bureau."""

    def one(text: str = "正文", name: str = "a.txt") -> Attachment:
        return receive(by=clerk, organ=fresh_city.bureau, files=[upload(name, text.encode())])[0]

    return one


def test_bytes_stay_while_another_attachment_has_them(add, clerk) -> None:
    one, other = add(name="one.txt"), add(name="other.txt")
    assert StoredFile.objects.count() == len(kept_names()) == 1
    remove_file(by=clerk, attachment=one)
    assert len(kept_names()) == 1
    assert StoredFile.objects.get().unneeded_since is None
    remove_file(by=clerk, attachment=other)
    assert kept_names() == []
    assert Attachment.objects.filter(removed_at__isnull=False, removed_by=clerk.pk).count() == 2
    assert [entry.event for entry in Entry.objects.order_by("seq")] == ["files.added"] * 2 + ["files.removed"] * 2


def test_bytes_come_back_when_the_file_does(add, clerk) -> None:
    remove_file(by=clerk, attachment=add())
    again = add()
    assert again.stored.unneeded_since is None
    with verified(again.stored.sha256) as file:
        assert file.read().decode() == "正文"
    assert sweep(present() + TOMORROW) == Swept(0, 0)
    assert len(kept_names()) == 1


def test_a_crash_between_row_and_bytes_is_swept_up(add, clerk, monkeypatch) -> None:
    attachment = add()
    monkeypatch.setattr(actions, "delete_unneeded", lambda sha256: 1 / 0)  # the process dies here
    remove_file(by=clerk, attachment=attachment)
    assert len(kept_names()) == 1
    assert sweep(present()) == Swept(1, 0)
    assert sweep(present()) == Swept(0, 0)
    assert kept_names() == []


def test_a_crash_between_bytes_and_row_is_swept_up_a_day_later(add, clerk, monkeypatch) -> None:
    kept = add()
    orphan = put(b"orphan")
    assert sweep(present()) == Swept(0, 0)
    for path in store().folder.glob("??/*"):
        os.utime(path, (0, 0))
    assert sweep(present()) == Swept(0, 1)
    assert kept_names() == [kept.stored.sha256]
    assert kept_names() != [orphan]


def test_an_action_that_fails_keeps_no_row(fresh_city, clerk, monkeypatch, place) -> None:
    monkeypatch.setattr("gongkai.platform.audit.journal.append", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(by=clerk, organ=fresh_city.bureau, files=[upload("a.txt", b"x")])
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_bytes_that_went_meanwhile_are_not_promised(fresh_city, clerk) -> None:
    file = Kept("a.txt", "0" * 64, 1, "text", True)
    with pytest.raises(Refused):
        add_files(by=clerk, organ=fresh_city.bureau, files=[file])
    assert not StoredFile.objects.exists()


def test_removed_twice_is_refused(add, clerk) -> None:
    attachment = add()
    remove_file(by=clerk, attachment=attachment)
    with pytest.raises(Refused):
        remove_file(by=clerk, attachment=attachment)
    assert Entry.objects.count() == 2


def test_what_is_needed_is_never_deleted(add) -> None:
    attachment = add()
    assert not delete_unneeded(attachment.stored.sha256)
    assert not delete_unneeded("0" * 64)
    assert len(kept_names()) == 1


def test_adding_and_removing_the_same_bytes_at_once(add, clerk, fresh_city) -> None:
    """Whoever comes first, no attachment is left without its bytes."""
    from django.db import connection

    first = add()
    failures = []

    def again() -> None:
        try:
            receive(by=clerk, organ=fresh_city.bureau, files=[upload("b.txt", "正文".encode())])
        except Refused:
            failures.append("asked to upload again")
        finally:
            connection.close()

    threads = [threading.Thread(target=again) for _ in range(2)]
    for thread in threads:
        thread.start()
    remove_file(by=clerk, attachment=first)
    for thread in threads:
        thread.join()
    sweep(present() + TOMORROW)
    live = Attachment.objects.filter(removed_at=None)
    assert live.count() + len(failures) == 2
    for attachment in live:
        verified(attachment.stored.sha256).close()


def test_the_system_may_add(fresh_city) -> None:
    system = Person.objects.system()
    assert receive(by=system, organ=fresh_city.town, files=[upload("a.txt", b"x")])
