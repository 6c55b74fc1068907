"""`report check --format … -o …`: the list over real files, by the command itself."""

import contextlib
import io
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from gongkai.cli.main import run
from gongkai.cli.return_list import FORMATS
from tests.cli.calls import COMMAND, EXAMPLE, SOUND, call, files, lines, start
from tests.core.writers.lists import READ, in_md

pytestmark = pytest.mark.slow

FORM = pytest.mark.parametrize("form", FORMATS)


def made(folder: Path, form: str, *arguments: str) -> list[str]:
    """What stands in the list that the command writes over the files."""
    out = folder / f"清单.{form}"
    result = call("report", "check", *arguments, "-o", str(out))
    assert result.stdout == ""
    return READ[form](out.read_bytes())


@FORM
def test_the_list_holds_what_json_tells(tmp_path: Path, form: str) -> None:
    paths = files(tmp_path, [EXAMPLE, SOUND, b""])
    found = made(tmp_path, form, *paths)
    wrong, _, unread = lines(call("report", "check", "--json", *paths).stdout)
    assert len(wrong["findings"]) == 3
    for finding in wrong["findings"]:
        told = (finding["message"], finding["basis"], finding["code"], f"第 {finding['at']['line']} 行")
        assert {*told, str(finding["expected"]), str(finding["found"])} <= set(found)
    assert "表三：三(一)予以公开" in found
    assert f"读不出：{unread['error']}" in found
    assert {"1 青槐县林业局", "青槐县林业局：", "没有发现问题", "须改正", *paths} <= set(found)


@FORM
def test_three_formats_by_the_command_say_the_same(tmp_path: Path, form: str) -> None:
    paths = files(tmp_path, [EXAMPLE, EXAMPLE, SOUND, b"\x00"])
    assert sorted(made(tmp_path, form, *paths)) == sorted(made(tmp_path, "md", *paths))


@FORM
def test_the_list_in_english(tmp_path: Path, form: str) -> None:
    found = made(tmp_path, form, *files(tmp_path, [EXAMPLE]), "--language", "en")
    assert {"To 青槐县林业局:", "Put right", "Summary", "line 43"} <= set(found)


@pytest.mark.parametrize(
    ("contents", "status"), [([SOUND], 0), ([SOUND, EXAMPLE], 1), ([EXAMPLE, b""], 2), ([b"no report"], 2)]
)
@FORM
def test_the_exit_status_is_that_of_check(tmp_path: Path, form: str, contents: list[bytes], status: int) -> None:
    out = tmp_path / f"out.{form}"
    assert call("report", "check", "-o", str(out), *files(tmp_path, contents)).exit_code == status
    assert out.exists()


def test_markdown_goes_to_standard_output_where_no_file_is_named(tmp_path: Path) -> None:
    paths = files(tmp_path, [EXAMPLE, b""])
    result = call("report", "check", "--format", "md", *paths)
    assert result.stderr.startswith(paths[1])
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout.startswith("# 政府信息公开工作年度报告退改清单\n")
    out = tmp_path / "out.MD"
    said = call("report", "check", "-o", str(out), *paths).stderr.splitlines()
    assert said[1] == f"退改清单已写入 {out}：共 2 份，列有问题 1 份，读不出 1 份。"
    assert out.read_text("utf-8") == result.stdout
    quiet = call("report", "check", "-o", str(out), "--quiet", *paths)
    assert len(quiet.stderr.splitlines()) == 1


def test_calls_that_can_not_be_met_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "report.md").write_bytes(SOUND)
    (tmp_path / "link.md").symlink_to("report.md")
    os.mkfifo(tmp_path / "pipe.md")
    before = sorted(tmp_path.iterdir())
    for arguments, said in (
        (["--format", "docx"], "要用 -o 写明"),
        (["--format", "xlsx"], "要用 -o 写明"),
        (["--format", "pdf"], "docx / xlsx / md"),
        (["--json", "--format", "md"], "不能同时用"),
        (["--json", "-o", "x.md"], "不能同时用"),
        (["-o", "x.pdf"], ".docx / .xlsx / .md"),
        (["-o", "docx"], ".docx / .xlsx / .md"),
        (["-o", "x.docx", "--format", "xlsx"], "应为 .xlsx"),
        (["-o", "none/x.docx"], "文件夹 none 不存在"),
        (["-o", str(tmp_path / "folder.md")], "是文件夹"),
        (["-o", str(tmp_path)], "是文件夹"),
        (["-o", str(tmp_path / "pipe.md")], "不是普通文件"),
        (["-o", "x" * 300 + ".md"], "太长，系统不接受"),
        (["-o", str(tmp_path / "report.md"), str(tmp_path / "report.md")], "会把它盖掉"),
        (["-o", str(tmp_path / "link.md"), str(tmp_path / "report.md")], "会把它盖掉"),
        (["-o", str(tmp_path / "report.md"), str(tmp_path)], "会把它盖掉"),
    ):
        status, line = start_here("report", "check", path, *arguments)
        assert status == 2, arguments
        assert said in line
        assert line.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "report.md").read_bytes() == SOUND


AS_AN_ORDINARY_USER = """
import os, sys
from gongkai.cli.main import run
if os.getuid() == 0:
    run(["report", "check", "--format", "md", sys.argv[1]])  # loads what is loaded late
    os.setresuid(65534, 65534, 65534)
sys.exit(run(["report", "check", *sys.argv[1:]]))
"""
"""Root would be allowed to write everywhere."""


