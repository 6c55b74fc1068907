"""两年对照页: two reports side by side, what does not continue, and which is the earlier told by their years."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from gongkai.portal.comparison import _growth
from tests.cli.calls import SOUND
from tests.portal.many import a_report, upload

pytestmark = pytest.mark.slow

PAGE = "/tools/report/compare/"
BEFORE = (
    SOUND.decode()
    .replace("2024", "2023")
    .replace("| 41.26 |", "| 39.5 |")
    .replace("| 行政许可 | 318 |", "| 行政许可 | 300 |")
    .encode()
)


def send(visitor: Client, first: bytes, second: bytes, status: int = 200) -> Any:
    given = {"first": upload("甲.txt", first), "second": upload("乙.txt", second), "complete": "1"}
    response = visitor.post(PAGE, given)
    assert response.status_code == status
    return html.document_fromstring(response.content.decode())


def words(tree: Any) -> str:
    return " ".join(tree.text_content().split())


def line(tree: Any, row: str) -> list[str]:
    (found,) = tree.xpath("//tr[th[normalize-space()=$row]]", row=row)
    return [" ".join(cell.text_content().split()) for cell in found.xpath("td")]


def test_the_page_asks_for_two(visitor: Client) -> None:
    tree = html.document_fromstring(visitor.get(PAGE).content.decode())
    assert len(tree.xpath("//main//input[@type='file']")) == 2


def test_figures_stand_side_by_side_with_difference_and_growth(visitor: Client) -> None:
    tree = send(visitor, BEFORE, a_report())
    assert line(tree, "行政许可") == ["本年处理决定数量", "300", "318", "+18", "+6.0%"]
    assert line(tree, "行政事业性收费")[1:] == ["39.5", "41.26", "+1.76", "+4.5%"]
    assert line(tree, "行政处罚")[1:] == ["27", "27", "0", "–"]
    assert "行政强制 · 本年处理决定数量" in tree.xpath("//details/ul/li/text()")


def test_what_does_not_continue_is_told(visitor: Client) -> None:
    tree = send(visitor, BEFORE, a_report())
    codes = set(tree.xpath("//ol[@class='findings']//code/text()"))
    assert {"T3.CARRY", "T2.STOCK", "TXT.REPEAT"} <= codes


def test_the_years_tell_which_is_the_earlier(visitor: Client) -> None:
    one, other = send(visitor, BEFORE, a_report()), send(visitor, a_report(), BEFORE)
    assert line(one, "行政许可") == line(other, "行政许可")
    assert [files.text_content() for files in other.xpath("//dl//bdi")][1::2] == ["乙.txt", "甲.txt"]


def test_where_the_years_do_not_tell_it_is_said(visitor: Client) -> None:
    tree = send(visitor, a_report(), a_report("青槐县水利局"))
    notice = words(tree.xpath("//main//div[contains(@class, 'notice warning')]")[0])
    assert "2024" in notice
    assert "青槐县水利局" in notice


@pytest.mark.parametrize(
    ("before", "now", "growth"), [(4, 6, "+50.0%"), (6, 4, "-33.3%"), (0, 5, ""), (-3, 5, ""), (5, -3, ""), (5, 5, "")]
)
def test_what_has_a_sign_has_no_growth(before: int, now: int, growth: str) -> None:
    assert _growth(before, now) == growth


def test_a_chart_stands_beside_each_table_with_figures(visitor: Client) -> None:
    tree = send(visitor, BEFORE, a_report())
    assert len(tree.xpath("//figure[contains(@class, 'chart')]")) == 3
    assert not tree.xpath("//main//@style")


def test_forms_of_two_editions_are_compared_where_they_count_the_same(visitor: Client) -> None:
    old = (Path(__file__).parents[1] / "documents" / "form_2019_for_2021.txt").read_bytes()
    tree = send(visitor, old, a_report())
    assert tree.xpath("//table//caption")


def test_a_file_that_is_no_report_is_told_at_its_field(visitor: Client, place: Path) -> None:
    tree = send(visitor, b"", a_report(), status=422)
    assert "甲.txt" in words(tree.xpath("//*[@id='id_first_error']")[0])
    tree = send(visitor, a_report(), b"\x89PNG\r\n\x1a\n", status=422)
    assert "乙.txt" in words(tree.xpath("//*[@id='id_second_error']")[0])
    assert [path for path in place.rglob("*") if path.is_file()] == []


def test_the_real_reports(visitor: Client, real_reports: Path) -> None:
    texts = sorted(real_reports.rglob("*.txt"))
    tree = send(visitor, texts[0].read_bytes(), texts[1].read_bytes())
    assert tree.xpath("//table//caption")
