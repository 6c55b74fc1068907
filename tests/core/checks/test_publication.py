"""The day of publication, the index number, cited documents."""

from datetime import date

import pytest

from gongkai.core.checks.known import Known, Level, level_of
from gongkai.core.checks.publication import check_citations, check_index_number, check_publication_day
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told


def report_of(organ: str, published: str | None = None) -> FilledReport:
    report = filled_report()
    report.organ, report.metadata = organ, {"published_on": published, "index_number": None}
    return report


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        *(("云溪县人民政府", "government"), ("呼兰区人民政府", "government"), ("江安省政府", "government")),
        *(("云溪县人民政府办公室", "department"), ("云溪县教育局", "department"), ("江安省财政厅", "department")),
        *(("青石镇人民政府", "township"), ("太平街道办事处", "township"), ("白河乡人民政府", "township")),
        *(("云溪", None), ("", None), ("云溪自来水有限公司", None)),
    ],
)
def test_the_level_is_told_by_the_name_or_not_known(organ: str, level: Level | None) -> None:
    assert level_of(report_of(organ), Known()) == level


@pytest.mark.parametrize(
    ("organ", "published", "severity", "due"),
    [
        ("云溪县教育局", "2023-02-01", "error", "2023-01-31"),
        ("云溪县人民政府", "2023-04-01", "error", "2023-03-31"),
        ("青石镇人民政府", "2023-02-01", "info", "2023-01-31"),
        ("云溪", "2023-02-01", "unproven", "2023-01-31"),
    ],
)
def test_a_day_too_late(organ: str, published: str, severity: str, due: str) -> None:
    (finding,) = check_publication_day(report_of(organ, published))
    assert (finding.code, finding.severity, finding.details["due"]) == ("DATE.LATE", severity, due)


@pytest.mark.parametrize(
    ("organ", "published"),
    [
        ("云溪县教育局", "2023-01-31"),
        ("云溪县人民政府", "2023-03-31"),
        ("云溪县教育局", None),
        ("云溪", "2023-01-31"),
        ("云溪县教育局", "2023-02-30"),
    ],
)
def test_a_day_in_time_or_unknown_is_silent(organ: str, published: str | None) -> None:
    assert [*check_publication_day(report_of(organ, published))] == []


def test_the_day_given_goes_before_the_page() -> None:
    (finding,) = check_publication_day(report_of("云溪县教育局", "2023-01-20"), Known(published=date(2023, 2, 2)))
    assert finding.details["days"] == 2


@pytest.mark.parametrize(
    ("number", "own", "variant"),
    [
        ("000014349/2024-00712", None, "national"),
        ("01234567-8/2024-00001", "87654321-0", "other"),
        ("01234567-8/2024-00001", "012345678", None),
        ("01234567-8/2024-00001", None, None),
        ("YX-2024-17", "012345678", None),
        (None, "012345678", None),
    ],
)
def test_an_index_number_of_another_body(number: str | None, own: str | None, variant: str | None) -> None:
    report = report_of("云溪县人民政府")
    report.metadata["index_number"] = number
    found = [finding.details["variant"] for finding in check_index_number(report, Known(organ_code=own))]
    assert found == ([variant] if variant else [])


def test_the_general_office_itself_has_its_code() -> None:
    report = report_of("国务院办公厅")
    report.metadata["index_number"] = "000014349/2024-00001"
    assert [*check_index_number(report)] == []


@pytest.mark.parametrize(
    "number", ["国办函〔2020109号", "云政办〔20221〕3号", "云政办2022〕3号", "云政〔2022〕号", "云政〔2022〕03号"]
)
def test_a_number_that_is_not_whole(number: str) -> None:
    found = [finding.quote for finding in check_citations(told(filled_report(), other=f"依据《办法》({number})收费。"))]
    assert found == ([] if number == "云政办2022〕3号" else [number])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "国办函〔2020〕109号",
            "国办公开办函[2021]30号",
            "云政发（2022）第7号",
            "国务院令第711号",
            "云溪路100号(2022年)",
        ),
        *("(2022)云01行初12号判决", "2022年第3号公告", "电话(0871)6387号"),
    ],
)
def test_whole_numbers_and_other_ones_are_silent(text: str) -> None:
    assert [*check_citations(told(filled_report(), other=f"依据{text}办理。"))] == []
