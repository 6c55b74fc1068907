"""前后对照: a mended report beside the one before, and what is said where they can't be compared."""

import pytest
from django.urls import reverse

from gongkai.reporting.beside import beside
from tests.reporting.examples import a_read_report, report_text, supervisor

pytestmark = pytest.mark.usefixtures("city")


def pair(world, earlier: str, later: str):
    first = a_read_report(world, text=earlier)
    return first, a_read_report(world, first.collection, text=later)


def test_the_cells_that_changed(world) -> None:
    found = beside(*pair(world, report_text("东湖区教育局", wrong=True), report_text("东湖区教育局")), "en")
    assert [(one.old, one.new) for one in found.changes] == [(13, 12)]
    assert (found.unread, found.left_out) == ("", 0)


def test_a_later_file_about_an_earlier_year_is_not_called_the_same(world, as_) -> None:
    _first, later = pair(world, report_text("东湖区教育局"), report_text("东湖区教育局", year=2024))
    page = as_(supervisor(world)).get(reverse("reporting:compare", args=[later.pk])).content.decode()
    assert "the file before is about 2025, this one about 2024" in page
    assert "No figure of the tables is another one" not in page


def test_which_file_can_not_be_read_is_told(world) -> None:
    first, later = pair(world, "x", report_text("东湖区教育局"))
    found = beside(first, later, "en")
    assert found.changes == ()
    assert found.unread.startswith(f"“{first}”: ")
