"""期限: the day by which a report is asked back, and whether it has passed, by the working-day calendar in use."""

from datetime import date

from gongkai.calendars.in_use import calendar_in_use
from gongkai.core.calendar import Calendar

USUAL = 10
"""Working days for mending a report, where nobody says another number. No law sets it."""


def _calendar(day: date) -> Calendar:
    """The calendar in use; a year that is not announced yet as it may be expected."""
    known = calendar_in_use()
    return known if day.year <= known.last_year else known.assuming(day.year)


def works(day: date) -> bool:
    """Whether people are at work on that day, as far as it is known."""
    return _calendar(day).works(day)


def usual_day(today: date) -> date:
    """The day by which a report is asked back that is sent back today."""
    return _calendar(date(today.year + 1, 12, 31)).add(today, USUAL)


def day_to_ask_for(planned: date, today: date) -> date:
    """The day that was planned, while it is to come; once it has passed, the usual one from today on."""
    return planned if planned > today else usual_day(today)


def last_day(correct_by: date) -> date:
    """The last day on which what was asked for by that day is in time: where it turned out to be no working day, since
    the calendar changed after the letter, the next one."""
    return _calendar(date(correct_by.year + 1, 12, 31)).on_or_after(correct_by)


def working_days_left(today: date, last: date) -> int:
    """How many working days there are after today, up to the last; below 0 where it has passed."""
    calendar = _calendar(date(max(today, last).year, 12, 31))
    return calendar.count(today, last) if last >= today else -calendar.count(last, today)
