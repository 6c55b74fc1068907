"""页面: the choice of a theme, the style guide, pages and their numbers."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory
from django.urls import reverse

from gongkai.platform.ui.templatetags.pages import numbers_of
from gongkai.platform.ui.themes import COOKIE, THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_once_chosen_stays(db, theme: str) -> None:
    client = Client()
    answer = client.post(reverse("set_theme"), {"theme": theme, "next": "/styleguide/?page=3"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/?page=3")
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (theme, True, "Lax")
    assert f'data-theme="{theme}"' in client.get(reverse("front")).content.decode()


@pytest.mark.parametrize("unknown", ["", "pink", '"><script>'])
def test_a_theme_that_there_is_not_changes_nothing(db, unknown: str) -> None:
    client = Client()
    assert COOKIE not in client.post(reverse("set_theme"), {"theme": unknown}).cookies
    client.cookies[COOKIE] = unknown
    assert 'data-theme="standard"' in client.get(reverse("front")).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_choosing_a_theme_leads_nowhere_else(db, elsewhere: str) -> None:
    assert Client().post(reverse("set_theme"), {"theme": "elder", "next": elsewhere})["Location"] == "/"


def test_the_theme_is_not_changed_by_a_link(db) -> None:
    assert Client().get(reverse("set_theme") + "?theme=elder").status_code == 405


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data"])
def test_a_form_that_nobody_can_read_is_a_bad_request(db, kind: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get("/")  # for the cookie, without which the form is not looked at
    answer = client.generic("POST", "/theme/", b"a=b", kind)
    assert answer.status_code == 400
    assert "浏览器发来的请求看不懂" in answer.content.decode()


@pytest.mark.parametrize("page", ["/", "/search/?q=a", "/styleguide/", "/tools/report/", "/nowhere/"])
def test_head_is_the_head_of_get(db, page: str) -> None:
    """Asked of the application itself: the test client leaves the body away by its own."""

    def asked(method: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        environ = RequestFactory().generic(method, page).environ
        body = b"".join(get_wsgi_application()(environ, lambda status, headers: told.extend([status, dict(headers)])))
        return told[0], told[1], body

    (got, of_get, whole), (headed, of_head, nothing) = asked("GET"), asked("HEAD")
    assert (headed, nothing) == (got, b"")
    assert of_head.keys() == of_get.keys()
    assert whole


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_guide_shows_itself_in_every_theme(db, theme: str) -> None:
    page = Client().get(reverse("styleguide") + f"?theme={theme}").content.decode()
    assert f'data-theme="{theme}"' in page
    assert page.count("field wrong") == 3, "the mistakes of the form in error"


def test_the_first_and_last_page_are_always_offered() -> None:
    pages = Paginator(range(200), 10)
    assert numbers_of(pages.page(1)) == [1, 2, 3, None, 20]
    assert numbers_of(pages.page(10)) == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert numbers_of(Paginator(range(5), 10).page(1)) == [1]
