"""注释: filled fields and notes that lie on a page as annotations, made part of the page as a viewer shows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.pdf.sheet import UNKNOWN, Affine, Box, Glyph

_SHOWN = frozenset(
    (
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_REDACT,
    )
)
"""What may change which figure is seen."""
_TEXTS = frozenset((pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT))
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_INVISIBLE | pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_VALUES = (b"V", b"Parent", b"Contents")
"""Keys of an annotation that holds a text, or whose field may hold it."""
_MOST = 10_000
_EMPTY = 2
"""Bytes of a text that is empty."""


def flattened(page: Any) -> tuple[bool, list[Box]]:
    """Draws the annotations on the page, which must be opened anew then, and tells whether there were any; the boxes of
    those that hold a text and don't tell how it looks."""
    unknown: list[Box] = []
    needed = False
    for place in reversed(range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST))):
        with _annotation(page, place) as found:
            kind = pdfium.FPDFAnnot_GetSubtype(found)
            unseen = pdfium.FPDFAnnot_GetFlags(found) & _UNSEEN
            if not unseen and kind in _TEXTS and _looks_unknown(found):
                unknown.append(_box(found))
        if unseen:
            pdfium.FPDFPage_RemoveAnnot(page, place)
        else:
            needed = needed or kind in _SHOWN
    return needed and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS, unknown


def unclear(boxes: list[Box], layout: Affine) -> Iterator[Glyph]:
    """A character that can't be known for each of the boxes."""
    for one in boxes:
        x0, y0, x1, y1 = layout.box(*one)
        yield Glyph(UNKNOWN, x0, y0, x1, y1, x0, x1, y1, max(min(x1 - x0, y1 - y0), 1.0), 0)


def _looks_unknown(found: Any) -> bool:
    if pdfium.FPDFAnnot_GetAP(found, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY:
        return False
    return any(pdfium.FPDFAnnot_HasKey(found, key) for key in _VALUES)


def _box(found: Any) -> Box:
    sides = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(found, sides)
    return sides.left, sides.bottom, sides.right, sides.top


@contextmanager
def _annotation(page: Any, place: int) -> Iterator[Any]:
    found = pdfium.FPDFPage_GetAnnot(page, place)
    try:
        yield found
    finally:
        pdfium.FPDFPage_CloseAnnot(found)
