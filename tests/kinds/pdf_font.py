"""A font for the PDF files of the tests: boxes as wide and as high as the characters they stand for.

It is made here and embedded, so that what is read depends on no font of the machine. All characters of a shape share
one glyph; which character each is stands in the file's own map, as in files that Word or WPS export.
"""

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000
_WIDE = ((0x2E80, 0x303F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x2000, 0x206F))
_MORE_WIDE = "〇①②③④⑤⑥⑦⑧⑨⑩○●□■×÷√≤≥±°·"
_SHAPES = {
    "space": (500, None),
    "wide_space": (1000, None),
    "low": (250, (60, -120, 190, 110)),
    "middle": (330, (40, 220, 290, 300)),
    "long": (1000, (60, 320, 940, 380)),
    "narrow": (500, (40, 0, 460, 700)),
    "wide": (1000, (50, -80, 950, 820)),
}
"""Name → advance, and the corners of its box."""
_OF = {
    " ": "space",
    "\u00a0": "space",
    "\u3000": "wide_space",
    "—": "long",
    "-": "middle",
    "–": "middle",
} | dict.fromkeys(".,;:'", "low")


@cache
def font() -> bytes:
    """The font as a TrueType file."""
    builder = FontBuilder(UNITS, isTTF=True)
    names = [".notdef", *_SHAPES]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(_character_map())
    builder.setupGlyf({".notdef": _box(None), **{name: _box(corners) for name, (_, corners) in _SHAPES.items()}})
    builder.setupHorizontalMetrics({".notdef": (500, 0), **{name: (width, 0) for name, (width, _) in _SHAPES.items()}})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _character_map() -> dict[int, str]:
    characters = dict.fromkeys(range(33, 383), "narrow")
    for first, last in _WIDE:
        characters |= dict.fromkeys(range(first, last + 1), "wide")
    characters |= dict.fromkeys(map(ord, _MORE_WIDE), "wide")
    return characters | {ord(sign): name for sign, name in _OF.items()}


def _box(corners: tuple[int, int, int, int] | None) -> object:
    pen = TTGlyphPen(None)
    if corners is not None:
        left, low, right, high = corners
        pen.moveTo((left, low))
        for point in ((left, high), (right, high), (right, low)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
