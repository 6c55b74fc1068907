"""打开 PDF 文件: bytes → sheets → flow, with limits of size and every handle closed."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # noqa: F401 (starts the library)
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.findings import Place
from gongkai.core.readers.columns import GridCell, rows_as_read
from gongkai.core.readers.flow import Flow, FlowWriter
from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.pdf.annotations import flattened, unclear
from gongkai.core.readers.pdf.arrange import blocks_of
from gongkai.core.readers.pdf.blocks import Block, Table, Text
from gongkai.core.readers.pdf.covers import Covers, TooManyStrokes, struck_out
from gongkai.core.readers.pdf.furniture import without_furniture
from gongkai.core.readers.pdf.glyphs import GlyphReader, upright
from gongkai.core.readers.pdf.pages import made_whole
from gongkai.core.readers.pdf.ruling import REACH
from gongkai.core.readers.pdf.sheet import Affine, Box, Rule, Sheet
from gongkai.core.readers.pdf.strokes import StrokeReader
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import Note

MOST_PAGES = 300
MOST_CHARACTERS = 200_000
MOST_CELLS = 100_000
MOST_STROKES = 400_000
LIMIT = 128_000_000
"""Bytes; a long report with scanned annexes."""
LEAST_CHARACTERS = 20
UNMAPPED_SHARE = 0.1
_MOST_NAMED = 20


def flow(data: bytes) -> Flow:
    """The PDF as one text. Raises Unreadable."""
    sheets = []
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise _too_much(f"{count} 页", f"{count} pages")
        strokes, left = StrokeReader(MOST_STROKES), MOST_CHARACTERS
        for number in range(count):
            try:
                sheet = _sheet(document, number, strokes, left)
            except TooManyStrokes:
                raise _too_much("图形过多", "too many drawings") from None
            left -= len(sheet.glyphs)
            sheets.append(sheet)
    _refuse_without_text(sheets)
    pages, heads = without_furniture(_pages(sheets))
    writer = FlowWriter(_place)
    for block in made_whole(pages):
        _write(writer, block)
    return writer.flow(_notes(sheets), head="\n".join(heads))


def _pages(sheets: list[Sheet]) -> list[list[Block]]:
    """The blocks of each page. Raises Unreadable where their tables have more cells than a report's."""
    pages, left = [], MOST_CELLS
    for sheet in sheets:
        pages.append(blocks_of(sheet))
        left -= sum(len(row.cells) for block in pages[-1] if isinstance(block, Table) for row in block.rows)
        if left < 0:
            raise _too_much(f"表格超过 {MOST_CELLS} 格", f"tables of more than {MOST_CELLS} cells")
    return pages


def _write(writer: FlowWriter, block: Block) -> None:
    if isinstance(block, Text):
        writer.line(block.text, (block.sheet, block.box))
    elif block.xs:
        for cells in rows_as_read(*_grid(block)):
            writer.row(cells)
    else:
        for row in block.rows:
            writer.row((cell.text, (row.sheet, cell.box), 1) for cell in row.cells)


def _grid(table: Table) -> tuple[list[list[GridCell]], list[int]]:
    """The table's rows in the grid of all its pages' columns, and the columns' widths in tenths of a point."""
    edges = [table.xs[0]]
    edges += [x for one, x in pairwise(table.xs) if x - one > REACH]
    edges.append(edges[-1] + REACH)
    done: dict[int, GridCell] = {}
    grid = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            first = bisect_right(edges, cell.left + REACH / 2) - 1
            last = max(bisect_right(edges, cell.right + REACH / 2) - 1, first + 1)
            above = done.get(id(cell.above)) if cell.above is not None else None
            done[id(cell)] = GridCell(cell.text, (row.sheet, cell.box), first, last - first, above)
            cells.append(done[id(cell)])
        grid.append(cells)
    return grid, [max(round(10 * (other - one)), 1) for one, other in pairwise(edges)]


