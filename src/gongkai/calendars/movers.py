"""期限变动: what a changed calendar moves. Each application that counts working days adds a mover to MOVERS in its
AppConfig.ready: given the years in use before and after, it yields whatever gets another last day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.calendars.in_use import InUse


@dataclass(frozen=True, slots=True)
class Moved:
    """A period that is running and gets another last day. None: not certain, its year is not announced."""

    title: str
    """Which record, by its number; no personal data."""
    address: str
    """Its page."""
    before: date | None
    after: date | None


MOVERS: list[Callable[[InUse, InUse], Iterable[Moved]]] = []
"""In the order in which what they find is shown."""
