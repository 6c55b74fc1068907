"""`report rollup`: sums with their contributors, missing organs, the published report; in words and as JSON."""

import json
from pathlib import Path

import pytest

from gongkai.cli.bilingual import columns
from gongkai.cli.convert import written
from gongkai.cli.main import run
from gongkai.core.readers import read
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import roll_up
from tests.cli.calls import call, lines
from tests.cli.snapshots import assert_snapshot
from tests.core.rollup.cases import NEW, TOTAL, part
from tests.core.rollup.test_expect import NAMES, eleven

pytestmark = pytest.mark.slow


def put(folder: Path, name: str, report: FilledReport) -> str:
    path = folder / f"{name}.csv"
    path.write_bytes(written(report, "csv", "zh"))
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eleven reports in a folder; one organ's figure is 3 more than its row and column say."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for one in eleven(organ_4={NEW: 17}):
        put(reports, one.organ, one.report)
    return reports


@pytest.fixture
def published(tmp_path: Path) -> str:
    return put(tmp_path, "published", roll_up(eleven()).report("云溪县人民政府"))


def test_json_has_the_keys_of_the_contract(folder: Path) -> None:
    (found,) = lines(call("report", "rollup", str(folder), "--json").stdout)
    assert found["error"] is None
    assert set(found["organs"]) == set(NAMES)
    cell = found["cells"][TOTAL]
    assert cell["value"] == sum(one["value"] for one in cell["contributors"])
    assert {"file", "organ", "value"} <= cell["contributors"][0].keys()
    assert cell["unknown"] == []
    assert (found["missing"], found["mismatches"]) == ([], [])


def test_one_planted_difference_is_named_with_its_organ(folder: Path, published: str) -> None:
    result = call("report", "rollup", str(folder), "--expect", published, "--json")
    (mismatch,) = json.loads(result.stdout)["mismatches"]
    assert result.exit_code == 1
    assert (mismatch["cell"], mismatch["sum"] - mismatch["published"]) == (NEW, 3)
    assert mismatch["explanation"]["organ"] == NAMES[4]
    drawn = call("report", "rollup", str(folder), "--expect", published)
    assert drawn.exit_code == 1
    assert f"{NAMES[4]}的报告在这一格自相矛盾，改为 14 则与公布数一致。" in drawn.stdout.replace("\n    ", "")


