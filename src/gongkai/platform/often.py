"""来访次数: how often one visitor comes, and what is answered to whoever comes too often or when all places are taken.

Counted in memory, by process, and forgotten when it ends: of visitors nothing is stored, not even that they came. Who
signed in is not counted.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.platform.addresses import network_of

_MOST_ADDRESSES = 50_000


class Counts:
    """How often each network came within a period; those that came first are forgotten first."""

    def __init__(self, most: int, period: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._period, self._clock = most, period, clock
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, network: str) -> int:
        """Counts the network once more; 0, or the seconds until it may come again."""
        now = self._clock()
        with self._lock:
            began, count = self._seen.get(network, (now, 0))
            if now - began >= self._period:
                began, count = now, 0
                self._seen.pop(network, None)
            if count >= self._most:
                return max(1, round(began + self._period - now))
            self._seen[network] = (began, count + 1)
            while len(self._seen) > _MOST_ADDRESSES:
                self._seen.popitem(last=False)
        return 0

    def count(self, request: HttpRequest) -> int:
        """Counts the request where nobody signed in; 0, or the seconds until its network may come again."""
        return 0 if request.user.is_authenticated else self.seconds_to_wait(network_of(request))


def visitor_of(request: HttpRequest) -> str:
    """The network that a visitor comes from; '' for whoever signed in, or where there is none."""
    return "" if request.user.is_authenticated else network_of(request)


def told_to_come_again(request: HttpRequest, title: str, sentence: str, status: int, wait: int) -> HttpResponse:
    """The page that says why, with the seconds after which it may be tried again."""
    context = {"title": title, "sentence": sentence, "back": request.path}
    response = render(request, "ui/refused.html", context, status=status)
    response["Retry-After"] = str(wait)
    return response
