"""How much comes through the line: the first page with all it needs, then a further one."""

import pytest
from playwright.sync_api import Page

from tests.browser.city import ANONYMOUS
from tests.browser.crawl import Walked
from tests.browser.pages import MAIN
from tests.browser.visitors import Visitors

FIRST, LATER = 150 * 1024, 40 * 1024


class Scales:
    """What the browser took from the line, as it counts itself: heads and bodies, nothing of what it had kept."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        counting = page.context.new_cdp_session(page)
        counting.on("Network.loadingFinished", self._add)
        counting.send("Network.enable")

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def taken(self) -> int:
        """Since it was asked last."""
        taken, self.bytes = self.bytes, 0
        return taken


HEAVIEST = {"portal:laws": ANONYMOUS, "jobs:list": "administrator", "files:list": "auditor"}
"""Those of the others that have most to show, and for whom."""


@pytest.mark.parametrize(("route", "role"), [*((route, roles[0]) for route, roles in MAIN.items()), *HEAVIEST.items()])
def test_a_page_is_light_and_the_next_one_lighter(route: str, role: str, visitors: Visitors, walked: Walked) -> None:
    found = walked.example(route, role)
    assert found
    with visitors.page(role) as page:
        scales = Scales(page)
        page.goto(found.address, wait_until="networkidle")
        first = scales.taken()
    with visitors.page(role) as page:
        scales = Scales(page)
        page.goto("/account/inactive/", wait_until="networkidle")
        scales.taken()
        page.goto(found.address, wait_until="networkidle")
        later = scales.taken()
    assert 1024 < first <= FIRST
    assert 512 < later <= LATER
