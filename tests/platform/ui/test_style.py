"""样式: what the style sheets promise: contrast in every theme, no class without a style, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from gongkai.platform.ui.themes import THEMES
from tests.repository.tree import ROOT

PACKAGE = ROOT / "src" / "gongkai"
SHEETS = sorted(PACKAGE.rglob("static/**/*.css"))
TOKENS = (PACKAGE / "platform/ui/static/ui/tokens.css").read_text("utf-8")

TEXT_ON_GROUND = [
    ("ink", "paper"), ("ink", "ground"), ("ink", "sunken"), ("ink", "brand-soft"), ("ink", "figure"),
    ("ink-soft", "paper"), ("ink-soft", "ground"), ("ink-soft", "sunken"),
    ("ink", "good-soft"), ("ink", "warn-soft"), ("ink", "bad-soft"),
    ("brand", "paper"), ("brand", "ground"), ("brand", "brand-soft"), ("on-brand", "brand"),
    ("good", "good-soft"), ("warn", "warn-soft"), ("bad", "bad-soft"), ("bad", "paper"), ("bad", "ground"),
    ("paper", "bad"), ("brand", "bad-soft"), ("brand", "warn-soft"), ("brand", "good-soft"),
]  # fmt: skip
"""Colours of text and the grounds that it stands on."""

SHAPES = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    *((f"chart-{number}", "paper") for number in range(1, 5)),
]
"""Borders of controls and parts of pictures, and their grounds."""

LEAST = {"standard": 4.5, "elder": 4.5, "contrast": 7}
"""Theme → the least contrast of text: level AA, and AAA where contrast is the purpose (WCAG 2.1, 1.4.3 and 1.4.6)."""


def colours(theme: str) -> dict[str, str]:
    """Name → colour of the theme: the standard ones, and what it sets itself."""
    blocks = re.findall(r'(:root|\[data-theme="(\w+)"\]) \{(.*?)\n\}', TOKENS, re.DOTALL)
    found = {}
    for _, name, body in blocks:
        if name in ("", theme):
            found.update(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body))
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.1, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_in_every_theme(theme: str) -> None:
    found = colours(theme)
    low = {pair: round(contrast(found[pair[0]], found[pair[1]]), 2) for pair in TEXT_ON_GROUND}
    assert {pair: ratio for pair, ratio in low.items() if ratio < LEAST[theme]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_can_be_told_from_their_ground(theme: str) -> None:
    found = colours(theme)
    low = {pair: round(contrast(found[pair[0]], found[pair[1]]), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_every_value_that_is_used_is_set() -> None:
    for sheet in SHEETS:
        used = set(re.findall(r"var\(--([\w-]+)\)", sheet.read_text("utf-8")))
        assert used <= set(re.findall(r"--([\w-]+):", TOKENS)), sheet.name


def test_no_sheet_asks_elsewhere() -> None:
    for sheet in SHEETS:
        assert not re.search(r"@import|url\(|https?:", sheet.read_text("utf-8")), sheet.name


def classes_in(text: str) -> set[str]:
    """The classes that a template gives, without what stands between braces."""
    plain = re.sub(r"\{[%{].*?[%}]\}", " ", text, flags=re.DOTALL)
    return {name for value in re.findall(r'class="([^"]*)"', plain) for name in value.split()}


def styled() -> set[str]:
    """The classes that some sheet knows."""
    return {name for sheet in SHEETS for name in re.findall(r"\.([a-z][\w-]*)", sheet.read_text("utf-8"))}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("templates/**/*.html")), ids=lambda path: path.stem)
def test_every_class_of_a_template_is_styled(path: Path) -> None:
    assert classes_in(path.read_text("utf-8")) - styled() - HOOKS == set()


HOOKS = {"facts", "depth-", "series-", "main-nav", "is-", "unread", "clean"}
"""Classes that only name a thing, or whose end a template fills in."""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("templates/**/*.html")), ids=lambda path: path.stem)
def test_no_template_has_style_or_script_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\s(src|type=.application/json.))", text)
