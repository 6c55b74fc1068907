"""`report convert` and `report blank`: every kind of file, there and back; written whole or not at all."""

import json
from pathlib import Path

import pytest

from gongkai.cli.convert import ENDINGS
from gongkai.cli.main import run
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
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
