import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from gongkai.core.law.editions import edition
from tests.cli.calls import COMMAND, EXAMPLE, SOUND, call, files, lines, start

HEAD = ["file", "organ", "year", "edition"]
READ_KEYS = [*HEAD, "table_editions", "cells", "sections", "metadata", "notes", "error"]
CHECK_KEYS = [*HEAD, "cells_read", "cells_unclear", "findings", "error"]


@pytest.mark.parametrize(("action", "keys"), [("read", READ_KEYS), ("check", CHECK_KEYS)])
def test_json_is_one_line_a_file_in_the_order_given(tmp_path: Path, action: str, keys: list[str]) -> None:
    paths = files(tmp_path, [EXAMPLE, b"", SOUND])
    wanted = [paths[2], paths[1], str(tmp_path / "none"), paths[0]]
    result = call("report", action, "--json", *wanted)
    assert result.exit_code == 2
    found = lines(result.stdout)
    assert [line["file"] for line in found] == wanted
    assert all(list(line) == keys for line in found)
    assert [line["error"] is None for line in found] == [True, False, False, True]
    assert [line["year"] for line in found] == [2024, None, None, 2024]


def test_every_cell_of_the_example_is_read_as_printed(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    (line,) = lines(call("report", "read", "--json", path).stdout)
    assert (line["organ"], line["year"], line["edition"]) == ("青槐县林业局", 2024, "2021")
    assert tuple(line["cells"]) == edition("2021").form.keys
    assert {cell["state"] for cell in line["cells"].values()} == {"printed"}
    assert line["cells"]["proactive.charges.amount"]["value"] == "41.26"
    text = EXAMPLE.decode()
    for cell in line["cells"].values():
        at = cell["at"]
        assert text[at["start"] : at["end"]] == cell["text"]
        assert text.count("\n", 0, at["start"]) + 1 == at["line"]
    assert all(line["sections"][chapter] for chapter in ("overview", "problems", "other"))


def test_the_example_has_one_wrong_cell_and_no_other_finding(tmp_path: Path) -> None:
    wrong, sound = lines(call("report", "check", "--json", *files(tmp_path, [EXAMPLE, SOUND])).stdout)
    assert {finding["code"] for finding in wrong["findings"]} == {"T3.ROW", "T3.RESULT", "TXT.CELL"}
    assert all("requests.disclosed.total" in finding["cells"] for finding in wrong["findings"])
    assert all(finding["message"] and finding["basis"] for finding in wrong["findings"])
    assert sound["findings"] == []
    assert (sound["cells_read"], sound["cells_unclear"]) == (200, 0)


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(
    ("action", "contents", "status"),
    [
        ("read", [SOUND], 0),
        ("read", [EXAMPLE], 0),
        ("read", [EXAMPLE, b"no report"], 2),
        ("check", [SOUND], 0),
        ("check", [SOUND, EXAMPLE], 1),
        ("check", [EXAMPLE, b""], 2),
        ("check", [b"", SOUND], 2),
    ],
)
def test_the_exit_status(tmp_path: Path, form: list[str], action: str, contents: list[bytes], status: int) -> None:
    assert call("report", action, *form, *files(tmp_path, contents)).exit_code == status


def test_a_file_that_can_not_be_read_is_one_line_on_standard_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "empty").mkdir()
    (sound,) = files(tmp_path, [SOUND])
    bad = [str(tmp_path / name) for name in ("none", "pipe", "loop", "empty")]
    for form in ([], ["--json"]):
        result = call("report", "read", *form, *bad, sound)
        said = result.stderr.splitlines()
        assert [line.partition(": ")[0] for line in said] == bad
        assert "青槐县林业局" in result.stdout
    errors = [line["error"] for line in lines(call("report", "read", "--json", *bad, sound).stdout)]
    assert [f"{name}: {error}" for name, error in zip(bad, errors, strict=False)] == said


