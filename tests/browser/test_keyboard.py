"""With the keyboard alone: everything is reached, in order, seen while it has the focus, and left again."""

from pathlib import Path

import pytest

from tests.browser.crawl import Walked
from tests.browser.pages import MAIN
from tests.browser.visitors import Visitors

BY_ROLE = [(route, roles[0]) for route, roles in MAIN.items()]

SCRIPTS = Path(__file__).parent
NOW = (SCRIPTS / "focused.js").read_text("utf-8")
REACHABLE = (SCRIPTS / "reachable.js").read_text("utf-8")


@pytest.mark.parametrize("width", [390, pytest.param(1024, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("route", "role"), BY_ROLE)
def test_every_control_is_reached_seen_and_left(
    route: str, role: str, width: int, visitors: Visitors, walked: Walked
) -> None:
    found = walked.example(route, role)
    assert found
    with visitors.page(role, found.address, width=width, reduced_motion="reduce") as page:
        expected = page.evaluate(REACHABLE)
        faults, numbers = [], []
        # A field for a date is a stop for each of its parts: more presses than controls.
        for _ in range(4 * expected + 20):
            page.keyboard.press("Tab")
            now = page.evaluate(NOW)
            if now is None or (numbers and now["number"] < numbers[-1]):
                break
            if now["number"] not in numbers:
                numbers.append(now["number"])
                faults += [f"not seen: {now['what']}"] if not now["seen"] else []
                faults += [f"not on the screen: {now['what']}"] if not now["inside"] else []
        else:
            faults.append(f"no way out of {now['what']}")
        assert not faults, "\n".join(faults)
        assert len(numbers) == expected


@pytest.mark.parametrize("role", ["anonymous", "supervisor"])
def test_the_first_key_leads_past_the_head_to_the_content(role: str, visitors: Visitors) -> None:
    with visitors.page(role, "/") as page:
        page.keyboard.press("Tab")
        skip = page.locator("a.skip:focus")
        assert skip.is_visible()
        box = skip.bounding_box()
        assert box
        assert min(box["x"], box["y"]) >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!!document.activeElement.closest('main') || !document.querySelector('main :is(a, button, input)')"
        )


def test_somebody_signs_in_without_a_mouse(visitors: Visitors) -> None:
    from gongkai.demo import city as demo
    from tests.browser.city import LOGINS

    with visitors.page("anonymous", "/account/login/") as page:
        page.locator("input[name=login]").focus()
        page.keyboard.type(LOGINS["officer"])
        page.keyboard.press("Tab")
        page.keyboard.type(demo.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/staff/")
