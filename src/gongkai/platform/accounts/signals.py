"""记入日志: what the sign-in libraries tell becomes actions. Connected when the site starts."""

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from gongkai.platform.accounts import actions
from gongkai.platform.accounts.access import mark
from gongkai.platform.accounts.lockout import is_guessed_at
from gongkai.platform.accounts.models import Person
from gongkai.platform.addresses import address_of
from gongkai.platform.moments import present

ALARM = logging.getLogger("gongkai.alarm")
SESSION_KEY = "sign_in"
"""Where the session keeps the id of its SignIn."""


def connect() -> None:
    """Connects everything below. A failure is told before the lockout that it may lead to: so its receiver comes before
    those of django-axes, which connect when they are imported."""
    user_login_failed.connect(password_failed, dispatch_uid="gongkai.accounts.password_failed")
    from axes.signals import user_locked_out

    for signal, receiver in (
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (user_locked_out, locked_out),
        (authentication_failed, second_factor_failed),
        (password_changed, own_password_changed),
        (password_set, own_password_changed),
        (password_reset, own_password_reset),
        (authenticator_added, second_factor_added),
        (authenticator_removed, second_factor_removed),
        (authenticator_reset, recovery_codes_made),
    ):
        signal.connect(receiver, dispatch_uid=f"gongkai.accounts.{receiver.__name__}")


def signed_in(*, request: HttpRequest, user: Person, **_: Any) -> None:
    """A browser is signed in, after every factor."""
    records = get_authentication_records(request, user)
    sign_in = actions.record_sign_in(
        by=user,
        means=tuple(record.get("type") or record["method"] for record in records),
        browser=request.META.get("HTTP_USER_AGENT", ""),
        address=_address(request),
    )
    request.session[SESSION_KEY] = sign_in.pk


def _address(request: HttpRequest | None) -> str:
    """The address by our own rule (`addresses`); empty where there is none."""
    return (address_of(request) if request is not None else None) or ""


def signed_out(*, request: HttpRequest, user: Person | None, **_: Any) -> None:
    """A browser is being signed out; the middleware says why where nobody asked for it."""
    if user is not None:
        why = getattr(request, "signed_out_because", "asked")
        actions.record_sign_out(by=user, why=why, sign_in=request.session.get(SESSION_KEY))


def _whose(typed: str) -> tuple[Person, str]:
    """Who has that login, with an empty mark; else the system with the mark of what was typed."""
    found = Person.objects.filter(login=typed.strip().lower(), is_system=False).first()
    return (found, "") if found else (Person.objects.system(), mark(typed))


def _failed(person: Person, step: str, tried: str, request: HttpRequest | None) -> None:
    actions.record_failure(by=person, step=step, tried=tried, address=_address(request))
    if not person.is_system and is_guessed_at(person, present()):
        actions.record_guessing(by=person)
        ALARM.error("many failed sign-ins of person %d within an hour: look into the journal", person.pk)


def password_failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A login and its password did not fit. An attempt during a lockout is not tried at all, so nothing failed."""
    refused = (
        request is not None and getattr(request, "axes_locked_out", False) and request.axes_failures_since_start is None
    )
    if not refused:
        person, tried = _whose(str(credentials.get("username") or ""))
        _failed(person, "password", tried, request)


def second_factor_failed(*, sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """A code did not fit; it counts towards the lockout like a wrong password."""
    _failed(user, "second_factor", "", request)
    AxesProxyHandler.user_login_failed(sender, {"username": user.login}, request)


def locked_out(*, request: HttpRequest, **_: Any) -> None:
    """The failure that reached the limit; later attempts during the lockout are not told again."""
    if request.axes_failures_since_start is not None:
        person, tried = _whose(str((request.axes_credentials or {}).get("username") or ""))
        actions.record_lockout(by=person, tried=tried, address=_address(request))


def own_password_changed(*, request: HttpRequest, user: Person, **_: Any) -> None:
    """A signed-in person has a new password."""
    actions.record_password_change(by=user, sign_in=request.session.get(SESSION_KEY))


def own_password_reset(*, user: Person, **_: Any) -> None:
    """A person has a new password by the link in an e-mail."""
    actions.record_password_reset(by=user)


def second_factor_added(*, request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """A second factor, which this session has just been given, or the recovery codes that come with the first one."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        actions.record_recovery_codes(by=user)
    else:
        kind = str(authenticator.type)
        actions.record_second_factor_added(by=user, kind=kind, sign_in=request.session.get(SESSION_KEY))
        record_authentication(request, user, "mfa", id=authenticator.pk, type=kind, reauthenticated=True)


def second_factor_removed(*, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """A second factor, or the recovery codes that go with the last one."""
    actions.record_second_factor_removed(by=user, kind=str(authenticator.type))


def recovery_codes_made(*, user: Person, **_: Any) -> None:
    """New recovery codes."""
    actions.record_recovery_codes(by=user)
