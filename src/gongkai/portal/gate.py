"""闸口: how much of the machine visitors without an account may take at once, and how often.

Both are counted in memory, by process, and forgotten when it ends: of whoever uses a public tool nothing is stored, not
even that they came.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.platform.accounts.addresses import network_of

AT_ONCE = 3
"""Requests of a process that may be at work in child processes."""

PATIENCE = 8.0
"""Seconds that a request waits for its turn."""

MOST_WAITING = 8
"""Requests that may wait at a time: each holds a thread of the site, and some must stay free for all other pages."""

ASK_AGAIN = 10
"""Seconds after which whoever was turned away may try again."""

PERIOD = 600
MOST = 60
"""Requests that one address may send in a period of so many seconds."""

_MOST_ADDRESSES = 50_000

_View = Callable[..., HttpResponse]


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


class Counts:
    """How often each network came within a period; those that came first are forgotten first."""

    def __init__(self, most: int, period: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._period, self._clock = most, period, clock
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, address: str) -> int:
        """Counts the address once more; 0, or the seconds until it may come again."""
        now = self._clock()
        with self._lock:
            began, count = self._seen.get(address, (now, 0))
            if now - began >= self._period:
                began, count = now, 0
                self._seen.pop(address, None)
            if count >= self._most:
                return max(1, round(began + self._period - now))
            self._seen[address] = (began, count + 1)
            while len(self._seen) > _MOST_ADDRESSES:
                self._seen.popitem(last=False)
        return 0


places = Places(AT_ONCE)
counts = Counts(MOST, PERIOD)


def limited(view: _View) -> _View:
    """A view whose POST works in child processes: told to wait where an address without account sends too many (429),
    or where the machine is busy (503)."""

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        wait = 0 if request.user.is_authenticated else counts.seconds_to_wait(network_of(request))
        if wait:
            return _too_many(request, wait)
        try:
            with places.one(PATIENCE):
                return view(request, *args, **kwargs)
        except Busy:
            return _busy(request)

    return within


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    sentence = _(
        "From your network address %(most)s files were sent within %(minutes)s minutes, which is as many as this page "
        "takes. Try again in %(wait)s minutes; nothing was read and nothing kept."
    ) % {"most": MOST, "minutes": PERIOD // 60, "wait": -(-wait // 60)}
    return _told(request, _("Too many at once"), sentence, 429, wait)


def _busy(request: HttpRequest) -> HttpResponse:
    sentence = _("Too many people are checking reports at this moment. Try again in a few seconds; nothing was kept.")
    return _told(request, _("Busy at the moment"), sentence, 503, ASK_AGAIN)


def _told(request: HttpRequest, title: str, sentence: str, status: int, wait: int) -> HttpResponse:
    context = {"title": title, "sentence": sentence}
    response = render(request, "portal/turned_away.html", context, status=status)
    response["Retry-After"] = str(wait)
    return response
