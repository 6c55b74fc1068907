"""缓存文件: many files of one form in one file, each read as if it were alone, and gone with the last of them."""

import gc
import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import UnreadablePostError
from django.test import RequestFactory

from gongkai.platform.files import receiving
from gongkai.platform.files.limits import MOST_FILES, Bounds
from gongkai.platform.files.receiving import bounds_of, nameless, refused_upload, takes
from gongkai.platform.files.spool import Spool
from tests.platform.files.conftest import everything_in

CONTENTS = [b"", b"one", b"x" * 200_000, b"last"]


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form takes three hundred files."""
    monkeypatch.setattr(receiving, "USUAL", Bounds(files=300, spooled=True))


def sent(files: list[SimpleUploadedFile], **more: str):
    return RequestFactory().post("/", {"files": files, **more})


def test_each_window_shows_its_own_part() -> None:
    spool = Spool(nameless())
    windows = []
    for content in CONTENTS:
        start = spool.size
        spool.append(content)
        windows.append(spool.window(start))
    for window, content in reversed(list(zip(windows, CONTENTS, strict=True))):
        assert window.read() == content
        assert window.read() == b""
        window.seek(1)
        assert window.read(2) == content[1:3]
        assert window.seek(-1, os.SEEK_END) == max(0, len(content) - 1)
        assert io.BufferedReader(window).read() == content[-1:]
        window.close()


def test_a_window_that_is_closed_shows_nothing() -> None:
    window = Spool(nameless()).window(0)
    window.close()
    with pytest.raises(ValueError, match="closed"):
        window.read()


@pytest.mark.usefixtures("many")
def test_three_hundred_files_are_one_open_file(place: Path) -> None:
    before = descriptors()
    request = sent([SimpleUploadedFile(f"{number}.txt", b"%d" % number) for number in range(300)])
    files = request.FILES.getlist("files")
    assert [file.read() for file in files] == [b"%d" % number for number in range(300)]
    assert descriptors() <= before + 1
    request.close()
    assert descriptors() == before
    assert everything_in(place) == []


@pytest.mark.usefixtures("many")
def test_one_file_more_is_refused_and_nothing_stays(place: Path) -> None:
    before = descriptors()
    request = sent([SimpleUploadedFile(f"{number}.txt", b"x") for number in range(301)])
    assert request.FILES
    assert refused_upload(request) == "many_files"
    request.close()
    gc.collect()
    assert descriptors() == before


def test_of_a_file_that_is_too_large_only_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "USUAL", Bounds(files=3, file=100_000, spooled=True))
    request = sent([SimpleUploadedFile("large.txt", b"x" * 300_000), SimpleUploadedFile("small.txt", b"y")])
    large, small = request.FILES.getlist("files")
    assert (len(large.read()), small.read(), refused_upload(request)) == (100_001, b"y", "")
    request.close()


class Broken(io.BytesIO):
    """A body whose sender hangs up."""

    def read(self, size: int = -1) -> bytes:
        data = super().read(min(size, 1000) if size > 0 else 1000)
        if not data:
            raise OSError("gone")
        return data


@pytest.mark.usefixtures("many")
def test_whoever_hangs_up_leaves_nothing(place: Path) -> None:
    before = descriptors()
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + b"x" * 100_000
    request = RequestFactory().generic("POST", "/", head, content_type="multipart/form-data; boundary=b")
    request.META["CONTENT_LENGTH"] = str(len(head) * 2)
    request._stream = Broken(head)
    with pytest.raises(UnreadablePostError):
        request.FILES  # noqa: B018
    request.close()
    del request
    gc.collect()
    assert descriptors() == before
    assert everything_in(place) == []


def test_only_a_view_that_says_so_takes_more() -> None:
    @takes(Bounds(files=300))
    def view() -> None: ...

    request = RequestFactory().get("/")
    assert bounds_of(request).files == MOST_FILES
    request.resolver_match = type("Match", (), {"func": view})()
    assert bounds_of(request).files == 300
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > 303
