"""The working calendar: every day pinned and cross-checked, versions, areas, counting in both directions."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar import Calendar, NoSuchArea, Unannounced, areas, build, calendar, merged
from gongkai.core.law.calendars import area_years, national_years
from tests.cli.snapshots import assert_snapshot

YEARS = [year.year for year in national_years()]
DAY = timedelta(days=1)
WORKING = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}

# received → the 7th, 15th, 20th and 40th working day after it
VECTORS = """
2019-09-16 2019-09-25 2019-10-11 2019-10-17 2019-11-14
2020-01-10 2020-01-20 2020-02-07 2020-02-14 2020-03-13
2021-12-31 2022-01-12 2022-01-24 2022-01-29 2022-03-03
2022-12-09 2022-12-20 2022-12-30 2023-01-09 2023-02-09
2023-09-15 2023-09-26 2023-10-12 2023-10-19 2023-11-16
2025-01-14 2025-01-23 2025-02-10 2025-02-17 2025-03-17
2026-02-02 2026-02-11 2026-02-28 2026-03-06 2026-04-03
2026-09-18 2026-09-29 2026-10-15 2026-10-22 2026-11-19
"""


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY


@pytest.mark.parametrize("line", VECTORS.split("\n")[1:-1])
def test_vector(line: str) -> None:
    received, *ends = (date.fromisoformat(text) for text in line.split())
    assert [calendar().add(received, count) for count in (7, 15, 20, 40)] == ends


def test_the_vector_that_runs_into_a_year_without_notice() -> None:
    found = [calendar().add(date(2026, 11, 20), count) for count in (7, 15, 20)]
    assert found == [date(2026, 12, 1), date(2026, 12, 11), date(2026, 12, 18)]
    with pytest.raises(Unannounced) as caught:
        calendar().add(date(2026, 11, 20), 40)
    assert (caught.value.year, caught.value.before) == (2027, False)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_is_pinned(year: int) -> None:
    """The days on which a notice, not the week, decides; a changed rule shows as changed days."""
    lines = [
        " ".join([f"{day.date} {day.date:%a}", "works" if day.works else "off", *day.because.holidays, day.notice.name])
        for day in calendar().days(date(year, 1, 1), date(year, 12, 31))
        if day.because and day.notice
    ]
    count = sum(calendar().works(day) for day in days_of(year))
    assert_snapshot(f"calendars/{year}.txt", "\n".join([*lines, f"working days {count}", ""]))
    assert count == WORKING[year]


@pytest.mark.parametrize("year", YEARS)
def test_an_independent_calendar_agrees_on_every_day(year: int) -> None:
    assert not [day for day in days_of(year) if chinese_calendar.is_workday(day) != calendar().works(day)]


def test_a_change_in_mid_course_is_known_from_the_day_it_was_published() -> None:
    may, spring = date(2019, 5, 2), date(2020, 1, 31)
    assert [calendar(day).works(may) for day in (date(2019, 3, 21), date(2019, 3, 22))] == [True, False]
    assert [calendar(day).works(spring) for day in (date(2020, 1, 26), date(2020, 1, 27))] == [True, False]
    assert [calendar(day).works(date(2020, 2, 1)) for day in (date(2020, 1, 26), date(2020, 1, 27))] == [True, False]


def test_a_day_names_the_notice_that_first_said_so() -> None:
    first, longer = (notice.number for notice in national_years()[1].notices)
    days = {date(2020, 1, 19): first, date(2020, 1, 30): first, date(2020, 1, 31): longer, date(2020, 2, 1): longer}
    found = {day: calendar().day(day).notice for day in days}
    assert {day: notice.number for day, notice in found.items() if notice} == days


def test_a_year_is_unknown_until_its_notice() -> None:
    asked = date(2026, 1, 5)
    assert calendar(date(2025, 11, 4)).works(asked)
    for known in (date(2025, 11, 3), date(2018, 1, 1)):
        with pytest.raises(Unannounced) as caught:
            calendar(known).works(asked)
        assert caught.value.year == 2026
        assert not caught.value.before


def test_before_the_first_year_nothing_is_known() -> None:
    for ask in (
        lambda: calendar().works(date(2018, 12, 31)),
        lambda: calendar().add(date(2018, 12, 28), 3),
        lambda: calendar().back(date(2019, 1, 3), 5),
    ):
        with pytest.raises(Unannounced) as caught:
            ask()
        assert caught.value.before


def test_each_day_says_why() -> None:
    asked = {
        date(2026, 2, 13): ("weekday", None),
        date(2026, 2, 14): ("worked", ("spring",)),
        date(2026, 2, 16): ("holiday", ("spring",)),
        date(2026, 3, 1): ("rest", None),
    }
    for day, (why, holidays) in asked.items():
        found = calendar().day(day)
        assert (found.why, found.because.holidays if found.because else None) == (why, holidays)


def test_an_area_adds_its_own_holidays_and_their_reason() -> None:
    area = "宁夏回族自治区"
    assert calendar().works(date(2024, 6, 17))
    found = calendar(area=area).day(date(2024, 6, 17))
    assert (found.works, found.because.holidays if found.because else None) == (False, ("古尔邦节",))


def test_an_area_goes_before_the_country() -> None:
    """广西 2023: Sunday 23 April was worked nationally for Labour Day, and off there. 凉山 2023: 7 October the same."""
    for area, day in (("广西壮族自治区", date(2023, 4, 23)), ("凉山彝族自治州", date(2023, 10, 7))):
        assert calendar().works(day)
        assert not calendar(area=area).works(day)


def test_an_area_s_year_that_is_not_on_record_is_not_certain() -> None:
    area = "凉山彝族自治州"
    assert calendar().works(date(2025, 1, 2))
    with pytest.raises(Unannounced) as caught:
        calendar(area=area).works(date(2025, 1, 2))
    assert (caught.value.year, caught.value.area) == (2025, area)
    with pytest.raises(Unannounced) as caught:
        calendar(area=area).works(date(2022, 1, 5))
    assert caught.value.before


def test_an_area_nobody_knows_is_refused() -> None:
    with pytest.raises(NoSuchArea):
        calendar(area="云溪自治县")
    with pytest.raises(NoSuchArea):
        build(national_years(), area_years(), area="云溪自治县")
    assert len(areas()) >= 3


def test_what_is_expected_is_marked_and_keeps_what_is_announced() -> None:
    wider = calendar().assuming(2028)
    assert [wider.works(day) for year in YEARS for day in days_of(year)] == [
        calendar().works(day) for year in YEARS for day in days_of(year)
    ]
    expected = {
        date(2027, 1, 1): "expected_holiday",
        date(2027, 1, 2): "expected_rest",
        date(2028, 2, 29): "expected_weekday",
    }
    for day, why in expected.items():
        found = wider.day(day)
        assert (found.why, found.expected) == (why, True)
    assert not wider.day(date(2026, 12, 31)).expected


def test_an_area_s_expectation_keeps_the_country_s_notice() -> None:
    wider = calendar(area="凉山彝族自治州").assuming(2026)
    assert not wider.works(date(2025, 1, 28))
    assert not wider.day(date(2025, 1, 28)).expected


# ---- Arithmetic

FIRST, LAST = date(2019, 1, 2), date(2026, 6, 30)
some_day = st.dates(FIRST, LAST)
few = st.integers(1, 60)
spans = st.lists(
    st.tuples(some_day, st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY)), max_size=5
)


def slow_add(known: Calendar, start: date, count: int, left_out: list[tuple[date, date]]) -> date:
    """Day by day, as a person counts."""
    day = start
    while count:
        day += DAY
        if known.works(day) and not any(first <= day <= last for first, last in left_out):
            count -= 1
    return day


@given(some_day, few, spans)
def test_counting_is_counting_day_by_day(start: date, count: int, left_out: list[tuple[date, date]]) -> None:
    try:
        expected = slow_add(calendar(), start, count, left_out)
    except Unannounced:
        with pytest.raises(Unannounced):
            calendar().add(start, count, left_out)
        return
    assert calendar().add(start, count, left_out) == expected


@given(st.dates(date(2019, 1, 7), LAST), few)
def test_counting_back_gives_the_period(start: date, count: int) -> None:
    end = calendar().add(start, count)
    assert calendar().works(end)
    assert calendar().count(start, end) == count
    assert calendar().back(end, count) <= start < calendar().back(end, count - 1)


@given(some_day, st.integers(0, 30), few)
def test_a_later_receipt_is_never_due_earlier(start: date, later: int, count: int) -> None:
    assert calendar().add(start, count) <= calendar().add(start + later * DAY, count)


@given(some_day, few, spans, spans)
def test_leaving_out_more_never_makes_it_due_earlier(start: date, count: int, some: list, more: list) -> None:
    known = calendar().assuming(2040)
    assert known.add(start, count, some) <= known.add(start, count, [*some, *more])


@given(spans, st.randoms())
def test_the_union_does_not_depend_on_the_order(left_out: list, random) -> None:
    shuffled = random.sample(left_out, len(left_out))
    assert merged(left_out) == merged(shuffled) == merged(merged(left_out))
    days = {first + step * DAY for first, last in left_out for step in range((last - first).days + 1)}
    assert sum((last - first).days + 1 for first, last in merged(left_out)) == len(days)


@given(some_day)
def test_the_nearest_working_days(day: date) -> None:
    before, after = calendar().on_or_before(day), calendar().on_or_after(day)
    assert calendar().works(before)
    assert calendar().works(after)
    assert before <= day <= after
    assert calendar().works(day) == (before == after)


def test_nothing_counted_is_the_start_itself() -> None:
    day = date(2026, 2, 15)
    assert calendar().add(day, 0) == calendar().back(day, 0) == day
