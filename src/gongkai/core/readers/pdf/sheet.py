"""版面: a page as plain records: its characters and its ruling lines, upright and measured from the top left.

pdfium counts from the bottom left of a page that may be turned or cut. `Frame` turns its points into the layout that a
person reads, and boxes of the layout back into those of the page as shown, which is what 'at' tells.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y grows downwards."""

UNKNOWN = "?"
"""Printed for a character that the file gives no letter for."""


SLANTED = 4
"""The turn of a character that is turned by no right angle."""


class Affine(NamedTuple):
    """A map of points: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point's image."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box around the images of two opposite corners, for maps by right angles."""
        xa, ya = self.point(x0, y0)
        xb, yb = self.point(x1, y1)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def then(self, other: "Affine") -> "Affine":
        """This map, and then `other`."""
        a, b = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        c, d = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        e, f = other.point(self.e, self.f)
        return Affine(a, b, c, d, e, f)


TURNS = (Affine(1, 0, 0, 1), Affine(0, 1, -1, 0), Affine(-1, 0, 0, -1), Affine(0, -1, 1, 0))
"""Turns by 0, 90, 180 and 270 degrees, clockwise where y grows downwards."""


def turned_into(box: Box, turn: int) -> Affine:
    """The turn that brings `box` to the origin, upright."""
    x0, y0, _, _ = TURNS[turn].box(*box)
    return TURNS[turn]._replace(e=-x0, f=-y0)


class Glyph(NamedTuple):
    """A character: its ink's box, where its advance begins and ends on the line, its baseline, the height of its type,
    and by how many right angles it is turned (clockwise), or SLANTED."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    left: float
    right: float
    base: float
    size: float
    turn: int


class Rule(NamedTuple):
    """A ruling line: where it stands across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass
class Sheet:
    """A page. `back` leads from the layout to the page as shown. `pictured` when a picture covers a good part of it;
    `hidden` counts characters that are there to be searched and not to be seen (a scan's text)."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    back: Affine = field(default_factory=Affine)
    pictured: bool = False
    hidden: int = 0
    unmapped: int = 0

    def place(self, box: Box) -> dict[str, object]:
        """The box as 'at' tells it."""
        return {"page": self.number, "box": [round(side, 1) for side in self.back.box(*box)]}
