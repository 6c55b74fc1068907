"""For those who see badly, or are made ill by what moves: larger, wider spaced, in the colours of their own machine."""

import pytest

from tests.browser.crawl import Walked
from tests.browser.looking import lies_badly
from tests.browser.pages import MAIN
from tests.browser.visitors import Visitors

BY_ROLE = [(route, roles[0]) for route, roles in MAIN.items()]

RULES = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""What criterion 1.4.12 of WCAG wants a page to bear."""


def address(walked: Walked, route: str, role: str) -> str:
    """Where that page is."""
    found = walked.example(route, role)
    assert found
    return found.address


@pytest.mark.parametrize(("route", "role"), BY_ROLE)
def test_at_twice_and_four_times_the_size(route: str, role: str, visitors: Visitors, walked: Walked) -> None:
    """A window of 1280 pixels, as its page then sees it."""
    for times in (2, 4):
        viewport = {"width": 1280 // times, "height": 1024 // times}
        with visitors.page(
            role, address(walked, route, role), viewport=viewport, device_scale_factor=min(times, 2)
        ) as page:
            faults = lies_badly(page)
        assert not faults, f"{times} times: {faults}"


@pytest.mark.parametrize(("route", "role"), BY_ROLE)
@pytest.mark.parametrize("width", [390, pytest.param(1024, marks=pytest.mark.soak)])
def test_with_larger_letters_and_wider_spaces(
    route: str, role: str, width: int, visitors: Visitors, walked: Walked
) -> None:
    with visitors.page(role, address(walked, route, role), width=width, language="en") as page:
        page.evaluate(RULES, SPACED)
        spaced = lies_badly(page)
    with visitors.page(role, address(walked, route, role), width=width) as page:
        page.evaluate(RULES, "html { font-size: 200% !important; }")
        large = lies_badly(page)
    assert (spaced, large) == ([], [])


@pytest.mark.parametrize(("route", "role"), BY_ROLE)
def test_nothing_moves_where_nothing_should(route: str, role: str, visitors: Visitors, walked: Walked) -> None:
    with visitors.page(role, address(walked, route, role), reduced_motion="reduce") as page:
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
                const style = getComputedStyle(one), longest = (times) => Math.max(...times.split(",").map(parseFloat));
                return longest(style.transitionDuration) > 0.01
                    || (style.animationName !== "none" && longest(style.animationDuration) > 0.01)
                    || style.scrollBehavior === "smooth";
            }).map((one) => one.outerHTML.slice(0, 80))"""
        )
    assert moving == []


@pytest.mark.parametrize(("route", "role"), BY_ROLE)
def test_in_the_colours_of_the_reader(route: str, role: str, visitors: Visitors, walked: Walked) -> None:
    """Where the system puts its own colours, backgrounds go: what shows only by one has a line around it."""
    with visitors.page(role, address(walked, route, role), forced_colors="active") as page:
        lost = page.evaluate(
            """() => [...document.querySelectorAll("main :is(button, .button, input, select, textarea)")]
            .filter((one) => one.checkVisibility() && !["checkbox", "radio", "file", "hidden"].includes(one.type))
            .filter((one) => !one.matches(".plain-button, .unseen, .unseen *"))
            .filter((one) => {
                const style = getComputedStyle(one);
                const around = style.borderStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
                return !around && style.outlineStyle === "none" && style.textDecorationLine === "none";
            }).map((one) => one.outerHTML.slice(0, 100))"""
        )
        assert lost == []
        assert lies_badly(page) == []
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_edition_for_older_people_is_larger(language: str, visitors: Visitors) -> None:
    sizes = {}
    for theme in ("standard", "elder"):
        with visitors.page("anonymous", "/", theme=theme, language=language) as page:
            sizes[theme] = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    assert sizes["elder"] >= 1.25 * sizes["standard"]
    assert sizes["elder"] >= 18