AS_AN_ORDINARY_USER = """
import os, sys
from gongkai.bulk.folders import Source
from gongkai.cli.example import example_report
from gongkai.cli.main import run
from gongkai.cli.screen import Look
from gongkai.cli.work import work
from gongkai.core.checks.known import NOTHING
work(sys.argv[1], Look("zh", as_json=True), NOTHING, Source("", data=example_report()))  # loads what is loaded late
print("exit status", run(["report", *sys.argv[1:5]]), flush=True)
if os.getuid() == 0:
    os.setresuid(65534, 65534, 65534)
sys.exit(run(["report", *sys.argv[1:]]))
"""
"""Root would be allowed to read everything."""


@pytest.mark.parametrize(("action", "status"), [("read", 0), ("check", 1)])
def test_a_file_that_may_not_be_read_costs_no_other(tmp_path: Path, action: str, status: int) -> None:
    first, last, locked = (Path(path).name for path in files(tmp_path, [SOUND, EXAMPLE, SOUND]))
    (tmp_path / "folder").mkdir()
    for name in (locked, "folder"):
        (tmp_path / name).chmod(0)
    tmp_path.chmod(0o755)
    # Names without a folder: an ordinary user could not come here through the folders above.
    command = [COMMAND[0], "-c", AS_AN_ORDINARY_USER, action, "--json", first, last, locked, "folder"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == f"{locked}: 没有读取这个文件的权限。\nfolder: 没有打开这个文件夹的权限。\n"
    assert done.returncode == 2
    before, said, after = done.stdout.partition(f"exit status {status}\n")
    assert said
    assert [line["organ"] for line in lines(before)] == ["青槐县林业局"] * 2
    assert [line["organ"] for line in lines(after)] == ["青槐县林业局", "青槐县林业局", None, None]
    (tmp_path / "folder").chmod(0o755)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_one_sentence_and_no_finding(tmp_path: Path, jobs: str) -> None:
    paths = files(tmp_path, [SOUND, SOUND])
    for arguments in (["read"], ["check"], ["check", "--json"]):
        with open("/dev/full", "wb") as full:
            command = [*COMMAND, "report", *arguments, "--jobs", jobs, *paths]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        said = done.stderr.decode()
        assert said == "结果没有写完：磁盘已满。请检查磁盘空间和输出位置，再运行一次。\n"


@pytest.mark.slow
@pytest.mark.parametrize("stream", [1, 2])
def test_a_stream_that_is_closed_or_full(tmp_path: Path, stream: int) -> None:
    """Nothing but results ever goes to standard output, and without one nothing is read."""
    (sound,) = files(tmp_path, [SOUND])
    for where in ("&-", "/dev/full"):
        script = f'exec {stream}>{where} "$@"'
        arguments = ["report", "check", "--json", "--language", "en", sound, str(tmp_path / "none"), sound]
        done = subprocess.run(["sh", "-c", script, "sh", *COMMAND, *arguments], capture_output=True, check=False)
        assert done.returncode == 2
        if stream == 2:
            assert [line["error"] is None for line in lines(done.stdout)] == [True, False, True]
        elif where == "&-":
            assert done.stderr == b"standard output is closed, so there is nowhere to write the results.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "said"), [("0<&-", "标准输入是关着的，没有内容可读。"), ("0>/dev/null", "读取文件时出错：Bad file")]
)
def test_standard_input_that_can_not_be_read_is_a_file_like_any(tmp_path: Path, where: str, said: str) -> None:
    (sound,) = files(tmp_path, [SOUND])
    script = f'exec {where} "$@"'
    command = ["sh", "-c", script, "sh", *COMMAND, "report", "check", "--json", "-", sound]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"-: {said}")
    assert [line["error"] is None for line in lines(done.stdout)] == [False, True]


@pytest.mark.slow
def test_standard_input_is_a_file_among_others(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [EXAMPLE])
    for jobs in ("1", "2"):
        result = start("report", "check", "--json", "--jobs", jobs, path, "-", path, stdin=SOUND)
        assert [line["file"] for line in lines(result.stdout)] == [path, "-", path]
        assert [len(line["findings"]) for line in lines(result.stdout)] == [3, 0, 3]


