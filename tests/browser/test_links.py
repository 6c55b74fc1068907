"""Every link of the site, in every role: it leads to a page, a file or a way on."""

import pytest

from tests.browser.crawl import Walked, may_end_so, walk
from tests.browser.visitors import Visitors


def wrong(walked: Walked) -> list[str]:
    """The links that lead nowhere, with the page that shows each."""
    return [
        f"{one.role}: {one.linked} links to {one.address}: {one.status}"
        for one in walked.found
        if one.linked and not may_end_so(one)
    ]


def test_every_link_leads_somewhere(walked: Walked, visitors: Visitors) -> None:
    assert len(walked.found) > 100
    assert wrong(walked) == []
    assert walked.faults == []
    assert [one for one in walked.found if one.status >= 500] == []
    assert visitors.site.crashes() == ""


def test_links_to_other_sites_are_few_and_known(walked: Walked) -> None:
    assert walked.elsewhere == {}


@pytest.mark.soak
def test_every_single_link_leads_somewhere(visitors: Visitors) -> None:
    walked = walk(visitors, most=5_000)
    assert wrong(walked) == []
    assert walked.faults == []
    assert visitors.site.crashes() == ""
