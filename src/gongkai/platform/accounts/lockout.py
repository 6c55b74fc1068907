"""锁定: after too many failed sign-ins a login is locked for a while at the address they came from (django-axes).

Only there: else a stranger could lock anybody out. Who guesses from many addresses is not held up but told of.
"""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.platform.accounts import events
from gongkai.platform.accounts.access import mark
from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry

FAILURES = 5
MINUTES = 15
ALARMING = 100
"""So many failures of one person within an hour, wherever they come from, are told to the administrators."""


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


def is_guessed_at(person: Person, now: datetime) -> bool:
    """Whether so many sign-ins of the person failed within the hour, and nobody was told yet."""
    lately = Entry.objects.filter(person=person.pk, at__gt=now - timedelta(hours=1))
    failures = lately.filter(event=events.SIGN_IN_FAILED.code)[:ALARMING].count()
    return failures >= ALARMING and not lately.filter(event=events.GUESSED_AT.code).exists()


def page(request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """The page for whoever is locked out."""
    sentence = ngettext(
        "Too many failed sign-ins: wait %(minutes)s minute, then try again.",
        "Too many failed sign-ins: wait %(minutes)s minutes, then try again.",
        MINUTES,
    ) % {"minutes": MINUTES}
    return render(request, "ui/refused.html", {"title": _("Locked for a while"), "sentence": sentence}, status=429)
