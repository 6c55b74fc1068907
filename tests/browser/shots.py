"""The screenshots of the guides: which there are, of which page, in which role and language, and how it is come by."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.city import ANONYMOUS, DAY
from tests.browser.visitors import Visitors

IMAGES = Path(__file__).resolve().parents[2] / "docs/guides/images"
WIDTH, HEIGHT = 1024, 640
COLOURS = 64
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


SHOTS: dict[str, Shot] = {
    "front": Shot(ANONYMOUS, "/"),
    "sign-in": Shot(ANONYMOUS, "/account/login/"),
    "workbench": Shot("supervisor", "/staff/"),
    "organs": Shot("supervisor", "/staff/organs/"),
    "year": Shot("supervisor", f"/staff/calendars/{DAY.year}/"),
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
