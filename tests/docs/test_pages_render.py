"""Pages come out as they were meant: what is set in bold is bold."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.docs.test_readme import PAGES, named


def stray_marks(text: str) -> list[str]:
    """The stretches of rendered text in which marks of bold are left over, outside code."""
    inline = [token for token in MarkdownIt().enable("table").parse(text) if token.type == "inline"]
    words = [child.content for token in inline for child in token.children or () if child.type == "text"]
    return [word for word in words if "**" in word]


def test_the_rule_finds_bold_that_is_none() -> None:
    assert stray_marks("**宁可不说。**空白")
    assert stray_marks("**宁可不说**：空白，`**`") == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_bold_is_bold(page: Path) -> None:
    assert stray_marks(page.read_text("utf-8")) == []
