"""遮盖: what is drawn over writing that stood there before: then what the file says is not what a person sees.

Boxes behind writing are drawn before it, so only what comes later in the order of drawing covers, and only where it
lets nothing through. Nothing is asked of pdfium where no box and no picture lies on a figure.
"""

import ctypes
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.pdf import calls
from gongkai.core.readers.pdf.sheet import UNKNOWN, Affine, Box, Glyph, Rule

DEEPEST = 6
"""How many forms within each other are opened."""
_COVERED = 0.25
"""How much of a character must be covered."""
_OPAQUE = 250
_OPAQUE_SHARE = 0.9
_MOST_PIXELS = 4_000_000
_MOST_SEGMENTS = 400
_MOST_LOOKS = 5_000_000
_BAND, _LOWEST = 20.0, 4000.0
"""Points; boxes are looked for in bands of the page."""
_MIDDLE = 0.3
"""Where a line strikes a digit out: this share of its height from its top and its bottom, or nearer to its middle."""
_STRUCK = 0.8
_TABLE_RULE = 3


class TooManyStrokes(Exception):
    """The pages draw more than a report can."""


class Cover(NamedTuple):
    """A filled path's boxes or a picture, in the page as shown; `place` is the map to it from what clips it."""

    address: calls.Address
    boxes: list[Box]
    place: Affine
    picture: bool


class Covers:
    """The boxes and pictures of a page that may cover its writing."""

    def __init__(self, document: Any, page: Any, covers: list[Cover]) -> None:
        self._document, self._page = document, page
        self._bands: dict[int, list[Cover]] = {}
        self._left = _MOST_LOOKS
        for cover in covers:
            top, bottom = min(box[1] for box in cover.boxes), max(box[3] for box in cover.boxes)
            for band in range(_band(top), _band(bottom) + 1):
                self._bands.setdefault(band, []).append(cover)
        self._order: dict[calls.Address, int] = {}
        self._seen: dict[calls.Address, Box | None] = {}

    def __bool__(self) -> bool:
        return bool(self._bands)

    def hide(self, glyph: Glyph, writing: calls.Address) -> bool:
        """Whether something drawn after the `writing` covers this character of it. Raises TooManyStrokes."""
        for band in {_band(glyph.y0), _band(glyph.y1)}:
            for cover in self._bands.get(band, ()):
                self._left -= len(cover.boxes)
                if self._left < 0:
                    raise TooManyStrokes
                # A box within another one of the same path is a hole in it.
                over = sum(_over(box, glyph) for box in cover.boxes) % 2
                if over and self._later(cover, writing) and self._opaque(cover, glyph):
                    return True
        return False

    def _later(self, cover: Cover, writing: calls.Address) -> bool:
        if not self._order:
            self._order = {part: number for number, part in enumerate(_drawn(self._page))}
        return self._order.get(cover.address, -1) > self._order.get(writing, -1)

    def _opaque(self, cover: Cover, glyph: Glyph) -> bool:
        """Whether what is seen of the cover lies on the character and lets nothing through."""
        if cover.address not in self._seen:
            self._seen[cover.address] = self._seen_of(cover)
        seen = self._seen[cover.address]
        return seen is not None and _over(seen, glyph)

    def _seen_of(self, cover: Cover) -> Box | None:
        """The box outside which nothing of the cover is seen; None where it lets writing through."""
        found = ctypes.cast(cover.address, pdfium.FPDF_PAGEOBJECT)
        if pdfium.FPDFPageObj_HasTransparency(found) or (cover.picture and not self._whole(found, cover.boxes[0])):
            return None
        lefts, tops, rights, bottoms = zip(*cover.boxes, strict=True)
        left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
        for x0, y0, x1, y1 in _clips(found, cover.place):
            left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
        return left, top, right, bottom

    def _whole(self, picture: Any, box: Box) -> bool:
        """Whether the picture has no places to see through, as a seal has."""
        if (box[2] - box[0]) * (box[3] - box[1]) > _MOST_PIXELS:
            return True
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(self._document, self._page, picture)
        if not bitmap:
            return True
        try:
            if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
                return True
            size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
            alphas = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)[3::4]
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return sum(alphas.count(alpha) for alpha in range(_OPAQUE, 256)) >= _OPAQUE_SHARE * len(alphas)


def struck_out(glyphs: list[Glyph], rules: list[Rule]) -> list[Glyph]:
    """The characters, with digits unclear that a line strikes out; a line much longer than they are is a table's."""
    rules = sorted(rules)
    heights = [rule.at for rule in rules]
    struck: dict[Rule, list[int]] = {}
    for place, glyph in enumerate(glyphs):
        if glyph.turn or not glyph.text.isdigit():
            continue
        margin = _MIDDLE * (glyph.y1 - glyph.y0)
        first = bisect_left(heights, glyph.y0 + margin)
        while first < len(rules) and heights[first] <= glyph.y1 - margin:
            rule = rules[first]
            if min(rule.end, glyph.x1) - max(rule.start, glyph.x0) >= _STRUCK * (glyph.x1 - glyph.x0):
                struck.setdefault(rule, []).append(place)
            first += 1
    for rule, places in struck.items():
        wide = max(glyphs[place].x1 for place in places) - min(glyphs[place].x0 for place in places)
        if rule.end - rule.start < _TABLE_RULE * wide:
            for place in places:
                glyphs[place] = glyphs[place]._replace(text=UNKNOWN)
    return glyphs


def _band(y: float) -> int:
    """The part of the page at this height."""
    return int(max(min(y, _LOWEST), -_BAND) // _BAND)


def _over(box: Box, glyph: Glyph) -> bool:
    """Whether the box lies on a good part of the character's ink."""
    across = min(box[2], glyph.x1) - max(box[0], glyph.x0)
    down = min(box[3], glyph.y1) - max(box[1], glyph.y0)
    if across <= 0 or down <= 0:
        return False
    return across * down >= _COVERED * (glyph.x1 - glyph.x0) * (glyph.y1 - glyph.y0)


def _drawn(page: Any) -> Iterator[calls.Address]:
    """Everything on the page in the order of drawing; forms are opened."""
    count = pdfium.FPDFPage_CountObjects(page)
    parts = calls.of_all(calls.get_object, calls.address_of(page), range(count))
    waiting = [(part, 0) for part in reversed(parts)]
    while waiting:
        part, depth = waiting.pop()
        yield part
        if depth < DEEPEST and calls.get_type(part) == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(part, pdfium.FPDF_PAGEOBJECT))
            inner = calls.of_all(calls.get_inner_object, part, range(count))
            waiting += [(one, depth + 1) for one in reversed(inner)]


def _clips(found: Any, place: Affine) -> Iterator[Box]:
    """The boxes around the paths that clip an object."""
    clip = pdfium.FPDFPageObj_GetClipPath(found)
    for path in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not 0 < count <= _MOST_SEGMENTS:
            continue
        points = []
        for number in range(count):
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, number), x, y)
            points.append(place.point(x.value, y.value))
        xs, ys = zip(*points, strict=True)
        yield min(xs), min(ys), max(xs), max(ys)
