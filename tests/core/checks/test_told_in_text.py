"""What sentences tell, held against the tables and last year's (tests/situations/*_in_text.yaml)."""

import pytest

from gongkai.core.checks.told_cells import check_told_cells
from tests.builders import filled_report, told
from tests.situations.texts import FILES, OFFICES, Situation, seen, situations

ALL = [pytest.param(one, id=f"{file[:5]}-{one.text[:24]}") for file in FILES for one in situations(file)]


@pytest.mark.parametrize("situation", ALL)
def test_situation(situation: Situation) -> None:
    assert [seen(finding) for finding in situation.findings()] == situation.wanted


@pytest.mark.parametrize("file", OFFICES)
def test_what_offices_write(file: str) -> None:
    """Right paragraphs raise nothing; of the wrong ones all is found but what is marked 漏, and nothing else."""
    for one in situations(file):
        found = sorted((seen(finding) for finding in one.findings()), key=str)
        assert found == sorted((it for it in one.wanted if it not in one.missed), key=str), one.text


@pytest.mark.parametrize("situation", ALL)
def test_a_finding_quotes_its_sentence_where_it_stands(situation: Situation) -> None:
    source = situation.report.source
    for finding in situation.findings():
        assert finding.quote
        assert source.startswith(finding.quote, finding.at["cell"])


def test_blank_cells_leave_a_figure_open_and_are_named() -> None:
    report = told(filled_report(blank=["requests.refused.process"]), overview="收到政府信息公开申请0件，不予公开2件。")
    (finding,) = check_told_cells(report)
    assert (finding.severity, finding.expected, finding.found) == ("unproven", None, 2)
    assert finding.cells == ("requests.refused.process.total",)


def test_words_are_proved_wrong_by_the_cells_that_are_printed() -> None:
    blank = ["remedies.litigation_after.total"]
    for count, severity in ((1, "error"), (0, "unproven")):
        report = told(
            filled_report({"remedies.reconsideration.total": count}, blank=blank),
            remedies="本年度未发生行政复议、行政诉讼案件。",
        )
        assert [finding.severity for finding in check_told_cells(report)] == [severity]
