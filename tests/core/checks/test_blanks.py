from gongkai.core.checks.blanks import check_blanks
from gongkai.core.checks.catalogue import message
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport, Note
from tests.builders import filled_report

APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other", "total")


def lost_row(row: str, printed: int) -> Note:
    cells = tuple(f"requests.{row}.{column}" for column in APPLICANTS)
    return Note("READ.COLUMN_LOST", {"printed": printed, "cells": 7}, cells)


def findings(report: FilledReport) -> list[Finding]:
    found = list(check_blanks(report))
    assert all(finding.severity == "warning" for finding in found)
    return found


def test_a_full_form_has_nothing_to_say() -> None:
    assert findings(filled_report()) == []


def test_blanks_are_named_row_by_row_in_one_finding_a_table() -> None:
    report = filled_report(
        {"remedies.reconsideration.total": 1},
        blank=["proactive.rules", "proactive.charges", "remedies.reconsideration.upheld"],
    )
    two, four = findings(report)
    assert (two.code, four.code) == ("T2.BLANK", "T4.BLANK")
    assert two.cells == (
        "proactive.rules.made",
        "proactive.rules.repealed",
        "proactive.rules.in_force",
        "proactive.charges.amount",
    )
    assert two.at == {"cell": 0}
    assert message(two, "zh") == (
        "表二有 4 格空白：规章、行政事业性收费。空白不等于 0：没有发生的请填 0，有数字的请补上。"
    )
    assert message(four, "en") == (
        "Table 4, blank cells (1): column upheld of row reconsideration. "
        "A blank is not a 0: fill in 0 where there was nothing, the figure where there was something."
    )


def test_a_blank_that_can_only_be_0_is_still_a_blank() -> None:
    columns = ("natural", "business", "research", "welfare", "legal", "other")
    (finding,) = findings(filled_report(blank=[f"requests.partial.{column}" for column in columns]))
    assert len(finding.cells) == 6
    assert finding.details["variant"] == "zeros"
    assert "按勾稽关系其中 6 格只能是 0" in message(finding, "zh")
    assert "三(二)部分公开的总计以外的 6 列。" in message(finding, "zh")


def test_a_table_left_blank_is_said_in_one_short_sentence() -> None:
    (finding,) = findings(filled_report(blank=["requests"]))
    assert len(finding.cells) == 175
    assert message(finding, "zh") == "表三全部 175 格空白；没有发生的请填 0，有数字的请补上。"


def test_columns_blank_in_every_row_are_named_once() -> None:
    blank = [cell.key for cell in filled_report().form.cells if cell.column.key in ("welfare", "legal")]
    (finding,) = findings(filled_report(blank=blank))
    assert "空白：全部 25 行的社会公益组织、法律服务机构。" in message(finding, "zh")
    assert "columns public-welfare organisations, legal service institutions of all 25 rows" in message(finding, "en")


def test_rows_whose_blanks_were_lost_are_counted() -> None:
    notes = [lost_row("new_received", 2), lost_row("partial", 4), Note("READ.OTHER")]
    report = filled_report(unclear=["requests.new_received", "requests.partial"], notes=notes)
    (finding,) = findings(report)
    assert finding.cells == (*notes[0].cells, *notes[1].cells)
    assert finding.details["lost"] == 8
    assert "至少 8 格空白：一、本年新收政府信息公开申请数量、三(二)部分公开。" in message(finding, "zh")


def test_lost_blanks_and_blanks_are_one_finding() -> None:
    report = filled_report(
        unclear=["requests.partial"], blank=["requests.disclosed.natural"], notes=[lost_row("partial", 1)]
    )
    (finding,) = findings(report)
    assert len(finding.cells) == 8
    assert "有 1 格空白：三(一)予以公开的自然人；另有几行" in message(finding, "zh")
    assert "at least 6 more are: row 三(二) (partially disclosed)" in message(finding, "en")


def test_a_missing_row_is_not_a_blank_one() -> None:
    blank, missing = findings(filled_report(blank=["proactive.charges"], missing=["proactive.rules"]))
    assert blank.cells == ("proactive.charges.amount",)
    assert len(missing.cells) == 3
    assert "表二有 3 格不在文件中：规章。" in message(missing, "zh")


def test_a_missing_table_is_said_in_one_short_sentence() -> None:
    (finding,) = findings(filled_report(missing=["remedies"]))
    assert len(finding.cells) == 15
    assert message(finding, "zh") == (
        "文件中没有表四（政府信息公开行政复议、行政诉讼情况）；请按格式补上整张表，没有发生的填 0。"
    )


def test_a_cell_that_is_only_unclear_is_not_blank() -> None:
    assert findings(filled_report(unclear=["remedies.reconsideration.upheld"])) == []
