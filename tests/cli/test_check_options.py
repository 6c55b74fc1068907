"""What `report check` is told beside the files: last year's report, the day, the level, the code."""

import json
from pathlib import Path
from typing import Any

from tests.cli.calls import call, start
from tests.kinds.cases import report
from tests.layouts import LAYOUTS, write


def written(folder: Path, name: str, year: int) -> str:
    """A file with a full report on the form of 2021 for that year."""
    content = report("full", 0)
    text = write(content, LAYOUTS[0]).text.replace(f"{content.year}年", f"{year}年")
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def found(*arguments: str) -> list[dict[str, Any]]:
    line = json.loads(call("report", "check", "--json", *arguments).stdout)
    return [finding for finding in line["findings"] if finding["code"] in ("T3.CARRY", "DATE.LATE", "META.INDEX")]


def test_last_year_s_report_is_compared(tmp_path: Path) -> None:
    new, old = written(tmp_path, "new.txt", 2023), written(tmp_path, "old.txt", 2022)
    assert found(new) == []
    carried = found(new, "--previous", old)
    assert carried
    assert {finding["code"] for finding in carried} == {"T3.CARRY"}
    assert {finding["severity"] for finding in carried} == {"error"}


def test_a_report_of_the_same_year_is_not_last_year_s(tmp_path: Path) -> None:
    new = written(tmp_path, "new.txt", 2023)
    assert [finding["severity"] for finding in found(new, "--previous", new)] == ["unproven"]


def test_what_is_no_report_and_more_than_one_file_are_refused(tmp_path: Path) -> None:
    new, old = written(tmp_path, "new.txt", 2023), written(tmp_path, "old.txt", 2022)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    for arguments, said in (
        ((new, old, "--previous", old), "--previous 只能配一份报告"),
        ((new, "--previous", str(tmp_path / "broken.pdf")), "broken.pdf"),
        ((new, "--previous", str(tmp_path / "none.txt")), "找不到这个文件"),
        ((new, "--previous", str(tmp_path)), "不是一份文件"),
        ((new, "--published", "昨天"), "--published"),
    ):
        result = start("report", "check", *arguments)
        assert result.returncode == 2
        assert said in result.stderr.decode()
        assert result.stdout == b""
        assert len(result.stderr.splitlines()) == 1


def test_day_level_and_code_are_taken_as_given(tmp_path: Path) -> None:
    new = written(tmp_path, "new.txt", 2023)
    assert found(new, "--published", "2024-04-02", "--organ-level", "government")[0]["severity"] == "error"
    assert found(new, "--published", "2024-04-02", "--organ-level", "township")[0]["severity"] == "info"
    assert found(new, "--organ-code", "000000000") == []
