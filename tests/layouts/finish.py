"""The last step of writing: the cells' figures take their place, line ends and encoding are chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.layouts.document import BLANK_PLANE, PRINTED_PLANE, Content

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with mark": "utf-8-sig",
    "gbk": "gbk",
    "gb18030": "gb18030",
    "utf-16 with mark": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}


@dataclass(frozen=True, repr=False)
class Written:
    """A report as written: its text, and key → (start, end) of every printed cell (without surrounding
    spaces)."""

    content: Content
    text: str
    spans: dict[str, tuple[int, int]]

    def __repr__(self) -> str:
        return f"Written({self.content!r}, {len(self.text)} characters)"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """For Hypothesis, which would print every field of a dataclass."""
        printer.text(repr(self))

    def encoded(self, encoding: str = "utf-8") -> bytes:
        """The file's bytes; `encoding` is a name of ENCODINGS."""
        return self.text.encode(ENCODINGS[encoding])

    def line_of(self, offset: int) -> int:
        """The number of the line that the offset is in, from 1, whatever the line ends."""
        before = self.text[:offset]
        return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def unfinished(lines: list[str], line_end: str) -> str:
    """One text of the lines, each cell still a private character."""
    return "".join(line + "\n" for line in lines).replace("\n", line_end)


def finished(report: Content, text: str, figure: Callable[[str], str]) -> Written:
    """The text with every cell printed as `figure` has it."""
    pieces: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    length = 0
    for character in text:
        piece = character
        if ord(character) >= BLANK_PLANE:
            piece = ""
        elif ord(character) >= PRINTED_PLANE:
            index = ord(character) - PRINTED_PLANE
            piece = figure(report.printed[index])
            bare = piece.strip()
            start = length + piece.index(bare)
            spans[report.form.keys[index]] = (start, start + len(bare))
        pieces.append(piece)
        length += len(piece)
    return Written(report, "".join(pieces), spans)
