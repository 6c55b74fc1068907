"""存储: bytes whole or not there, once however often they came, gone when nobody needs them; on disk and in S3."""

import io
import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from moto.server import ThreadedMotoServer

from gongkai.config.attachments import Bucket
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
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
    with verified(name) as file:
        assert file.read() == data
    ((found, since),) = kept.names()
    assert found == name
    assert before - timedelta(seconds=2) <= since <= present() + timedelta(seconds=2)
    kept.delete(name)
    kept.delete(name)
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
        store().open("0" * 64)


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
    assert StoredFile.objects.get().unneeded_since is None
    assert sweep(present() + TOMORROW) == Swept(0, 0)
    remove_file(by=clerk, attachment=other)
    assert sweep(present() + TOMORROW) == Swept(1, 0)
    assert kept_names() == []
    assert Attachment.objects.filter(removed_at__isnull=False, removed_by=clerk.pk).count() == 2
    assert [entry.event for entry in Entry.objects.order_by("seq")] == ["files.added"] * 2 + ["files.removed"] * 2


def test_bytes_stay_a_day_after_the_last_removal(add, clerk) -> None:
    attachment = add()
    remove_file(by=clerk, attachment=attachment)
    removed = StoredFile.objects.get().unneeded_since
    assert sweep(removed + timedelta(hours=23, minutes=59)) == Swept(0, 0)
    verified(attachment.stored.sha256).close()
    assert sweep(removed + timedelta(days=1)) == Swept(1, 0)
    assert sweep(removed + timedelta(days=9)) == Swept(0, 0)
    assert kept_names() == []


@pytest.mark.parametrize("is_deleted", [False, True])
def test_bytes_come_back_when_the_file_does(add, clerk, is_deleted) -> None:
    remove_file(by=clerk, attachment=add())
    if is_deleted:
        assert sweep(present() + TOMORROW) == Swept(1, 0)
    again = add()
    assert again.stored.unneeded_since is None
    with verified(again.stored.sha256) as file:
        assert file.read().decode() == "正文"
    assert sweep(present() + TOMORROW) == Swept(0, 0)
    assert len(kept_names()) == 1


def test_a_crash_before_or_after_deleting_leaves_a_mark_and_is_done_again(add, clerk, monkeypatch) -> None:
    remove_file(by=clerk, attachment=add())
    night = present() + TOMORROW
    for crash in (lambda *_: 1 / 0, lambda folder, name: folder._path(name).unlink() or 1 / 0):
        with monkeypatch.context() as dying:
            dying.setattr(Folder, "delete", crash)
            with pytest.raises(ZeroDivisionError):
                sweep(night)
        with pytest.raises(Refused):
            add()
        assert sweep(night + timedelta(minutes=5)) == Swept(0, 0)  # another one may be at it
        night += timedelta(hours=2)
    assert sweep(night) == Swept(1, 0)
    verified(add().stored.sha256).close()


def test_bytes_that_a_crash_left_are_found_and_deleted_a_day_later(add) -> None:
    kept = add()
    put(b"orphan")
    assert sweep(present()) == Swept(0, 0)
    for path in store().folder.glob("??/*"):
        os.utime(path, (0, 0))
    assert sweep(present()) == Swept(0, 1)
    assert sweep(present()) == Swept(0, 0)
    assert sweep(present() + TOMORROW) == Swept(1, 0)
    assert kept_names() == [kept.stored.sha256]


def test_bytes_that_were_found_become_a_file_when_it_is_uploaded(add) -> None:
    put("正文".encode())
    for path in store().folder.glob("??/*"):
        os.utime(path, (0, 0))
    assert sweep(present()) == Swept(0, 1)
    stored = add().stored
    assert (stored.size, stored.kind, stored.looked_through, stored.unneeded_since) == (6, "text", True, None)
    assert sweep(present() + TOMORROW) == Swept(0, 0)


@pytest.mark.parametrize("when", ["before the bytes are put", "after the bytes are put"])
def test_a_sweep_in_the_midst_of_an_upload(add, clerk, monkeypatch, when) -> None:
    """What was put may be gone: then nothing is added, and uploading again works."""
    remove_file(by=clerk, attachment=add())
    put_it = Folder.put

    def put_and_swept(folder, name, file):
        if when.startswith("after"):
            put_it(folder, name, file)
        assert sweep(present() + TOMORROW) == Swept(1, 0)
        if when.startswith("before"):
            put_it(folder, name, file)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Folder, "put", put_and_swept)
        with pytest.raises(Refused):
            add()
    verified(add().stored.sha256).close()


def test_an_upload_in_the_midst_of_a_sweep_is_refused(add, clerk, monkeypatch) -> None:
    remove_file(by=clerk, attachment=add())
    refused = []

    def uploaded(folder, name):
        with pytest.raises(Refused) as refusal:
            add()
        refused.append(refusal)
        folder._path(name).unlink()

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Folder, "delete", uploaded)
        assert sweep(present() + TOMORROW) == Swept(1, 0)
    assert refused
    verified(add().stored.sha256).close()


def test_the_store_is_never_called_in_a_transaction(add, clerk, monkeypatch) -> None:
    called = []

    def watched(name, do):
        def asked(*args):
            assert not connection.in_atomic_block
            called.append(name)
            return do(*args)

        return asked

    for name in ("put", "open", "delete", "names", "clear"):
        monkeypatch.setattr(Folder, name, watched(name, getattr(Folder, name)))
    remove_file(by=clerk, attachment=add())
    assert sweep(present() + TOMORROW) == Swept(1, 0)
    assert {"put", "delete", "names"} <= set(called)


def test_an_action_that_fails_keeps_no_row(fresh_city, clerk, monkeypatch, place) -> None:
    monkeypatch.setattr("gongkai.platform.audit.journal.append", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(by=clerk, organ=fresh_city.bureau, files=[upload("a.txt", b"x")])
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_bytes_that_went_meanwhile_are_not_promised(fresh_city, clerk) -> None:
    file = Kept("a.txt", "0" * 64, 1, "text", True, deletions=1)
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
    assert not delete_unneeded(attachment.stored.sha256, present() + TOMORROW)
    assert not delete_unneeded("0" * 64, present() + TOMORROW)
    assert len(kept_names()) == 1


def test_adding_and_removing_the_same_bytes_at_once(add, clerk, fresh_city) -> None:
    """Whoever comes first, no attachment is left without its bytes."""
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