def test_a_folder_is_walked_and_the_person_told_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "below/c.md", "a", ".hidden.txt", "d.jpg"):
        (tmp_path / name).write_bytes(SOUND)
    result = call("report", "read", "--json", str(tmp_path))
    found = [os.path.relpath(line["file"], tmp_path) for line in lines(result.stdout)]
    assert found == ["a", "b.txt", "below/c.md"]
    assert result.exit_code == 0
    assert ".jpg(1)" in result.stderr
    assert call("report", "read", "--json", "--quiet", str(tmp_path)).stderr == ""


@pytest.mark.parametrize("action", ["read", "check"])
@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(tmp_path: Path, action: str, form: list[str]) -> None:
    contents = [EXAMPLE, SOUND, b"", b"\x00\x01", SOUND[: len(SOUND) // 2]] * 8
    paths = files(tmp_path, contents)
    one, two = (start("report", action, *form, "--jobs", jobs, *paths) for jobs in ("1", "2"))
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)


@pytest.mark.slow
def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    paths = files(tmp_path, [SOUND] * 20)
    for jobs in ("1", "2"):
        command = [*COMMAND, "report", "read", "--json", "--jobs", jobs, *paths]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_one_line(tmp_path: Path, jobs: str) -> None:
    paths = files(tmp_path, [SOUND])
    command = [*COMMAND, "report", "read", "--json", "--jobs", jobs, *paths * 20_000]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        began = time.monotonic()
        process.stdout.close()
        said = process.stderr.read().decode()
    # The pipe may be found closed before the interrupt is: then it ends quietly.
    assert (process.returncode, said) in {(130, "已中断。\n"), (141, "")}
    assert time.monotonic() - began < 10


def test_reading_to_json_imports_neither_django_nor_rich(tmp_path: Path) -> None:
    (path,) = files(tmp_path, [SOUND])
    program = (
        "import sys; from gongkai.cli.main import run; "
        f"status = run(['report', 'read', '--json', {path!r}]); "
        "assert status == 0; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([COMMAND[0], "-c", program], capture_output=True, text=True, check=True)
    assert not {"django", "rich"} & set(done.stderr.split())


def test_nothing_from_a_file_steers_the_terminal(tmp_path: Path) -> None:
    evil = SOUND.replace("青槐县林业局".encode(), "青槐县\x1b[2J\x1b]0;x\x07林业局".encode())
    (tmp_path / "\x1b[31m.txt").write_bytes(evil)
    for action in ("read", "check"):
        result = call("report", action, str(tmp_path / "\x1b[31m.txt"), str(tmp_path / "none\x1b[0m"))
        assert "\x1b" not in result.stdout + result.stderr
        assert "\x07" not in result.stdout + result.stderr


@pytest.mark.slow
def test_names_that_are_not_utf8_are_read_and_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xb9\xab\xbf\xaa.txt"
    with open(path, "wb") as file:
        file.write(SOUND)
    for jobs in ("1", "2"):
        done = start("report", "read", "--json", "--jobs", jobs, os.fsdecode(path), tmp_path)
        assert done.returncode == 0
        assert [line["file"] for line in lines(done.stdout)] == [path.decode("utf-8", "replace")] * 2


def test_a_sound_report_is_not_said_to_be_more_than_was_checked(tmp_path: Path) -> None:
    (sound,) = files(tmp_path, [SOUND])
    assert call("report", "check", sound).stdout.splitlines()[-2] == (
        "没有发现问题；文字里含义不能确定的数字没有对照。"
    )
    assert call("report", "check", "--language", "en", sound).stdout.splitlines()[-2] == (
        "Nothing found; figures in the text of uncertain meaning were left alone."
    )


def test_many_files_end_in_one_line_of_totals(tmp_path: Path) -> None:
    paths = files(tmp_path, [SOUND, EXAMPLE, b""])
    last = call("report", "check", *paths, columns=120).stdout.splitlines()[-1]
    assert last == "共 3 份：没有发现问题 1 份，有错误 1 份，只有其他提示 0 份，读不出 1 份，错误 3 处。"
    last = " ".join(call("report", "check", "--language", "en", *paths).stdout.splitlines()[-2:])
    assert last == "3 files: nothing found in 1, errors in 1, other findings only in 0, 1 could not be read, Errors: 3."
    assert call("report", "read", *paths).stdout.splitlines()[-1] == "共 3 份：读出 2 份，读不出 1 份。"
