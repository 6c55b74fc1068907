"""`report compare`: two files, read and set side by side."""

import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.bilingual import columns
from gongkai.cli.compare_screen import draw_comparison
from gongkai.cli.screen import Look
from gongkai.core.compare import compare
from gongkai.core.findings import LANGUAGES, Language
from tests.builders import filled_report, told
from tests.cli.calls import SOUND, call, lines, start
from tests.cli.snapshots import assert_snapshot
from tests.core.checks.test_repeated import COPIED, MORE, NEW
from tests.kinds.cases import report
from tests.layouts import LAYOUTS, write

KEYS = ["old", "new", "organs", "years", "editions", "changes", "groups", "unknown", "not_comparable", "gone"]
KEYS += ["carried", "repeated_text", "claims", "notes", "error"]


def years(folder: Path) -> tuple[str, str]:
    """The example, and the same report for the year before with other figures."""
    text = SOUND.decode()
    before = text.replace("2024年", "2023年").replace("| 行政处罚 | 27 |", "| 行政处罚 |  |")
    before = before.replace("| 41.26 |", "| 39.5 |").replace("开展自查4次", "开展自查3次，抽查2次")
    for name, content in (("old.txt", before), ("new.txt", text)):
        (folder / name).write_text(content, "utf-8")
    return str(folder / "old.txt"), str(folder / "new.txt")


