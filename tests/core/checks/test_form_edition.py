import pytest

from gongkai.core.checks.catalogue import message
from gongkai.core.checks.form_edition import check_edition
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport
from tests.builders import filled_report, mixed


def variants(report: FilledReport) -> list[str]:
    return [finding.details["variant"] for finding in check_edition(report)]


def only(report: FilledReport) -> Finding:
    (finding,) = check_edition(report)
    assert (finding.code, finding.severity) == ("FORM.EDITION", "warning")
    return finding


@pytest.mark.parametrize(("form", "year"), [("2019", 2019), ("2019", 2020), ("2021", 2021), ("2021", 2030)])
def test_the_edition_due_is_silent(form: str, year: int) -> None:
    assert variants(filled_report(form=form, year=year)) == []


def test_the_old_form_for_a_new_year_names_its_tables() -> None:
    finding = only(filled_report(form="2019", year=2021))
    assert finding.at == {"cell": 0}
    assert message(finding, "zh") == (
        "2021 年度应当使用 2021 年格式（国办公开办函〔2021〕30号），而报告中不是："
        "表二（2019 年格式）、表三（2019 年格式）；请改用 2021 年格式重新填报，或核对报告年度。"
    )


def test_only_the_table_of_the_other_edition_is_named() -> None:
    report = filled_report(form=mixed("2021", "2019", "2021"), year=2022)
    finding = only(report)
    assert finding.at == {"cell": report.form.spans["requests"][0]}
    assert "another: table 3 (form of 2019)." in message(finding, "en")


def test_table_4_is_the_same_in_both_editions() -> None:
    assert variants(filled_report(form=mixed("2021", "2021", "2019"), year=2022)) == []
    assert variants(filled_report(form=mixed("2021", "2021", "2019"), year=None)) == []


def test_without_a_year_the_tables_are_compared_with_each_other() -> None:
    assert variants(filled_report(form="2019", year=None)) == []
    assert variants(filled_report(form="2021", year=None)) == []
    assert variants(filled_report(form=mixed("2019", "2021", "2021"), year=None)) == ["mixed"]


def test_a_table_that_is_not_there_has_no_edition() -> None:
    form = mixed("2019", "2021", "2021")
    assert variants(filled_report(form=form, year=2022, missing=["proactive"])) == []
    assert variants(filled_report(form=form, year=None, missing=["requests"])) == []
    assert variants(filled_report(year=2018, missing=["proactive", "requests", "remedies"])) == []


def test_before_2019_there_was_no_national_form() -> None:
    finding = only(filled_report(form="2019", year=2018))
    assert finding.details["variant"] == "too_early"
    assert "The report year is 2018, but the national form exists only from the report year 2019 on" in message(
        finding, "en"
    )


def test_a_finding_on_blank_cells_without_a_place_has_none() -> None:
    report = filled_report(form="2019", year=2022)
    report.starts = [-1] * len(report.starts)
    assert only(report).at == {}
