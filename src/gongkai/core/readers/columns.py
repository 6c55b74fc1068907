"""栏: how many columns of a table a cell stands for, told by the column heads above it.

Merged cells do not tell it. In Word a span counts lines of a grid that are there because some border was drawn a
hair's breadth beside another; in a sheet a label may leave the cells it needs no room in empty. So a cell that is blank
or holds a figure counts for as many columns as have their heads above it, and a blank cell among the labels counts for
none. A table without heads is measured by the row that has most cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from gongkai.core.fold import fold
from gongkai.core.readers.flow import UNKNOWN, has_words

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad \u00a0\u3000"
_MANY_HEADS = 4
_MOST_COLUMNS = 100
"""Cells of a row; a table that has more is none of the form's, and no heads are looked for."""
_FIRST_HEAD = "信息内容"

Row = list[tuple[str, Any, int]]
"""A row as FlowWriter takes it: of each cell its text, where it is and for how many columns it counts."""


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell in its table's grid: its text, where it is, its first column (from 0) and how many it covers. `above` is
    the cell that reaches down to here from a row above. `shared`: it reaches down to a row with cells of its own."""

    text: str
    at: Any
    column: int
    span: int = 1
    above: "GridCell | None" = None
    blank: bool = field(init=False)
    label: bool = field(init=False)
    shared: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        """`blank`: nothing can be seen in it. `label`: it, or the cell that reaches down to it, holds words."""
        bare = self.text.strip()
        self.blank = not bare or not bare.strip(_INVISIBLE)
        self.label = self.above.label if self.above is not None else not self.blank and has_words(self.text)


@dataclass(slots=True, eq=False)
class _Head:
    """The head of a column: where it begins and ends across the table, and whether a figure stands below it."""

    start: int
    end: int
    figures: bool = False


def rows_as_read(rows: Sequence[Sequence[GridCell]], widths: Sequence[int] = ()) -> Iterator[Row]:
    """The rows of a table as FlowWriter takes them. `widths` are those of the grid's columns, if the file tells."""
    for row in rows:
        if any(cell.above is None and not cell.blank for cell in row):
            for cell in row:
                if cell.above is not None:
                    cell.above.shared = True
    return _Columns(rows, widths).rows()


