"""Settings of a site with one page more, which holds nothing: what the pages of the site are measured beside.

The page goes through the same server, the same middleware and the same frame as every other; only its own content is
missing.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from gongkai.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_site"


def bare(request: HttpRequest) -> HttpResponse:
    """The frame of a page, for whoever is signed in."""
    from django.shortcuts import render

    return render(request, "ui/base.html", {"title": "bare"})


urlpatterns = [path("bare/", bare, name="bare"), path("", include("gongkai.config.urls"))]
