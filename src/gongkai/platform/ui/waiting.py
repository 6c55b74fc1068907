"""待办: what a person's first page is made of. Each application adds its providers when the site starts; the page
itself stands above all of them and knows none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from gongkai.platform.permissions import Powers


@dataclass(frozen=True)
class Card:
    """Something that waits for the person, or that the person sent and others now have: what, where it is done, and the
    next step in words."""

    title: str | Promise
    address: str
    says: str | Promise = ""
    count: int | None = None
    """How many there are, where they are counted together."""
    day: date | None = None
    """The last day, where there is one."""
    is_late: bool = False
    is_sent: bool = False
    """Whether it is others who do the next step."""


@dataclass(frozen=True)
class Done:
    """Something that the person did."""

    title: str | Promise
    at: datetime
    count: int = 1
    """How often, one after the other."""


@dataclass(frozen=True)
class Step:
    """One of the first things to do in a new installation, or with a new account."""

    place: int
    """Where it stands among the others."""
    title: str | Promise
    says: str | Promise
    address: str
    is_done: bool


WAITING: list[Callable[[Any, datetime, Powers], Iterable[Card]]] = []
"""Given the person, the moment and what they may then, so that nothing is looked up that is no concern of theirs: what
waits for them, and what they sent. In the order shown; what is late goes first."""

DONE: list[Callable[[Any, datetime], Iterable[Done]]] = []
"""What the person did last, the latest first."""

STEPS: list[Callable[[Any, datetime, Powers], Iterable[Step]]] = []
"""The first steps of this person; none for whom they are no concern."""
