"""The command `gongkai` of a site with two views more, which hold nothing: what the pages are measured beside.

Both go through the same server and the same middleware as every other, for somebody who signed in. The bare page has
the frame of every page, and only its own content is missing; the empty answer has no page at all.
"""

from django.http import HttpRequest, HttpResponse

BARE, EMPTY = "bare/", "empty/"


def bare(request: HttpRequest) -> HttpResponse:
    """The frame of a page, for whoever is signed in."""
    from django.shortcuts import render

    return render(request, "ui/base.html", {"title": "bare"})


def empty(request: HttpRequest) -> HttpResponse:
    """Two letters."""
    return HttpResponse("ok")


def add_page() -> None:
    """Adds them to the routes of the site."""
    from django.urls import path

    from gongkai.config.urls import urlpatterns

    urlpatterns.extend([path(BARE, bare, name="bare"), path(EMPTY, empty, name="empty")])


def main() -> None:
    """Runs the command; when the site is set up, the page is added."""
    import django

    from gongkai.cli.main import main as command

    set_up = django.setup

    def with_page(set_prefix: bool = True) -> None:
        set_up(set_prefix)
        add_page()

    django.setup = with_page
    command()


if __name__ == "__main__":
    main()
