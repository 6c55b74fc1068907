"""首页: a person's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def home(request: HttpRequest) -> HttpResponse:
    """What the person can go to."""
    return render(request, "ui/home.html", {"title": _("Home")})
