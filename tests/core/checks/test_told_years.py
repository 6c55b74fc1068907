"""Years told in title, preamble, period and statements, in reports that an official can read
(tests/situations/years_in_text.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.checks.told_years import check_told_years
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told

SITUATIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "situations" / "years_in_text.yaml").read_text("utf-8")
)
PLACES = {"题": "title", "导语": "preamble", "期限": "period", "叙述": "statement"}


def report_with(situation: dict[str, Any]) -> FilledReport:
    year = situation.get("报告年度", 2022)
    report = filled_report(form="2019" if year in (2019, 2020) else "2021", year=None if year == "未知" else year)
    report.organ = "示例市教育局"
    chapters = {"overview": situation.get("概况", ""), "proactive": situation.get("主动公开", "")}
    return told(report, before=[*situation.get("题", []), situation.get("导语", "")], **chapters)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: str(next(iter(one.values())))[:24])
def test_situation(situation: dict[str, Any]) -> None:
    report = report_with(situation)
    found = list(check_told_years(report))
    wanted = [(PLACES[one["哪里"]], one["实为"]) for one in situation.get("误", [])]
    assert [(one.details["variant"], one.found) for one in found] == wanted
    assert {one.expected for one in found} <= {report.year}
    assert {one.severity for one in found} <= {"warning"}


def test_a_finding_quotes_its_sentence_and_stands_there() -> None:
    wrong = "2021年，我局收到申请6件。"
    report = told(filled_report(), overview=f"（一）依申请公开。{wrong}均已答复。")
    (finding,) = check_told_years(report)
    assert finding.quote == wrong
    start = finding.at["cell"]
    assert report.source[start : start + len(wrong)] == wrong
