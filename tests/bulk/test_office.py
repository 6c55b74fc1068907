import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from gongkai.bulk import office
from gongkai.bulk.child import Limits
from gongkai.bulk.isolate import Lost, read
from gongkai.core.readers import Unreadable
from gongkai.core.report import FilledReport, State
from tests.bulk.office_files import ENDINGS, old_file, on_path, stand_in
from tests.bulk.processes import ends
from tests.cli.calls import lines, start
from tests.kinds.cases import report
from tests.kinds.docx_writer import docx
from tests.kinds.pages import page
from tests.layouts.compare import wrong_values
from tests.layouts.finish import Written

RTF = b"{\\rtf1 nothing}"


def open_document(kind: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        written.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        written.writestr("content.xml", "<nothing/>")
    return held.getvalue()


def notes(found: FilledReport) -> list[str]:
    return [note.code for note in found.notes]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_old_kinds_are_read_through_libreoffice(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report.{ending}"
    path.write_bytes(old_file(ending))
    done = start("report", "read", "--json", path)
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = lines(done.stdout)
    content = report("few blanks", 0)
    printed = dict(zip(content.form.keys, content.printed, strict=True))
    assert {key for key, cell in line["cells"].items() if cell["state"] == "blank"} == {
        key for key, text in printed.items() if not text
    }
    assert {cell["state"] for cell in line["cells"].values()} == {"blank", "printed"}
    assert "READ.CONVERTED" in [note["code"] for note in line["notes"]]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_figure_of_old_kinds_is_read_right(ending: str) -> None:
    content = report("few blanks", 0)
    found = office.read(old_file(ending))
    assert wrong_values(found, Written(content, "", {})) == []
    assert State.UNCLEAR not in found.states


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a stand-in, first on the path; what is temporary goes to a folder beside it."""
    for name in ("programs", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PATH", on_path(tmp_path / "programs"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path / "programs"


def test_what_it_makes_is_read_with_a_note_and_nothing_is_left_behind(folder: Path) -> None:
    made = folder / "made.docx"
    made.write_bytes(docx(page(report("full", 0))))
    stand_in(folder, f'target.write_bytes(Path({str(made)!r}).read_bytes()) if ending == "docx" else None')
    found = office.read(RTF)
    assert notes(found) == ["READ.CONVERTED"]
    assert wrong_values(found, Written(report("full", 0), "", {})) == []
    assert os.listdir(folder.parent / "temporary") == []


def test_it_is_called_with_a_profile_of_its_own_and_little_else(folder: Path) -> None:
    word = folder / "word"
    stand_in(
        folder,
        "profile = next(one.partition('file://')[2] for one in arguments if one.startswith('-env:UserInstallation'))\n"
        "settings = (Path(profile) / 'user/registrymodifications.xcu').read_text()\n"
        f"Path({str(word)!r}).write_text(repr((arguments, dict(os.environ), settings)))",
    )
    with pytest.raises(Unreadable):
        office.read(RTF)
    arguments, environment, settings = eval(word.read_text())
    assert {"--headless", "--norestore"} <= set(arguments)
    assert environment["HOME"] == environment["TMPDIR"]
    assert Path(environment["HOME"]).parent == folder.parent / "temporary"
    assert set(environment) <= {
        *("PATH", "HOME", "TMPDIR", "LANG", "LC_CTYPE"),
        *("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"),
    }
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in settings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (RTF, "READ.NOT_CONVERTED"),
        (open_document("text"), "READ.NOT_CONVERTED"),
        (open_document("spreadsheet-template"), "READ.NOT_CONVERTED"),
        (open_document("presentation"), "READ.EXPORT"),
    ],
)
def test_what_it_can_not_turn_into_anything_is_refused(folder: Path, data: bytes, code: str) -> None:
    stand_in(folder, "")
    with pytest.raises(Unreadable) as caught:
        office.read(data)
    assert caught.value.code == code
    assert os.listdir(folder.parent / "temporary") == []


def test_without_it_a_sentence_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(Unreadable) as caught:
        office.read(RTF)
    assert caught.value.code == "READ.NEEDS_OFFICE"
    assert "LibreOffice" in caught.value.sentence("en")


def test_where_it_hangs_the_file_is_lost_and_nothing_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 1)
    word = folder / "word"
    stand_in(folder, f"import signal\nPath({str(word)!r}).write_text(str(os.getpid()))\nsignal.pause()")
    with pytest.raises(Lost) as caught:
        read(RTF, limits=Limits(seconds=3600))
    assert (caught.value.loss.reason, caught.value.loss.seconds) == ("time", 1)
    assert os.listdir(folder.parent / "temporary") == []
    assert ends(int(word.read_text()))
