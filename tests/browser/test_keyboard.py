"""With the keyboard alone: everything is reached, in order, seen while it has the focus, and left again."""

import pytest

from tests.browser.crawl import Walked
from tests.browser.pages import MAIN
from tests.browser.visitors import Visitors

BY_ROLE = [(route, roles[0]) for route, roles in MAIN.items()]

NOW = """async () => {
    // The page moves to what has the focus in the next picture.
    await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
    if (!one.dataset.tabbed) one.dataset.tabbed = String(document.querySelectorAll("[data-tabbed]").length + 1);
    // A box that is drawn by its neighbour, as that of the menu is, shows the focus on the neighbour.
    const drawn = [one, one.nextElementSibling, one.closest("label"), one.parentElement].filter(Boolean);
    return {
        number: Number(one.dataset.tabbed),
        what: one.outerHTML.slice(0, 90),
        seen: drawn.some((place) => shows(getComputedStyle(place))),
        inside: drawn.slice(0, 2).some((place) => {
            const box = place.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
        }),
    };
}"""
REACHABLE = """() => {
    const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(kinds)].filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}));
    const groups = new Set();  // the keyboard goes to one of a group of radio buttons
    return all.filter((one) => {
        if (one.type !== "radio") return true;
        const group = `${one.form && [...document.forms].indexOf(one.form)}:${one.name}`;
        return !groups.has(group) && groups.add(group);
    }).length;
}"""


@pytest.mark.parametrize("width", [390, 1024])
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
        assert box and box["x"] >= 0 and box["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('main') !== null || !document.querySelector('main a, main button, main input')"
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
