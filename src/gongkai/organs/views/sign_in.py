"""登录凭据页面: an administrator helps a person in, or signs them out everywhere."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai.organs import forms
from gongkai.organs.actions import sign_in
from gongkai.organs.views.people import change_of, confirm
from gongkai.platform.ui.perform import sent


def give_password(request: HttpRequest, number: int) -> HttpResponse:
    """Gives a person a new password."""

    def make(_person: Any) -> forms.GivePassword:
        return forms.GivePassword(sent(request))

    done = _("The password is given. The person must change it at the next sign-in.")
    return change_of(request, number, sign_in.give_password, make, title=_("Give a new password"), done=done)


def remove_second_factors(request: HttpRequest, number: int) -> HttpResponse:
    """Removes the second factors that a person lost."""
    title, done = _("Remove the lost second factor"), _("The second factor is removed, and its recovery codes.")
    act = sign_in.remove_second_factors
    return change_of(request, number, act, confirm(request), title=title, done=done, at_once=True)


def end_all_sign_ins(request: HttpRequest, number: int) -> HttpResponse:
    """Signs a person out everywhere."""
    title, done = _("End all sign-ins"), _("The person is signed out in every browser.")
    act = sign_in.end_all_sign_ins
    return change_of(request, number, act, confirm(request), title=title, done=done, at_once=True)


def link_identity(request: HttpRequest, number: int) -> HttpResponse:
    """Links a person to an identity. Raises Http404 where the installation has no identity provider."""
    if not settings.IDENTITY_PROVIDER:
        raise Http404

    def make(_person: Any) -> forms.LinkIdentity:
        return forms.LinkIdentity(sent(request))

    title, done = _("Link an identity"), _("The identity is linked.")
    return change_of(request, number, sign_in.link_identity, make, title=title, done=done)


def unlink_identity(request: HttpRequest, number: int) -> HttpResponse:
    """Unlinks a person from their identity."""
    title, done = _("Unlink the identity"), _("The identity is unlinked.")
    act = sign_in.unlink_identity
    return change_of(request, number, act, confirm(request), title=title, done=done, at_once=True)
