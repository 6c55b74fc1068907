"""One measured figure, and the table of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

HEADS = ("figure", "measured", "ratio", "limit", "")


@dataclass(frozen=True)
class Figure:
    """`measured` as this machine has it now, `ratio` beside its yardstick, the `limit` and whether it is met.

    `met` is None for a figure without a limit, or one that can't be judged here.
    """

    name: str
    measured: str
    ratio: str = ""
    limit: str = ""
    met: bool | None = None

    @property
    def row(self) -> tuple[str, ...]:
        """The figure's row of the table."""
        return (
            self.name,
            self.measured,
            self.ratio,
            self.limit,
            {True: "met", False: "MISSED", None: ""}[self.met],
        )


def thousands(number: float) -> str:
    """The number as printed: whole, its thousands parted.

    >>> thousands(12345.6), thousands(205.4)
    ('12 346', '205')
    """
    return f"{number:,.0f}".replace(",", " ")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table of Markdown, which reads well in a terminal too."""
    rows = [HEADS, *(figure.row for figure in figures)]
    widths = [max(_columns(row[place]) for row in rows) for place in range(len(HEADS))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)]
    return f"| {' | '.join(cells)} |"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