def test_a_missing_organ_is_named(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("机关\n" + "\n".join([*NAMES, "云溪县档案馆"]) + "\n", "utf-8-sig")
    result = call("report", "rollup", str(folder), "--children", str(listed))
    assert result.exit_code == 1
    assert "还缺 1 个机关的报告：云溪县档案馆" in result.stdout


def test_an_open_cell_has_a_known_sum_and_says_whose(tmp_path: Path) -> None:
    files = [
        put(tmp_path, "a", part(NAMES[0], {NEW: 5, TOTAL: 5}).report),
        put(tmp_path, "b", part(NAMES[1], {TOTAL: 4}, blank=[NEW]).report),
    ]
    cell = json.loads(call("report", "rollup", *files, "--json").stdout)["cells"][NEW]
    assert (cell["value"], cell["known_sum"]) == (None, 5)
    assert [(gap["organ"], gap["state"]) for gap in cell["unknown"]] == [(NAMES[1], "blank")]


def test_the_sum_is_written_as_a_report(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "sum.xlsx"
    own = put(tmp_path, "own", part("云溪县人民政府办公室", {NEW: 2, TOTAL: 2}).report)
    result = call("report", "rollup", str(folder), "--own", own, "--organ", "云溪县人民政府", "-o", str(target))
    assert result.exit_code == 0
    report = read(target.read_bytes(), target.name)
    assert (report.organ, report.value(TOTAL)) == ("云溪县人民政府", sum(2 * n + 10 for n in range(11)) + 2)


def test_cases_as_co_defendant_are_taken_off(tmp_path: Path) -> None:
    key = "remedies.litigation_after"
    own = put(tmp_path, "own", part("云溪县人民政府", {f"{key}.upheld": 3, f"{key}.total": 3}).report)
    less = tmp_path / "less.csv"
    less.write_text("机关,结果,件数\n云溪县人民政府,结果维持,2\n", "utf-8")
    found = json.loads(call("report", "rollup", own, "--co-defendant", str(less), "--json").stdout)
    assert found["cells"][f"{key}.total"]["value"] == 1
    assert found["cells"][f"{key}.total"]["contributors"][0]["co_defendant"] == 2
    drawn = call("report", "rollup", own, "--co-defendant", str(less)).stdout
    assert "云溪县人民政府的复议后起诉中，已扣除它只是共同被告的 2 件。" in drawn


def test_one_file_that_can_not_be_read_costs_no_other(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    result = call("report", "rollup", str(folder), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 2
    assert len(found["organs"]) == 11
    assert [Path(name).name for name in found["unread"]] == ["broken.pdf"]


WRONG = [
    ("{a} {b}", "报告不是同一年度的（2022 / 2023）"),
    ("{a} --children {folder}/none.csv", "找不到这个文件"),
    ("{a} --children {folder}/twice.csv", "第 2 行的 甲局 前面已经有了"),
    ("{a} --co-defendant {folder}/twice.csv", "第 1 行写法不对"),
    ("{folder}/none.txt", "没有一份读得出的报告"),
    ("{a} -o {folder}/sum.txt", "的后缀不对"),
    ("{a} --expect {folder}/none.txt", "找不到这个文件"),
    ("{a} -o {a}", "是汇总要用的文件"),
    ("{a} --children {folder}/gbk.csv -o {folder}/gbk.csv", "是汇总要用的文件"),
    ("{a} --expect {b} -o {b}", "是汇总要用的文件"),
    ("{a} --expect {b}", "公布的报告是 2023 年度的，汇总的是 2022 年度的"),
    ("{a} --organ 甲局", "和汇总的机关相同"),
    ("{a} --children {folder}/book.csv", "不是完好的文本"),
    ("{a} --children {folder}/empty.csv", "是空的"),
    ("{a} --children {folder}/large.csv", "超过 1024 KB"),
    ("{a} --children {folder}", "是文件夹"),
    ("{a} --children {folder}/circle.csv", "最后又并入了自己"),
    ("{a} --co-defendant {folder}/more.csv", "甲局的报告里只有 0 件"),
    ("{a} --co-defendant {folder}/other.csv", "共同被告名单里的丙局没有报告"),
    ("{a} --co-defendant {folder}/again.csv", "第 2 行的机关和结果前面已经有了"),
]
LISTS = {
    "twice": "甲局\n甲局\n".encode(),
    "gbk": "甲局\n".encode("gbk"),
    "book": b"PK\x03\x04\x00\x00",
    "empty": b"\n",
    "large": "甲局\n".encode() * 200_000,
    "circle": "甲局,并入,乙局\n乙局,并入,甲局\n".encode(),
    "more": "甲局,结果维持,99\n".encode(),
    "other": "丙局,结果维持,1\n".encode(),
    "again": "甲局,结果维持,0\n甲局,结果维持,0\n".encode(),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_can_not_be_added_is_said(
    tmp_path: Path, arguments: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, content in LISTS.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    names = {
        "a": put(tmp_path, "a", part("甲局", year=2022).report),
        "b": put(tmp_path, "b", part("乙局", year=2023).report),
        "folder": str(tmp_path),
    }
    assert run(["report", "rollup", *(word.format(**names) for word in arguments.split()), "--json"]) == 2
    told = capfd.readouterr()
    assert said in json.loads(told.out)["error"]
    assert said in told.err


def test_a_folder_that_holds_the_sum_and_the_published_report_is_added_once(folder: Path, tmp_path: Path) -> None:
    """What is written into the folder is no report of the next run, nor is what the sum is held against."""
    put(folder, "published", roll_up(eleven()).report("云溪县人民政府"))
    options = ["--expect", str(folder / "published.csv"), "-o", str(folder / "sum.csv"), "--json"]
    runs = [json.loads(call("report", "rollup", str(folder), *options).stdout) for _ in range(3)]
    assert [set(found["organs"]) for found in runs] == [set(NAMES)] * 3
    assert runs[0]["cells"] == runs[2]["cells"]
    again = call("report", "rollup", str(folder), "--organ", "云溪县人民政府")
    assert again.exit_code == 2
    assert "和汇总的机关相同" in again.stderr


def test_a_list_as_spreadsheets_save_it_is_read(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_bytes("\r\n".join(["序号,机关", *(f"{n},{name}" for n, name in enumerate(NAMES))]).encode("gbk"))
    assert call("report", "rollup", str(folder), "--children", str(listed)).exit_code == 0


def test_a_published_report_that_is_blank_agrees_with_nothing(folder: Path, tmp_path: Path) -> None:
    blank = put(tmp_path, "blank", part("云溪县人民政府", blank=["proactive", "requests", "remedies"]).report)
    result = call("report", "rollup", str(folder), "--expect", blank)
    assert result.exit_code == 1
    assert "没有一格可以对照" in result.stdout
    assert "都一致" not in result.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_at_80_columns(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parts = [
        part(NAMES[0], {NEW: 5, TOTAL: 6}),
        part(NAMES[1], {NEW: 2, TOTAL: 2}, blank=["remedies", "proactive.rules.made"]),
        part(NAMES[2], {TOTAL: 3}, blank=[NEW]),
    ]
    for number, one in enumerate(parts):
        put(tmp_path, f"{number}", one.report)
    put(tmp_path, "published", part("云溪县人民政府", {TOTAL: 12}).report)
    (tmp_path / "list.csv").write_text("\n".join([NAMES[0], f"{NAMES[1]},并入,{NAMES[0]}", "云溪县档案馆"]), "utf-8")
    files = [f"{number}.csv" for number in range(3)]
    options = ["--children", "list.csv", "--expect", "published.csv", "--language", language]
    shown = call("report", "rollup", *files, *options).stdout
    assert all(columns(line) <= 80 for line in shown.splitlines())
    assert_snapshot(f"rollup_{language}.txt", shown)
