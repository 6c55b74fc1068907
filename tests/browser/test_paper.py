"""On paper: the page of a deadline as an applicant would take it home."""

import pytest
from playwright.sync_api import Page

from tests.browser.visitors import Visitors


def printed(page: Page) -> tuple[int, str]:
    """How many sheets it takes, and what stands on them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    try:
        return len(document), "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    finally:
        document.close()


def test_a_page_prints_without_what_is_for_the_screen(visitors: Visitors) -> None:
    with visitors.page("administrator", "/staff/organs/") as page:
        page.emulate_media(media="print")
        for part in ("nav", "a.skip", ".utilities"):
            for one in page.locator(part).all():
                assert not one.is_visible(), part
        sheets, text = printed(page)
        assert sheets <= 6
        assert "望川市教育局" in text
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", ["standard", "contrast", "elder"])
def test_a_deadline_prints_with_its_days(theme: str, visitors: Visitors) -> None:
    with visitors.page("anonymous", "/tools/deadline/", theme=theme) as page:
        page.locator("main input[name=day]").fill("2026-01-05")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("main table")
        heading = page.locator("h1").inner_text()
        sheets, text = printed(page)
    assert heading in text
    assert 1 <= sheets <= 4
    assert "2026" in text
