"""What the tests of the documents read out of them: tables and code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_CODE = re.compile(r"`([^`]+)`")


def rows(text: str, cells: int) -> list[list[str]]:
    """The rows of every Markdown table of so many columns, without heads and rules."""
    found: list[list[str]] = []
    head = True
    for line in text.splitlines():
        if not line.startswith("|"):
            head = True
            continue
        row = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if set(line) <= set("|-: "):
            head = False
        elif not head and len(row) == cells:
            found.append(row)
    return found


def code(text: str) -> list[str]:
    """Everything that stands as code in a line of text."""
    return _CODE.findall(text)
