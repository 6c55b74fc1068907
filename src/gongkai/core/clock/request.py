"""办理期限: the clock of a request: its facts → received, due, status, what is wrong, what to do next.

Everything is derived, for any day and as known on any day; nothing is stored. What is not certain is None, with the
reason in `open_because`: 'unconfirmed' (not received in law yet), 'supplement' and 'payment' (the period starts anew
when the applicant acts), 'inquiry' (days are being left out: `due` is the earliest it can be, `latest` where the
others use all their time), 'calendar' (a year is not announced: `expected` is what it may come to).

>>> from gongkai.core.calendar import calendar
>>> facts = [Event("submitted", date(2026, 9, 18), channel="in_person")]
>>> clock = derive(facts, date(2026, 9, 21), calendar())
>>> clock.status, clock.due
('handling', datetime.date(2026, 10, 22))
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.calendar import Calendar, Span, Unannounced, merged
from gongkai.core.clock.course import REPLY, Course, Remark
from gongkai.core.clock.effects import AFTER_THE_REPLY, EFFECTS, ENDS
from gongkai.core.clock.events import Event, in_force, kinds
from gongkai.core.clock.inquiries import Inquiry, inquiries
from gongkai.core.clock.next_steps import next_steps
from gongkai.core.clock.receipt import Receipt, receipt
from gongkai.core.law.parameters import Words, value_of

Status = Literal[
    "unconfirmed",
    "handling",
    "supplement",
    "supplement_over",
    "consulting",
    "payment",
    "payment_over",
    "replied",
    "served",
    "withdrawn",
    "closed",
]
OpenBecause = Literal["", "unconfirmed", "supplement", "payment", "inquiry", "calendar"]


@dataclass(frozen=True, slots=True)
class Clock:
    """What the law says of a request on the day `as_of`.

    `start` and `days` are what the period is counted from and its working days, extension included; `left_out` the days
    that don't count, as intervals. `due` is the last day for the reply and `post_by` the last working day on which it
    can be posted in time; `late` tells whether that has passed, or the reply came after it (None: can't be told).
    `safe` is the day counted from the submission while receipt is not confirmed.
    """

    as_of: date
    receipt: Receipt
    status: Status
    start: date | None
    days: int
    left_out: tuple[Span, ...]
    due: date | None
    post_by: date | None
    latest: date | None
    safe: date | None
    expected: date | None
    open_because: OpenBecause
    late: bool | None
    inquiries: tuple[Inquiry, ...]
    steps: tuple[Remark, ...]
    defects: tuple[Remark, ...]
    next: tuple[Remark, ...]


def derive(events: Collection[Event], as_of: date, calendar: Calendar, known_on: date | None = None) -> Clock:
    """The clock of a request on the day `as_of`, from what was known on `known_on` (None: all that is recorded), with
    that calendar. Raises BadFacts, and OutsideTheLaw for a request received before the Regulation's day."""
    happened = in_force(events, as_of, known_on)
    came = receipt(happened)
    asked, strays = inquiries(happened, calendar)
    course = Course(calendar, [one for one in asked if came.received is not None and one.sent >= came.received])
    if came.received is not None:
        course.receive(came.received)
    for event in happened:
        _take(course, came, event, strays)
    return _clock(course, came, as_of)


def _take(course: Course, came: Receipt, event: Event, strays: Collection[Event]) -> None:
    """What an event does to the course, or why it does nothing."""
    ends = event.kind in ENDS and event.on >= came.submitted
    if event.kind in ("submitted", "confirmed"):
        return
    if event in strays:
        course.defect("answer_unasked", event, title=_title(event), name=event.about)
    elif not ends and (came.received is None or event.on < came.received):
        course.defect("before_receipt", event, title=_title(event))
    elif course.ended is not None or (course.replied is not None and event.kind not in AFTER_THE_REPLY):
        course.defect("ended_already", event, title=_title(event))
    elif event.kind in EFFECTS:
        EFFECTS[event.kind](course, event)


def _title(event: Event) -> Words:
    words: Words = kinds()[event.kind]["title"]
    return words


def _clock(course: Course, came: Receipt, as_of: date) -> Clock:
    status = _status(course, as_of)
    day = _settled(course, as_of)
    because: OpenBecause = ""
    due = latest = safe = expected = None
    if came.received is None:
        because = "unconfirmed"
        safe = course.safe(came.submitted)
    elif course.waits():
        because = "payment" if course.fee_waits() else "supplement"
    else:
        due = course.end(day)
        if due is None:
            because, expected = "calendar", _expected(course, day)
        elif status == "consulting" and course.delayed is None:
            because, latest = "inquiry", _latest(course, day)
    start = course.start or came.submitted
    return Clock(
        as_of=as_of,
        receipt=came,
        status=status,
        start=course.start,
        days=value_of(REPLY, start) + course.extension,
        left_out=tuple(merged(span for span in course.left_out(day) if span[1] > start)),
        due=due,
        post_by=_post_by(course, due),
        latest=latest,
        safe=safe,
        expected=expected,
        open_because=because,
        late=_late(course, due, because, as_of),
        inquiries=tuple(course.inquiries),
        steps=tuple(course.steps),
        defects=tuple(course.defects),
        next=next_steps(status, course, as_of, due or safe),
    )


def _post_by(course: Course, due: date | None) -> date | None:
    """The last working day up to the due day; None where it lies in a year that is not announced."""
    try:
        return None if due is None else course.calendar.on_or_before(due)
    except Unannounced:
        return None


def _settled(course: Course, as_of: date) -> date:
    """The day up to which inquiries are followed: the reply's, or the end's, where there was one."""
    last = course.replied or course.ended
    return last.on if last is not None else as_of


def _status(course: Course, as_of: date) -> Status:
    if course.ended is not None:
        return "withdrawn" if course.ended.kind == "withdrawn" else "closed"
    if course.replied is not None:
        return "replied" if course.served is None else "served"
    if course.received is None:
        return "unconfirmed"
    if course.fee_waits():
        last = course.last_payment_day()
        return "payment_over" if last is not None and as_of > last else "payment"
    if course.supplement_waits():
        last = course.last_supplement_day()
        return "supplement_over" if last is not None and as_of > last else "supplement"
    return (
        "consulting" if any(one.ended(as_of) is None and one.sent <= as_of for one in course.inquiries) else "handling"
    )


def _expected(course: Course, as_of: date) -> date | None:
    """What the due day may come to, in years whose holidays are not announced; None before those on record."""
    announced = course.calendar
    year = max(announced.last_year, as_of.year)
    try:
        while True:
            try:
                return course.due(as_of)
            except Unannounced as unannounced:
                if unannounced.before:
                    return None
                year += 1
                course.calendar = announced.assuming(year)
    finally:
        course.calendar = announced


def _latest(course: Course, as_of: date) -> date | None:
    """The due day where everyone asked answers on the last day; None where the law sets one of them no period."""
    limits = [one.limit for one in course.inquiries if one.ended(as_of) is None]
    if None in limits:
        return None
    return course.end(max(day for day in limits if day is not None))


def _late(course: Course, due: date | None, because: OpenBecause, as_of: date) -> bool | None:
    """Whether the reply, or the end without one, came late, or is late by now; None where it can't be told. A period
    that began in an announced year and ends in one that is not announced yet has not ended in one that is."""
    last = course.served or course.ended
    day = last.on if last is not None else as_of
    if due is None:
        known = course.calendar
        began = course.start is not None and course.start.year >= known.first_year
        return False if because == "calendar" and began and day.year <= known.last_year else None
    return day > due
