"""字符: the characters of a page as pdfium tells them, without what nobody reads.

Left out: what lies outside the page, slanted writing (watermarks), very large pale writing, white writing on white, and
a character printed again on itself to look bold. A small slanted digit is there and can't be known, nor can one that
something drawn later covers. Invisible writing counts only where it is all that the page has, and so does writing of
which most is covered: then it is the text that a program recognised in a scan.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.pdf import calls
from gongkai.core.readers.pdf.covers import Covers
from gongkai.core.readers.pdf.sheet import SLANTED, UNKNOWN, Affine, Box, Glyph, turned_into

_WIDE = "\u2e80"
_SPACES = frozenset(
    " \u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f"
)
_FIRST, _LAST = 33, 0xD800
"""The codes from the first to before the last are letters as they are."""
_SQUARE = 0.08
"""How much of a letter's direction may point elsewhere and it still counts as upright or turned by a right angle."""
_HYPHEN = 2
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_DOUBLE = 0.15
_MOST_ALIKE = 100
"""How far from itself a character may be printed again, in heights of its type; how many of the same letter at the same
height are held against each other."""
_HUGE = 36.0
_PALE = 160
_SMALL = 20.0
"""What is slanted and smaller is no watermark."""
_WHITE = 250


class _Style(NamedTuple):
    """What the characters of one text object share: size of type, turn in the page as shown (None when it is of no size
    or a slanted watermark), invisible, pale and large, white."""

    size: float
    turn: int | None
    hidden: bool
    ghost: bool
    white: bool


@dataclass
class Written:
    """The characters of a page, in the page as shown; how many of them are hidden or without a letter."""

    glyphs: list[Glyph]
    hidden: int
    unmapped: int


class GlyphReader:
    """Reads the characters of one page."""

    def __init__(
        self, text_page: Any, frame: Affine, width: float, height: float, shades: list[Box], covers: Covers
    ) -> None:
        self._text_page = text_page
        self._page = calls.address_of(text_page)
        self._frame = frame
        self._width, self._height = width, height
        self._shades = shades
        self._covers = covers
        self._objects: dict[int, calls.Address] = {}

    def read(self, count: int) -> Written:
        """The page's first `count` characters."""
        seen: list[Glyph] = []
        hidden: list[Glyph] = []
        covered: list[Glyph] = []
        unmapped = 0
        letters, lacking = self._letters(count)
        styles = self._styles(list(letters))
        shown = [
            place
            for place, style in styles.items()
            if style.turn is not None and not style.ghost and (style.turn != SLANTED or letters[place].isdigit())
        ]
        for place, glyph in zip(shown, self._glyphs(shown, letters, styles), strict=True):
            style = styles[place]
            if not self._inside(glyph) or (style.white and not self._shaded(glyph)):
                continue
            unmapped += place in lacking
            if style.turn == SLANTED:
                glyph = glyph._replace(text=UNKNOWN)
            if not style.hidden and self._covers and self._covers.hide(glyph, self._objects[place]):
                covered.append(glyph)
            else:
                (hidden if style.hidden else seen).append(glyph)
        if len(covered) > len(seen):
            hidden += covered
        else:
            seen += [glyph._replace(text=UNKNOWN) if glyph.text.isdigit() else glyph for glyph in covered]
        if len(hidden) <= len(seen):
            return Written(_once(seen), 0, unmapped)
        return Written(_once(seen + hidden), len(hidden), unmapped)

    def _letters(self, count: int) -> tuple[dict[int, str], set[int]]:
        """Place → letter of the first `count` characters, without spaces; the places that the file has no letter for.
        Of those pdfium tells the font's own number, which may be that of a space or of any other letter."""
        codes = calls.of_all(calls.get_unicode, self._page, range(count))
        missing = calls.of_all(calls.has_no_letter, self._page, range(count))
        letters, lacking = {}, set()
        for place, (code, lacks) in enumerate(zip(codes, missing, strict=True)):
            letter = chr(code) if _FIRST <= code < _LAST and lacks != 1 else _odd(code, lacks == 1)
            if letter not in _SPACES:
                letters[place] = letter or UNKNOWN
                if not letter:
                    lacking.add(place)
        return letters, lacking

    def _styles(self, places: list[int]) -> dict[int, _Style]:
        """Place → style of these characters."""
        objects = calls.of_all(calls.get_text_object, self._page, places)
        self._objects = dict(zip(places, objects, strict=True))
        firsts = dict(zip(reversed(objects), reversed(places), strict=True))
        page, count = repeat(self._page), len(firsts)
        sizes = map(calls.get_font_size, page, firsts.values())
        _, matrices = calls.written(
            calls.get_matrix, page, firsts.values(), count=count, kind="f", numbers=6, whole=True
        )
        known, colours = calls.written(calls.get_fill_colour, firsts, count=count, kind="I", numbers=4)
        modes = map(calls.get_render_mode, firsts)
        looks = list(zip(sizes, zip(*matrices[:4], strict=True), known, zip(*colours, strict=True), modes, strict=True))
        styles = {look: self._style(*look) for look in set(looks)}
        of_object = {one: styles[look] for one, look in zip(firsts, looks, strict=True)}
        return {place: of_object[one] for place, one in zip(places, objects, strict=True)}

    def _style(self, font: float, matrix: tuple[float, ...], known: int, colour: tuple[int, ...], mode: int) -> _Style:
        a, b, c, d = matrix
        size = abs(font) * (c * c + d * d) ** 0.5
        darkest, cover = (min(colour[:3]), colour[3]) if known else (0, 255)
        ghost = size >= _HUGE and (darkest >= _PALE or cover < _PALE)
        turn = self._turn(a, b) if 0 < size < inf else None  # what has no size is not seen
        if turn == SLANTED and (size > _SMALL or darkest >= _PALE or cover < _PALE):
            turn = None
        return _Style(size, turn, cover == 0 or mode in _INVISIBLE, ghost, darkest >= _WHITE)

    def _turn(self, along: float, up: float) -> int:
        x = self._frame.a * along + self._frame.c * up
        y = self._frame.b * along + self._frame.d * up
        if abs(y) <= _SQUARE * abs(x):
            return 0 if x > 0 else 2
        if abs(x) <= _SQUARE * abs(y):
            return 1 if y > 0 else 3
        return SLANTED

    def _glyphs(self, places: list[int], letters: dict[int, str], styles: dict[int, _Style]) -> Iterator[Glyph]:
        """These characters in the page as shown."""
        page, count, frame = repeat(self._page), len(places), self._frame
        _, boxes = calls.written(calls.get_char_box, page, places, count=count, kind="d", numbers=4)
        _, origins = calls.written(calls.get_origin, page, places, count=count, kind="d", numbers=2)
        narrow = [place for place in places if letters[place] < _WIDE and not styles[place].turn]
        advances = dict(zip(narrow, self._advances(narrow), strict=True))
        upright = frame.a == 1 and frame.d == -1
        for place, x0, x1, y1, y0, x, base in zip(places, *boxes, *origins, strict=True):
            text, (size, turn, _, _, _) = letters[place], styles[place]
            if upright:
                x0, x1, y0, y1 = x0 + frame.e, x1 + frame.e, frame.f - y0, frame.f - y1
                x, base = x + frame.e, frame.f - base
            else:
                x0, y0, x1, y1 = frame.box(x0, y1, x1, y0)
                x, base = frame.point(x, base)
            if turn:
                yield Glyph(text, x0, y0, x1, y1, x, x, base, size, turn)
            elif text >= _WIDE:
                yield Glyph(text, x0, y0, x1, y1, min(x, x0), max(x + size, x1), base, size, 0)
            else:
                advance = advances[place]
                right = x + advance if 0 < advance <= 1.5 * size else x + (x1 - x)
                yield Glyph(text, x0, y0, x1, y1, min(x, x0), right, base, size, 0)

    def _advances(self, places: list[int]) -> list[float]:
        """How far the next character stands from each of these."""
        boxes = (pdfium.FS_RECTF * len(places))()
        list(map(pdfium.FPDFText_GetLooseCharBox, repeat(self._text_page), places, boxes))
        sides = memoryview(boxes).cast("B").cast("f").tolist()
        first = 1 if self._frame.b else 0  # sideways on a page that is shown turned
        return [abs(end - start) for start, end in zip(sides[first::4], sides[first + 2 :: 4], strict=True)]

    def _inside(self, glyph: Glyph) -> bool:
        """Whether the character's middle lies on the page."""
        across, down = glyph.x0 + glyph.x1, glyph.y0 + glyph.y1
        return 0 <= across <= 2 * self._width and 0 <= down <= 2 * self._height

    def _shaded(self, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self._shades)


