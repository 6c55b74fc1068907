"""The report as Markdown, CSV and JSON: read back, with nothing in it that a program would take for more than text."""

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.readers import read
from gongkai.core.report import FilledReport, Note, State
from gongkai.core.writers import as_json, report_csv, report_json, report_md
from gongkai.core.writers.official import official
from tests.builders import filled_report, mixed, told
from tests.core.writers.samples import CHAPTERS, KNOWN
from tests.strategies import consistent_form, editions, some_cells

NEW, CHANGE, AMOUNT = (
    "requests.new_received.natural",
    "proactive.licensing.items_change",
    "proactive.procurement.amount",
)
HOSTILE = (
    *("=cmd|' /C calc'!A0", "+1-1@SUM(A1)", "@x", "-5", "'=1", "''=1", "'甲'", "＝1", "<script>alert(1)</script>"),
    *(
        "# 一",
        "- 一",
        "1. 一",
        "1) 一",
        "| 一 | 二 |",
        "---",
        "===",
        "**粗**_斜_`码`~删~[链](甲)![图](乙)",
        "$x$",
        "\\|",
    ),
    *("&lt;&amp;&nbsp;&#124;", '"引号", 逗号', "😀👨‍👩‍👧𠮷", "很长的一段话，" * 3000),
)


def markdown(report: FilledReport) -> bytes:
    return report_md.write(official(report))


def table(report: FilledReport) -> list[list[str]]:
    """The CSV as a spreadsheet takes it."""
    return list(csv.reader(io.StringIO(report_csv.write(report).decode("utf-8-sig"), newline="")))


def values(report: FilledReport) -> dict[str, str]:
    return {line[0]: line[-1] for line in table(report)}


@st.composite
def reports(draw: st.DrawFn) -> FilledReport:
    """A report of either edition with cells in every state."""
    form = draw(editions)
    blank, unclear, missing = (draw(some_cells(form)) for _ in range(3))
    unclear, missing = unclear & draw(some_cells(form)), missing & draw(some_cells(form))
    report = filled_report(draw(consistent_form(form)), form=form, blank=blank, unclear=unclear, missing=missing)
    for place in draw(st.sets(st.integers(0, len(report.form.cells) - 1), max_size=5)):
        if report.states[place] == State.PRINTED:
            report.states[place] = State.SPLIT
    return told(report, **CHAPTERS)


# ---- Read back -------------------------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(reports())
def test_markdown_gives_back_what_the_form_shows(report: FilledReport) -> None:
    shown = {State.MISSING: State.BLANK, State.SPLIT: State.PRINTED}
    again = read(markdown(report), "a.md")
    assert again.form is report.form
    assert again.states == [shown.get(State(state), state) for state in report.states]
    assert again.values == report.values
    assert {key: again.sections[key] for key in CHAPTERS} == CHAPTERS


@settings(max_examples=15)
@given(reports(), st.sampled_from([report_csv.write, report_json.write]))
def test_csv_and_json_give_back_every_state(report: FilledReport, write: Any) -> None:
    report.metadata = KNOWN | {"document_number": None}
    again = read(write(report), "a")
    assert again.form is report.form
    assert (again.states, again.values) == (report.states, report.values)
    assert (again.organ, again.year, again.edition) == (report.organ, report.year, report.edition)
    assert (again.sections, again.metadata) == (report.sections, report.metadata)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_markdown_gives_back_what_surrounds_the_tables(form: str) -> None:
    report = told(filled_report(form=form), **CHAPTERS)
    report.metadata = dict(KNOWN)
    again = read(markdown(report))
    assert (again.organ, again.year, again.edition, again.metadata) == (report.organ, report.year, form, KNOWN)


@pytest.mark.parametrize("write", [markdown, report_csv.write, report_json.write])
def test_a_mix_of_editions_comes_back(write: Any) -> None:
    report = filled_report(form=mixed("2019", "2021", "2021"), year=2022)
    assert read(write(report)).form is report.form


@pytest.mark.parametrize("write", [report_csv.write, report_json.write])
@pytest.mark.parametrize("value", [10**30, 123_456_789_012_345_678])
def test_long_figures_come_back_to_the_last_digit(write: Any, value: int) -> None:
    amount = Decimal("123456789012345678901234567890.123456789")
    again = read(write(filled_report({NEW: value, AMOUNT: amount, CHANGE: -value}, form="2019")))
    assert (again.value(NEW), again.value(AMOUNT), again.value(CHANGE)) == (value, amount, -value)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("write", [markdown, report_csv.write, report_json.write])
