"""页面: a person's own page, the language, and allauth's pages where ours differ."""

from typing import Any

from allauth.account.views import PasswordChangeView, PasswordResetView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from gongkai.platform.accounts import actions
from gongkai.platform.accounts.access import has_second_factor, identity_of
from gongkai.platform.accounts.forms import LanguageForm
from gongkai.platform.accounts.panels import PANELS
from gongkai.platform.accounts.queries import own_sign_ins
from gongkai.platform.accounts.signals import SESSION_KEY
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import needs_second_factor
from gongkai.platform.refusals import Refused


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What the site knows of the person, and the settings of their sign-in."""
    person, today = request.user, legal_day(present())
    has = has_second_factor(person)
    context = {
        "title": _("Settings"),
        "person": person,
        "form": LanguageForm(initial={"language": person.language or request.LANGUAGE_CODE}),
        "has_second_factor": has,
        "should_have_second_factor": not has and needs_second_factor(person, today),
        "identity": identity_of(person),
        "sign_ins": own_sign_ins(person, present()),
        "panels": [render_to_string(one.template, one.about(person, today), request) for one in PANELS],
        "current": request.session.get(SESSION_KEY),
    }
    return render(request, "accounts/own.html", context)


@require_POST
def end_own_sign_in(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a sign-in of the person's own in another browser."""
    actions.end_sign_in(by=request.user, sign_in=get_object_or_404(own_sign_ins(request.user, present()), pk=number))
    messages.success(request, _("That sign-in has ended."))
    return redirect("accounts:own")


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Changes the language of the pages: in the browser for a stranger, and for good for a signed-in person."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES) and language != request.user.language:
        actions.choose_language(by=request.user, language=language)
    return set_language(request)


class ChangePasswordView(PasswordChangeView):
    """Changing the password; somebody who signs in through the identity provider alone has none."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuses whoever has no password: theirs is managed elsewhere."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Refused(_("You sign in through the identity provider and have no password here."))
        return super().dispatch(request, *args, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class ResetPasswordView(PasswordResetView):
    """Asking for a link to a new password. Where no mail is set up, the administrator has to help."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Says so where no mail is set up."""
        if not settings.MAIL_IS_SET_UP:
            sentence = _("This installation sends no e-mail. Ask your administrator for a new password.")
            return render(request, "ui/refused.html", {"title": _("New password"), "sentence": sentence})
        return super().dispatch(request, *args, **kwargs)
