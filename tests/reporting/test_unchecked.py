"""未核对: what could not be checked is told, with the reason, wherever findings are shown."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.core.checks.known import Known
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.models import Reading
from gongkai.reporting.unchecked import unchecked
from tests.builders import filled_report
from tests.reporting.examples import a_collection, a_report, officer, report_text, supervisor

pytestmark = pytest.mark.usefixtures("city")

PUBLISHED, PREVIOUS = "Whether it was published in time", "What was carried over, stocks"


def read(world, text: str, *, before: bool = False):
    if before:
        a_report(world, a_collection(world, year=2024, title="2024"), text=report_text("东湖区教育局", year=2024))
    report = a_report(world, a_collection(world), text=text)
    assert read_reports.func(now=world.now, collection=report.collection_id) == 1
    return report


def told(page) -> list[bool]:
    said = page.content.decode().replace("&#x27;", "'")
    return [words in said for words in (PUBLISHED, PREVIOUS)]


def test_without_a_day_of_publication_and_last_year_s_report_both_are_told(world, as_) -> None:
    report = read(world, report_text("东湖区教育局"))
    assert Reading.objects.get(report=report).unchecked == ["published", "previous"]
    boss = as_(supervisor(world))
    for page in ("report", "source"):
        assert told(boss.get(reverse(f"reporting:{page}", args=[report.pk]))) == [True, True]


def test_where_the_year_alone_is_lacking_the_year_alone_is_told() -> None:
    report = filled_report()
    report.year = None
    assert list(unchecked(report, Known(published=date(2025, 1, 20)))) == ["year", "previous"]
    assert list(unchecked(report, Known())) == ["published", "previous"]


def test_what_was_checked_is_not_told(world, as_) -> None:
    head, rest = report_text("东湖区教育局").split("\n", 1)
    report = read(world, f"{head}\n发布日期：2026-01-19\n{rest}", before=True)
    assert Reading.objects.get(report=report).unchecked == []
    boss = as_(supervisor(world))
    for page in ("report", "source"):
        assert told(boss.get(reverse(f"reporting:{page}", args=[report.pk]))) == [False, False]


def test_of_a_file_that_can_not_be_read_nothing_is_told_but_why(world, as_) -> None:
    report = read(world, "kein Bericht")
    assert Reading.objects.get(report=report).unchecked == []
    assert told(as_(supervisor(world)).get(reverse("reporting:report", args=[report.pk]))) == [False, False]
    assert as_(officer(world)).get(reverse("reporting:report", args=[report.pk])).status_code == 404