def test_a_place_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (name,) = (Path(path).name for path in files(tmp_path, [EXAMPLE]))
    (tmp_path / "mine.md").write_text("mine")
    (tmp_path / "mine.md").chmod(0o444)
    tmp_path.chmod(0o755)
    for out in ("new.md", "mine.md"):
        command = [COMMAND[0], "-c", AS_AN_ORDINARY_USER, name, "--quiet", "-o", out]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        if os.getuid() == 0 or out == "mine.md":
            assert done.stderr == f"用法不对：没有写 {out} 的权限。用 gongkai report check --help 看用法。\n"
            assert done.returncode == 2
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_a_finished_list_takes_the_place_of_the_old_one_with_its_rights(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    old, link = tmp_path / "old.md", tmp_path / "link.md"
    old.write_text("old")
    old.chmod(0o640)
    link.symlink_to("old.md")
    call("report", "check", "-o", str(link), path)
    assert "青槐县林业局" in old.read_text("utf-8")
    assert old.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["000.txt", "link.md", "old.md"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_old_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """The system refuses at the last moment, as a full disk does."""
    (path,) = files(tmp_path, [EXAMPLE])
    out = tmp_path / "out.md"
    out.write_text("old")

    def refuse(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, refuse)
    result = start_here("report", "check", "--quiet", "-o", str(out), path)
    assert result == (2, "结果没有写完：磁盘已满。请检查磁盘空间和输出位置，再运行一次。\n")
    assert out.read_text() == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["000.txt", "out.md"]


def start_here(*arguments: str) -> tuple[int, str]:
    """The whole command in this process, with what it says on standard error."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = run(arguments)
    return status, said.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_leaves_what_was_there(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    paths = files(tmp_path / "in", [SOUND])
    out = tmp_path / "out.md"
    out.write_text("old")
    command = [*COMMAND, "report", "check", "-o", str(out), *paths * 20_000, "none"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        end = time.monotonic() + 30
        while not children.read_text().strip() and time.monotonic() < end:
            assert process.poll() is None
        os.kill(process.pid, how)
        process.wait(30)
    assert process.returncode != 0
    assert out.read_text() == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["in", "out.md"]


@pytest.mark.slow
@FORM
def test_three_hundred_files_and_several_processes(tmp_path: Path, form: str) -> None:
    contents = [EXAMPLE.replace("青槐县林业局".encode(), f"青槐县第{place % 100}局".encode()) for place in range(297)]
    paths = files(tmp_path, [*contents, b"", SOUND, b"\x00\x01"])
    found = made(tmp_path, form, "--jobs", "2", *paths)
    assert sum(text.endswith("局：") for text in found) == 297
    assert {
        "1 青槐县第0局",
        "297 青槐县第96局",
        "共核对 300 份：列有问题 297 份，没有发现问题 1 份，读不出 2 份。",
    } <= set(found)


@FORM
def test_what_a_file_says_can_not_break_the_list(tmp_path: Path, form: str) -> None:
    """Formulas, markup and control characters in the organ's name and in a quoted sentence."""
    told = "=全年*共*收到申请10件，其中自然人8件、企业5件，<b>均\x0b已</b>办结。"
    evil = EXAMPLE.replace("青槐县林业局".encode(), "青槐县\x0b\x1b[2J林业局".encode())
    marker = "二、主动公开政府信息情况".encode()
    assert evil.count(marker) == 1
    path = tmp_path / "=1+1|\x1b[31m<i>.txt"
    path.write_bytes(evil.replace(marker, told.encode() + b"\n" + marker))
    (finding,) = [
        finding
        for line in lines(call("report", "check", "--json", str(path)).stdout)
        for finding in line["findings"]
        if finding["code"] == "TXT.SUM"
    ]
    found = made(tmp_path, form, str(path))
    assert finding["quote"].replace("\x0b", "\\x0b") in found
    assert any("=1+1|\\x1b[31m<i>.txt" in text for text in found)
    assert not any(character in "".join(found) for character in "\x0b\x1b")


@pytest.mark.slow
def test_a_name_that_is_not_utf8_and_standard_input_are_listed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xb9\xab.txt"
    with open(path, "wb") as file:
        file.write(EXAMPLE)
    for form in FORMATS:
        done = start("report", "check", "-o", f"{tmp_path}/o.{form}", os.fsdecode(path), "-", stdin=EXAMPLE)
        assert done.returncode == 1
        found = READ[form]((tmp_path / f"o.{form}").read_bytes())
        assert {path.decode("utf-8", "replace"), "-"} <= set(found)


@pytest.mark.slow
def test_without_standard_output_a_list_is_written_all_the_same(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    out = tmp_path / "o.md"
    for more, status in ((["-o", str(out)], 1), (["--format", "md"], 2)):
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "report", "check", path, *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert "青槐县林业局：" in in_md(out.read_bytes())


def test_only_the_library_of_the_format_is_loaded(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    program = (
        "import sys; from gongkai.cli.main import run; "
        f"run(['report', 'check', '--format', 'md', {path!r}]); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([COMMAND[0], "-c", program], capture_output=True, text=True, check=True)
    assert not {"docx", "openpyxl", "rich"} & set(done.stderr.split())
