"""Merged cells as a matrix: every place of a table's grid holds the box that covers it.

A treatment of a table is plain on a matrix (put a column in, give each place a box of its own) and hard on cells with
spans, so tables are taken apart into a matrix and put together again.
"""

from collections.abc import Sequence

from tests.kinds.page import Cell, Table


class Box:
    """What covers one or more places of a grid; two boxes with the same text are still two."""

    __slots__ = ("text",)

    def __init__(self, text: str = "") -> None:
        self.text = text


Matrix = list[list[Box]]
"""Rows of boxes; a row may be shorter than others."""


def table_of(matrix: Sequence[Sequence[Box]]) -> Table:
    """The table whose grid is the matrix: places that hold the same box are one cell."""
    rows = []
    done: set[Box] = set()
    for place, row in enumerate(matrix):
        cells = []
        for column, box in enumerate(row):
            if box in done:
                continue
            done.add(box)
            columns = _run(row[column:], box)
            down = [other[column] if column < len(other) else None for other in matrix[place:]]
            cells.append(Cell(box.text, _run(down, box), columns))
        rows.append(tuple(cells))
    return Table(tuple(rows))


def matrix_of(table: Table) -> Matrix:
    """The grid of the table as a browser lays it out; a place that nothing covers is an empty box."""
    places: dict[tuple[int, int], Box] = {}
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in places:
                column += 1
            box = Box(cell.text)
            for down in range(min(cell.rows, len(table.rows) - row)):
                for right in range(cell.columns):
                    places.setdefault((row + down, column + right), box)
            column += cell.columns
    widths = [1 + max((column for line, column in places if line == row), default=-1) for row in range(len(table.rows))]
    return [[places.get((row, column)) or Box() for column in range(width)] for row, width in enumerate(widths)]


def width_of(table: Table) -> int:
    """How many columns the table's grid has."""
    return max((len(row) for row in matrix_of(table)), default=0)


def _run(boxes: Sequence[Box | None], box: Box) -> int:
    return next((place for place, other in enumerate(boxes) if other is not box), len(boxes))
