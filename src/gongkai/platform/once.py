"""一问一答: within a request that only reads, a question is put to the database once.

Between `asked_once()` and its end, what `answer` was told is kept, for that request alone: nothing is kept from one
request to the next, nor for another person. Outside of it, and from the moment on in which anything is written
(`forget`), every question is asked anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_told: ContextVar[dict[Hashable, Any] | None] = ContextVar("told", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Around a request that only reads."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


def answer(question: Hashable, ask: Callable[[], T]) -> T:
    """The answer to the question. What is kept must not be changed by whoever gets it."""
    told = _told.get()
    if told is None:
        return ask()
    if question not in told:
        told[question] = ask()
    found: T = told[question]
    return found


def forget() -> None:
    """Something is written: nothing is kept any more, for the rest of the request."""
    _told.set(None)
