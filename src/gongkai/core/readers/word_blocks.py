"""文档内容: the paragraphs and tables of a Word document as they are gathered, and the order in which they are read.

A row becomes a row of the flow (columns.py); a cell that holds tables of its own makes its row a piece of layout, whose
contents come one after another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.core.readers.columns import GridCell, Row, rows_as_read
from gongkai.core.readers.flow import UNKNOWN, has_words
from gongkai.core.readers.word_format import settled

At = tuple[int, int, int]
"""Where something stands: table, row, column from 1; or 0, the number of a paragraph, 0."""


@dataclass(slots=True)
class Line:
    """A paragraph outside tables, or in a cell."""

    text: str
    at: At


@dataclass(slots=True)
class Cell:
    """A cell of a table while it is read, and what it holds: paragraphs and tables, and those of text boxes in it.
    `goes_right`: it is merged with the next one."""

    at: At
    column: int
    span: int = 1
    merge: str = ""
    goes_right: bool = False
    deleted: bool = False
    blocks: "list[Block]" = field(default_factory=list)
    boxes: "list[Block]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its paragraphs, one after another."""
        text = "\n".join(block.text for block in self.blocks if isinstance(block, Line)).strip("\n")
        return settled(text)

    @property
    def is_layout(self) -> bool:
        """Whether it holds tables."""
        return any(isinstance(block, Table) for block in self.blocks)


@dataclass(slots=True)
class Table:
    """A table: the widths of its grid, its rows."""

    number: int
    widths: list[int] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    started: int = 0
    column: int = 0
    row_deleted: bool = False


Block = Line | Table


def in_order(blocks: "list[Block]") -> Iterator[Line | Row]:
    """The lines and rows of the blocks, those of nested tables in their places."""
    waiting: list[Iterator[Block | Row]] = [iter(blocks)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif isinstance(block, Table):
            waiting.append(_pieces(block))
        else:
            yield block


def _pieces(table: Table) -> Iterator[Block | Row]:
    """The table's rows; for one whose cells hold tables what is in them; behind the table the text boxes of its
    labels."""
    plain = [row for row in table.rows if not any(cell.is_layout for cell in row)]
    later: list[Block] = []
    rows = rows_as_read(_grid(plain, later), table.widths)
    for row in table.rows:
        if any(cell.is_layout for cell in row):
            for cell in row:
                yield from cell.blocks
                yield from cell.boxes
        else:
            yield next(rows)
    yield from later


def _grid(rows: list[list[Cell]], later: "list[Block]") -> list[list[GridCell]]:
    """The rows' cells in their grid. A cell merged with the one above goes with the nearest that begins a merge at its
    column. What stands in text boxes beside labels is put off until `later`."""
    above: dict[int, GridCell] = {}
    grid = []
    for row in rows:
        cells = []
        for cell in row:
            origin = above.get(cell.column) if cell.merge == "above" else None
            placed = GridCell(_with_boxes(cell, later), cell.at, cell.column, cell.span, origin)
            if origin is None:
                for column in range(cell.column, cell.column + cell.span):
                    above.pop(column, None)
                if cell.merge:
                    above[cell.column] = placed
            cells.append(placed)
        grid.append(cells)
    return grid


def _with_boxes(cell: Cell, later: "list[Block]") -> str:
    """The cell's text. A text box that hangs on a cell may lie over it or elsewhere: beside a label it is put off,
    in a cell of figures it leaves open what the cell holds."""
    text = cell.text
    boxed = " ".join(block.text for block in cell.boxes if isinstance(block, Line)).strip()
    if not boxed or has_words(text):
        later += cell.boxes
        return text
    later += [block for block in cell.boxes if isinstance(block, Table)]
    return f"{text} {boxed}" if has_words(boxed) else f"{UNKNOWN} {text}".strip()