class _Columns:
    """The heads above each row of one table."""

    def __init__(self, rows: Sequence[Sequence[GridCell]], widths: Sequence[int]) -> None:
        self._rows = rows
        last = max((cell.column + cell.span for row in rows for cell in row), default=0)
        known = list(widths[:last]) if all(width > 0 for width in widths) else []
        usual = sum(known) // len(known) if known else 1
        self._edges = list(accumulate([*known, *[usual] * (last - len(known))], initial=0))
        self._labels = {cell.column for row in rows for cell in row if cell.label}
        filled = {cell.column for row in rows for cell in row if not cell.blank or cell.above is not None}
        figures = any(not cell.label and not cell.blank for row in rows for cell in row)
        self._empty = {cell.column for row in rows for cell in row} - filled if figures else set()
        self._figures: set[tuple[int, int, int]] = set()
        self._heads = self._heads_above()

    def rows(self) -> Iterator[Row]:
        """The rows, each cell with the columns it counts for."""
        values = [[cell for cell in row if not cell.label] for row in self._rows]
        uneven = [not self._one_each(cells, heads) for cells, heads in zip(values, self._heads, strict=True)]
        gaps = any(row and row[0].column for row in self._rows)
        if gaps or any(uneven):
            self._mark_figures(values)
        for row, cells, heads, count in zip(self._rows, values, self._heads, uneven, strict=True):
            if gaps and self._is_shifted(row, heads):
                for cell in cells:
                    cell.text = cell.text if cell.blank else UNKNOWN
            if count:
                counts = self._counts(row, cells, heads)
                yield [piece for cell in row for piece in _piece(cell, counts.get(cell, 1))]
            else:
                yield [piece for cell in row for piece in _piece(cell, 1)]

    def _one_each(self, cells: Sequence[GridCell], heads: Sequence[_Head]) -> bool:
        """Whether each of a row's cells without words lies exactly below a head, or there are no heads to tell."""
        if not heads:
            return True
        exact = {(head.start, head.end) for head in heads}
        return all(self._stretch(cell) in exact for cell in cells)

    def _is_shifted(self, row: Sequence[GridCell], heads: Sequence[_Head]) -> bool:
        """Whether a row that begins behind a gap has a label below the head of figures, or a figure behind all heads:
        then nobody can say below which heads its figures belong."""
        if not heads or not row or not row[0].column:
            return False
        stretches = [self._stretch(cell) for cell in row if cell.label]
        if any(head.figures and _holds(head, stretch) for head in heads for stretch in stretches):
            return True
        last = max(head.end for head in heads)
        return any(self._edges[cell.column] >= last for cell in row if not cell.label and not cell.blank)

    def _mark_figures(self, values: Sequence[Sequence[GridCell]]) -> None:
        """Note below which heads figures stand, and for each set of heads in which columns, behind
        labels that end alike."""
        for row, cells, heads in zip(self._rows, values, self._heads, strict=True):
            behind = _labels_end(row)
            for cell in cells:
                if not cell.blank:
                    self._figures.add((id(heads), behind, cell.column))
                    stretch = self._stretch(cell)
                    for head in heads:
                        head.figures |= _holds(head, stretch)

    def _stretch(self, cell: GridCell) -> tuple[int, int]:
        return self._edges[cell.column], self._edges[cell.column + cell.span]

    def _heads_above(self) -> list[list[_Head]]:
        """For each row the heads that stand above it."""
        heads: list[_Head] = []
        if any(len(row) > _MOST_COLUMNS for row in self._rows):
            return [heads] * len(self._rows)
        found = []
        for row in self._rows:
            if _is_heads([cell for cell in row if cell.above is None and cell.column not in self._empty]):
                fresh = [_Head(*self._stretch(cell)) for cell in row if cell.label and cell.above is None]
                heads = [] if _begins_a_block(row) else [head for head in heads if not _covered(head, fresh)]
                heads += fresh
            found.append(heads)
        if not heads:
            heads = self._widest_row()
            found = [heads] * len(found)
        return found

    def _widest_row(self) -> list[_Head]:
        """The cells of the row that has most of them, in place of heads; none where labels stand."""
        values = [[cell for cell in row if not cell.label and cell.column not in self._labels] for row in self._rows]
        return [_Head(*self._stretch(cell)) for cell in max(values, key=len, default=[])]

    def _counts(self, row: Sequence[GridCell], values: Sequence[GridCell], heads: Sequence[_Head]) -> dict[Any, int]:
        """How many columns each of the cells without words counts for."""
        first = min((cell.column for cell in values if not cell.blank), default=len(self._edges))
        labels = [cell for cell in row if cell.label and cell.column < first]
        stretches = [_Head(*self._stretch(cell)) for cell in labels]
        among_labels = [
            head
            for head in heads
            if not head.figures and 3 * sum(_shared(head, one) for one in stretches) >= head.end - head.start
        ]
        own = [head for head in heads if head not in among_labels]
        behind = max((cell.column + cell.span for cell in labels), default=0)
        if sum(cell.column >= behind for cell in values) == len(own):  # as many cells as heads, wherever borders are
            return {cell: int(cell.column >= behind or not cell.blank) for cell in values}
        counts = dict.fromkeys(values, 0)
        for head in own:
            shares = [(_shared(head, _Head(*self._stretch(cell))), not cell.blank, -cell.column) for cell in values]
            share, _, column = max(shares, default=(0, False, 0))
            if share:
                counts[next(cell for cell in values if cell.column == -column)] += 1
        for cell, count in counts.items():
            if not count and not self._is_filler(cell, row, heads, among_labels):
                counts[cell] = 1
        return counts

    def _is_filler(
        self, cell: GridCell, row: Sequence[GridCell], heads: Sequence[_Head], among_labels: Sequence[_Head]
    ) -> bool:
        """Whether a blank cell is no cell of the form: it stands among the labels, or where no head stands above and no
        row below the same heads that begins alike has a figure."""
        own = _Head(*self._stretch(cell))
        if not cell.blank or (cell.above is not None and not cell.above.blank):
            return False
        if any(_shared(own, head) for head in among_labels):
            return True
        if not heads or any(_shared(own, head) for head in heads):
            return False
        return (id(heads), _labels_end(row), cell.column) not in self._figures


def _labels_end(row: Sequence[GridCell]) -> int:
    """The column behind the labels that a row begins with."""
    first = next((place for place, cell in enumerate(row) if not cell.label and not cell.blank), len(row))
    return max((cell.column + cell.span for cell in row[:first] if cell.label), default=0)


def _is_heads(own: Sequence[GridCell]) -> bool:
    """Whether a row's own cells are column heads: labels without a figure, the last of them at its end, or
    many, or those of table 2."""
    labels = [cell for cell in own if cell.label]
    if len(labels) < 2 or any(not cell.label and not cell.blank for cell in own):
        return False
    return own[-1].label or len(labels) >= _MANY_HEADS or _begins_a_block(own)


def _begins_a_block(row: Sequence[GridCell]) -> bool:
    """Whether the row holds the heads of an item of table 2, which take the place of all heads above."""
    return any(cell.label and _FIRST_HEAD in "".join(fold(cell.text).split()) for cell in row)


def _covered(head: _Head, others: Sequence[_Head]) -> bool:
    """Whether most of the head lies above the others."""
    return 2 * sum(_shared(head, one) for one in others) >= head.end - head.start


def _shared(one: _Head, other: _Head) -> int:
    """How much of the table's width two stretches share."""
    return max(min(one.end, other.end) - max(one.start, other.start), 0)


def _holds(head: _Head, stretch: tuple[int, int]) -> bool:
    """Whether the middle of the stretch lies below the head."""
    return 2 * head.start < sum(stretch) < 2 * head.end


def _piece(cell: GridCell, count: int) -> Row:
    """The cell as it is written; nothing for a label that reaches down from above. A figure that stands for several
    rows belongs to none of them for certain."""
    if cell.above is None and cell.shared and not cell.label and not cell.blank:
        return [(UNKNOWN, cell.at, count)]
    if cell.above is None:
        return [("" if cell.blank else cell.text, cell.at, count)]
    if cell.label:
        return [] if cell.blank or has_words(cell.text) else [(UNKNOWN, cell.at, 1)]
    if cell.blank and cell.above.blank:
        return [("", cell.at, count)]
    return [(UNKNOWN, cell.at, count)]
