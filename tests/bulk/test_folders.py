import os
import socket
import subprocess
from pathlib import Path

import pytest

from gongkai.bulk import folders
from gongkai.bulk.folders import LeftOut, Source, Unopened, contents, shown, sources


def walked(path: Path) -> tuple[list[Source], LeftOut]:
    left_out = LeftOut()
    return list(sources(str(path), left_out)), left_out


def names(path: Path) -> list[str]:
    return [os.path.relpath(source.name, path) for source in walked(path)[0]]


def reason(source: Source) -> str:
    with pytest.raises(Unopened) as caught:
        contents(source)
    return caught.value.reason


def one(path: Path) -> Source:
    (source,) = walked(path)[0]
    return source


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c", "a.txt", "乙.TXT", "c/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert names(tmp_path) == ["a/b/c", "a/z.md", "a.txt", "b.txt", "c/d.txt", "乙.TXT"]


def test_hidden_files_and_other_endings_are_left_out_and_the_latter_counted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".b.txt", "c.jpg", "d.JPG", "e.zip", "f.txt", "~$g.docx"):
        (tmp_path / name).write_text("x")
    found, left_out = walked(tmp_path)
    assert [source.name for source in found] == [str(tmp_path / "f.txt")]
    assert left_out.endings == {".jpg": 2, ".zip": 1}


def test_every_kind_of_file_that_can_be_read_is_found_in_a_folder(tmp_path: Path) -> None:
    kinds = [
        "txt",
        "md",
        "html",
        "HTM",
        "json",
        "docx",
        "docm",
        "XLSX",
        "xlsm",
        "pdf",
        "doc",
        "wps",
        "xls",
        "et",
        "rtf",
        "odt",
        "ods",
        "ofd",
    ]
    for kind in kinds:
        (tmp_path / f"report.{kind}").write_text("x")
    assert sorted(names(tmp_path)) == sorted(f"report.{kind}" for kind in kinds)


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "report.dat"
    file.write_bytes(b"abc")
    assert contents(one(file)) == b"abc"


def test_links_to_folders_are_not_followed_inside_a_folder_but_files_are(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "real" / "round").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "real" / "a.txt")
    assert names(tmp_path) == ["b.txt", "real/a.txt"]


def test_a_link_to_a_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names(tmp_path / "link") == ["a.txt"]


@pytest.mark.slow
def test_no_depth_is_too_deep(tmp_path: Path) -> None:
    folders_below = 1200  # deeper than Python's stack, and a path still short enough for the system
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(folders_below):
            os.mkdir("d")
            os.chdir("d")
        Path("a.txt").write_text("x")
        os.chdir(tmp_path)
        assert [source.name for source in sources("d", LeftOut())] == ["d/" * folders_below + "a.txt"]
    finally:
        os.chdir(here)
        # pytest would clear it away by recursion.
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert reason(one(tmp_path / "none")) == "missing"
    (tmp_path / "a").write_text("x")
    assert reason(one(tmp_path / "a" / "b")) == "missing"


def test_a_link_that_leads_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert reason(one(tmp_path / "loop")) == "loop"
    assert [reason(source) for source in walked(tmp_path)[0]] == ["loop"]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone")
    assert [reason(source) for source in walked(tmp_path)[0]] == ["missing"]


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(one(tmp_path / "pipe.txt")) == "special"
    assert reason(one(Path("/dev/null"))) == "special"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        assert [reason(source) for source in walked(tmp_path)[0]] == ["special", "special"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_names_that_no_file_can_have(name: str) -> None:
    assert reason(next(sources(name, LeftOut()))) == "name"


def test_a_folder_without_files_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("x")
    assert reason(one(tmp_path)) == "folder_empty"


def test_a_file_that_became_a_folder_or_went_away(tmp_path: Path) -> None:
    assert reason(Source("a", str(tmp_path))) == "folder_empty"
    assert reason(Source("a", str(tmp_path / "gone"))) == "missing"


def test_a_file_too_large_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LARGEST", 3)
    (tmp_path / "a").write_bytes(b"abcd")
    assert reason(one(tmp_path / "a")) == "too_large"


@pytest.mark.parametrize(("asked", "told"), [("scandir", "folder_denied"), ("stat", "denied")])
def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, told: str) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, asked, refuse)
    (source,) = sources(str(tmp_path), LeftOut())
    assert reason(source) == told


def test_an_unforeseen_error_says_what_the_system_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "stat", fail)
    with pytest.raises(Unopened) as caught:
        contents(Source("a", "a"))
    assert (caught.value.reason, caught.value.detail) == ("failed", "Input/output error")


def test_names_that_are_not_utf8_can_be_shown() -> None:
    assert shown(os.fsdecode(b"a\xff.txt")) == "a\ufffd.txt"
