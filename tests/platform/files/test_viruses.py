"""病毒查验: nothing passes that the scanner did not see."""

import io
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.conf import settings

from gongkai.config.attachments import Bucket, read
from gongkai.config.environment import read as environment
from gongkai.config.misconfigured import Misconfigured
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.receive import receive
from gongkai.platform.files.viruses import NotScanned, is_infected
from gongkai.platform.refusals import Refused
from tests.platform.files.conftest import everything_in
from tests.platform.files.made import upload

EICAR_LIKE = b"this-is-the-test-virus"


def serve_one(server: socket.socket, answer: bytes | None, seen: list[bytes]) -> None:
    """Speaks INSTREAM with one client."""
    line, _ = server.accept()
    with line, line.makefile("rb") as said:
        assert said.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!I", said.read(4))[0]:
            data += said.read(length)
        seen.append(data)
        found = b"stream: Test-Virus FOUND\0" if EICAR_LIKE in data else b"stream: OK\0"
        line.sendall(found if answer is None else answer)


@contextmanager
def scanner(address, family, answer=None):
    """A stand-in for ClamAV."""
    seen: list[bytes] = []
    with socket.socket(family) as server:
        server.bind(address)
        server.listen()
        thread = threading.Thread(target=serve_one, args=(server, answer, seen))
        thread.start()
        yield server.getsockname(), seen
        thread.join()


@pytest.fixture
def use(monkeypatch):
    def address(clamd):
        monkeypatch.setattr(settings, "ATTACHMENTS", replace(settings.ATTACHMENTS, clamd=clamd))

    return address


@pytest.mark.parametrize(("data", "infected"), [(b"x" * 200_000, False), (b"a" + EICAR_LIKE, True)])
def test_over_a_unix_socket(place, use, data, infected) -> None:
    with scanner(str(place / "clamd"), socket.AF_UNIX) as (address, seen):
        use(address)
        file = io.BytesIO(data)
        assert is_infected(file) is infected
        assert file.tell() == 0
    assert seen == [data]


def test_over_tcp(use) -> None:
    with scanner(("127.0.0.1", 0), socket.AF_INET) as (address, _):
        use(tuple(address))
        assert not is_infected(io.BytesIO(b"x"))


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but not quite\0", b"\xff"]
)
def test_no_verdict_is_not_a_good_one(place, use, answer) -> None:
    with scanner(str(place / "clamd"), socket.AF_UNIX, answer) as (address, _):
        use(address)
        with pytest.raises(NotScanned):
            is_infected(io.BytesIO(b"x"))


@pytest.mark.parametrize("kind", ["unreachable", "infected"])
def test_such_an_upload_is_refused_and_nothing_is_kept(city, place, use, kind) -> None:
    clerk = city.person("drafter", city.bureau)
    files = [upload("好.txt", b"x"), upload("坏.txt", EICAR_LIKE)]
    if kind == "unreachable":
        use(str(place / "nobody"))
        with pytest.raises(Refused, match=r"好\.txt"):
            receive(by=clerk, organ=city.bureau, files=files)
    else:
        with scanner(str(place / "clamd"), socket.AF_UNIX) as (address, _):
            use(address)
            with pytest.raises(Refused, match=r"坏\.txt"):
                receive(by=clerk, organ=city.bureau, files=files[1:])
    assert everything_in(place / "files") == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("", ""),
        ("unix:/run/clamd.sock", "/run/clamd.sock"),
        ("localhost:3310", ("localhost", 3310)),
        ("[::1]:1", ("::1", 1)),
    ],
)
def test_its_address(said, address) -> None:
    assert read(environment({"GONGKAI_CLAMD": said})).clamd == address


@pytest.mark.parametrize("said", ["localhost", "unix:run", "localhost:0", "localhost:x", ":3310", "a:99999"])
def test_an_address_that_can_not_be_is_refused(said) -> None:
    with pytest.raises(Misconfigured):
        read(environment({"GONGKAI_CLAMD": said}))


def test_where_files_are_kept() -> None:
    variables = {"GONGKAI_FILES": "s3://bucket/a/b/", "GONGKAI_S3_KEY": "k", "GONGKAI_S3_SECRET": "s"}
    assert read(environment(variables)).bucket == Bucket("bucket", "a/b", "", "k", "s", "")
    assert read(environment({})).bucket is None
    for wrong in ({"GONGKAI_FILES": "http://x/y"}, {"GONGKAI_FILES": "s3:///x"}, {"GONGKAI_S3_KEY": ""}):
        with pytest.raises(Misconfigured):
            read(environment({**variables, **wrong}))
