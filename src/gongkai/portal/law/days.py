"""逐日: each day of a period with its number and its ground, as rows of a table and as cells of month calendars."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from gongkai.calendars.months import months_of
from gongkai.core.calendar import Calendar, Day
from gongkai.core.periods import CountedDay
from gongkai.core.writers.law_words import holiday_words
from gongkai.platform.ui.language import language_now

Role = Literal["", "start", "due", "expected"]

_LONGEST_RUN = 31
"""Days left out in a row, beyond which they are one row of the table."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A day of the period, or a long run of days left out (`upto` its last)."""

    day: Day
    number: int | None
    left_out: bool
    why: str
    role: Role = ""
    upto: date | None = None

    @property
    def state(self) -> str:
        """What the day is, in a word."""
        if self.role == "start":
            return _("start")
        if self.left_out:
            return _("left out")
        return _("works") if self.day.works else _("off")


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in a month calendar; `row` where it belongs to the period."""

    day: Day
    row: Row | None

    @property
    def looks(self) -> str:
        """The classes of the cell: why the day works or not, and its place in the period."""
        names = [self.day.why, "left-out" if self.row and self.row.left_out else "", self.row.role if self.row else ""]
        return " ".join(filter(None, names))

    @property
    def words(self) -> str:
        """What the day is, in a word; '' for an ordinary day of work."""
        role = self.row.role if self.row else ""
        if role == "start":
            return _("start")
        if self.row and self.row.left_out:
            return _("left out")
        if role:
            return _("due") if role == "due" else _("likely")
        if self.day.why == "worked":
            return _("works")
        if self.day.works:
            return ""
        return _("off") if self.day.why in ("holiday", "expected_holiday") else _("rest")


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its weeks from Monday to Sunday."""

    first: date
    weeks: list[list[Cell | None]]


def why_words(day: Day) -> str:
    """Why the day works or not: the holiday and its notice; '' for an ordinary weekday."""
    holiday = holiday_words(day.because.holidays, language_now()) if day.because else ""
    words = {
        "weekday": "",
        "rest": _("weekly rest"),
        "holiday": holiday,
        "worked": _("a day of rest, worked for %(holiday)s") % {"holiday": holiday},
        "expected_weekday": _("expected to work; %(year)s is not announced") % {"year": day.date.year},
        "expected_rest": _("expected to be weekly rest; %(year)s is not announced") % {"year": day.date.year},
        "expected_holiday": _("expected holiday; %(year)s is not announced") % {"year": day.date.year},
    }[day.why]
    return f"{words} · {day.notice.name}" if day.notice else words


def rows(
    start: date,
    counted: Sequence[CountedDay],
    calendar: Calendar,
    certain: bool,
    why_left_out: Mapping[date, str] | None = None,
) -> list[Row]:
    """The day that the period starts from, which is not counted, and every day up to its end."""
    first = Row(calendar.day(start), None, False, _("not counted; the next day is the first"), "start")
    reasons = why_left_out or {}
    found = [
        Row(
            one.day,
            one.number,
            one.left_out,
            reasons.get(one.day.date, _("not counted in the period")) if one.left_out else why_words(one.day),
        )
        for one in counted
    ]
    if found:
        last = found[-1]
        role: Role = "due" if certain else "expected"
        found[-1] = Row(last.day, last.number, last.left_out, last.why, role)
    return [first, *found]


def folded(found: Iterable[Row]) -> Iterator[Row]:
    """The rows, with long runs of days left out for one reason as one."""
    for key, run in groupby(found, lambda row: (row.left_out and not row.role, row.why if row.left_out else "")):
        days = list(run)
        if key[0] and len(days) > _LONGEST_RUN:
            first = days[0]
            yield Row(first.day, None, True, first.why, upto=days[-1].day.date)
        else:
            yield from days


def months(found: Sequence[Row], calendar: Calendar) -> list[Month]:
    """The months of the period as calendars, without those of which every day is left out. Of a period that has no
    numbered days, only the months in which it starts and ends."""
    of_day = {row.day.date: row for row in found}
    kept = {(row.day.date.year, row.day.date.month) for row in found if row.number or row.role}
    firsts = [date(year, month, 1) for year, month in sorted(kept)]
    return [
        Month(
            one.first,
            [[Cell(day, of_day.get(day.date)) if day else None for day in week] for week in one.weeks],
        )
        for one in months_of(calendar, firsts)
    ]


def spans(first: date, last: date) -> Iterator[date]:
    """Every day of an interval, both ends in it."""
    day = first
    while day <= last:
        yield day
        day += _DAY
