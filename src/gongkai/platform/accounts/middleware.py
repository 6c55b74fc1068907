"""会话: ends a sign-in that is over, and leads a person first to what must be done before all else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.platform.accounts.access import LONGEST, has_second_factor, lacks_second_factor
from gongkai.platform.accounts.adapters import is_compulsory
from gongkai.platform.accounts.models import SignIn
from gongkai.platform.accounts.queries import current_sign_in
from gongkai.platform.accounts.signals import SESSION_KEY
from gongkai.platform.moments import present

WRITTEN_EVERY = timedelta(minutes=1)
"""How often at most the time of the last request is written."""

WHY: dict[str, str | Promise] = {
    "idle": _("You were signed out because nothing was done for a while. Sign in again."),
    "too_long": _("You were signed out because you signed in long ago. Sign in again."),
    "ended": _("This sign-in was ended. Sign in again."),
    "second_factor": _("You have a second factor now. Sign in again, with the second factor."),
}
ALWAYS = {"account_logout", "account_reauthenticate", "set_language", "openid_connect_callback"}
FOR_PASSWORD = ALWAYS | {"account_change_password"}
FOR_SECOND_FACTOR = FOR_PASSWORD | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
"""The routes that stay open to somebody who has yet to set something up."""


class SignInMiddleware:
    """Stands behind Django's middleware of authentication and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ends the sign-in where it is over; passes the request on in the person's language."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = present()
        sign_in = current_sign_in(request.user, request.session.get(SESSION_KEY))
        why = _why_over(sign_in, now) or ("second_factor" if lacks_second_factor(request, request.user) else "")
        if why:
            request.signed_out_because = why
            logout(request)
            messages.info(request, str(WHY[why]))
            return self.get_response(request)
        if sign_in and now - sign_in.seen_at >= WRITTEN_EVERY:
            SignIn.objects.filter(pk=sign_in.pk).update(seen_at=now)
        if request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        response = self.get_response(request)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Leads to what must be done first."""
        person, route = request.user, request.resolver_match.view_name
        if not person.is_authenticated:
            return None
        if person.must_change_password and person.has_usable_password():
            return _to("account_change_password", FOR_PASSWORD, route)
        if route not in FOR_SECOND_FACTOR and is_compulsory(person) and not has_second_factor(person):
            return _to("mfa_index", FOR_SECOND_FACTOR, route)
        return None


def _why_over(sign_in: SignIn | None, now: datetime) -> str:
    if sign_in is None:
        return "ended"
    if now - sign_in.seen_at > timedelta(minutes=settings.IDLE_MINUTES):
        return "idle"
    return "too_long" if now - sign_in.began_at > LONGEST else ""


def _to(name: str, open_routes: set[str], route: str) -> HttpResponse | None:
    return None if route in open_routes else HttpResponseRedirect(reverse(name))
