"""页面: the choice of a theme, the style guide, pages and their numbers."""

import pytest
from django.core.paginator import Paginator
from django.test import Client
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
