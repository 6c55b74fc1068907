"""Texts kept under tests/snapshots and reviewed as text. UPDATE_SNAPSHOTS=1 writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "snapshots"


def assert_snapshot(name: str, text: str) -> None:
    """The text is the one kept under that name."""
    file = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
