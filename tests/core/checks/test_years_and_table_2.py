"""What continues last year, who makes rules, and in what unit."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from gongkai.core.checks.disclosed import check_rules, check_unit
from gongkai.core.checks.known import Known, Level
from gongkai.core.checks.last_year import check_carried, check_pending, check_stock
from gongkai.core.report import FilledReport
from tests.builders import filled_report


def last_year(values: dict[str, int], blank: Sequence[str] = ()) -> Known:
    return Known(previous=filled_report(values, year=2021, blank=blank))


def test_what_was_carried_out_is_carried_in() -> None:
    known = last_year({"requests.carried_out.natural": 3, "requests.carried_out.total": 3})
    assert [
        *check_carried(filled_report({"requests.carried_in.natural": 3, "requests.carried_in.total": 3}), known)
    ] == []
    findings = [*check_carried(filled_report({"requests.carried_in.total": 3}), known)]
    assert [(one.severity, one.cells, one.expected, one.found) for one in findings] == [
        ("error", ("requests.carried_in.natural",), 3, 0)
    ]


def test_another_name_or_a_blank_makes_it_a_warning() -> None:
    report = filled_report({"requests.carried_in.total": 1})
    (finding,) = check_carried(report, last_year({}, blank=["requests.carried_out"]))
    assert (finding.severity, finding.details["variant"]) == ("warning", "blank")
    report.organ = "示例区新城管理委员会"
    (finding,) = check_carried(report, last_year({}))
    assert (finding.severity, finding.details["variant"]) == ("warning", "reorganised")


def test_a_report_of_another_year_proves_nothing() -> None:
    known = Known(previous=filled_report({"requests.carried_out.total": 9}, year=2020, form="2019"))
    (finding,) = check_carried(filled_report(), known)
    assert (finding.severity, finding.details["variant"]) == ("unproven", "years")
    assert [*check_stock(filled_report(), known), *check_pending(filled_report(), known)] == []


@pytest.mark.parametrize(("in_force", "count"), [(11, 0), (10, 1), (13, 1)])
def test_the_stock_of_documents(in_force: int, count: int) -> None:
    key = "proactive.normative."
    report = filled_report({f"{key}made": 2, f"{key}repealed": 1, f"{key}in_force": in_force})
    findings = [*check_stock(report, last_year({f"{key}in_force": 10}))]
    assert [(one.expected, one.found) for one in findings] == [(11, in_force)] * count


def test_the_form_of_2019_has_no_stock() -> None:
    known = Known(previous=filled_report(form="2019", year=2020))
    assert [*check_stock(filled_report({"proactive.rules.in_force": 4}, year=2021), known)] == []


def test_pending_cases_are_counted_again() -> None:
    known = last_year({"remedies.reconsideration.pending": 2, "remedies.litigation_after.pending": 1})
    (finding,) = check_pending(filled_report({"remedies.reconsideration.total": 2}), known)
    assert (finding.cells, finding.expected, finding.found) == (("remedies.litigation_after.total",), 1, 0)


@pytest.mark.parametrize(
    ("organ", "count"),
    [("青石镇人民政府", 1), ("云溪县人民政府", 1), ("云溪县教育局", 1), ("江安省人民政府", 0), ("江州市人民政府", 0)],
)
def test_rules_of_those_who_make_none(organ: str, count: int) -> None:
    report = filled_report({"proactive.rules.in_force": 3})
    report.organ = organ
    assert len([*check_rules(report)]) == count
    report = filled_report()
    report.organ = organ
    assert [*check_rules(report)] == []


@pytest.mark.parametrize(
    ("amount", "level", "count"), [("36.5", "township", 0), ("365000", "township", 1), ("365000", "government", 0)]
)
def test_an_amount_in_yuan(amount: str, level: Level, count: int) -> None:
    report: FilledReport = filled_report({"proactive.charges.amount": Decimal(amount)})
    assert [one.found for one in check_unit(report, Known(level=level))] == [Decimal(amount)] * count