def _odd(code: int, lacks: bool) -> str:
    """The letter of a code that is no plain letter, or that the font has none for; none when it can't be known."""
    private = 0xE000 <= code <= 0xF8FF or 0xD800 <= code < 0xE000 or code >= 0xF0000
    if lacks or private or code in (0, 0xFFFD):
        return ""
    if code == _HYPHEN:
        return "-"
    return chr(code) if code >= _FIRST else " "


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters without those printed again on themselves, a little aside."""
    alike: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        alike.setdefault(glyph.text, []).append(glyph)
    gone: set[int] = set()
    for same in alike.values():
        same.sort(key=itemgetter(2))
        for place, glyph in enumerate(same):
            x0, y0, reach = glyph.x0, glyph.y0, max(_DOUBLE * glyph.size, 0.3)
            for other in same[place + 1 : place + _MOST_ALIKE]:
                if other.y0 - y0 > reach:
                    break
                if abs(other.x0 - x0) <= reach and id(glyph) not in gone:
                    gone.add(id(other))
    return [glyph for glyph in glyphs if id(glyph) not in gone] if gone else glyphs


def upright(written: list[Glyph], page: Box) -> tuple[list[Glyph], Affine]:
    """The characters in a layout where most of them stand upright, and the map from the page as shown to it."""
    turns = Counter(glyph.turn for glyph in written)
    turn = turns.most_common(1)[0][0] if turns else 0
    layout = turned_into(page, -turn % 4)
    return (turned(written, layout, turn), layout) if turn else (written, layout)


def turned(glyphs: list[Glyph], layout: Affine, turn: int) -> list[Glyph]:
    """The characters turned back by `turn` right angles with `layout`. Nothing tells the advance of turned writing, so
    it is taken from the type's size."""
    found = []
    for glyph in glyphs:
        x0, y0, x1, y1 = layout.box(glyph.x0, glyph.y0, glyph.x1, glyph.y1)
        x, base = layout.point(glyph.left, glyph.base)
        advance = glyph.size if glyph.text >= _WIDE else max(glyph.size / 2, x1 - x)
        left, right = min(x, x0), max(x + advance, x1)
        found.append(Glyph(glyph.text, x0, y0, x1, y1, left, right, base, glyph.size, (glyph.turn - turn) % 4))
    return found
