"""工作台首页: what waits for the person who signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What the person can go to."""
    return render(request, "workbench/home.html", {"title": _("Home")})
