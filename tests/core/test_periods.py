"""Periods of the law: units, days off at the end, months without the day, days that the law names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar import Unannounced, calendar
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import PERIODS, keys, parameter
from gongkai.core.periods import due, last_day, numbered

DUE = [
    ("publication.information", "2026-09-18", "2026-10-22"),
    ("publication.licence_or_penalty", "2026-02-02", "2026-02-11"),
    ("publication.budget", "2026-02-05", "2026-02-25"),
    ("publication.budget", "2026-09-11", "2026-10-08"),  # the 20th day is 1 October
    ("publication.budget", "2026-02-01", "2026-02-24"),  # the 20th day is within the Spring Festival
    ("publication.penalty_withdrawal", "2026-09-18", "2026-09-22"),  # Sunday 20 September works
    ("report.department", "2025-12-31", "2026-01-31"),  # a Saturday, and not moved
    ("report.government", "2025-12-31", "2026-03-31"),
    ("remedies.answer_to_reconsideration", "2026-02-02", "2026-02-14"),  # a Saturday that works
    ("remedies.answer_to_reconsideration_simplified", "2026-02-02", "2026-02-09"),
    ("remedies.answer_to_court", "2026-02-02", "2026-02-24"),  # the 15th day is 17 February
    ("remedies.reconsideration", "2026-03-02", "2026-05-06"),  # the 60th day is 1 May
    ("remedies.suit", "2025-08-31", "2026-02-28"),  # a Saturday that works
    ("remedies.suit", "2026-01-31", "2026-07-31"),
    ("remedies.suit_after_reconsideration", "2026-03-02", "2026-03-17"),
    ("remedies.reconsideration_not_told", "2025-02-28", "2026-02-28"),
    ("fees.payment", "2026-09-18", "2026-10-22"),
]


@pytest.mark.parametrize(("key", "start", "end"), DUE)
def test_a_period_ends(key: str, start: str, end: str) -> None:
    assert due(key, date.fromisoformat(start), calendar()) == date.fromisoformat(end)


def test_a_leap_day_has_no_fellow_in_the_next_year() -> None:
    assert due("remedies.suit_not_told", date(2024, 2, 29), calendar()) == date(2025, 2, 28)


def test_no_law_no_period() -> None:
    with pytest.raises(OutsideTheLaw):
        due("fees.payment", date(2020, 12, 31), calendar())
    with pytest.raises(KeyError):
        due("requests.extensions", date(2026, 1, 5), calendar())


@given(
    st.sampled_from([key for key in keys() if parameter(key).unit in PERIODS]),
    st.dates(date(2024, 1, 1), date(2026, 3, 31)),
    st.integers(1, 30),
)
def test_a_later_start_never_ends_earlier(key: str, start: date, later: int) -> None:
    try:
        ends = [due(key, day, calendar()) for day in (start, start + timedelta(days=later))]
    except Unannounced:
        return
    assert ends[0] <= ends[1]
    if parameter(key).unit != "day_of_next_year":
        assert calendar().works(ends[0])


def test_each_day_has_its_number_or_none() -> None:
    start, left_out = date(2026, 2, 10), [(date(2026, 2, 12), date(2026, 2, 12))]
    end = last_day("working_days", 3, start, calendar(), left_out)
    found = [(day.day.date.day, day.number, day.left_out) for day in numbered(start, end, calendar(), left_out)]
    assert found == [(11, 1, False), (12, None, True), (13, 2, False), (14, 3, False)]
