"""版面次序: a page → its lines of text and tables in reading order."""

from math import inf

from gongkai.core.readers.pdf.blocks import Block
from gongkai.core.readers.pdf.cells import blocks_in
from gongkai.core.readers.pdf.furniture import page_marks
from gongkai.core.readers.pdf.gutters import in_columns
from gongkai.core.readers.pdf.lines import Line, lines_of
from gongkai.core.readers.pdf.ruling import Grid, grids
from gongkai.core.readers.pdf.sheet import Box, Glyph, Sheet
from gongkai.core.readers.pdf.unruled import blocks_without_rules


def blocks_of(sheet: Sheet) -> list[Block]:
    """The page's blocks in reading order."""
    found = _innermost(grids(sheet.horizontals, sheet.verticals))
    boxes = [grid.box for grid in found]
    inside: list[list[Glyph]] = [[] for _ in found]
    outside: list[Glyph] = []
    for glyph in sheet.glyphs:
        place = _holder(boxes, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        (outside if place is None else inside[place]).append(glyph)
    tables = [(grid.ys[0], blocks_in(sheet, grid, own)) for grid, own in zip(found, inside, strict=True)]
    lines = lines_of(glyph for glyph in outside if glyph.turn == 0)
    marks = page_marks(lines, boxes, sheet.height)
    lines = [line for place, line in enumerate(lines) if place not in marks]
    return _in_order(sheet, lines, [one for one in tables if one[1]])


def _in_order(sheet: Sheet, lines: list[Line], tables: list[tuple[float, list[Block]]]) -> list[Block]:
    """Lines and tables (each with where it begins) from top to bottom; of lines in two columns first the left ones."""
    left = min((line.glyphs[0].x0 for line in lines), default=0.0)
    right = max((line.glyphs[-1].x1 for line in lines), default=0.0)
    blocks: list[Block] = []
    place = 0
    for top, table in [*tables, (inf, [])]:
        run = place
        while run < len(lines) and lines[run].base - lines[run].size / 3 < top:
            run += 1
        for group, column in in_columns(lines[place:run]):
            bounds = (left, right)
            if column:
                bounds = (min(line.box[0] for line in group), max(line.box[2] for line in group))
            blocks += blocks_without_rules(sheet, group, bounds)
        place = run
        blocks += table
    return blocks


def _holder(boxes: list[Box], x: float, y: float) -> int | None:
    for place, (x0, y0, x1, y1) in enumerate(boxes):
        if x0 <= x < x1 and y0 <= y < y1:
            return place
    return None


def _innermost(found: list[Grid]) -> list[Grid]:
    """The grids that no other stands in: what frames a table is a layout of the page."""
    return [grid for grid in found if not any(other is not grid and _within(other.box, grid.box) for other in found)]


def _within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
