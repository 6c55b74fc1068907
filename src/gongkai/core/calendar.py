"""工作日历: which days work, in both directions (调休), as of the notices known on a day, and counting with them.

A calendar covers the years whose holidays were announced, from 2019 on. Beyond them nothing is certain and every
question raises :class:`Unannounced`; :meth:`Calendar.assuming` gives what may be expected there, marked as such. An
area's calendar covers the years for which its own holidays are known too.

>>> calendar().add(date(2026, 9, 18), 20)
datetime.date(2026, 10, 22)
>>> calendar().day(date(2026, 2, 14)).why, calendar().works(date(2026, 2, 14))
('worked', True)
>>> calendar(known_on=date(2019, 3, 1)).works(date(2019, 5, 2)), calendar().works(date(2019, 5, 2))
(True, False)
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from gongkai.core.law.calendars import area_years, in_order, national_years
from gongkai.core.law.notices import Break, HolidayYear, Marked, Notice
from gongkai.core.law.parameters import value_of

Why = Literal["weekday", "rest", "holiday", "worked", "expected_weekday", "expected_rest", "expected_holiday"]
Span = tuple[date, date]
"""First and last day of an interval, both in it."""


class Unannounced(LookupError):
    """Days of `year` were asked for, and its holidays are not announced, or lie before those on record (`before`), or
    are not on record for the area (`area`)."""

    def __init__(self, year: int, area: str = "", before: bool = False) -> None:
        super().__init__(year, area, before)
        self.year = year
        self.area = area
        self.before = before


class NoSuchArea(LookupError):
    """No holidays of such an area are on record."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: whether it works, why, and the break and notice that say so (None where only the week
    does). What is merely expected has a `why` that says so."""

    date: date
    works: bool
    why: Why
    because: Break | None = None
    notice: Notice | None = None

    @property
    def expected(self) -> bool:
        """Whether no notice covers the day yet."""
        return self.why.startswith("expected")


class Calendar:
    """The days from 1 January of the first year to 31 December of the last; built by :func:`calendar`."""

    def __init__(self, years: Sequence[HolidayYear], local: Sequence[HolidayYear] = (), area: str = "") -> None:
        announced = {one.year for one in years}
        covered = [one.year for one in (local if area else years) if one.year in announced]
        self.area = area
        self.notices = tuple(
            (one.year, notice) for one in (*years, *local) if one.year in covered for notice in one.notices
        )
        self._announced = frozenset(announced)
        self._marked = _marked([*years, *local])
        self._assuming: dict[int, Calendar] = {}
        self._lay(min(covered, default=1), max(covered, default=0), {})

    def _lay(self, first: int, last: int, expected: dict[int, Why]) -> None:
        """Counts the working days of the years from `first` to `last`; none where `last` comes before `first`."""
        self.first_year, self.last_year = first, last
        self._expected = expected
        self._base = date(first, 1, 1).toordinal()
        self._rest = frozenset(value_of("holidays.rest_days", date(first, 1, 1)) if first <= last else ())
        self._working: list[int] = []
        self._rank: list[int] = []
        for ordinal in range(self._base, date(last + 1, 1, 1).toordinal()):
            if self._works(ordinal):
                self._working.append(ordinal)
            self._rank.append(len(self._working))

    def _works(self, ordinal: int) -> bool:
        marked = self._marked.get(ordinal)
        if marked is not None:
            return marked.works
        if self._expected.get(ordinal) == "expected_holiday":
            return False
        return date.fromordinal(ordinal).isoweekday() not in self._rest

    def assuming(self, last_year: int) -> "Calendar":
        """This calendar with the years up to `last_year` as they may be expected: days of rest are off, and the
        holidays that have a fixed day. What is announced of those years is kept."""
        if last_year not in self._assuming:
            if len(self._assuming) > self.last_year - self.first_year:  # as many as it has years itself
                self._assuming.clear()
            self._assuming[last_year] = self._wider(last_year)
        return self._assuming[last_year]

    def _wider(self, last_year: int) -> "Calendar":
        wider = copy(self)
        wider._assuming = {}
        expected: dict[int, Why] = {}
        for year in range(self.last_year + 1, last_year + 1):
            if year in self._announced:
                continue
            start = date(year, 1, 1)
            fixed = value_of("holidays.fixed", start)
            holidays = {date.fromisoformat(f"{year}-{text}").toordinal() for days in fixed.values() for text in days}
            for ordinal in range(start.toordinal(), date(year + 1, 1, 1).toordinal()):
                expected[ordinal] = "expected_holiday" if ordinal in holidays else "expected_weekday"
        wider._lay(self.first_year, max(last_year, self.last_year), expected)
        return wider

    # ---- Asking ----

    def is_announced(self, year: int) -> bool:
        """Whether the country's holidays of that year are announced, whatever is known of the area's own."""
        return year in self._announced

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._base
        if not 0 <= place < len(self._rank):
            raise Unannounced(day.year, self.area, before=day.year < self.first_year)
        return place

    def works(self, day: date) -> bool:
        """Whether the day works. Raises Unannounced."""
        place = self._place(day)
        return self._rank[place] > (self._rank[place - 1] if place else 0)

    def day(self, day: date) -> Day:
        """The day with the reason why it works or not. Raises Unannounced."""
        works, ordinal = self.works(day), day.toordinal()
        if ordinal in self._marked:
            mark = self._marked[ordinal]
            return Day(day, works, "worked" if works else "holiday", mark.because, mark.notice)
        expected = self._expected.get(ordinal)
        if expected is None:
            return Day(day, works, "weekday" if works else "rest")
        if expected == "expected_weekday" and not works:
            expected = "expected_rest"
        return Day(day, works, expected)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Every day from `first` to `last`. Raises Unannounced at the first that is not covered."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            yield self.day(date.fromordinal(ordinal))

    # ---- Counting ----

    def add(self, start: date, count: int, leaving_out: Iterable[Span] = ()) -> date:
        """The `count`-th working day after `start`, the start not counted (《民事诉讼法》第八十五条), nor any day of
        the intervals left out; intervals may overlap. With a count of 0, the start. Raises Unannounced."""
        if count == 0:
            return start
        rank = self._rank[self._place(start)] + count
        for first, last in merged(leaving_out):
            begin, end = max(first.toordinal(), start.toordinal() + 1), last.toordinal()
            if end < begin or (rank <= len(self._working) and self._working[rank - 1] < begin):
                continue
            rank += self._rank[self._place(date.fromordinal(end))]
            rank -= self._rank[self._place(date.fromordinal(begin - 1))]
        if rank > len(self._working):
            raise Unannounced(self.last_year + 1, self.area)
        return date.fromordinal(self._working[rank - 1])

    def back(self, end: date, count: int) -> date:
        """The `count`-th working day before `end`, the end not counted. Raises Unannounced."""
        if count == 0:
            return end
        place = bisect_left(self._working, self._base + self._place(end)) - count
        if place < 0:
            raise Unannounced(self.first_year - 1, self.area, before=True)
        return date.fromordinal(self._working[place])

    def count(self, after: date, upto: date) -> int:
        """How many working days there are after `after`, up to and with `upto`. Raises Unannounced."""
        return self._rank[self._place(upto)] - self._rank[self._place(after)]

    def on_or_after(self, day: date) -> date:
        """The day itself where it works, else the next that does. Raises Unannounced."""
        return day if self.works(day) else self.add(day, 1)

    def on_or_before(self, day: date) -> date:
        """The day itself where it works, else the last before it that does. Raises Unannounced."""
        return day if self.works(day) else self.back(day, 1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of the intervals, as intervals in order that neither meet nor touch; empty ones are dropped.

    >>> merged([(date(2026, 1, 5), date(2026, 1, 8)), (date(2026, 1, 2), date(2026, 1, 4))])
    [(datetime.date(2026, 1, 2), datetime.date(2026, 1, 8))]
    """
    union: list[Span] = []
    for first, last in sorted(spans):
        if last < first:
            continue
        if union and first.toordinal() <= union[-1][1].toordinal() + 1:
            union[-1] = (union[-1][0], max(last, union[-1][1]))
        else:
            union.append((first, last))
    return union


