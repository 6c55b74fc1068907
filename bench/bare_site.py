"""The command `gongkai` of a site with one page more, which holds nothing: what the pages are measured beside.

The page goes through the same server, the same middleware and the same frame as every other, for somebody who signed
in; only its own content is missing.
"""

from django.http import HttpRequest, HttpResponse

ADDRESS = "bare/"


def bare(request: HttpRequest) -> HttpResponse:
    """The frame of a page, for whoever is signed in."""
    from django.shortcuts import render

    return render(request, "ui/base.html", {"title": "bare"})


def add_page() -> None:
    """Adds it to the routes of the site."""
    from django.urls import path

    from gongkai.config.urls import urlpatterns

    urlpatterns.append(path(ADDRESS, bare, name="bare"))


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
