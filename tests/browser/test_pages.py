"""Every page, as it lies before somebody: axe, three screens, what each page must have; no complaint of the browser."""

from collections.abc import Iterable

import pytest

from gongkai.platform.ui.themes import STANDARD
from tests.browser.city import VISITORS
from tests.browser.crawl import Found, Walked
from tests.browser.looking import at_width, lacks, lies_badly_at_any_width, shuts_out
from tests.browser.pages import LOOKS, MAIN, NOT_PAGES, RANK, pages, routes, turn
from tests.browser.visitors import HEIGHTS, LOCALES, Visitors


def faults_of(
    visitors: Visitors, role: str, address: str, *, theme: str, language: str, width: int
) -> dict[str, list[str]]:
    """All that is wrong with the page in that look."""
    with visitors.page(role, address, theme=theme, language=language, width=width) as page:
        said = page.evaluate("[document.documentElement.dataset.theme, document.documentElement.lang.toLowerCase()]")
        found = {"looks": [str(said)] if said != [theme, language] else []}
        found |= {"shuts out": shuts_out(page), "lacks": lacks(page)}
        found |= {f"at {width}": faults for width, faults in lies_badly_at_any_width(page).items()}
        if width != min(HEIGHTS):
            at_width(page, min(HEIGHTS))
            found["shuts out on a phone"] = [one for one in shuts_out(page) if one not in found["shuts out"]]
    return {what: faults for what, faults in found.items() if faults}


def told(faults: dict[str, list[str]]) -> str:
    """The faults, one a line."""
    return "\n".join(f"{what}: {fault}" for what, all_of_it in faults.items() for fault in all_of_it)


def seen_by_most(walked: Walked, route: str) -> Found | None:
    """A page of the route, for who sees most of it."""
    return next(filter(None, (walked.example(route, role) for role in RANK)), None)


@pytest.mark.parametrize("route", pages())
def test_a_page_shuts_nobody_out_and_lies_well(route: str, visitors: Visitors, walked: Walked) -> None:
    """Each page once, in a theme and language and at a width whose turn it is."""
    found = seen_by_most(walked, route)
    assert found, (
        f"no link of the demo city leads to a page of {route}: link it, or tests/browser/pages.py says why not"
    )
    theme, language = LOOKS[turn(route) % len(LOOKS)]
    width = list(HEIGHTS)[turn(route) // 7 % len(HEIGHTS)]
    faults = faults_of(visitors, found.role, found.address, theme=theme, language=language, width=width)
    assert not faults, f"{found.address} as {found.role}, {theme}, {language}, {width}\n{told(faults)}"


@pytest.mark.soak
@pytest.mark.parametrize(("theme", "language"), LOOKS)
@pytest.mark.parametrize(("route", "role"), [(route, role) for route, roles in MAIN.items() for role in roles])
def test_a_main_page_does_so_in_every_look(
    route: str, role: str, theme: str, language: str, visitors: Visitors, walked: Walked
) -> None:
    found = walked.example(route, role)
    assert found
    faults = faults_of(visitors, role, found.address, theme=theme, language=language, width=1024)
    assert not faults, told(faults)


@pytest.mark.parametrize("language", LOCALES)
def test_on_a_desk_the_head_is_one_line(language: str, visitors: Visitors) -> None:
    with visitors.page("administrator", "/staff/", width=max(HEIGHTS), language=language) as page:
        links, settings = (page.locator(part).bounding_box() for part in (".panel nav", ".utilities"))
    assert links
    assert settings
    assert links["y"] < settings["y"] + settings["height"]
    assert settings["y"] < links["y"] + links["height"]


def test_on_a_phone_what_was_found_comes_before_the_ways_to_narrow_it(visitors: Visitors) -> None:
    with visitors.page(address="/search/?q=公开", width=min(HEIGHTS), script=False) as page:
        assert not page.locator(".filters").is_visible()
        page.locator(".filter-switch").click()
        assert page.locator(".filters").is_visible()
    with visitors.page(address="/search/?q=公开&kind=law", width=min(HEIGHTS), script=False) as page:
        assert page.locator(".filters").is_visible()


@pytest.mark.soak
@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_every_page_does_so_in_every_look(theme: str, language: str, visitors: Visitors, walked: Walked) -> None:
    every = filter(None, (seen_by_most(walked, route) for route in pages()))
    assert not wrong_in(visitors, every, theme, language)


@pytest.mark.soak
@pytest.mark.parametrize("role", VISITORS)
def test_every_page_does_so_in_every_role(role: str, visitors: Visitors, walked: Walked) -> None:
    assert not wrong_in(visitors, walked.pages(role), STANDARD, "zh-hans")


def wrong_in(visitors: Visitors, every: Iterable[Found], theme: str, language: str) -> str:
    """The faults of these pages in that look, one a line."""
    faults = {}
    for one in every:
        width = list(HEIGHTS)[turn(one.address) % len(HEIGHTS)]
        wrong = faults_of(visitors, one.role, one.address, theme=theme, language=language, width=width)
        faults[f"{one.role}: {one.address}"] = told(wrong).splitlines()
    return told(faults)


def test_the_list_of_what_is_no_page_is_true(walked: Walked) -> None:
    assert set(NOT_PAGES) <= set(routes())
    reached = {one.route for one in walked.pages()}
    assert sorted(set(NOT_PAGES) & reached) == []
