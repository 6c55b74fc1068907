"""Figures that are no cell's own, and heads in another order: a blank cell is never filled by a stranger."""

import re
from pathlib import Path

import pytest

import gongkai.cli.example
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State

EXAMPLE = next(Path(gongkai.cli.example.__file__).parent.glob("*.txt")).read_text(encoding="utf-8")
ROW = "| （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
BLANK = "| （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 |  | 0 |"
KEYS = [f"requests.refused.state_secret.{key}" for key in "natural business research welfare legal other total".split()]


def changed(*pairs: tuple[str, str]) -> FilledReport:
    text = EXAMPLE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read(text.encode())


def states(report: FilledReport) -> list[State]:
    return [report.state(key) for key in KEYS]


def test_a_page_number_behind_a_row_with_a_blank_fills_no_cell() -> None:
    report = changed((ROW, f"{BLANK}\n7"))
    assert states(report) == [State.PRINTED] * 5 + [State.BLANK, State.PRINTED]
    assert report.value(KEYS[-1]) == 0


def test_a_list_number_without_its_dot_fills_no_cell() -> None:
    bare = re.sub(r"(?<=[| ])(\d)\.(?=[\u4e00-\u9fff])", r"\1 ", EXAMPLE.replace(ROW, BLANK))
    assert "2 其他法律" in bare
    report = read(bare.encode())
    assert 2 not in [report.value(key) for key in KEYS]
    assert report.value("requests.refused.third_party.total") == 1


def test_a_group_s_own_figures_are_left_out_with_a_note() -> None:
    report = changed((ROW, f"| （三）不予公开 | 1 | 1 | 0 | 0 | 0 | 0 | 2 |\n{ROW.replace('（三）不予公开 | ', '')}"))
    assert [report.value(key) for key in KEYS] == [0] * 7
    assert "READ.EXTRA_ROW" in [note.code for note in report.notes]


@pytest.mark.parametrize(
    ("heads", "others", "table"),
    [
        ("自然人 | 法人或其他组织 | 总计", "总计 | 法人或其他组织 | 自然人", "requests"),
        ("本年制发件数 | 本年废止件数", "本年废止件数 | 本年制发件数", "proactive"),
        ("行政复议 | 行政诉讼", "行政诉讼 | 行政复议", "remedies"),
        ("结果维持 | 结果纠正", "结果纠正 | 结果维持", "remedies"),
    ],
)
def test_heads_in_another_order_leave_the_table_unknown(heads: str, others: str, table: str) -> None:
    report = changed((heads, others))
    start, end = report.form.spans[table]
    assert set(report.states[start:end]) == {State.UNCLEAR}
    assert "READ.ORDER" in [note.code for note in report.notes]


def test_a_label_torn_on_the_line_of_its_figures_keeps_them() -> None:
    whole = next(line for line in EXAMPLE.splitlines() if "法律行政法规禁止公开" in line)
    figures = re.findall(r"\d+(?= \|)", whole)
    report = changed((whole, f"2．其他法律行政 {' '.join(figures)}\n法规禁止公开"))
    keys = [key.replace("state_secret", "barred_by_law") for key in KEYS]
    assert [report.value(key) for key in keys] == [int(figure) for figure in figures]
