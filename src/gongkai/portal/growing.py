"""逐步显示: a page that grows while files are read: its head at once, a line a file, then the result.

Such a page holds a thread of the site until it is sent, so only so many grow at once.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header

from gongkai.platform.files.names import cleaned
from gongkai.platform.often import visitor_of
from gongkai.portal.gate import PATIENCE, Busy, Places

RUNS = Places(2, most_waiting=2)
"""Pages of a process that may grow at once, each with its children."""

END_OF_LINES = "</ol></section>"
"""What closes the list of lines, before the result."""


def place_for_a_run(request: HttpRequest) -> ExitStack | None:
    """A place for one more page that grows, free again when it is closed; None where all are taken, or the visitor has
    one already."""
    stack = ExitStack()
    try:
        stack.enter_context(RUNS.one(PATIENCE, visitor_of(request)))
    except Busy:
        return None
    return stack


def growing(
    request: HttpRequest, template: str, context: Mapping[str, Any], steps: Iterator[str], place: ExitStack
) -> StreamingHttpResponse:
    """The page of the template, whose `growing` is what `steps` give, one after the other, in the language of the
    request. The head is made before anything is read."""
    mark = f"<!--{secrets.token_hex(16)}-->"
    page = render_to_string(template, {**context, "growing": mark, "over": False}, request=request)
    head, _mark, foot = page.partition(mark)
    pieces = _Pieces(head, steps, foot, place, translation.get_language() or "zh-hans")
    response = StreamingHttpResponse(pieces)
    response["X-Accel-Buffering"] = "no"
    response["Cache-Control"] = "no-store"
    return response


def line_of(number: int, said: Mapping[str, Any]) -> str:
    """A line of the progress, short, so that all of them fit on their way at once."""
    return render_to_string("portal/parts/line.html", {"number": number, **said})


def as_file(data: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to be kept, never shown inside the site."""
    response = HttpResponse(data, content_type=content_type)
    disposition = content_disposition_header(True, cleaned(name))
    assert disposition is not None
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


class _Pieces:
    """The pieces of the page. However it ends, also before it began, the children end and its place is free again."""

    def __init__(self, head: str, steps: Iterator[str], foot: str, place: ExitStack, language: str) -> None:
        self._steps, self._place, self._language = steps, place, language
        self._waiting, self._foot = [head], [foot]

    def __iter__(self) -> "_Pieces":
        return self

    def __next__(self) -> bytes:
        if self._waiting:
            return self._waiting.pop().encode()
        with translation.override(self._language):  # by now the thread may have forgotten it
            found = next(self._steps, None)
        if found is not None:
            return found.encode()
        if self._foot:
            return self._foot.pop().encode()
        raise StopIteration

    def close(self) -> None:
        """Called by the server when the answer is sent, or can't be."""
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()
        self._place.close()
