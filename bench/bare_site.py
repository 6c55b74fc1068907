"""The routes of a site with one page more, which holds nothing: what the pages of the site are measured beside.

The page goes through the same server, the same middleware and the same frame as every other, for somebody who signed
in; only its own content is missing.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """The frame of a page, for whoever is signed in."""
    return render(request, "ui/base.html", {"title": "bare"})


urlpatterns = [path("bare/", bare, name="bare"), path("", include("gongkai.config.urls"))]
