"""耐心: how long an answer may be on its way before the thread that sends it is taken away from its client.

The kernel's own limit (SO_SNDTIMEO) is none: it begins anew with every part that gets into a buffer. Python's limit of
a socket counts for all that is handed to it at once, however many parts that becomes; here it is set, for each piece of
an answer, to what the pieces before it left of the time for the whole.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

PATIENCE = 20.0
"""Seconds for an answer of any size."""
SLOWEST = 8 << 10
"""Bytes for which a second more is given: the slowest line that is served to the end."""

_Site = Callable[[dict[str, Any], Any], Iterable[bytes]]


def patient(site: _Site, clock: Callable[[], float] = time.monotonic) -> _Site:
    """The site (WSGI), whose answers have their time. What it takes to make a piece does not count, only what it takes
    to send it."""

    def answering(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return _Answer(site(environ, start_response), environ["gunicorn.socket"], clock)

    return answering


class _Answer:
    """The pieces of an answer. Whoever goes through them sends each before asking for the next."""

    def __init__(self, pieces: Iterable[bytes], connection: Any, clock: Callable[[], float]) -> None:
        self._pieces, self._connection, self._clock = pieces, connection, clock

    def __iter__(self) -> Iterator[bytes]:
        left = PATIENCE
        for piece in self._pieces:
            left += len(piece) / SLOWEST
            if left <= 0:
                raise TimeoutError("the answer was not taken in")
            self._connection.settimeout(left)
            began = self._clock()
            yield piece
            left -= self._clock() - began

    def close(self) -> None:
        """Called by the server at the end, also where the client is gone."""
        if (close := getattr(self._pieces, "close", None)) is not None:
            close()
