"""锁定: after too many failed sign-ins a login is locked for a while at the address they came from (django-axes)."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.platform.accounts.access import mark

FAILURES = 5
MINUTES = 15


def counted_under(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which attempts are counted: a mark, so that the table keeps no typed login name."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return mark(str(typed))


def is_locked(request: HttpRequest, login: str) -> bool:
    """Whether that login is locked at this address. If so, the answer to the request becomes the page that says it."""
    locked = not AxesProxyHandler.is_allowed(request, {"username": login})
    if locked:
        request.axes_locked_out = True
    return locked


def page(request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """The page for whoever is locked out."""
    sentence = ngettext(
        "Too many failed sign-ins: wait %(minutes)s minute, then try again.",
        "Too many failed sign-ins: wait %(minutes)s minutes, then try again.",
        MINUTES,
    ) % {"minutes": MINUTES}
    return render(request, "ui/refused.html", {"title": _("Locked for a while"), "sentence": sentence}, status=429)
