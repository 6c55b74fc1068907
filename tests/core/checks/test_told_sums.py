"""Totals and parts in sentences that an official can read (tests/situations/sums_in_text.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.checks.told_sums import check_told_sums
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told

SITUATIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "situations" / "sums_in_text.yaml").read_text("utf-8")
)
CELL = "requests.carried_in.total"


def report_with(situation: dict[str, Any]) -> FilledReport:
    carried = situation.get("上年结转", 0)
    blank = [CELL] if carried == "空" else []
    return told(filled_report({} if blank else {CELL: carried}, blank=blank), overview=situation["文"])


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one["文"][:24])
def test_situation(situation: dict[str, Any]) -> None:
    found = [
        {"程度": finding.severity, "应为": finding.expected, "实为": finding.found}
        for finding in check_told_sums(report_with(situation))
    ]
    assert found == situation.get("误", [])


def test_a_finding_quotes_its_sentence_and_stands_there() -> None:
    wrong = "收到申请12件，其中自然人11件、企业3件。"
    report = told(filled_report(), overview=f"加强领导。{wrong}及时答复。", other="无。")
    (finding,) = check_told_sums(report)
    assert finding.quote == wrong
    start, end = finding.at["cell"], finding.at["cell"] + len(wrong)
    assert report.source[start:end] == wrong
