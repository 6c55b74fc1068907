"""字符: the characters of a page as pdfium tells them, without what nobody reads.

Left out: what lies outside the page, slanted writing (watermarks), very large pale writing, white writing on white, and
a character printed again on itself to look bold. Invisible writing counts only where it is all that the page has: then
it is the text that a program recognised in a scan.
"""

import ctypes
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.pdf.sheet import UNKNOWN, Affine, Box, Glyph, turned_into

_WIDE = "\u2e80"
_SPACES = frozenset(
    "\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u202f\u205f"
)
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
_WHITE = 250


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share: size of type, turn in the page as shown (None when slanted),
    invisible, pale and large, white."""

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
    """Reads the characters of one page; keeps the buffers that the calls fill."""

    def __init__(self, text_page: Any, frame: Affine, width: float, height: float, shades: list[Box]) -> None:
        self._page = text_page
        self._frame = frame
        self._upright = frame.a == 1 and frame.d == -1
        self._width, self._height = width, height
        self._shades = shades
        self._styles: dict[int, _Style] = {}
        self._box = [ctypes.c_double() for _ in range(4)]
        self._box_refs = [ctypes.byref(side) for side in self._box]
        self._origin = (ctypes.c_double(), ctypes.c_double())
        self._origin_refs = [ctypes.byref(side) for side in self._origin]
        self._loose, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def read(self, count: int) -> Written:
        """The page's first `count` characters."""
        seen: list[Glyph] = []
        hidden: list[Glyph] = []
        unmapped = 0
        get_unicode, page = pdfium.FPDFText_GetUnicode, self._page
        for index in range(count):
            code = get_unicode(page, index)
            if code <= 32 and code not in (0, _HYPHEN):
                continue
            text = self._letter(code, index)
            if text in _SPACES:
                continue
            style = self._style(index)
            if style.turn is None or style.ghost:
                continue
            glyph = self._glyph(index, text, style)
            if glyph is None or (style.white and not self._shaded(glyph)):
                continue
            unmapped += text == UNKNOWN and code != ord(UNKNOWN)
            (hidden if style.hidden else seen).append(glyph)
        if len(hidden) <= len(seen):
            return Written(_once(seen), 0, unmapped)
        return Written(_once(seen + hidden), len(hidden), unmapped)

    def _letter(self, code: int, index: int) -> str:
        if code == _HYPHEN:
            return "-"
        private = 0xE000 <= code <= 0xF8FF or 0xD800 <= code < 0xE000 or code >= 0xF0000
        if code in (0, 0xFFFD) or private or pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1:
            return UNKNOWN
        return chr(code)

    def _style(self, index: int) -> _Style:
        found = pdfium.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(found.contents)
        if key not in self._styles:
            self._styles[key] = self._style_of(found, index)
        return self._styles[key]

    def _style_of(self, found: Any, index: int) -> _Style:
        matrix, (red, green, blue, opaque) = self._matrix, self._colour
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = abs(pdfium.FPDFText_GetFontSize(self._page, index)) * (c * c + d * d) ** 0.5
        known = pdfium.FPDFPageObj_GetFillColor(found, red, green, blue, opaque)
        darkest = min(red.value, green.value, blue.value) if known else 0
        cover = opaque.value if known else 255
        hidden = cover == 0 or pdfium.FPDFTextObj_GetTextRenderMode(found) in _INVISIBLE
        ghost = size >= _HUGE and (darkest >= _PALE or cover < _PALE)
        return _Style(size, self._turn(a, b), hidden, ghost, darkest >= _WHITE)

    def _turn(self, along: float, up: float) -> int | None:
        x = self._frame.a * along + self._frame.c * up
        y = self._frame.b * along + self._frame.d * up
        if abs(y) <= _SQUARE * abs(x):
            return 0 if x > 0 else 2
        if abs(x) <= _SQUARE * abs(y):
            return 1 if y > 0 else 3
        return None

    def _glyph(self, index: int, text: str, style: _Style) -> Glyph | None:
        """The character in the page as shown; None when it lies outside."""
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._page, index, *self._box_refs)
        if self._upright:
            x0, x1 = left.value + self._frame.e, right.value + self._frame.e
            y0, y1 = self._frame.f - top.value, self._frame.f - bottom.value
        else:
            x0, y0, x1, y1 = self._frame.box(left.value, bottom.value, right.value, top.value)
        if not (0 <= x0 + x1 <= 2 * self._width and 0 <= y0 + y1 <= 2 * self._height):
            return None
        pdfium.FPDFText_GetCharOrigin(self._page, index, *self._origin_refs)
        x, y = self._frame.point(self._origin[0].value, self._origin[1].value)
        size = style.size
        if style.turn:
            return Glyph(text, x0, y0, x1, y1, x, x, y, size, style.turn)
        if text >= _WIDE:
            return Glyph(text, x0, y0, x1, y1, min(x, x0), max(x + size, x1), y, size, 0)
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._loose)
        advance = self._loose.right - self._loose.left
        if not 0 < advance <= 1.5 * size:
            advance = x1 - x
        return Glyph(text, x0, y0, x1, y1, min(x, x0), x + advance, y, size, 0)

    def _shaded(self, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self._shades)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters without those printed again on themselves, a little aside."""
    alike: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        alike.setdefault(glyph.text, []).append(glyph)
    gone: set[int] = set()
    for same in alike.values():
        same.sort(key=itemgetter(2))
        for place, glyph in enumerate(same):
            reach = max(_DOUBLE * glyph.size, 0.3)
            for other in same[place + 1 : place + _MOST_ALIKE]:
                if other.y0 - glyph.y0 > reach:
                    break
                if abs(other.x0 - glyph.x0) <= reach and id(glyph) not in gone:
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
