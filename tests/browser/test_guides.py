"""The pictures of the guides: each is named by a guide, small, and shows what the page shows today."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.browser import shots
from tests.browser.shots import IMAGES
from tests.browser.visitors import Visitors

GUIDES = IMAGES.parent
ANEW = "take them anew: make screenshots"


def named() -> dict[str, list[str]]:
    """Picture → the guides that show it."""
    found: dict[str, list[str]] = {}
    for guide in sorted(GUIDES.glob("*.md")):
        for picture in re.findall(r"!\[[^\]]+\]\(images/([^)\s]+)\.png\)", guide.read_text("utf-8")):
            found.setdefault(picture, []).append(guide.name)
    return found


def test_guides_show_the_pictures_that_are_taken() -> None:
    assert sorted(named()) == sorted(shots.files())
    lie_there = {path.name for path in IMAGES.iterdir()} if IMAGES.exists() else set()
    assert lie_there == {f"{file}.{end}" for file in shots.files() for end in ("png", "txt")}, ANEW


def test_every_picture_says_in_words_what_it_shows() -> None:
    text = "".join(guide.read_text("utf-8") for guide in GUIDES.glob("*.md"))
    assert not re.findall(r"!\[\s*\]\([^)]*\)", text)


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert [name for name, size in sizes.items() if size > shots.LARGEST] == []
    assert sum(sizes.values()) <= shots.ALL_TOGETHER


@pytest.mark.parametrize(
    "file", [pytest.param(file, marks=[pytest.mark.soak] if file.endswith(".en") else []) for file in shots.files()]
)
def test_a_picture_shows_what_the_page_shows_today(file: str, visitors: Visitors) -> None:
    picture, said = shots.take(visitors, file)
    assert said == (IMAGES / f"{file}.txt").read_text("utf-8"), ANEW
    with Image.open(BytesIO(picture)) as today, Image.open(IMAGES / f"{file}.png") as kept:
        assert kept.size == today.size
        assert kept.mode == "P"
