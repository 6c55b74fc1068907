"""回绝: whoever sends too much, or comes when the machine is busy, is told so, and when to come again."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from gongkai.platform.often import Counts, told_to_come_again, visitor_of
from gongkai.portal import gate
from gongkai.portal.gate import ASK_AGAIN, PERIOD

_View = Callable[..., HttpResponse]


class Kind(Enum):
    """What is counted: reports to be looked at one by one, uploads of many files, and files that come one by one."""

    REPORT = "report"
    RUN = "run"
    FILE = "file"


_MOST = {Kind.REPORT: 60, Kind.RUN: 20, Kind.FILE: 1200}
"""Of each as many as one address may send in a period: an office's people share one."""

_COUNTS = {kind: Counts(most, PERIOD) for kind, most in _MOST.items()}


def limited(view: _View) -> _View:
    """A view whose POST works in child processes, one report at a time."""

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if away := allowance(request, Kind.REPORT):
            return away
        try:
            with gate.places.one(gate.PATIENCE, visitor_of(request)):
                return view(request, *args, **kwargs)
        except gate.Busy:
            return turned_away(request)

    return within


def allowance(request: HttpRequest, kind: Kind, *, as_json: bool = False) -> HttpResponse | None:
    """Counts the request; the answer that turns it away, where its address sent too many. Who signed in is trusted."""
    wait = _COUNTS[kind].count(request)
    if not wait:
        return None
    sentence = _("Too much came from your network address. Try again in %(wait)s minutes; nothing was kept.")
    return _told(request, _("Too many at once"), sentence % {"wait": -(-wait // 60)}, 429, wait, as_json)


def turned_away(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    """The answer where every place is taken."""
    sentence = _("Too many reports are being read at this moment. Try again in a minute; nothing was kept.")
    return _told(request, _("Busy at the moment"), sentence, 503, ASK_AGAIN, as_json)


def _told(request: HttpRequest, title: str, sentence: str, status: int, wait: int, as_json: bool) -> HttpResponse:
    if not as_json:
        return told_to_come_again(request, title, sentence, status, wait)
    return JsonResponse({"error": sentence}, status=status, headers={"Retry-After": str(wait)})
