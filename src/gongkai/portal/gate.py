"""闸口: how much of the machine visitors without an account may take; `turning_away` counts how often they come."""

import threading
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
        self._free = threading.BoundedSemaphore(count)
        self._queue = threading.BoundedSemaphore(most_waiting) if most_waiting else None

    @contextmanager
    def one(self, patience: float) -> Iterator[None]:
        """Inside, one of the places is taken. Raises Busy where none gets free in time, or too many wait already."""
        if not self._free.acquire(blocking=False) and not self._waited(patience):
            raise Busy
        try:
            yield
        finally:
            self._free.release()

    def _waited(self, patience: float) -> bool:
        """Whether a place got free."""
        if self._queue is None or not self._queue.acquire(blocking=False):
            return False
        try:
            return self._free.acquire(timeout=patience)
        finally:
            self._queue.release()


places = Places(AT_ONCE)
