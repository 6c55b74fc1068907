"""文字行: characters → lines → text.

Characters on one baseline make a line, from left to right; the gap between two advances tells a space. Figures are
never joined silently: neither over a gap, nor over a line's end, nor where two are printed on each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from gongkai.core.readers.pdf.glyphs import turned
from gongkai.core.readers.pdf.sheet import UNKNOWN, Box, Glyph, turned_into

_SAME_LINE = 0.4
_FIGURE_GAP = 0.18
_MIXED_GAP = 0.6
_WORD_GAP = 1.2
"""Gaps in heights of the type, from which two characters stand apart: two of figures, a figure beside a word, two of
words."""
_LEAST_GAP = min(_FIGURE_GAP, _MIXED_GAP, _WORD_GAP)
"""In points, since heights of the type count from one point on: what is less parts no characters."""
_ON_EACH_OTHER = 0.45
"""How much of the narrower one's ink two characters may share."""
_OWN_PLACE = 0.7
"""How far behind a digit the next one begins at least, in shares of the narrower one's advance."""
_SAME_SIZE = 0.75
_SIGNS = frozenset(".,+-/\\%?—–．，＋－／％？")


@dataclass(slots=True)
class Line:
    """Characters on one baseline, from left to right."""

    glyphs: list[Glyph]
    base: float
    size: float
    _box: Box | None = field(default=None, init=False)
    _words: "list[Word] | None" = field(default=None, init=False)

    @property
    def box(self) -> Box:
        """The box of its ink."""
        if self._box is None:
            self._box = box_of(self.glyphs)
        return self._box

    @property
    def words(self) -> "list[Word]":
        """Its pieces that gaps part."""
        if self._words is None:
            pieces = _pieces(self.glyphs)
            self._words = [Word(text, box_of(self.glyphs[start:end])) for text, start, end in pieces]
        return self._words

    @property
    def text(self) -> str:
        """Its text, with a space where it shows a gap."""
        return " ".join(text for text, *_ in self._words or _pieces(self.glyphs))


class Word(NamedTuple):
    """A piece of a line."""

    text: str
    box: Box


def box_of(glyphs: Iterable[Glyph]) -> Box:
    """The box around the ink of characters."""
    _, x0, y0, x1, y1, *_ = zip(*glyphs, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The characters in lines, from top to bottom."""
    lines: list[Line] = []
    current: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if current and (glyph.base == base or glyph.base - base <= _SAME_LINE * min(size, glyph.size)):
            current.append(glyph)
            continue
        if current:
            lines.append(_line(current))
        current, base, size = [glyph], glyph.base, glyph.size
    if current:
        lines.append(_line(current))
    return lines


def _line(glyphs: list[Glyph]) -> Line:
    if len(glyphs) == 1:
        return Line(glyphs, glyphs[0].base, glyphs[0].size)
    ordered = sorted(glyphs, key=lambda one: one.x0 + one.x1)
    return Line(ordered, ordered[0].base, max(glyph.size for glyph in ordered))


def apart(one: Glyph, other: Glyph) -> float:
    """The gap between two neighbours of a line, in heights of the type."""
    return (other.left - one.right) / max(min(one.size, other.size), 1.0)


@lru_cache(4096)
def of_figure(char: str) -> bool:
    """Whether a figure may hold the character, in any width."""
    return char.isdigit() or char in _SIGNS


def widest_gap(line: Line) -> float:
    """The widest gap of the line, in heights of its type."""
    return max((apart(one, other) for one, other in pairwise(line.glyphs)), default=0.0)


def _pieces(glyphs: list[Glyph]) -> list[tuple[str, int, int]]:
    """The text of each piece of a line, and the places of its first character and behind its last."""
    found: list[tuple[str, int, int]] = []
    last, figure = glyphs[0], of_figure(glyphs[0].text)
    text, start = [last.text], 0
    for place, glyph in enumerate(glyphs[1:], 1):
        was_figure, figure = figure, of_figure(glyph.text)
        if (was_figure or figure) and _in_doubt(last, glyph):
            text[-1] = UNKNOWN
            last = glyph
            continue
        gap = glyph.left - last.right
        if gap > _LEAST_GAP and gap / max(min(last.size, glyph.size), 1.0) > _gap(last, glyph, was_figure + figure):
            found.append(("".join(text), start, place))
            text, start = [], place
        text.append(glyph.text)
        last = glyph
    found.append(("".join(text), start, len(glyphs)))
    return found


def _gap(one: Glyph, other: Glyph, figures: int) -> float:
    """The gap from which the two, of which so many are of a figure, count as apart."""
    if figures == 2 or (one.text.isascii() and other.text.isascii()):
        return _FIGURE_GAP
    return _MIXED_GAP if figures else _WORD_GAP


def _in_doubt(one: Glyph, other: Glyph) -> bool:
    """Whether two neighbours, a digit among them, can't be known: they are printed on each other, or two digits stand
    closer than one number's do, or touch and are of two sizes."""
    both = one.text.isdigit() + other.text.isdigit()
    if not both:
        return False
    if both == len((one, other)):
        if other.left - one.left < _OWN_PLACE * min(one.right - one.left, other.right - other.left):
            return True
        if min(one.size, other.size) < _SAME_SIZE * max(one.size, other.size) and apart(one, other) <= _FIGURE_GAP:
            return True
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > _ON_EACH_OTHER * max(min(one.x1 - one.x0, other.x1 - other.x0), 0.1)


def joint(before: str, after: str) -> str:
    """What stands between the end of one line and the beginning of the next, when both are one text."""
    if not before or not after:
        return ""
    one, other = before[-1], after[0]
    if of_figure(one) and of_figure(other):
        return " "
    return " " if one.isascii() and other.isascii() and one.isalnum() and other.isalnum() else ""


def joined_text(texts: Iterable[str]) -> str:
    """Lines as one text: a word broken by a line's end is one again, two figures stay two."""
    whole = ""
    for text in texts:
        whole += joint(whole, text) + text
    return whole


def cell_text(glyphs: list[Glyph]) -> str:
    """The text of a cell: its lines joined, turned and vertical writing read in its own direction."""
    if len(glyphs) < 2:
        return glyphs[0].text if glyphs else ""
    turns = {glyph.turn for glyph in glyphs}
    turn = max(turns, key=lambda one: sum(glyph.turn == one for glyph in glyphs)) if len(turns) > 1 else turns.pop()
    if turn:
        glyphs = turned(glyphs, turned_into(box_of(glyphs), -turn % 4), turn)
    return joined_text(line.text for line in lines_of(glyphs))
