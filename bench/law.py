"""Speed of the law's clock: due days and requests in bulk, beside counting day by day with another calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar

from bench.figure import Figure, thousands
from bench.yardstick import speed
from gongkai.core.calendar import calendar
from gongkai.core.clock.events import Event
from gongkai.core.clock.request import derive
from gongkai.core.periods import due

MANY = 2_000
LIMIT = 20_000
"""Due days a second: 50 µs each."""

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=place * 37 % 2_000) for place in range(MANY)]


def law() -> Iterator[Figure]:
    """Due days in bulk, bare and with the law of the day; requests with their facts."""
    for name, limited, work in (
        ("due day: as known on the day", True, lambda: [calendar(day).add(day, 20) for day in _KNOWN]),
        ("due day: by the law of the day", True, lambda: [due("requests.reply", day, calendar()) for day in DAYS]),
        ("clock: a request with two facts", True, lambda: [derive(_short(day), day, calendar()) for day in DAYS]),
        ("clock: with six facts", False, lambda: [derive(_long(day), day + _LATER, calendar()) for day in DAYS]),
    ):
        found = speed(work, MANY)
        limit = f"≥ {thousands(LIMIT)}/s (50 µs)" if limited else ""
        met = found.at_reference >= LIMIT if limited else None
        yield Figure(name, f"{1e6 / found.rate:.1f} µs", f"{thousands(found.at_reference)}/s", limit, met)
    ours, theirs = speed(_by_ours, 200), speed(_by_theirs, 200)
    yield Figure("due day: beside counting with chinesecalendar", f"{ours.rate / theirs.rate:.0f} × as fast")


_LATER = timedelta(days=40)
_KNOWN = [date(2026, 1, 1) + timedelta(days=place % 300) for place in range(MANY)]


def _short(day: date) -> list[Event]:
    return [Event("submitted", day, channel="online"), Event("confirmed", day)]


def _long(day: date) -> list[Event]:
    return [
        *_short(day),
        Event("third_party_asked", day + timedelta(days=6), about="甲"),
        Event("third_party_received", day + timedelta(days=8), about="甲"),
        Event("third_party_answered", day + timedelta(days=20), about="甲", answer="consent"),
        Event("extended", day + timedelta(days=21), days=10, consent_by="王某"),
    ]


def _by_ours() -> list[date]:
    return [calendar().add(day, 20) for day in DAYS[:200]]


def _by_theirs() -> list[date]:
    found = []
    for day in DAYS[:200]:
        count = 0
        while count < 20:
            day += timedelta(days=1)
            count += chinese_calendar.is_workday(day)
        found.append(day)
    return found