def _place(at: tuple[Sheet, Box]) -> Place:
    sheet, box = at
    return sheet.place(box)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document, closed afterwards. Raises Unreadable for what can't be opened."""
    if len(data) > LIMIT:
        raise Unreadable("READ.TOO_LARGE", size=len(data), limit=LIMIT)
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable("READ.LOCKED" if locked else "READ.BROKEN", kind=NAMES["pdf"])
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _sheet(document: Any, number: int, strokes: StrokeReader, left: int) -> Sheet:
    """One page as records."""
    page, unknown = loaded(document, number)
    try:
        frame, width, height = _frame(page)
        drawn = strokes.read(page, frame, width, height)
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise Unreadable("READ.BROKEN", kind=NAMES["pdf"])
        try:
            count = pdfium.FPDFText_CountChars(text_page)
            if count > left:
                raise _too_much("文字过多", "too much text")
            covers = Covers(document, page, drawn.covers)
            written = GlyphReader(text_page, frame, width, height, drawn.shades, covers).read(count)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)
    glyphs, layout = upright(written.glyphs, (0.0, 0.0, width, height))
    across, down = _laid(drawn.horizontals, drawn.verticals, layout)
    glyphs = [*struck_out(glyphs, across), *unclear(unknown, frame.then(layout))]
    _, _, width, height = layout.box(0.0, 0.0, width, height)
    return Sheet(
        number=number + 1,
        width=width,
        height=height,
        glyphs=glyphs,
        horizontals=across,
        verticals=down,
        back=_inverse(layout),
        pictured=drawn.pictured,
        hidden=written.hidden,
        unmapped=written.unmapped,
    )


def loaded(document: Any, number: int) -> tuple[Any, list[Box]]:
    """The page with its annotations drawn on it, and the boxes of those that can't be. Raises Unreadable."""
    unknown: list[Box] = []
    for first in (True, False):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise Unreadable("READ.BROKEN", kind=NAMES["pdf"])
        if not first or pdfium.FPDFPage_GetAnnotCount(page) <= 0:
            break
        drawn, unknown = flattened(page)
        if not drawn:
            break
        pdfium.FPDF_ClosePage(page)
    return page, unknown


def _frame(page: Any) -> tuple[Affine, float, float]:
    """The map from pdfium's points to the page as shown, and its width and height."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return Affine(0, 1, 1, 0, -bottom, -left), top - bottom, right - left
        case 2:
            return Affine(-1, 0, 0, 1, right, -bottom), right - left, top - bottom
        case 3:
            return Affine(0, -1, -1, 0, top, right), top - bottom, right - left
        case _:
            return Affine(1, 0, 0, -1, -left, top), right - left, top - bottom


def _laid(across: list[Rule], down: list[Rule], layout: Affine) -> tuple[list[Rule], list[Rule]]:
    """The rules in the layout."""
    boxes = [layout.box(rule.start, rule.at, rule.end, rule.at) for rule in across]
    uprights = [layout.box(rule.at, rule.start, rule.at, rule.end) for rule in down]
    if layout.b:
        boxes, uprights = uprights, boxes
    return [Rule(y0, x0, x1) for x0, y0, x1, _ in boxes], [Rule(x0, y0, y1) for x0, y0, _, y1 in uprights]


def _inverse(turn: Affine) -> Affine:
    """The map back, for turns by right angles."""
    e = -(turn.a * turn.e + turn.b * turn.f)
    f = -(turn.c * turn.e + turn.d * turn.f)
    return Affine(turn.a, turn.c, turn.b, turn.d, e, f)


def _refuse_without_text(sheets: list[Sheet]) -> None:
    """Raises Unreadable where there is nothing to read, or nothing that can be known."""
    characters = sum(len(sheet.glyphs) for sheet in sheets)
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if characters < LEAST_CHARACTERS:
        raise Unreadable("READ.SCAN" if any(sheet.pictured for sheet in sheets) else "READ.EMPTY", pages=len(sheets))
    if unmapped > UNMAPPED_SHARE * characters:
        raise Unreadable("READ.NO_UNICODE", count=unmapped)


def _notes(sheets: list[Sheet]) -> list[Note]:
    """What a person should know of the pages."""
    notes = []
    unmapped = sum(sheet.unmapped for sheet in sheets)
    recognised = [sheet.number for sheet in sheets if sheet.hidden]
    pictures = [sheet.number for sheet in sheets if sheet.pictured and len(sheet.glyphs) < LEAST_CHARACTERS]
    if unmapped:
        notes.append(Note("READ.DAMAGED", {"count": unmapped}))
    if recognised:
        notes.append(Note("READ.OCR", {"pages": _listed(recognised)}))
    if pictures:
        notes.append(Note("READ.PICTURES", {"pages": _listed(pictures)}))
    return notes


def _listed(numbers: list[int]) -> dict[str, str]:
    shown = [str(number) for number in numbers[:_MOST_NAMED]]
    more = "…" if len(numbers) > _MOST_NAMED else ""
    return {"zh": "、".join(shown) + more, "en": ", ".join(shown) + more}


def _too_much(chinese: str, english: str) -> Unreadable:
    return Unreadable("READ.TOO_MUCH", kind=NAMES["pdf"], what={"zh": chinese, "en": english})
