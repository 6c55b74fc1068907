"""表格单元: a grid and the characters in it → rows of cells.

Every character belongs to the cell that holds its middle. A number that sticks out of its cell goes to the cell of its
own middle as a whole; where it can't be told from its neighbour's it is unclear.
"""

from dataclasses import replace
from itertools import pairwise

from gongkai.core.readers.pdf.blocks import Block, Cell, Holds, Row, Table, holds
from gongkai.core.readers.pdf.lines import apart, box_of, cell_text, lines_of, of_figure
from gongkai.core.readers.pdf.ruling import Grid, GridCell
from gongkai.core.readers.pdf.sheet import UNKNOWN, Glyph, Sheet
from gongkai.core.readers.pdf.unruled import blocks_without_rules, is_row, may_hold_figures
from gongkai.core.readers.pdf.wording import names_rows

_TOUCHING = 0.18
_INSIDE = 0.7
"""How much of a digit's height must lie in its cell."""
_CROSSING = 0.2
_CROWDED = 2
_MANY_LABELS = 3


def blocks_in(sheet: Sheet, grid: Grid, glyphs: list[Glyph]) -> list[Block]:
    """What the characters in the grid are: a table; lines where its rows are not ruled; nothing."""
    inside = _by_cell(grid, glyphs)
    table = None if _rows_missing(grid, inside) else _table(sheet, grid, inside)
    if table is None or any(_holds_rows(row) for row in table.rows):
        lines = lines_of(glyph for glyph in glyphs if not glyph.turn)
        return blocks_without_rules(sheet, lines, (grid.xs[0], grid.xs[-1]))
    return [table]


def _rows_missing(grid: Grid, inside: dict[int, list[Glyph]]) -> bool:
    """Whether rows stand under each other without a rule: several labels of the form, each with figures behind it,
    where the grid has one row."""
    beside: dict[int, list[Glyph]] = {}
    for cell in grid.cells:
        beside.setdefault(cell.top, []).extend(inside.get(id(cell), []))
    for glyphs in beside.values():
        lines = [line for line in lines_of(glyphs) if may_hold_figures(line)]
        if len(lines) >= _CROWDED and sum(map(is_row, lines)) >= _CROWDED:
            return True
    return False


def _holds_rows(row: Row) -> bool:
    """Whether a cell of the row, beside others, holds the labels of several rows."""
    return len(row.cells) > 1 and any(names_rows(cell.text) >= _MANY_LABELS for cell in row.cells)


def _table(sheet: Sheet, grid: Grid, inside: dict[int, list[Glyph]]) -> Table | None:
    """The table that the characters fill; None when they fill nothing."""
    filled: dict[int, Cell] = {}
    for cell in grid.cells:
        own = inside.get(id(cell), [])
        text = cell_text(own)
        box = box_of(own) if own else grid.box_of(cell)
        filled[id(cell)] = Cell(text, holds(text), box, grid.xs[cell.left], grid.xs[cell.right])
    if not any(cell.text for cell in filled.values()):
        return None
    rows = (_row(grid, row, filled) for row in range(len(grid.owners)))
    return Table(sheet, grid.box, [Row(sheet, cells) for cells in rows if cells], grid.xs)


def _row(grid: Grid, row: int, filled: dict[int, Cell]) -> list[Cell]:
    """The cells of a row, those that reach down to it from above among them; none when no cell begins there. Where one
    label names two rows no line parts them, and whose the figures are can't be known."""
    owners = grid.owners[row]
    places = [owners[0], *(other for one, other in pairwise(owners) if one is not other)]
    if all(place.top < row for place in places):
        return []
    found = []
    for place in places:
        cell = filled[id(place)]
        if cell.holds is Holds.NOTHING and grid.outside(place):
            continue
        if place.top < row:
            strip = (cell.left, grid.ys[row], cell.right, grid.ys[row + 1])
            cell = Cell("", Holds.NOTHING, strip, cell.left, cell.right, above=cell)
        found.append(cell)
    if any(cell.above is None and cell.holds is Holds.LABEL and names_rows(cell.text) > 1 for cell in found):
        return [cell if cell.holds is Holds.LABEL else replace(cell, text=UNKNOWN) for cell in found]
    return found


def _by_cell(grid: Grid, glyphs: list[Glyph]) -> dict[int, list[Glyph]]:
    """The characters of each cell, by the cell's identity."""
    found: dict[int, list[Glyph]] = {}
    for line in lines_of(glyphs):
        places = [grid.cell_at((one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2) for one in line.glyphs]
        _keep_numbers_whole(grid, line.glyphs, places)
        for glyph, place in zip(line.glyphs, places, strict=True):
            if glyph.text.isdigit() and not _within(grid, glyph, place):
                glyph = glyph._replace(text=UNKNOWN)
            found.setdefault(id(place), []).append(glyph)
    return found


def _within(grid: Grid, glyph: Glyph, place: GridCell) -> bool:
    top, bottom = grid.ys[place.top], grid.ys[place.bottom]
    height = glyph.y1 - glyph.y0
    return height <= 0 or min(bottom, glyph.y1) - max(top, glyph.y0) >= _INSIDE * height


def _keep_numbers_whole(grid: Grid, glyphs: list[Glyph], places: list[GridCell]) -> None:
    """Puts each number that reaches over a border into one cell, or makes it unclear in both."""
    meetings = zip(pairwise(glyphs), pairwise(places), strict=True)
    if not any(here is not there and _one_number(*both) for both, (here, there) in meetings):
        return
    start = 0
    while start < len(glyphs):
        end = start + 1
        while end < len(glyphs) and _one_number(glyphs[end - 1], glyphs[end]):
            end += 1
        if len({id(place) for place in places[start:end]}) > 1:
            number = glyphs[start:end]
            x0, _, x1, _ = box_of(number)
            if any(_crosses(grid, glyph) for glyph in number):
                middle = grid.cell_at((x0 + x1) / 2, (number[0].y0 + number[0].y1) / 2)
                places[start:end] = [middle] * len(number)
            else:
                glyphs[start:end] = [glyph._replace(text=UNKNOWN) for glyph in number]
        start = end


def _one_number(one: Glyph, other: Glyph) -> bool:
    return of_figure(one.text) and of_figure(other.text) and apart(one, other) <= _TOUCHING


def _crosses(grid: Grid, glyph: Glyph) -> bool:
    """Whether a border runs through the character."""
    margin = _CROSSING * (glyph.x1 - glyph.x0)
    return any(glyph.x0 + margin < x < glyph.x1 - margin for x in grid.xs)
