"""占用: whoever works with a home holds it; what replaces its data needs it for itself."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.config.stopped import Stopped

_LOCK = ".in-use"


@contextmanager
def held(home: Path, *, alone: bool) -> Iterator[None]:
    """Holds the home, with others or alone. Raises Stopped where another process stands against it. The system lets go
    when the process ends, however it ends."""
    number = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(number, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped("home_in_use" if alone else "home_being_replaced", home=home) from None
        yield
    finally:
        os.close(number)
