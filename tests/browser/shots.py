"""The screenshots of the guides: which there are, of which page, in which role and language, and how it is come by."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from gongkai.cli.example import example_report
from tests.browser.city import ANONYMOUS, DAY
from tests.browser.visitors import Visitors

IMAGES = Path(__file__).resolve().parents[2] / "docs/guides/images"
WIDTH, HEIGHT = 1024, 640
COLOURS = 64
TOLD = "予以公开12件"
"""Words of the example report that its table contradicts."""
LARGEST = 60 * 1024
ALL_TOGETHER = 2 * 1024 * 1024

SKELETON = """() => [...document.querySelectorAll(
        "h1, h2, h3, nav a, main :is(button, a.button, label, legend, summary, caption, th)")]
    .filter((one) => one.checkVisibility() && one.innerText.trim())
    .map((one) => `${one.localName}: ${one.innerText.trim().replace(/\\s+/g, " ").replace(/\\d+/g, "0").slice(0, 80)}`)
    .filter((line, at, all) => line !== all[at - 1])"""
"""Headings, buttons, labels and heads of columns, without the figures in them: what a guide speaks of."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    role: str
    address: str
    come_to: Callable[[Page], None] | None = None
    """What is done on the page first."""
    languages: tuple[str, ...] = ("zh-hans", "en")
    width: int = WIDTH
    height: int = HEIGHT


def to(page: Page, selector: str) -> None:
    """Moves that to the top."""
    page.locator(selector).first.evaluate("(one) => one.scrollIntoView()")


def typed(name: str, text: bytes) -> FilePayload:
    """A text file, as a browser sends it."""
    return {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text}


def upload(page: Page) -> None:
    """Has the example report read and checked, and stands at its findings."""
    page.locator("input[type=file][name=report]").set_input_files([typed("2024", example_report())])
    page.locator("main form[enctype] button[type=submit]").first.click()
    page.wait_for_selector("#findings")
    to(page, "#findings")


def beside(page: Page) -> None:
    """From there to the sentence of the finding that contradicts a table."""
    upload(page)
    page.locator("#findings > ol > li").filter(has_text=TOLD).locator("a[href^='#at-']").first.click()
    expect(page.locator("#source mark", has_text=TOLD).first).to_be_in_viewport()


def count(page: Page) -> None:
    """Counts from the day, and stands at the answer."""
    page.locator("input[name=day]").fill(DAY.isoformat())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/*day=*")
    to(page, "main h2")


def make_list(page: Page) -> None:
    """Drops the reports of three organs in, and stands at the list."""
    reports = [
        typed(organ, example_report().replace("林业局".encode(), organ.encode()))
        for organ in ("林业局", "水利局", "财政局")
    ]
    page.locator("input[type=file]").first.set_input_files(reports)
    page.locator("main form[enctype] button[type=submit]").first.click()
    page.wait_for_url("**/returns/list/")
    to(page, "main h2")


def first(links: str) -> Callable[[Page], None]:
    """Follows the first link of the page, in a table or a card, whose address begins so."""

    def follow(page: Page) -> None:
        page.locator(f"main :is(th, td, h3) a[href^='{links}']").first.click()
        page.wait_for_url(f"**{links}*/**")

    return follow


def newest(page: Page) -> None:
    """The city's collection of the last year's reports."""
    page.locator("main h3 a", has_text=f"{DAY.year - 1}年度政府信息公开").first.click()
    page.locator("main table").wait_for()


def sent_back(page: Page) -> None:
    """A report in it that was sent back."""
    newest(page)
    page.locator("main a[href='?stage=returned']").click()
    first("/staff/reports/received/")(page)


def hand_in(page: Page) -> None:
    """Where the mended report is handed in."""
    first("/staff/reports/returned/")(page)
    page.locator("main a[href$='/hand-in/']").click()
    page.wait_for_url("**/hand-in/")


def entries(page: Page) -> None:
    """The entries, below what they are narrowed by."""
    to(page, "main table")


def verify(page: Page) -> None:
    """Goes through the journal."""
    page.locator("form[action$='/verify/'] button").click()
    page.wait_for_url("**/verify/")


def appoint(page: Page) -> None:
    """Where a person gets a role."""
    first("/staff/organs/people/")(page)
    page.locator("main a[href$='/appoint/']").click()
    page.wait_for_url("**/appoint/")


SHOTS: dict[str, Shot] = {
    "front": Shot(ANONYMOUS, "/"),
    "sign-in": Shot(ANONYMOUS, "/account/login/"),
    "workbench": Shot("supervisor", "/staff/"),
    "organs": Shot("supervisor", "/staff/organs/"),
    "year": Shot("supervisor", f"/staff/calendars/{DAY.year}/"),
    # The guide of visitors
    "finding": Shot(ANONYMOUS, "/tools/report/", upload),
    "sentence": Shot(ANONYMOUS, "/tools/report/", beside),
    "due-day": Shot(ANONYMOUS, "/tools/deadline/", count),
    # of officers
    "waiting": Shot("officer", "/staff/"),
    "returned": Shot("officer", "/staff/reports/", first("/staff/reports/returned/")),
    "hand-in": Shot("officer", "/staff/reports/", hand_in),
    # of supervisors
    "collection": Shot("supervisor", "/staff/reports/", newest),
    "received": Shot("supervisor", "/staff/reports/", sent_back),
    "return-list": Shot(ANONYMOUS, "/tools/report/returns/", make_list),
    # of auditors
    "journal": Shot("auditor", "/staff/journal/", entries),
    "verdict": Shot("auditor", "/staff/journal/", verify),
    # of administrators
    "people": Shot("administrator", "/staff/organs/people/"),
    "appoint": Shot("administrator", "/staff/organs/people/", appoint),
    "notice": Shot("administrator", "/staff/calendars/adopt/"),
}
"""Name → picture. The file is named after both, picture and language."""


def files() -> list[str]:
    """The names of the files without their ending, in order."""
    return [f"{name}.{_short(language)}" for name, shot in SHOTS.items() for language in shot.languages]


def _short(language: str) -> str:
    return language.partition("-")[0]


def take(visitors: Visitors, file: str) -> tuple[bytes, str]:
    """The picture of that name as PNG in few colours, and what stands on its page."""
    name, short = file.rsplit(".", 1)
    shot = SHOTS[name]
    language = next(one for one in shot.languages if _short(one) == short)
    viewport = {"width": shot.width, "height": shot.height}
    with visitors.page(shot.role, shot.address, language=language, viewport=viewport, reduced_motion="reduce") as page:
        if shot.come_to:
            shot.come_to(page)
        said = page.evaluate(SKELETON)
        return few_colours(page.screenshot(animations="disabled", caret="hide")), "\n".join(said) + "\n"


def few_colours(png: bytes) -> bytes:
    """The same picture, a third as large."""
    out = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
