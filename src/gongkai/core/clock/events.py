"""办理事实: what can happen to a request, each with the legal day it happened on and the moment it was recorded.

The kinds stand in ``events.toml`` with their article and the facts that each needs. A wrong event is never edited: a
`retracted` event names it, with the reason. What is in force on a day follows from the events alone, in whatever order
they were recorded.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from gongkai.core.findings import Language, load_catalogue, sentence

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
"""The days that a fact may have: what lies beyond is a slip of the pen."""

CHINA = timezone(timedelta(hours=8))
"""Legal days are those of China, which has one time all year."""


class BadFacts(ValueError):
    """Facts that no request can have. `code` and `details` make the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def message(self, language: Language) -> str:
        """What is wrong and what to do, in one sentence."""
        return sentence(load_catalogue("gongkai.core.clock", "wrong_facts.toml"), self.code, language, self.details)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact. `on` is the legal day, `recorded_at` the moment it was recorded (None: the same day).

    `id` is the name by which it can be retracted; `about` the third party, co-maker or organ it concerns, or the id of
    the event that a `retracted` event takes back. The others are facts that some kinds need: the channel of a
    submission, the days of an extension, the last day set (`until`), who consented, the answer, outcome or route.
    """

    kind: str
    on: date
    recorded_at: datetime | None = None
    id: str = ""
    about: str = ""
    channel: str = ""
    days: int | None = None
    until: date | None = None
    consent_by: str = ""
    answer: str = ""
    outcome: str = ""
    route: str = ""
    reason: str = ""

    @property
    def known_on(self) -> date:
        """The day in China from which it is known; a moment without its zone is China's."""
        if self.recorded_at is None:
            return self.on
        return (self.recorded_at.astimezone(CHINA) if self.recorded_at.tzinfo else self.recorded_at).date()


def kinds() -> dict[str, dict[str, Any]]:
    """Kind of event → its entry: title, source, `needs` (the facts without which it says nothing) and `choices`."""
    return load_catalogue("gongkai.core.clock", "events.toml")


@cache
def _ranks() -> dict[str, int]:
    return {kind: rank for rank, kind in enumerate(kinds())}


def check_event(event: Event) -> None:
    """Raises BadFacts where the kind is unknown, a fact that it needs is missing, or one has a value it can't have."""
    if event.kind not in kinds():
        raise BadFacts("no_kind", kind=event.kind, known=", ".join(kinds()))
    entry = kinds()[event.kind]
    for name in entry.get("needs", ()):
        if getattr(event, name) in ("", None):
            raise BadFacts("fact_missing", title=entry["title"], fact=name, on=event.on)
    for name, allowed in entry.get("choices", {}).items():
        if getattr(event, name) not in ("", *allowed):
            raise BadFacts(
                "no_choice", title=entry["title"], fact=name, found=getattr(event, name), known=", ".join(allowed)
            )
    if event.days is not None and event.days < 1:
        raise BadFacts("no_days", title=entry["title"], days=event.days)


def event_from(data: dict[str, Any]) -> Event:
    """An event as a file of facts gives it: names to values. Raises BadFacts for names and values it can't have."""
    known: dict[str, Any] = {field.name: field.type for field in fields(Event)}
    for name, value in data.items():
        if name not in known:
            raise BadFacts("unknown_fact", fact=name, known=", ".join(known))
        if not _fits(known[name], value):
            raise BadFacts("wrong_kind", fact=name, found=value)
    for value in data.values():
        if isinstance(value, date) and not EARLIEST.year <= value.year <= LATEST.year:
            raise BadFacts("far_day", day=value)
    for name in ("kind", "on"):
        if name not in data:
            raise BadFacts("bare_event", fact=name)
    event = Event(**data)
    check_event(event)
    return event


def _fits(kind: Any, value: object) -> bool:
    allowed = {date: (date,), str: (str,), int | None: (int,), date | None: (date,), datetime | None: (datetime,)}[kind]
    return type(value) in allowed


def in_force(events: Collection[Event], as_of: date, known_on: date | None = None) -> list[Event]:
    """The events that have happened by `as_of`, as known on `known_on` (None: with all that is recorded), without the
    retracted ones, in the order of their days; on one day in the order in which a request goes. A retraction of what is
    not known yet does nothing. Raises BadFacts where retractions go round in a circle."""
    known = [event for event in events if known_on is None or event.known_on <= known_on]
    taken_back = _retracted(known)
    ranks = _ranks()
    happened = [
        event
        for event in known
        if event.kind != "retracted" and event.on <= as_of and (not event.id or event.id not in taken_back)
    ]
    return sorted(happened, key=lambda event: (event.on, ranks[event.kind], event.about, event.id, _rest(event)))


def _rest(event: Event) -> tuple[object, ...]:
    """What still tells apart two events of one kind on one day."""
    told = (event.consent_by, event.answer, event.outcome, event.route, event.channel)
    return (event.until or date.min, event.days or 0, *told)


def check_retractions(events: Collection[Event]) -> None:
    """Raises BadFacts where an event takes back one that is not there."""
    ids = {event.id for event in events if event.id}
    for event in events:
        if event.kind == "retracted" and event.about not in ids:
            raise BadFacts("retracts_nothing", id=event.about)


def _retracted(events: Collection[Event]) -> set[str]:
    """The ids taken back by a retraction that is not taken back itself."""
    retractions = [event for event in events if event.kind == "retracted"]
    found: set[str] = set()
    open_ones = retractions
    while open_ones:
        targeted = {event.about for event in open_ones}
        settled = [event for event in open_ones if event.id not in targeted]
        if not settled:
            raise BadFacts("retracts_in_a_circle", id=open_ones[0].about)
        found |= {event.about for event in settled if event.id not in found}
        open_ones = [event for event in open_ones if event not in settled]
    return found