def compared(*arguments: str, stdin: bytes = b"") -> dict[str, Any]:
    result = call("report", "compare", "--json", *arguments, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = lines(result.stdout)
    return line


def test_json_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    old, new = years(tmp_path)
    line = compared(old, new)
    assert list(line) == KEYS
    assert (line["old"], line["new"], line["years"]) == (old, new, [2023, 2024])
    assert line["changes"] == [
        {"cell": "proactive.penalty.decisions", "old": None, "new": 27, "old_state": "blank"},
        {"cell": "proactive.charges.amount", "old": "39.5", "new": "41.26"},
    ]
    assert line["not_comparable"] == line["groups"] == line["unknown"] == line["notes"] == []
    assert line["carried"]["expected"]["requests.carried_in.total"] == 1
    assert line["carried"]["found"]["requests.carried_in.total"] == 2
    assert line["error"] is None


def test_repeated_text_and_told_figures_have_their_places(tmp_path: Path) -> None:
    old, new = years(tmp_path)
    line = compared(old, new)
    text = Path(new).read_text("utf-8")
    shares = {one["section"]: one["share"] for one in line["repeated_text"]}
    assert 0.9 < shares["overview"] < 1
    assert shares["problems"] == 1
    for one in line["repeated_text"]:
        for sentence in one["sentences"]:
            at = sentence["at"]
            assert text[at["start"] : at["end"]].strip() == sentence["text"]
    assert line["claims"]["new"] == []
    (dropped,) = line["claims"]["dropped"]
    assert (dropped["section"], dropped["figure"], dropped["unit"]) == ("overview", 2, "次")
    assert "抽查2次" in dropped["quote"]


def test_across_the_forms_the_group_is_named_with_its_cells(tmp_path: Path) -> None:
    paths = []
    for mix, year in ((1, 2020), (0, 2021)):
        content = report("full", mix)
        text = re.sub(rf"{content.year}年", f"{year}年", write(content, LAYOUTS[0]).text)
        paths.append(tmp_path / f"{year}.txt")
        paths[-1].write_text(text, "utf-8")
    line = compared(*map(str, paths))
    assert [one["requests"] for one in line["editions"]] == ["2019", "2021"]
    assert {"proactive.rules.made", "requests.other.unpaid.total"} <= set(line["not_comparable"])
    assert all(len(group["cells"]) == 3 and group["cell"].startswith("requests.other.") for group in line["groups"])
    assert not {change["cell"] for change in line["changes"]} & set(line["not_comparable"])


@pytest.mark.parametrize("place", [0, 1])
def test_one_of_the_files_may_be_standard_input(tmp_path: Path, place: int) -> None:
    paths = list(years(tmp_path))
    wanted = compared(*paths)
    data = Path(paths[place]).read_bytes()
    paths[place] = "-"
    line = compared(*paths, stdin=data)
    assert line["changes"] == wanted["changes"]
    assert [line["old"], line["new"]] == paths


def test_what_can_not_be_compared_is_one_sentence(tmp_path: Path) -> None:
    old, new = years(tmp_path)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    for arguments, said in (
        ((new, old), "旧的报告是 2024 年度的，新的是 2023 年度的，像是前后写反了；请先写旧的，再写新的。"),
        ((old, str(broken)), "broken.pdf"),
        ((str(tmp_path / "none.txt"), new), "找不到这个文件"),
        ((str(tmp_path), new), "不是一份文件"),
    ):
        for form in ([], ["--json"]):
            result = call("report", "compare", *form, *arguments)
            assert result.exit_code == 2
            assert said in result.stderr
            assert result.stderr.count("\n") == 1
            if not form:
                assert result.stdout == ""
                continue
            (line,) = lines(result.stdout)
            assert list(line) == KEYS
            assert result.stderr.strip() == line["error"]
            assert not line["changes"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "compare", "-", "-"), "用法不对：标准输入“-”只能读一次。"),
        (("report", "compare", "a.txt"), "用法不对：缺少新文件。"),
        (("report", "check", "-", "--previous", "-"), "用法不对：标准输入“-”只能读一次。"),
    ],
)
def test_bad_usage(arguments: tuple[str, ...], said: str) -> None:
    result = start(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith(said)


def test_last_year_s_report_may_come_from_standard_input(tmp_path: Path) -> None:
    old, new = years(tmp_path)
    result = call("report", "check", "--json", "--previous", "-", new, stdin=Path(old).read_bytes())
    codes = {finding["code"] for finding in lines(result.stdout)[0]["findings"]}
    assert {"T3.CARRY", "TXT.REPEAT"} <= codes


def drawing(language: Language, width: int = 80) -> str:
    """Two years with everything that a comparison may hold."""
    old = told(
        filled_report(
            {"requests.other.total": 2, "requests.new_received.natural": 40, "requests.carried_out.total": 3},
            form="2019",
            year=2020,
            blank=["remedies.reconsideration.pending"],
            missing=["requests.carried_out.legal"],
        ),
        overview="全年公开政府信息120条，其中动态80条。办理建议提案9件。" + NEW,
        problems=COPIED + MORE,
    )
    new = told(
        filled_report(
            {
                "requests.new_received.natural": 36,
                "proactive.penalty.decisions": 1234,
                "requests.other.unpaid.total": 1,
            },
            year=2022,
            unclear=["remedies.reconsideration.total"],
            blank=["remedies.litigation_after.pending", "remedies.reconsideration.pending"],
        ),
        overview="全年公开政府信息135条，其中动态90条。"
        + "".join(f"新设{name}查阅点3个。" for name in "甲乙丙丁戊己庚"),
        problems=COPIED + MORE,
    )
    new.organ = "示例市教育局"
    remarks = ["两份报告的机关不同。"]
    look = Look(language, width=width)
    return draw_comparison(("旧.txt", "新.txt"), (old, new), compare(old, new), remarks, look).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_at_80_columns(language: Language) -> None:
    assert_snapshot(f"compare_{language}.txt", drawing(language))


@pytest.mark.parametrize("width", [50, 80, 120, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_screen(language: Language, width: int) -> None:
    assert max(map(columns, drawing(language, width).splitlines())) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_years_alike_are_said_to_be_so(language: Language) -> None:
    same = filled_report(), filled_report()
    text = draw_comparison(("a", "b"), same, compare(*same), [], Look(language)).decode()
    assert text.count({"zh": "没有变化。", "en": "No change."}[language]) == 3
    assert {"zh": "各列一致（总计 0）", "en": "(total 0)"}[language] in text
    assert {"zh": "没有可以对照的文字", "en": "There is no text"}[language] in text


def test_many_cells_with_a_figure_in_one_year_alone_are_named_together() -> None:
    reports = filled_report(blank=["requests"], missing=["remedies"]), filled_report({"requests.partial.total": 1})
    text = draw_comparison(("a", "b"), reports, compare(*reports), [], Look("zh")).decode()
    assert "只有一份报告有数的" in text
    assert "没有逐一列出：全部" in text
    assert "缺 = 文件中没有这一格" in text
    both = filled_report(missing=["remedies"]), filled_report(missing=["remedies"])
    assert "没有可以比较的数" in draw_comparison(("a", "b"), both, compare(*both), [], Look("zh")).decode()


def test_remarks_stand_on_the_screen_and_in_the_line(tmp_path: Path) -> None:
    old, new = years(tmp_path)
    other = tmp_path / "other.txt"
    other.write_text(Path(old).read_text("utf-8").replace("青槐县林业局", "青槐县水利局").replace("2023年", "2022年"))
    assert "青槐县水利局、青槐县林业局" in call("report", "compare", str(other), new).stdout
    notes = compared(str(other), new)["notes"]
    assert [note["code"] for note in notes] == ["organs", "years_apart"]
    assert [note["code"] for note in compared(new, new)["notes"]] == ["same_year"]
