"""月历: days of a calendar laid out as months, from Monday to Sunday, for whoever shows them."""

from calendar import Calendar as Weeks
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.calendars.in_use import calendar_in_use, in_use
from gongkai.core.calendar import Calendar, Day, Unannounced

AHEAD = 5
"""Years beyond the last announced one that can be looked at."""


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month as a table: its weeks from Monday to Sunday, None where the day belongs to another month."""

    first: date
    weeks: list[list[Day | None]]

    @property
    def working(self) -> int:
        """How many of its days work."""
        return sum(day.works for week in self.weeks for day in week if day is not None)


def months_in_use(year: int, area: str) -> tuple[list[MonthShown], bool]:
    """The twelve months of a year as in use, and whether the year is certain; what is not announced is as expected.
    Raises NoSuchArea, Unannounced for a year before those on record or long after them."""
    calendar = calendar_in_use(area=area)
    if not _is_shown(calendar, year):
        raise Unannounced(year, area, before=year < calendar.first_year)
    wide = calendar.assuming(year)
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return months_of(wide, firsts), year <= calendar.last_year


def areas_in(year: int) -> list[str]:
    """The areas with holidays of their own whose calendar reaches that year."""
    return [area for area in in_use().areas() if _is_shown(calendar_in_use(area=area), year)]


def _is_shown(calendar: Calendar, year: int) -> bool:
    return calendar.first_year <= year <= calendar.last_year + AHEAD


def months_of(calendar: Calendar, firsts: Iterable[date]) -> list[MonthShown]:
    """The months that begin on these days. Raises Unannounced."""
    return [MonthShown(first, list(_weeks(calendar, first))) for first in firsts]


def _weeks(calendar: Calendar, first: date) -> Iterator[list[Day | None]]:
    for week in Weeks().monthdatescalendar(first.year, first.month):
        yield [calendar.day(day) if (day.year, day.month) == (first.year, first.month) else None for day in week]
