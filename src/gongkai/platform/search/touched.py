"""变动: of which records an action changed something that is found. They are indexed anew before the action ends, in
its own transaction, so that a record and its row are never of two minds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_touched: ContextVar[dict[str, set[str]] | None] = ContextVar("touched", default=None)


def touch(kind: str, keys: Iterable[Any]) -> None:
    """Notes that these records of that kind are to be indexed anew at the end of the running action. Outside of one
    nothing is noted: whoever opens the guard for test data or a restore makes the index anew."""
    found = _touched.get()
    if found is not None:
        found.setdefault(kind, set()).update(str(key) for key in keys if key is not None)


@contextmanager
def noting(write: Callable[[str, set[str]], Any]) -> Iterator[None]:
    """Around the act of an action: what it touched is written when it ends well."""
    found: dict[str, set[str]] = {}
    token = _touched.set(found)
    try:
        yield
    finally:
        _touched.reset(token)
    for kind in sorted(found):
        write(kind, found[kind])
