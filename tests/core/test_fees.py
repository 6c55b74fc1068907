"""The information processing fee: the vectors, the calendar month, the ways allowed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.fees import PER_ITEM, PER_PAGE, Item, bands, of_item, of_items, of_month, of_pages, ways
from gongkai.core.law import OutsideTheLaw

ITEMS = {10: (0, 0), 11: (100, 100), 30: (100, 2000), 31: (200, 2200), 40: (200, 4000), 41: (300, 4300)}
ITEMS |= {50: (300, 7000), 51: (400, 7400)}
PAGES = {30: 0, 31: 10, 100: 700, 101: 720, 200: 2700, 201: 2740, 300: 6700}


@pytest.mark.parametrize(("number", "amounts"), ITEMS.items())
def test_items_vector(number: int, amounts: tuple[int, int]) -> None:
    assert (of_item(number), of_items(number)) == amounts


@pytest.mark.parametrize(("pages", "amount"), PAGES.items())
def test_pages_vector(pages: int, amount: int) -> None:
    assert of_pages(pages) == amount


@given(st.integers(1, 500))
def test_a_month_is_the_sum_of_its_items(count: int) -> None:
    assert of_items(count) == sum(of_item(number) for number in range(1, count + 1))


@given(st.integers(2, 500))
def test_no_later_unit_is_cheaper(count: int) -> None:
    assert of_item(count) >= of_item(count - 1)
    assert of_pages(count) - of_pages(count - 1) >= of_pages(count - 1) - of_pages(count - 2 or 1)


@given(st.sampled_from([PER_ITEM, PER_PAGE]), st.integers(1, 500))
def test_bands_follow_each_other_up_to_the_count(key: str, count: int) -> None:
    found = bands(key, count)
    assert found[0].first == 1
    assert [band.first for band in found[1:]] == [(band.last or 0) + 1 for band in found[:-1]]
    assert found[-1].first <= count <= (found[-1].last or count)


def test_counting_begins_with_one() -> None:
    for ask in (of_item, of_items, of_pages):
        with pytest.raises(ValueError, match="counted from 1"):
            ask(0)


def test_before_2021_there_is_no_fee() -> None:
    for ask in (of_item, of_items, of_pages):
        with pytest.raises(OutsideTheLaw):
            ask(1, date(2020, 12, 31))
    with pytest.raises(OutsideTheLaw):
        of_month([Item("甲", date(2020, 12, 31), "1")])


def test_items_count_through_an_applicant_s_calendar_month() -> None:
    march = [Item("甲", date(2026, 3, 1 + number), f"甲{number:02}") for number in range(11)]
    others = [Item("乙", date(2026, 3, 31), "乙"), Item("甲", date(2026, 4, 1), "甲四月")]
    found = of_month([*reversed(march), *others])
    assert found["甲10"] == (11, 100)
    assert found["甲09"] == (10, 0)
    assert found["乙"] == found["甲四月"] == (1, 0)


@given(st.permutations([Item("甲", date(2026, 3, 2), f"{number:02}") for number in range(12)]))
def test_the_order_of_recording_does_not_matter(items: list[Item]) -> None:
    assert of_month(items) == of_month(sorted(items, key=lambda item: item.name))


@pytest.mark.parametrize(
    ("unreasonable", "form", "only_told_where", "expected"),
    [
        (False, "paper", False, ()),
        (True, "paper", False, ("per_item", "per_page")),
        (True, "email", False, ("per_item", "per_page")),
        (True, "copy", False, ("per_item", "per_page")),
        (True, "inspection", False, ("per_item",)),
        (True, "paper", True, ("per_item",)),
    ],
)
def test_the_ways_in_which_a_fee_may_be_asked(
    unreasonable: bool, form: str, only_told_where: bool, expected: tuple[str, ...]
) -> None:
    assert ways(unreasonable, form, only_told_where) == expected
    if unreasonable:
        with pytest.raises(OutsideTheLaw):
            ways(unreasonable, form, only_told_where, date(2020, 12, 31))
