"""On paper: the page of a deadline as an applicant would take it home."""

import pytest
from playwright.sync_api import Page

from gongkai.cli.example import example_report
from tests.browser.visitors import Visitors


def printed(page: Page, *, landscape: bool = False) -> tuple[int, str]:
    """How many sheets it takes, and what stands on them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(page.pdf(format="A4", landscape=landscape))
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


@pytest.mark.parametrize("landscape", [False, True])
def test_a_report_prints_to_its_last_sentence_and_cell(landscape: bool, visitors: Visitors) -> None:
    """On the screen source and figures move within themselves; on paper nothing of them is out of sight."""
    text = example_report().decode()
    last = [line for line in text.splitlines() if line.strip()][-1]
    with visitors.page("anonymous", "/tools/report/") as page:
        page.locator("textarea[name=text]").fill(text)
        page.locator("main form[enctype] button[type=submit]").first.click()
        page.wait_for_selector("#findings")
        _sheets, paper = printed(page, landscape=landscape)
    words = "".join(paper.split())
    assert "".join(last.split()) in words
    assert words.count("复议后起诉") >= 2  # the head of the last table, in the source and in the figures
