"""期限计算: one period from one day, with what was left out and added, and every day of it; the plain calculator.

A request's own clock is derived from its facts (:mod:`gongkai.core.clock.request`); here a person gives the numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.calendar import Calendar, Span, Unannounced, merged
from gongkai.core.law.parameters import Unit
from gongkai.core.periods import CountedDay, last_day, next_year_s_day, numbered


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period: `value` of `unit` from `start` (the day of receipt, or the restart), in `days` numbered.

    `due` is its last day, None where a year is not announced; then `expected` is what it may come to and `open_year`
    the year. `post_by` is the last working day up to `due`, where something is to be posted.
    """

    received: date
    start: date
    unit: Unit
    value: int | str
    left_out: tuple[Span, ...]
    due: date | None
    post_by: date | None
    expected: date | None
    open_year: int | None
    days: tuple[CountedDay, ...]


def deadline(
    received: date,
    unit: Unit,
    value: int | str,
    calendar: Calendar,
    left_out: Sequence[Span] = (),
    restart: date | None = None,
    posted: bool = True,
) -> Deadline:
    """The period counted from `received`, or anew from `restart`; `posted` is whether a letter ends it. Raises
    Unannounced only for days before those on record."""
    start, spans = restart or received, tuple(merged(left_out))
    if unit == "day_of_next_year":  # a day that the law names needs no calendar (counting.named_day)
        day = next_year_s_day(str(value), received.year)
        return Deadline(received, start, unit, value, (), day, None, None, None, ())
    open_year, counting = None, calendar
    while True:
        try:
            last = last_day(unit, value, start, counting, spans)
            days = tuple(numbered(start, last, counting, spans, unit))
            break
        except Unannounced as unannounced:
            if unannounced.before:
                raise
            open_year = open_year or unannounced.year
            counting = calendar.assuming(max(unannounced.year, counting.last_year + 1))
    certain = open_year is None
    return Deadline(
        received=received,
        start=start,
        unit=unit,
        value=value,
        left_out=spans,
        due=last if certain else None,
        post_by=calendar.on_or_before(last) if certain and posted else None,
        expected=None if certain else last,
        open_year=open_year,
        days=days,
    )
