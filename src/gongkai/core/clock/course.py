"""办理过程: how far a request has come, and the end of its period as far as it has come."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.core.calendar import Calendar, Span, Unannounced
from gongkai.core.clock.events import Event
from gongkai.core.clock.inquiries import Inquiry
from gongkai.core.law.parameters import value_of
from gongkai.core.periods import due, last_day

REPLY = "requests.reply"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be told: `code` names its sentence in ``words.toml``, `details` fill it, `on` is its day."""

    code: str
    on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Course:
    """How far a request has come. `start` is the day the period is counted from, `received` the day of receipt; `steps`
    tell what counted, `defects` what did not, or should not have been so."""

    calendar: Calendar
    inquiries: list[Inquiry]
    received: date | None = None
    start: date | None = None
    extension: int = 0
    extended: int = 0
    delayed: date | None = None
    supplement_asked: Event | None = None
    supplement_late: bool = False
    supplemented: bool = False
    reasons_given: bool = False
    fee_notified: Event | None = None
    fee_late: bool = False
    fee_received: date | None = None
    paid: bool = False
    replied: Event | None = None
    served: Event | None = None
    ended: Event | None = None
    steps: list[Remark] = field(default_factory=list)
    defects: list[Remark] = field(default_factory=list)

    def receive(self, day: date) -> None:
        """The request is received; the period starts."""
        self.received = self.start = day

    def left_out(self, as_of: date) -> list[Span]:
        """The days that inquiries leave out, as far as they have come by then."""
        return [one.left_out(as_of) for one in self.inquiries if one.sent < as_of]

    def due(self, as_of: date) -> date:
        """The last day for the reply, as the course has it, inquiries taken as far as they have come by `as_of`; a
        delayed date that was told stands as it is. Raises Unannounced."""
        if self.delayed is not None:
            return self.delayed
        assert self.start is not None
        return self._counted_from(self.start, as_of)

    def _counted_from(self, start: date, as_of: date) -> date:
        days = value_of(REPLY, start) + self.extension
        return last_day("working_days", days, start, self.calendar, self.left_out(as_of))

    def safe(self, submitted: date) -> date | None:
        """The last day if the period had begun with the submission; None where it lies in a year that is not
        announced."""
        return self.last(REPLY, submitted)

    def last(self, key: str, start: date) -> date | None:
        """The last day of a period; None where it lies in a year that is not announced."""
        try:
            return due(key, start, self.calendar)
        except Unannounced:
            return None

    def is_over(self, day: date) -> bool:
        """Whether the period has ended before `day`; not where its end lies in a year that is not announced."""
        end = self.end(day)
        return end is not None and end < day

    def end(self, as_of: date) -> date | None:
        """As :meth:`due`; None where it lies in a year that is not announced."""
        try:
            return self.due(as_of)
        except Unannounced:
            return None

    def supplement_waits(self) -> bool:
        """Whether the period waits for the applicant's supplement."""
        return self.supplement_asked is not None and not self.supplement_late and not self.supplemented

    def fee_waits(self) -> bool:
        """Whether the period waits for the fee."""
        return self.fee_notified is not None and not self.fee_late and not self.paid

    def waits(self) -> bool:
        """Whether the period waits for the applicant, so that nothing runs."""
        return self.supplement_waits() or self.fee_waits()

    def last_supplement_day(self) -> date | None:
        """The last day for the supplement, moved to a working day as periods are; None where the notice's period is not
        on record, or ended before it began."""
        asked = self.supplement_asked
        if asked is None or asked.until is None or asked.until <= asked.on:
            return None
        try:
            return self.calendar.on_or_after(asked.until)
        except Unannounced:
            return asked.until

    def last_payment_day(self) -> date | None:
        """The last day for the payment; None where the notice's receipt is not on record, or it can't be told yet."""
        return None if self.fee_received is None else self.last("fees.payment", self.fee_received)

    def step(self, code: str, event: Event, **details: object) -> None:
        """Tells what counted."""
        self.steps.append(Remark(code, event.on, details))

    def defect(self, code: str, event: Event, **details: object) -> None:
        """Tells what is wrong."""
        self.defects.append(Remark(code, event.on, details))

    def restart(self, day: date) -> None:
        """The period is counted anew from that day; what lengthened the one before is gone (counting.restart)."""
        self.start, self.extension, self.extended, self.delayed = day, 0, 0, None
