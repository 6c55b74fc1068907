"""征求意见: the inquiries of a request, the days they leave out of the period, and what silence means.

Third parties have 15 working days from receipt, and on silence the organ decides (《条例》第三十二条); co-makers have
the same, and silence agrees (第三十四条); for other organs the law sets no period (第三十三条第三款).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.core.calendar import Calendar, Span, Unannounced
from gongkai.core.clock.events import Event
from gongkai.core.findings import load_catalogue
from gongkai.core.periods import due


@cache
def inquiry_kinds() -> dict[str, dict[str, Any]]:
    """'third_party', 'co_maker', 'organ' → title, period and meaning of silence."""
    return load_catalogue("gongkai.core.clock", "inquiries.toml")


@cache
def _part(kind: str) -> tuple[str, str] | None:
    """Kind of event → whom it asks, and which part of the inquiry it is: asked, received or answered."""
    whom, _, part = kind.rpartition("_")
    return (whom, part) if whom in inquiry_kinds() else None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One inquiry: `whom` kind, the name of who was asked, the days it was sent, delivered and answered (None: not on
    record), and the last day for the answer: None where the law sets none, or, with `limit_unknown`, where the calendar
    of its year is not announced. Where the delivery is not on record, the last day is counted from the sending, which
    leaves out the fewest days."""

    whom: str
    name: str
    sent: date
    delivered: date | None
    answered: date | None
    answer: str
    limit: date | None
    limit_unknown: bool = False

    def ended(self, as_of: date) -> date | None:
        """The day on which the answer came or the period ended; None while it runs."""
        ends = [day for day in (self.answered, self.limit) if day is not None and day <= as_of]
        return min(ends, default=None)

    def left_out(self, as_of: date) -> Span:
        """From the day after the inquiry was sent to its end, or to `as_of` while it runs (counting.excluded)."""
        return self.sent + timedelta(days=1), self.ended(as_of) or as_of

    def silent(self, as_of: date) -> bool:
        """Whether the period ended without an answer. That can be told only from a delivery on record: silence has
        consequences, and an assumed delivery proves none."""
        end = self.ended(as_of)
        return self.delivered is not None and end is not None and (self.answered is None or self.answered > as_of)


def inquiries(events: Iterable[Event], calendar: Calendar) -> tuple[list[Inquiry], list[Event]]:
    """The inquiries among events in force, in the order of their days, and the events that belong to none. Who is asked
    again begins a new inquiry; what comes then belongs to it."""
    rounds: list[tuple[str, str, dict[str, Event]]] = []
    newest: dict[tuple[str, str], dict[str, Event]] = {}
    strays: list[Event] = []
    for event in events:
        part = _part(event.kind)
        if part is None:
            continue
        whom, name = part[0], event.about
        if part[1] == "asked":
            newest[whom, name] = {"asked": event}
            rounds.append((whom, name, newest[whom, name]))
        elif (whom, name) in newest:
            newest[whom, name].setdefault(part[1], event)
        else:
            strays.append(event)
    return [_inquiry(whom, name, parts, calendar) for whom, name, parts in rounds], strays


def _inquiry(whom: str, name: str, parts: dict[str, Event], calendar: Calendar) -> Inquiry:
    sent = parts["asked"].on
    delivered = parts["received"].on if "received" in parts else None
    answered = parts.get("answered")
    period = inquiry_kinds()[whom].get("period")
    limit, unknown = None, False
    try:
        limit = due(period, delivered or sent, calendar) if period else None
    except Unannounced:
        unknown = True
    day, answer = (answered.on, answered.answer) if answered else (None, "")
    return Inquiry(whom, name, sent, delivered, day, answer, limit, unknown)