def test_text_that_looks_like_something_else_comes_back_as_text(write: Any, text: str) -> None:
    report = told(filled_report(), overview=f"第一段。\n{text}", other=text)
    again = read(write(report))
    assert again.values == report.values
    assert again.sections["overview"] == f"第一段。\n{text}"
    assert again.sections["other"] == text


@pytest.mark.parametrize("write", [markdown, report_csv.write, report_json.write])
def test_the_same_report_gives_the_same_bytes(write: Any) -> None:
    assert write(told(filled_report(), **CHAPTERS)) == write(told(filled_report(), **CHAPTERS))


@pytest.mark.parametrize("write", [markdown, report_csv.write])
def test_control_characters_and_lone_surrogates_are_left_out(write: Any) -> None:
    written = write(told(filled_report(), overview="甲\x00\x07\x1b[31m\x1f乙\ud800丙\uffff。"))
    assert "乙丙。".encode() in written
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", written)


# ---- Markdown --------------------------------------------------------------------------------------------------------


def test_each_line_says_its_label_in_full() -> None:
    lines = markdown(filled_report({NEW: 17}, blank=["requests.new_received.legal"])).decode().split("\n")
    assert "| 一、本年新收政府信息公开申请数量 | 17 | 0 | 0 | 0 |  | 0 | 0 |" in lines
    assert "| 三、本年度办理结果（三）不予公开1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |" in lines
    assert "| 行政诉讼：复议后起诉 | 0 | 0 | 0 | 0 | 0 |" in lines
    assert "| 信息内容 | 本年收费金额（单位：万元） |" in lines
    heads = next(line for line in lines if "法律服务机构" in line)
    assert heads.split(" | ")[5] == "法人或其他组织：法律服务机构"


def test_every_table_has_as_many_cells_in_each_line() -> None:
    for block in markdown(filled_report(form="2019")).decode().split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.strip().split("\n")}) == 1


# ---- CSV -------------------------------------------------------------------------------------------------------------


def test_csv_is_what_a_spreadsheet_opens() -> None:
    written = report_csv.write(told(filled_report(), **CHAPTERS))
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n")
    lines = table(told(filled_report(), **CHAPTERS))
    assert lines[0] == ["键", "表", "行", "列", "状态", "数值"]
    assert {len(line) for line in lines} == {6}
    assert [line[0] for line in lines[1:4]] == ["organ", "year", "edition"]
    assert [line[0] for line in lines[-200:]] == list(filled_report().form.keys)


def test_a_line_names_its_cell_in_words() -> None:
    lines = {line[0]: line for line in table(filled_report({NEW: 17}, blank=["remedies"]))}
    assert lines[NEW] == [NEW, "表三", "一、本年新收政府信息公开申请数量", "自然人", "已填", "17"]
    assert lines["remedies.litigation_after.total"][1:] == ["表四", "行政诉讼/复议后起诉", "总计", "空白", ""]


def test_figures_stay_numbers_and_no_text_is_a_formula() -> None:
    report = told(
        filled_report({CHANGE: -5, "proactive.penalty.items_change": 5}, form="2019"), overview="\n".join(HOSTILE)
    )
    report.organ, report.metadata = "=1+1", {"publisher": "\t甲"}
    report.notes = [Note("READ.NOTED", {"note": "@甲"}, ("=x",))]
    found = values(report)
    assert (found[CHANGE], found["proactive.penalty.items_change"]) == ("-5", "5")
    assert (found["organ"], found["metadata.publisher"]) == ("'=1+1", "'\t甲")
    for key, *fields in table(report):
        for field in fields:
            assert not re.match("[=+@\t\r＝＋－＠]|-(?![0-9])", field), key
            assert not field.startswith("-") or key == CHANGE


# ---- JSON ------------------------------------------------------------------------------------------------------------


@settings(max_examples=10)
@given(reports())
def test_json_is_the_line_that_the_command_prints_and_stays_it(report: FilledReport) -> None:
    written = report_json.write(report)
    assert written == as_json.report_line("", report, "zh")
    assert report_json.write(read(written)) == written


def test_json_keeps_the_printed_text_and_the_place() -> None:
    report = filled_report({NEW: 0})
    report.texts[report.form.index[NEW]] = "/"
    cell = json.loads(report_json.write(report))["cells"][NEW]
    assert cell == {"state": "printed", "value": 0, "text": "/", "at": {"cell": report.form.index[NEW]}}
    again = read(report_json.write(report))
    assert again.texts[again.form.index[NEW]] == "/"
    assert again.at(again.form.index[NEW]) == cell["at"]
