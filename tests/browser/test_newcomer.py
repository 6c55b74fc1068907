"""A newcomer's way: a report without an account, its contradiction beside the sentence; then, as the supervisor of the
demo city, thirty reports at once, and those that are wrong sent back. On a desk and on a phone."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gongkai.cli.example import example_report
from gongkai.demo.places import PLACES
from tests.browser.city import copied
from tests.browser.looking import lies_badly, shuts_out
from tests.browser.visitors import Visitors, sign_in

ORGAN, TOLD = "青槐县林业局", "予以公开12件"
"""Who wrote the example report, and the words of its text that its table contradicts."""
MANY = 30
LATER = pytest.mark.soak


def report(organ: str, *, sound: bool) -> bytes:
    """The example report with another organ's name; with its mistake, or without."""
    text = example_report().decode().replace(ORGAN, organ).replace("青槐县", "望川市")
    return (text.replace("| 1 | 1 | 0 | 13 |", "| 1 | 1 | 0 | 12 |") if sound else text).encode()


def thirty(folder: Path) -> list[Path]:
    """Reports of organs of the demo city, every third with the mistake, under the names that such files have."""
    organs = [place.name for place in PLACES if "政府" not in place.name][:MANY]
    organs += [f"望川市第{number}管理处" for number in range(MANY - len(organs))]
    paths = []
    for place, organ in enumerate(organs):
        path = folder / f"{place:02} {organ}2024年年报.txt"
        path.write_bytes(report(organ, sound=place % 3 != 0))
        paths.append(path)
    return paths


def named(page: Page, fragment: str) -> Locator:
    """What an address with that fragment leads to."""
    return page.locator(f'[id="{unquote(fragment[1:])}"]')


def well_laid(page: Page, script: bool = True) -> None:
    """The page lies well and shuts nobody out. What looks at it is a script: without any it is not asked."""
    if not script:
        return
    assert (lies_badly(page), shuts_out(page)) == ([], []), page.url


@pytest.mark.parametrize(
    ("width", "script"),
    [(390, False), (1600, True), pytest.param(390, True, marks=LATER), pytest.param(1600, False, marks=LATER)],
)
def test_a_report_without_an_account(width: int, script: bool, visitors: Visitors, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(example_report())
    with visitors.page("anonymous", "/", width=width, script=script) as page:
        page.locator("main a[href='/tools/report/']").first.click()
        page.wait_for_url("**/tools/report/")
        well_laid(page, script)
        page.locator("input[type=file][name=report]").set_input_files(path)
        page.locator("main form[enctype] button[type=submit]").first.click()
        page.wait_for_selector("#findings")
        finding = page.locator("#findings > ol > li").filter(has_text="12").first
        assert "13" in finding.inner_text()
        finding.locator("a[href^='#at-']").first.click()
        expect(named(page, page.evaluate("location.hash"))).to_be_in_viewport()
        expect(page.locator("#source mark", has_text=TOLD).first).to_be_in_viewport()
        well_laid(page, script)
        first = finding.locator("a[href^='#cell-']").first
        cell = named(page, str(first.get_attribute("href")))
        first.click()
        expect(cell).to_be_in_viewport()
        if width == 1600:  # source and figures side by side
            boxes = [page.locator(part).bounding_box() for part in ("#source", "#figures")]
            assert all(boxes)
            assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


def test_its_text_can_be_pasted(visitors: Visitors) -> None:
    with visitors.page("anonymous", "/tools/report/", width=390) as page:
        page.locator("textarea[name=text]").fill(example_report().decode())
        page.locator("main form[enctype] button[type=submit]").first.click()
        expect(page.locator("#findings > ol > li").first).to_be_visible()


def test_the_progress_of_many_is_in_sight_on_a_phone(visitors: Visitors, tmp_path: Path) -> None:
    """The button stands below the names of all the files, and what tells of them above their lines."""
    with visitors.page("anonymous", "/tools/report/returns/", width=390) as page:
        page.route("**/returns/file/", lambda route: None)  # none of them is answered, so that it stays
        page.locator("input[type=file]").first.set_input_files(thirty(tmp_path))
        page.locator("main form[enctype] button[type=submit]").first.click()
        expect(page.locator("#bar")).to_be_in_viewport()
        expect(page.locator("#sending [data-cancel]")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, pytest.param(1600, marks=LATER)])
def test_thirty_reports_and_a_return_list(width: int, opened: Browser, home: Path, tmp_path: Path) -> None:
    with copied(home, tmp_path / "city") as site:
        visitors = Visitors(opened, site)
        with visitors.page("anonymous", width=width, language="en", accept_downloads=True) as page:
            sign_in(page, "supervisor")
            page.goto("/staff/reports/")
            well_laid(page)
            page.locator("main a[href='/staff/reports/new/']").first.click()
            page.locator("input[name=title]").fill("A newcomer's collection")
            page.locator("select[name=year]").select_option("2024")
            city = next(words for words in options(page, "organ") if "望川市人民政府" in words)
            page.locator("select[name=organ]").select_option(label=city)
            page.locator("main form[method=post] button[type=submit]").first.click()
            page.wait_for_url("**/staff/reports/*/")
            collection = page.url
            page.locator("main a[href$='/add/']").first.click()
            page.locator("input[type=file]").set_input_files(thirty(tmp_path))
            page.locator("main form[enctype] button[type=submit]").first.click()
            page.wait_for_url(collection)
            # The page loads anew by itself when all were read.
            page.wait_for_selector("main a[href$='/send-back/']", timeout=120_000)
            well_laid(page)
            page.locator("main a[href$='/send-back/']").first.click()
            letters = page.locator("input[type=checkbox][name=report]:checked").count()
            assert letters >= 5
            page.locator("details.more > summary").first.click()
            expect(page.locator("details.more[open]").first).to_contain_text("2024")
            well_laid(page)
            page.locator("main form[method=post] button[type=submit]").first.click()
            page.wait_for_selector(".notice.success")
            page.goto(collection)
            expect(page.locator("main table .tag", has_text="sent back").first).to_be_visible()
            with page.expect_download() as downloading:
                page.locator("main a[href$='return-list.xlsx']").first.click()
            workbook = tmp_path / "list.xlsx"
            downloading.value.save_as(workbook)
            assert TOLD in cells(workbook)


def options(page: Page, name: str) -> list[str]:
    """The words of a field's choices."""
    return page.locator(f"select[name={name}] option").all_inner_texts()


def cells(workbook: Path) -> str:
    """All that stands in a workbook."""
    import python_calamine

    found = python_calamine.CalamineWorkbook.from_path(workbook)
    return "\n".join(
        str(cell) for name in found.sheet_names for row in found.get_sheet_by_name(name).to_python() for cell in row
    )
