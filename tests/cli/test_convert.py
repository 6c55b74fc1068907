"""`report convert` and `report blank`: every kind of file, there and back; written whole or not at all."""

import errno
import json
import os
from pathlib import Path

import pytest

from gongkai.cli.main import run
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_kind import ENDINGS
from tests.cli.calls import EXAMPLE, call
from tests.kinds.cases import report as content
from tests.layouts import LAYOUTS, write


def values(report: FilledReport) -> dict[str, object]:
    return dict(zip(report.form.keys, report.values, strict=True))


def found(path: Path) -> FilledReport:
    return read(path.read_bytes(), path.name)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "example.txt"
    path.write_bytes(EXAMPLE)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A report on the form of 2019, as text."""
    path = tmp_path / "old.txt"
    mix = next(place for place in range(6) if content("full", place).form.table_editions["requests"] == "2019")
    path.write_text(write(content("full", mix), LAYOUTS[0]).text, "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["example", "old"])
def test_text_to_docx_to_pdf_to_xlsx_to_json_keeps_every_cell(
    edition: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source: Path = request.getfixturevalue(edition)
    before = values(found(source))
    for place, ending in enumerate(("docx", "pdf", "xlsx", "html", "md", "csv", "json")):
        target = tmp_path / f"{place}.{ending}"
        assert call("report", "convert", str(source), "-o", str(target), "--quiet").exit_code == 0
        assert values(found(target)) == before, ending
        source = target
    line = json.loads(call("report", "read", "--json", str(source)).stdout)
    assert line["organ"] == found(tmp_path / "0.docx").organ


def test_every_promised_kind_is_there() -> None:
    assert set(ENDINGS) == {"docx", "xlsx", "html", "pdf", "csv", "json", "md"}


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize(("year", "edition"), [(2020, "2019"), (2026, "2021")])
def test_the_empty_form_is_the_one_due_for_the_year(tmp_path: Path, ending: str, year: int, edition: str) -> None:
    target = tmp_path / f"form.{ending}"
    result = call("report", "blank", "--organ", "云溪县教育局", "--year", str(year), "-o", str(target))
    assert result.exit_code == 0
    report = found(target)
    assert (report.organ, report.year, set(report.form.table_editions.values())) == ("云溪县教育局", year, {edition})
    assert set(report.states) == {State.BLANK}


def test_another_edition_is_written_as_asked_and_said(tmp_path: Path) -> None:
    target = tmp_path / "form.xlsx"
    options = ["--organ", "云溪县教育局", "--year", "2026", "--edition", "2019", "-o", str(target)]
    result = call("report", "blank", *options)
    assert "2026 年度应当使用 2021 年格式" in result.stderr
    assert found(target).form.table_editions["requests"] == "2019"


def test_what_the_new_file_can_not_show_is_said(tmp_path: Path) -> None:
    source, target = tmp_path / "source.txt", tmp_path / "target.html"
    source.write_bytes(EXAMPLE.replace(b"| 17 |", b"| ? |", 1))
    result = call("report", "convert", str(source), "-o", str(target))
    assert result.exit_code == 0
    assert "不能确定的 1 格" in result.stderr
    report = found(target)
    assert report.state("requests.new_received.natural") == State.UNCLEAR


WRONG = [
    ("convert {source} -o {folder}/out.txt", "的后缀不对，应为 .docx / .xlsx"),
    ("convert {source} -o {folder}/none/out.docx", "所在的文件夹"),
    ("convert {source}", "缺少选项 -o。"),
    ("convert {folder}/none.txt -o {folder}/out.docx", "找不到这个文件"),
    ("convert {folder}/broken.pdf -o {folder}/out.docx", "broken.pdf"),
    ("blank --organ 甲 --year 2018 -o {folder}/out.docx", "--year 的值不对。应为 2019 到 2099 的整数"),
    ("blank --organ 甲 --year 2026 -o {folder}/out.pdf", "的后缀不对，应为 .docx / .xlsx"),
    ("convert {source} -o {folder}", "是文件夹；请写明存成其中哪个文件"),
    ("blank --organ 甲 --year 2026 -o {folder}", "是文件夹；请写明存成其中哪个文件"),
    (f"convert {{source}} -o {{folder}}/{'长' * 90}.docx", "…”太长，系统不接受；请改短"),
    (f"convert {{source}} -o {{folder}}/{'长' * 90}/out.docx", "…”太长，系统不接受；请改短"),
    (f"blank --organ {'局' * 51} --year 2026 -o {{folder}}/out.docx", "机关名称太长：--organ 最多 50 个字"),
    ("blank --organ 教育\x1b[31m局 --year 2026 -o {folder}/out.docx", "不能显示的字符：教育\\x1b[31m局"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_is_given_wrongly_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, example: Path, arguments: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    before = sorted(tmp_path.iterdir())
    words = [word.format(source=example, folder=tmp_path) for word in arguments.split()]
    assert run(["report", *words]) == 2
    told = capfd.readouterr()
    assert said in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("organ", ["", "  ", "\u3000"])
def test_a_form_without_an_organ_is_refused(tmp_path: Path, organ: str, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "form.docx"
    assert run(["report", "blank", "--organ", organ, "--year", "2026", "-o", str(target)]) == 2
    assert "--organ 是空的；请写机关的全称。" in capfd.readouterr().err
    assert not target.exists()


REFUSED = [
    (errno.ENOSPC, "磁盘已满", "no space is left on the disk"),
    (errno.EDQUOT, "磁盘配额已用完", "the quota on the disk is used up"),
    (errno.EACCES, "没有写这个位置的权限", "it may not be written there"),
    (errno.ENOENT, "文件夹不存在或已被删除", "the folder is not there, or no longer"),
    (errno.EIO, os.strerror(errno.EIO), os.strerror(errno.EIO)),
]


@pytest.mark.parametrize(("number", "zh", "en"), REFUSED)
def test_what_the_system_refuses_is_said_in_the_language_spoken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    number: int,
    zh: str,
    en: str,
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    blank = ["report", "blank", "--organ", "甲", "--year", "2026", "-o", str(tmp_path / "form.docx")]
    for language, words in (("zh", f"结果没有写完：{zh}。"), ("en", f"could not be written in full: {en}.")):
        assert run([*blank, "--language", language]) == 2
        assert words in capfd.readouterr().err
    assert not list(tmp_path.iterdir())


def converted(folder: Path, text: str, ending: str = "docx", language: str = "zh") -> str:
    """What is said when a report with this text is converted."""
    source = folder / "source.txt"
    source.write_text(text, "utf-8")
    result = call("report", "convert", str(source), "-o", str(folder / f"out.{ending}"), "--language", language)
    assert result.exit_code == 0
    return result.stderr


@pytest.mark.parametrize("ending", ["docx", "json", "csv"])
def test_text_outside_the_chapters_is_said_to_be_left_out(tmp_path: Path, ending: str) -> None:
    menu = "首页 | 政务公开 | 办事服务 | 互动交流\n索引号：011-2025-0001 发布日期：2025-01-20 来源：青槐县林业局\n"
    annex = "\n附件：1\n我局所属事业单位另有清单，随本报告一并公开。\n版权所有 青槐县人民政府\n"
    text = EXAMPLE.decode()
    (preamble,) = (line for line in text.splitlines() if line.startswith("本报告根据"))
    said = converted(tmp_path, menu + text, ending)
    before = f"开头 {len(preamble)} 字：“{preamble[:20]}…”"
    assert said.splitlines()[0] == f"原件中六个部分之外的文字（{before}）没有写入新文件，请对照原件补上。"
    said = converted(tmp_path, menu + text + annex, ending)
    assert f"（{before}、结尾 22 字：“我局所属事业单位另有清单，随本报告一并公…”）" in said
    said = converted(tmp_path, text.replace(preamble, "") + annex, ending, "en")
    assert "text outside the six chapters (behind them, length 22: ‘我局所属" in said
    assert "six chapters" not in converted(tmp_path, menu + text.replace(preamble, ""), ending, "en")


def test_a_preamble_broken_into_lines_is_counted_whole(tmp_path: Path) -> None:
    text = EXAMPLE.decode()
    (preamble,) = (line for line in text.splitlines() if line.startswith("本报告根据"))
    broken = "\n".join(preamble[place : place + 30] for place in range(0, len(preamble), 30))
    assert f"开头 {len(preamble)} 字：“本报告根据" in converted(tmp_path, text.replace(preamble, broken))


def test_a_chapter_that_is_not_there_is_named(tmp_path: Path) -> None:
    text = EXAMPLE.decode()
    start, end = (text.index(sign) for sign in ("五、存在的主要问题及改进情况", "六、其他需要报告的事项"))
    without = text[:start] + text[end:]
    said = "原件没有“五、存在的主要问题及改进情况”这一部分，新文件里只有标题，请补写。"
    assert said in converted(tmp_path, without)
    assert "to be written: 5. problems and improvements." in converted(tmp_path, without, language="en")
    assert "这一部分" not in converted(tmp_path, without, "json")
    assert "这一部分" not in converted(tmp_path, text)
    assert "“五、存在的主要问题及改进情况”、“六、其他需要报告的事项”" in converted(tmp_path, text[:start])


def test_what_is_wrong_with_a_file_is_not_called_bad_usage(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "convert", str(tmp_path / "none.txt"), "-o", str(tmp_path / "out.docx")]) == 2
    assert capfd.readouterr().err == f"{tmp_path}/none.txt：找不到这个文件或文件夹。\n"


def test_a_report_is_not_written_over_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(EXAMPLE)
    assert run(["report", "convert", str(path), "-o", str(path)]) == 2
    assert "就是要转换的文件" in capfd.readouterr().err
    assert path.read_bytes() == EXAMPLE


def test_a_glyph_that_no_font_has_leaves_what_was_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "report.txt", tmp_path / "report.pdf"
    source.write_bytes(EXAMPLE.replace("森林防火".encode(), "森林\U0001f9ff防火".encode(), 1))
    target.write_bytes(b"before")
    assert run(["report", "convert", str(source), "-o", str(target)]) == 2
    assert "NAZAR AMULET" in capfd.readouterr().err
    assert target.read_bytes() == b"before"
