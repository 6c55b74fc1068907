"""docs/guides: every name of a page, button or field that they quote (in bold) is one that the site shows, the same in
both languages."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from tests.translations import read, wanted

GUIDES = sorted(path for path in (DOCS / "guides").glob("*.md") if not path.name.endswith(".zh-CN.md"))
ROLES = {"visitor", "officer", "supervisor", "auditor", "administrator"}
LONGEST = 90
"""Lines of a guide: two screens."""


def as_shown(text: str) -> str:
    """A sentence of the site; what it fills in becomes …"""
    return re.sub(r"%\(\w+\)[sd]", "…", text)


def said(text: object) -> list[str]:
    """A message in every number."""
    return [text] if isinstance(text, str) else [str(one) for one in text] if isinstance(text, (list, tuple)) else []


def chinese() -> dict[str, set[str]]:
    """English → its Chinese, in every number."""
    found: dict[str, set[str]] = {}
    for message in chain.from_iterable(map(read, wanted())):
        for one in said(message.id):
            found.setdefault(as_shown(one), set()).update(map(as_shown, said(message.string)))
    return found


CHINESE = chinese()


def named(path: Path) -> list[str]:
    """The names that a guide quotes."""
    return [" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", path.read_text("utf-8"), re.DOTALL)]


def in_chinese(guide: Path) -> Path:
    return guide.with_name(f"{guide.stem}.zh-CN.md")


def guide_name(guide: Path) -> str:
    return guide.stem


def test_each_role_has_its_guide() -> None:
    assert {guide.stem for guide in GUIDES} >= ROLES
    assert all(len(named(guide)) > 8 for guide in GUIDES if guide.stem in ROLES)


@pytest.mark.parametrize("guide", GUIDES, ids=guide_name)
def test_names_that_are_quoted_stand_on_the_site(guide: Path) -> None:
    assert [name for name in named(guide) if name not in CHINESE] == []


@pytest.mark.parametrize("guide", GUIDES, ids=guide_name)
def test_the_chinese_guide_quotes_the_same_names(guide: Path) -> None:
    left = Counter(named(in_chinese(guide)))
    for name in named(guide):
        found = next((one for one in CHINESE.get(name, ()) if left[one]), None)
        assert found is not None, name
        left[found] -= 1
    assert +left == Counter()


@pytest.mark.parametrize("guide", GUIDES, ids=guide_name)
def test_a_guide_is_short_and_both_have_the_same_parts(guide: Path) -> None:
    english, other = (path.read_text("utf-8") for path in (guide, in_chinese(guide)))
    assert english.count("\n") <= LONGEST
    assert english.count("\n## ") == other.count("\n## ")
    pictures = re.compile(r"images/([\w-]+)\.(?:en|zh)\.png")
    assert pictures.findall(english) == pictures.findall(other)
