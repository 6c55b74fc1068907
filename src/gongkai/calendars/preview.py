"""变动预览: what adopting or withdrawing a notice would change, so that it is confirmed by whoever has seen it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.calendars.in_use import InUse
from gongkai.calendars.movers import MOVERS, Moved
from gongkai.core.calendar import Calendar, Day, Unannounced
from gongkai.core.clock.deadline import Deadline, deadline
from gongkai.core.law.notice_text import write_year
from gongkai.core.law.parameters import Unit, on, parameter
from gongkai.platform.audit.journal import canonical

SHOWN = 30
"""How many days of receipt are shown with their due days."""
_PERIOD = "requests.reply"
_BESIDE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DayChanged:
    """A day that would work and did not, or the other way round. `before` is None where no calendar reached it."""

    day: date
    before: Day | None
    after: Day | None


@dataclass(frozen=True, slots=True)
class DueChanged:
    """A request received on that day: its last day before and after. None: the calendar begins later, so that no period
    can be counted."""

    received: date
    before: Deadline | None
    after: Deadline | None

    @property
    def moves(self) -> bool:
        """Whether it differs."""
        return _told(self.before) != _told(self.after)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change."""

    days: tuple[DayChanged, ...]
    dues: tuple[DueChanged, ...]
    moved: tuple[Moved, ...]
    is_new: bool
    """Whether the year was not announced before."""
    fingerprint: str
    """Says that this preview was seen, and no other."""


def preview(before: InUse, after: InUse, year: int, area: str) -> Preview:
    """What changes between the two, in that year."""
    old, new = _calendar(before, area), _calendar(after, area)
    days = tuple(_days(old, new, year))
    is_new = not _covers(old, year)
    first = date(year, 1, 1) if is_new or not _covers(new, year) else days[0].day if days else None
    dues = tuple(_dues(old, new, first)) if first else ()
    moved = tuple(found for mover in MOVERS for found in mover(before, after))
    told = canonical(
        {
            "years": [[write_year(one) for _, one in sorted(years.years.items())] for years in (before, after)],
            "days": [[change.day, bool(change.after and change.after.works)] for change in days],
            "moved": [[one.title, one.before, one.after] for one in moved],
            "dues": [[one.received, _told(one.before), _told(one.after)] for one in dues],
        }
    )
    return Preview(days, dues, moved, is_new, hashlib.sha256(told.encode()).hexdigest())


def _calendar(years: InUse, area: str) -> Calendar:
    """The area's calendar, or the country's where the area has none."""
    return years.calendar(None, area if area in years.areas() else "")


def _covers(calendar: Calendar, year: int) -> bool:
    return calendar.first_year <= year <= calendar.last_year


def _days(old: Calendar, new: Calendar, year: int) -> Iterator[DayChanged]:
    old, new = old.assuming(year + 1), new.assuming(year + 1)
    day, last = date(year, 1, 1) - _BESIDE, date(year, 12, 31) + _BESIDE
    while day <= last:
        before, after = _day(old, day), _day(new, day)
        if before and after and before.works != after.works:
            yield DayChanged(day, before, after)
        day += timedelta(days=1)


def _day(calendar: Calendar, day: date) -> Day | None:
    try:
        return calendar.day(day)
    except Unannounced:  # before the first year on record
        return None


def _dues(old: Calendar, new: Calendar, changed: date) -> Iterator[DueChanged]:
    """Due days of requests received on working days, from the first whose period reaches the changed day."""
    unit, value = parameter(_PERIOD).unit, on(_PERIOD, changed).value
    wide = min(new, old, key=lambda one: one.first_year).assuming(changed.year + 1)  # the other may begin later
    reached_before = changed.year > max(old.first_year, new.first_year)
    received = wide.back(changed, value) if reached_before else changed
    for _ in range(SHOWN):
        received = wide.on_or_after(received)
        yield DueChanged(received, *(_deadline(received, unit, value, calendar) for calendar in (old, new)))
        received += timedelta(days=1)


def _deadline(received: date, unit: Unit, value: int, calendar: Calendar) -> Deadline | None:
    return deadline(received, unit, value, calendar) if received.year >= calendar.first_year else None


def _told(found: Deadline | None) -> list[date | None] | None:
    return [found.due, found.expected] if found else None
