"""首页: what a visitor finds first."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The tools, and the way in for staff."""
    return render(request, "portal/front.html", {"title": _("Open government information")})
