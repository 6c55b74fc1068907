"""版块: what a page is made of once its characters are lines and cells: lines of text and tables."""

from dataclasses import dataclass, field
from enum import Enum

from gongkai.core.readers.flow import has_words
from gongkai.core.readers.pdf.sheet import Box, Sheet


class Holds(Enum):
    """What a cell holds."""

    NOTHING = 0
    FIGURE = 1
    LABEL = 2


def holds(text: str) -> Holds:
    """What a cell's text is."""
    if not text.strip():
        return Holds.NOTHING
    return Holds.LABEL if has_words(text) else Holds.FIGURE


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a row: its text and what kind that is, the box of what is printed, from where to where it goes across
    the page. `above` is the cell that reaches down to here from a row above; then nothing is printed here."""

    text: str
    holds: Holds
    box: Box
    left: float = 0.0
    right: float = 0.0
    above: "Cell | None" = None


@dataclass(slots=True)
class Text:
    """A line of text. `size` is the height of its type, `left` and `right` the borders of the text it stands in;
    `spaced` when wide gaps part it, as in the row of a table."""

    sheet: Sheet
    text: str
    box: Box
    size: float
    left: float = 0.0
    right: float = 0.0
    spaced: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table."""

    sheet: Sheet
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """A table, or the part of one that stands on a page; `xs` are the borders of its columns, none where they are not
    ruled."""

    sheet: Sheet
    box: Box
    rows: list[Row]
    xs: list[float] = field(default_factory=list)


Block = Text | Table
