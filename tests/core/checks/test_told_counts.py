"""Numbers told and things listed, in chapters that an official can read (tests/situations/counts_in_text.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.checks.told_counts import check_told_counts
from gongkai.core.checks.told_years import check_told_years
from tests.builders import filled_report, told

FOLDER = Path(__file__).parents[2] / "situations"
SITUATIONS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "counts_in_text.yaml").read_text("utf-8"))
RIGHT: list[str] = yaml.safe_load((FOLDER / "right_paragraphs.yaml").read_text("utf-8"))


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one["文"][:24])
@pytest.mark.parametrize("chapter", ["overview", "problems"])
def test_situation(chapter: str, situation: dict[str, Any]) -> None:
    found = list(check_told_counts(told(filled_report(), **{chapter: situation["文"]})))
    assert [{"应为": one.expected, "实为": one.found} for one in found] == situation.get("误", [])
    assert {one.severity for one in found} <= {"warning"}


def test_a_finding_quotes_the_sentence_that_tells_the_number_and_stands_there() -> None:
    wrong = "存在以下三个问题："
    report = told(filled_report(), problems=f"总体向好。{wrong}\n1.更新慢。\n2.解读少。")
    (finding,) = check_told_counts(report)
    assert finding.quote == wrong
    start = finding.at["cell"]
    assert report.source[start : start + len(wrong)] == wrong


def test_a_list_ends_with_its_chapter() -> None:
    report = told(filled_report(), problems="存在以下三个问题：\n1.更新慢。\n2.解读少。", other="3.无其他事项。")
    assert [one.found for one in check_told_counts(report)] == [2]


@pytest.mark.parametrize("paragraph", RIGHT, ids=lambda one: one[:24])
def test_what_offices_write_rightly_is_silent(paragraph: str) -> None:
    report = told(filled_report(), [paragraph], overview=paragraph, problems=paragraph)
    assert [*check_told_counts(report), *check_told_years(report)] == []


def test_a_chapter_longer_than_an_office_writes_is_left_out() -> None:
    wrong = "存在以下三个问题：一是更新慢；二是解读少。"
    assert list(check_told_counts(told(filled_report(), problems=wrong + "续" * 60_000))) == []