def _marked(years: Iterable[HolidayYear]) -> dict[int, Marked]:
    """Ordinal of a day → what a notice says of it. Local years come last, and go before the national ones."""
    return {day.toordinal(): mark for year in years for day, mark in year.marks().items()}


# ---- The calendars on record -----------------------------------------------------------------------------------------


def areas() -> tuple[str, ...]:
    """The areas whose own holidays are on record."""
    return tuple(dict.fromkeys(one.area for one in area_years()))


@cache
def _publications(area: str) -> tuple[date, ...]:
    years = [*national_years(), *(one for one in area_years() if one.area == area)]
    return tuple(sorted({notice.published for one in years for notice in one.notices}))


@cache
def _as_of(place: int, area: str) -> Calendar:
    published = _publications(area)
    return build(national_years(), area_years(), published[place - 1] if place else date.min, area)


def calendar(known_on: date | None = None, area: str = "") -> Calendar:
    """The calendar on record, with the notices published by the day `known_on` (None: all of them), of the whole
    country or of an area. Raises NoSuchArea."""
    if area and area not in areas():
        raise NoSuchArea(area)
    published = _publications(area)
    return _as_of(len(published) if known_on is None else bisect_right(published, known_on), area)


def build(
    national: Iterable[HolidayYear], local: Iterable[HolidayYear], known_on: date | None = None, area: str = ""
) -> Calendar:
    """A calendar of these years, as known on a day. Raises BadNotice where years are missing or given twice, NoSuchArea
    where no year of the area is given."""
    local = [one for one in local if area and one.area == area]
    if area and not local:
        raise NoSuchArea(area)
    known = [[one for year in years if (one := year.known_on(known_on))] for years in (national, local)]
    return Calendar(in_order(known[0]), in_order(known[1]), area)
