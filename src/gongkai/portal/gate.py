"""闸口: how much of the machine visitors without an account may take; `turning_away` counts how often they come."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 3
"""Requests of a process that may be at work in child processes."""

PATIENCE = 8.0
"""Seconds that a request waits for its turn."""

MOST_WAITING = 8
"""Requests that may wait at a time: each holds a thread of the site, and some must stay free for all other pages."""

ASK_AGAIN = 10
"""Seconds after which whoever was turned away may try again."""

PERIOD = 600
"""Seconds in which the requests of an address are counted."""


class Busy(Exception):
    """All places are taken, or so many wait for them that nobody else can."""


class Places:
    """So many places, and how many may wait for one of them."""

    def __init__(self, count: int, most_waiting: int = MOST_WAITING) -> None:
        self._count, self._most_waiting = count, most_waiting
        self._taken: Counter[str] = Counter()
        self._waiting = 0
        self._change = threading.Condition()

    @contextmanager
    def one(self, patience: float, visitor: str = "") -> Iterator[None]:
        """Inside, one of the places is taken. Raises Busy where none gets free in time, or too many wait already. Of
        several places no visitor takes the last: files that take long to read, sent by one, hold up nobody else."""
        with self._change:
            if not self._is_free(visitor):
                self._wait(patience, visitor)
            self._taken[visitor] += 1
        try:
            yield
        finally:
            with self._change:
                self._taken -= Counter([visitor])
                self._change.notify_all()

    def _is_free(self, visitor: str) -> bool:
        share = max(1, self._count - 1) if visitor else self._count
        return self._taken.total() < self._count and self._taken[visitor] < share

    def _wait(self, patience: float, visitor: str) -> None:
        """Until one of the places is free."""
        if self._waiting >= self._most_waiting:
            raise Busy
        self._waiting += 1
        try:
            if not self._change.wait_for(lambda: self._is_free(visitor), patience):
                raise Busy
        finally:
            self._waiting -= 1


places = Places(AT_ONCE)
