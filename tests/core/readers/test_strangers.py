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
KEYS = [
    f"requests.refused.state_secret.{key}"
    for key in ["natural", "business", "research", "welfare", "legal", "other", "total"]
]


def changed(*pairs: tuple[str, str]) -> FilledReport:
    """The example read with each first text of a pair replaced by the second."""
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


@pytest.mark.parametrize("cell", ["28.", "28,", "O", "×", "l2", "约28", "17 3"])
def test_what_is_no_figure_is_neither_blank_nor_a_part_of_it(cell: str) -> None:
    report = changed((ROW, ROW.replace("| 0 | 0 |", f"| {cell} | 0 |", 1)))
    assert report.state(KEYS[0]) == State.UNCLEAR


@pytest.mark.parametrize(
    ("head", "value"),
    [("元", "0.0036"), ("单位：人民币元", "0.0036"), ("单位：千元", "3.6"), ("单位：亿元", "360000"), ("万元", "36")],
)
def test_the_unit_of_the_column_s_head_counts(head: str, value: str) -> None:
    old = re.search("本年收费金额.*", EXAMPLE)
    assert old
    figure = re.search(r"行政事业性收费 \| ([\d.]+)", EXAMPLE)
    assert figure
    report = changed((old[0], f"本年收费金额（{head}） |"), (figure[0], "行政事业性收费 | 36"))
    assert str(report.value("proactive.charges.amount")) == value


def test_a_second_report_never_fills_the_first_one_s_missing_table() -> None:
    start, end = EXAMPLE.index("本年新收政府信息公开申请数量"), EXAMPLE.index("四、政府信息公开行政复议")
    report = read((f"{EXAMPLE[:start]}（图片）\n{EXAMPLE[end:]}\n{EXAMPLE}").encode())
    assert report.state("requests.new_received.total") == State.MISSING
    assert "READ.SECOND_REPORT" in [note.code for note in report.notes]


def test_figures_printed_column_by_column_are_not_dealt_out_row_by_row() -> None:
    first, last = EXAMPLE.index("| 一、本年新收"), EXAMPLE.index("四、政府信息公开行政复议")
    rows = [line for line in EXAMPLE[first:last].splitlines() if line.count("|") > 6]
    labels = [re.sub(r"(?:\| \d+ )+\|$", "", row).replace("|", "") for row in rows]
    figures = [re.findall(r"(?<=\| )\d+(?= \|)", row)[-7:] for row in rows]
    columns = [row[place] for place in range(7) for row in figures]
    text = EXAMPLE[:first] + "\n".join([*labels, *columns]) + "\n" + EXAMPLE[last:]
    report = read(text.encode())
    start, end = report.form.spans["requests"]
    assert set(report.states[start:end]) == {State.UNCLEAR}


def test_a_run_of_digits_without_end_is_no_figure() -> None:
    report = changed((ROW, ROW.replace("| 0 |", f"| {'1' * 5000} |", 1)))
    assert report.state(KEYS[0]) == State.UNCLEAR
