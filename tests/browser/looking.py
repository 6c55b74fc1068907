"""What is wrong with a page as it lies before somebody: for those who can't see it, for thumbs, for eyes."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitors import HEIGHTS

LOOKS = Path(__file__).with_name("looks.js").read_text("utf-8")
PARTS = Path(__file__).with_name("parts.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = Axe()


def at_width(page: Page, width: int) -> None:
    """Makes the window so wide, as high as such a screen is."""
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})


def lies_badly(page: Page) -> list[str]:
    """What looks.js finds now."""
    found: list[str] = page.evaluate(LOOKS)
    return found


def lies_badly_at_any_width(page: Page) -> dict[int, list[str]]:
    """What it finds on each of the screens."""
    found = {}
    for width in HEIGHTS:
        at_width(page, width)
        found[width] = lies_badly(page)
    return {width: faults for width, faults in found.items() if faults}


def shuts_out(page: Page) -> list[str]:
    """What axe finds: each rule with the first elements that break it."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    answer = _AXE.run(page, options=options).response
    return [
        f"{one['id']} ({one['help']}): "
        + "; ".join(f"{node['html'][:120]} – {_why(node)}" for node in one["nodes"][:3])
        + (f" and {len(one['nodes']) - 3} more" if len(one["nodes"]) > 3 else "")
        for one in answer["violations"]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:200]


def lacks(page: Page) -> list[str]:
    """What every page has and this one has not: a title, one heading of the first order, its language, a main part."""
    found: dict[str, Any] = page.evaluate(PARTS)
    faults = []
    if not found["title"] or found["title"].startswith("·"):
        faults.append(f"no title of its own: {found['title']!r}")
    if not found["language"]:
        faults.append("does not say its language")
    faults += [f"{found[name]} {name}" for name in ("headings", "mains", "header") if found[name] != 1]
    faults += [f"an id twice: {one}" for one in found["ids"]]
    faults += [f"empty: {one}" for one in found["empty"]]
    return faults
