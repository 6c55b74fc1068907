"""首页: what a visitor finds: the search, the tools that there are, the way in for staff, help in both languages."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.core.findings import LANGUAGES
from gongkai.portal.tools import LAW, REPORTS, address_of
from gongkai.portal.views.help import ROLES, STATEMENTS
from tests.portal.pages import LANGUAGES as HEADERS
from tests.portal.pages import opened, text
from tests.world import World

pytestmark = pytest.mark.slow

PUBLIC = ["front", "portal:deadline", "portal:fee", "portal:calendars", "portal:rules", "portal:laws", "portal:help"]


class Headings(HTMLParser):
    """The levels of a page's headings in their order, and the ids that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [value for name, value in attrs if name == "id" and value]


def addresses() -> list[str]:
    """Pages that say something of their own, with and without an answer."""
    found = [reverse(route) for route in PUBLIC]
    found += [reverse("portal:help_page", args=[topic]) for topic in ROLES | STATEMENTS]
    found += [reverse("portal:rule", args=["TXT.SUM"]), reverse("portal:law", args=["outcome.partial"])]
    found += [f"{reverse('portal:deadline')}?day=2026-12-14&extended=2026-12-20", f"{reverse('portal:fee')}?number=x"]
    return [*found, f"{reverse('portal:fee')}?way=items&number=200"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_order_and_ids_are_told_apart(db: str, language: str) -> None:
    client = Client(headers={"accept-language": HEADERS[language]})
    for address in addresses():
        page = Headings()
        said = client.get(address).content.decode()
        page.feed(said)
        assert page.levels.count(1) == 1, address
        assert page.levels[0] == 1, address
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (address, page.levels)
        assert len(page.ids) == len(set(page.ids)), address
        assert " style=" not in said, address


def test_a_visitor_is_given_no_session_and_nothing_is_written(db: str) -> None:
    client = Client()
    for address in addresses():
        client.get(address)
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_leads_to_the_tools_that_there_are(db: str, language: str) -> None:
    said = text(opened("front", language=language))
    assert 'role="search"' in said
    assert 'name="q"' in said
    for tool in (*REPORTS, *LAW):
        address = address_of(tool.route)
        assert (f'<a href="{address}">' in said) == bool(address), tool.route
    assert all(address_of(tool.route) for tool in LAW)
    assert reverse("account_login") in said


def test_who_is_signed_in_finds_the_workbench(world: World) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.person("officer", world.bureau))
    assert "Go to the workbench" in client.get(reverse("front")).content.decode()


def test_who_is_signed_in_reads_the_public_pages_too(world: World) -> None:
    """Beside them stands the work; what that is made of must not take the place of what the page says."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.person("officer", world.bureau))
    for address in addresses():
        assert client.get(address).status_code in (200, 422), address
    assert "TXT.SUM" in client.get(reverse("portal:rules")).content.decode()


def test_the_help_leads_to_what_it_speaks_of(db: str) -> None:
    for topic, routes in {
        "visitor": ["portal:report", "portal:compare", "portal:rollup", "portal:returns", "search:find"],
        "officer": ["home", "portal:report", "reporting:list"],
        "supervisor": ["home", "reporting:list", "portal:returns", "portal:rollup"],
    }.items():
        said = text(opened("portal:help_page", topic))
        said = said[said.index("<ol>") : said.index("</ol>")]
        assert [route for route in routes if f'<a href="{reverse(route)}"' not in said] == []


def test_a_route_that_is_not_there_has_no_address() -> None:
    assert address_of("portal:nothing") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_role_has_its_page_of_one_screen(db: str, language: str) -> None:
    contents = text(opened("portal:help", language=language))
    for topic in ROLES | STATEMENTS:
        assert reverse("portal:help_page", args=[topic]) in contents
        said = text(opened("portal:help_page", topic, language=language))
        words = re.sub(r"<[^>]+>", " ", said[said.index("<main") : said.index("</main>")])
        assert len(words.split() if language == "en" else words.replace(" ", "")) < 700
    opened("portal:help_page", "nothing", status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_statement_names_every_cookie(db: str, language: str) -> None:
    from django.conf import settings

    from gongkai.platform.ui.themes import COOKIE

    said = text(opened("portal:help_page", "privacy", language=language))
    for name in (settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_NAME, COOKIE):
        assert f"<code>{name}</code>" in said
