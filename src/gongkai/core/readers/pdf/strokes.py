"""线条: what a page draws besides writing, as ruling lines, shaded boxes and pictures.

Programs draw a table's lines as strokes, as thin filled boxes, as thin pictures, in one piece or a piece a cell, and
hide them in forms within forms. Whatever is thin and straight is a rule; a larger filled box is a shade.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.pdf import calls
from gongkai.core.readers.pdf.covers import DEEPEST, Cover, TooManyStrokes
from gongkai.core.readers.pdf.sheet import Affine, Box, Rule

THIN = 3.0
"""Points; whatever is thinner is a line."""
_MOST_SEGMENTS = 4000
"""Pieces of one path; what has more is a drawing, no table."""
_WHITE = 250
_PICTURE_SHARE = 0.25
_MOST_SHADES = 200
_CORNER = 0.1


@dataclass
class Drawn:
    """What a page draws, in the page as shown."""

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    pictured: bool = False


class StrokeReader:
    """Reads the drawings of pages; `left` is how many objects and pieces of paths it may still look at."""

    def __init__(self, most: int) -> None:
        self.left = most

    def read(self, page: Any, frame: Affine, width: float, height: float) -> Drawn:
        """The drawings of one page. Raises TooManyStrokes."""
        drawn = Drawn()
        for found, kind, place in self._objects(page, frame):
            bounds = _bounds(found, place)
            if bounds is None:
                continue
            x0, y0, x1, y1 = bounds
            if x1 - x0 < THIN or y1 - y0 < THIN:
                _add_rule(drawn, x0, y0, x1, y1)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._read_path(found, place, drawn)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                drawn.covers.append(Cover(calls.address_of(found), [bounds], place, True))
                if (x1 - x0) * (y1 - y0) > _PICTURE_SHARE * width * height:
                    drawn.pictured = True
                    drawn.shades.append(bounds)
        return drawn

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooManyStrokes

    def _objects(self, page: Any, frame: Affine) -> Iterator[tuple[Any, int, Affine]]:
        """Every object that is no writing, with the map from its place to the page as shown; forms are opened."""
        count = pdfium.FPDFPage_CountObjects(page)
        self._spend(count)
        parts = calls.of_all(calls.get_object, calls.address_of(page), range(count))
        waiting = [(part, kind, frame, 0) for part, kind in _drawings(parts)]
        while waiting:
            part, kind, place, depth = waiting.pop()
            found = ctypes.cast(part, pdfium.FPDF_PAGEOBJECT)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield found, kind, place
            elif depth < DEEPEST:
                count = pdfium.FPDFFormObj_CountObjects(found)
                self._spend(count)
                inner = _matrix(found).then(place)
                parts = calls.of_all(calls.get_inner_object, part, range(count))
                waiting += [(part, kind, inner, depth + 1) for part, kind in _drawings(parts)]

    def _read_path(self, found: Any, place: Affine, drawn: Drawn) -> None:
        filled, stroked = _painted(found)
        count = pdfium.FPDFPath_CountSegments(found)
        self._spend(count)
        if not 0 < count <= _MOST_SEGMENTS:
            return
        dark = filled and not _white(found)
        boxes = []
        for points, straight in _figures(found, count, _matrix(found).then(place)):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            thin = box[2] - box[0] < THIN or box[3] - box[1] < THIN
            if filled and thin:
                _add_rule(drawn, *box)
            elif stroked and straight:
                for (xa, ya), (xb, yb) in pairwise(points):
                    _add_rule(drawn, min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
            if dark and len(drawn.shades) < _MOST_SHADES:
                drawn.shades.append(box)
            if filled and straight and not thin and _square(points, box):
                boxes.append(box)
        if boxes:
            drawn.covers.append(Cover(calls.address_of(found), list(dict.fromkeys(boxes)), place, False))


def _drawings(parts: list[calls.Address]) -> list[tuple[calls.Address, int]]:
    """The objects that are no writing, each with its kind, the last one first."""
    kinds = map(calls.get_type, parts)
    found = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if kind != pdfium.FPDF_PAGEOBJ_TEXT]
    return found[::-1]


def _painted(found: Any) -> tuple[bool, bool]:
    """Whether the path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(found, fill, stroke)
    return fill.value != 0, stroke.value != 0


def _white(found: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(found, *colour)
    return bool(known) and min(part.value for part in colour[:3]) >= _WHITE


def _square(points: list[tuple[float, float]], box: Box) -> bool:
    """Whether the points are the corners of the box."""
    x0, y0, x1, y1 = box
    return all(min(x - x0, x1 - x) < _CORNER and min(y - y0, y1 - y) < _CORNER for x, y in points)


def _bounds(found: Any, place: Affine) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *sides):
        return None
    return place.box(*(side.value for side in sides))


def _matrix(found: Any) -> Affine:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return Affine()
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _figures(found: Any, count: int, place: Affine) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The pieces of a path between two moves: their points, and whether no curve is among them."""
    points: list[tuple[float, float]] = []
    straight = True
    segments = calls.of_all(calls.get_segment, calls.address_of(found), range(count))
    kinds, closes = map(calls.get_segment_type, segments), map(calls.get_segment_close, segments)
    _, places = calls.written(calls.get_segment_point, segments, count=count, kind="f", numbers=2)
    for kind, close, x, y in zip(kinds, closes, *places, strict=True):
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, straight
            points, straight = [], True
        straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(place.point(x, y))
        if close:
            points.append(points[0])
    yield points, straight


def _add_rule(drawn: Drawn, x0: float, y0: float, x1: float, y1: float) -> None:
    """Adds what is thin as a rule; a dot as one in both directions, since dots in a row make a dotted line."""
    if y1 - y0 < THIN:
        drawn.horizontals.append(Rule((y0 + y1) / 2, x0, x1))
    if x1 - x0 < THIN:
        drawn.verticals.append(Rule((x0 + x1) / 2, y0, y1))
