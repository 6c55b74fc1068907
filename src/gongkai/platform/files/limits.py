"""上限: how much may be uploaded at once."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file."""

MOST_FILES = 10
"""Files of one form."""

LARGEST_REQUEST = MOST_FILES * LARGEST_FILE + 1024 * 1024
"""Bytes of a whole request; what is larger is not read at all."""

LONGEST_NAME = 200
"""Characters of a file's name."""

MANY_FILES = 300
"""Files of one form to which many organs' files come at once; all together no larger than any other request."""


def takes_many_files(view: View) -> View:
    """Lets the form of a view bring MANY_FILES. The outermost decorator: it is asked before the view is called."""
    view.__dict__["most_files"] = MANY_FILES
    return view


def most_files_of(request: Any) -> int:
    """How many files the form of the view that this request goes to may bring."""
    match = getattr(request, "resolver_match", None)
    return getattr(match.func, "most_files", MOST_FILES) if match else MOST_FILES
