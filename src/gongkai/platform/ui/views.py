"""页面: the choice of a theme, and the page that shows every component."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.platform.ui.styleguide import specimens
from gongkai.platform.ui.themes import COOKIE, THEMES

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme in a cookie and leads back to where it was chosen."""
    chosen, then = request.POST.get("theme", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(then, {request.get_host()}, require_https=request.is_secure()):
        then = "/"
    response = HttpResponseRedirect(then)
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, secure=request.is_secure(), samesite="Lax")
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django does not take: of a form with too much text a page says what to do; the rest no person ever sent."""
    if not isinstance(exception, RequestDataTooBig):
        # Django's own page reads the form anew for its token, and fails over it again.
        return HttpResponse(render_to_string("400.html"), status=400)
    sentence = _("The text that was typed or pasted is longer than can be taken. Save it as a file and upload that.")
    context = {"title": _("Too much text"), "sentence": sentence, "back": request.path}
    return render(request, "ui/refused.html", context, status=413)


@login_not_required
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, in every state; `?theme=` shows them in another theme than the one chosen."""
    return render(request, "ui/styleguide.html", specimens(request))
