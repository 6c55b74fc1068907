"""The chapters: missing, empty, without a topic, without the fee."""

import pytest

from gongkai.core.checks.chapters import check_chapters, check_fee_statement, check_topics
from gongkai.core.checks.known import Known
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told

OVERVIEW = "主动公开信息12条。依申请公开3件。加强政府信息管理。维护网站。开展监督,组织考核和社会评议,没有责任追究。"


def codes(report: FilledReport) -> list[tuple[str, str]]:
    return [(finding.code, finding.details["chapter"]["zh"]) for finding in check_chapters(report)]


def test_a_whole_report_is_silent() -> None:
    report = told(filled_report(), overview=OVERVIEW, problems="问题和改进。", other="收取信息处理费0元。")
    assert [*check_chapters(report), *check_topics(report), *check_fee_statement(report)] == []


def test_a_chapter_without_heading_is_missing_and_one_without_text_empty() -> None:
    report = told(filled_report(), overview=OVERVIEW, problems=None, other=" 。\n")
    assert codes(report) == [("CH.MISSING", "五、存在的主要问题及改进情况"), ("CH.EMPTY", "六、其他需要报告的事项")]


def test_the_chapter_of_a_table_is_there_with_the_table() -> None:
    report = told(filled_report(missing=["remedies"]), overview=OVERVIEW, problems="有。", other="无。", requests=None)
    report.sections["remedies"] = None
    assert codes(report) == [("CH.MISSING", "四、政府信息公开行政复议、行政诉讼情况")]


def test_a_reading_that_found_few_headings_proves_nothing() -> None:
    report = filled_report()
    report.sections = {"overview": OVERVIEW, "problems": None, "other": None}
    assert codes(report) == []


def test_topics_left_out_are_named_in_one_finding() -> None:
    report = told(filled_report(), overview="主动公开信息12条,依申请公开3件。", problems="有。", other="无。")
    (finding,) = check_topics(report)
    assert finding.details["topics"]["zh"] == "政府信息管理、平台建设、监督保障、工作考核、社会评议、责任追究结果"
    (finding,) = check_topics(report, Known(level="department"))
    assert finding.details["count"] == 3


def test_topics_are_asked_of_the_form_of_2021_alone() -> None:
    assert [*check_topics(told(filled_report(form="2019"), overview="概况。", problems="有。", other="无。"))] == []


@pytest.mark.parametrize("text", ["无。", "没有其他需要报告的事项。"])
def test_chapter_6_without_the_fee(text: str) -> None:
    (finding,) = check_fee_statement(told(filled_report(), other=text))
    assert (finding.code, finding.severity, finding.details["variant"]) == ("CH6.FEE", "warning", "missing")


@pytest.mark.parametrize(
    "text",
    ["本年度未发出收费通知,未收取信息处理费。", "没有下达缴费通知。", "发出收费通知0件,收取信息处理费0元。"],
)
def test_no_notice_cannot_be_where_one_was_not_paid(text: str) -> None:
    cell = "requests.other.unpaid.total"
    (finding,) = check_fee_statement(told(filled_report({cell: 2}), other=text))
    assert (finding.cells, finding.expected, finding.found) == ((cell,), 2, 0)
    assert [*check_fee_statement(told(filled_report(), other=text))] == []


def test_a_notice_that_brought_no_money_is_no_contradiction() -> None:
    told_so = "发出收费通知2件,未收取信息处理费。"
    assert [*check_fee_statement(told(filled_report({"requests.other.unpaid.total": 2}), other=told_so))] == []
