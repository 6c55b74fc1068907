"""期间: the last day of a period of the law, from the day it starts on; and each day of it, numbered.

A period is a parameter whose unit is one of time. Working days are counted by the calendar; a period of calendar days,
months or years that ends on a day off ends on the next working day (《民事诉讼法》第八十五条); one of months or years
ends on the same day of its last month, or on that month's last day (《民法典》第二百零二条); a day that the law names
is not moved.

>>> from gongkai.core.calendar import calendar
>>> due("publication.budget", date(2026, 9, 11), calendar())
datetime.date(2026, 10, 8)
>>> due("report.department", date(2025, 12, 31), calendar())
datetime.date(2026, 1, 31)
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.core.calendar import Calendar, Day, Span, merged
from gongkai.core.law.parameters import PERIODS, Unit, on, parameter

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a period: its number where it counts, and whether it was left out."""

    day: Day
    number: int | None
    left_out: bool = False


def due(key: str, start: date, calendar: Calendar) -> date:
    """The last day of the period `key` that starts on `start`, by the law of that day. Raises KeyError for a key that
    is no period, OutsideTheLaw where the law knew none on that day, Unannounced."""
    if parameter(key).unit not in PERIODS:
        raise KeyError(key)
    return last_day(parameter(key).unit, on(key, start).value, start, calendar)


def last_day(unit: Unit, value: Any, start: date, calendar: Calendar, leaving_out: Iterable[Span] = ()) -> date:
    """The last day of a period of `value` units that starts on `start`; only working days can be left out. Raises
    Unannounced."""
    if unit == "working_days":
        return calendar.add(start, value, leaving_out)
    if unit == "day_of_next_year":
        return next_year_s_day(value, start.year)
    if unit == "calendar_days":
        return calendar.on_or_after(start + timedelta(days=value))
    return calendar.on_or_after(_months_later(start, value * (MONTHS_OF_A_YEAR if unit == "calendar_years" else 1)))


def next_year_s_day(day: str, year: int) -> date:
    """The day 'MM-DD' of the year after."""
    return date.fromisoformat(f"{year + 1}-{day}")


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, MONTHS_OF_A_YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def numbered(
    start: date,
    end: date,
    calendar: Calendar,
    leaving_out: Iterable[Span] = (),
    unit: Unit = "working_days",
) -> Iterator[CountedDay]:
    """Each day after `start` up to `end`: of a period of working days those that work with their number, days left out
    without; of one of calendar days every day; of months and years none is numbered. Raises Unannounced."""
    spans, number = merged(leaving_out), 0
    for day in calendar.days(start + timedelta(days=1), end):
        left_out = any(first <= day.date <= last for first, last in spans)
        counts = unit == "calendar_days" or (unit == "working_days" and day.works and not left_out)
        number += counts
        yield CountedDay(day, number if counts else None, left_out)
