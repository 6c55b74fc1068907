"""出错记录: where a task failed, without what an exception says, which may hold personal data."""

import traceback
from collections.abc import Iterator

LONGEST = 20_000
"""Characters kept, from the end."""


def class_path(error: BaseException) -> str:
    """The full name of its class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def masked_trace(error: BaseException) -> str:
    """The places in the program that led to it, and the class of each exception; of what they say, only the system's
    own words for an error of the system."""
    return "".join(part for link in reversed(list(_chain(error))) for part in _one(link))[-LONGEST:]


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _one(error: BaseException) -> Iterator[str]:
    yield from traceback.format_tb(error.__traceback__)
    words = error.strerror if type(error).__module__ == "builtins" and isinstance(error, OSError) else ""
    yield f"{class_path(error)}{f': {words}' if words else ''}\n"
