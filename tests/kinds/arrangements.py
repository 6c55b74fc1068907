"""Arrangements: how a page's three tables are put together, in every way seen in web pages, Word, Excel and PDF files.

Each takes a page with the form's own merged cells and gives one that tells a person the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.kinds.merged import Box, Matrix, matrix_of, table_of, width_of
from tests.kinds.page import Block, Cell, Page, Paragraph, Table

WIDTHS = {4, 10, 15}
"""How many columns tables 2, 3 and 4 have."""


@dataclass(frozen=True)
class Arrangement:
    """A way to put the tables together. `sound`: the spans say the truth, so that every kind of file can hold it.
    `keeps_blanks`: a person still sees which cell of a row is blank."""

    name: str
    apply: Callable[[Page], Page]
    what: str
    sound: bool = True
    keeps_blanks: bool = True


def _statutory(block: Block) -> bool:
    """Whether the block is one of the form's tables, not the page's metadata."""
    if not isinstance(block, Table) or width_of(block) not in WIDTHS:
        return False
    return width_of(block) != 4 or block.rows[0][0].columns == 4


def _each_table(page: Page, change: Callable[[Table], list[Block]]) -> Page:
    blocks: list[Block] = []
    for block in page:
        blocks += change(block) if isinstance(block, Table) and _statutory(block) else [block]
    return tuple(blocks)


def _each_matrix(page: Page, change: Callable[[Matrix], Matrix]) -> Page:
    return _each_table(page, lambda table: [table_of(change(matrix_of(table)))])


def as_the_form(page: Page) -> Page:
    """Merged cells as in the official form."""
    return page


def empty_cells_below(page: Page) -> Page:
    """No cell covers rows: an empty cell stands wherever a label would reach down."""

    def change(matrix: Matrix) -> Matrix:
        found: Matrix = []
        for place, row in enumerate(matrix):
            above = set(matrix[place - 1]) if place else set()
            fresh = {box: Box() for box in row if box in above}
            found.append([fresh.get(box, box) for box in row])
        return found

    return _each_matrix(page, change)


def nothing_merged(page: Page) -> Page:
    """Every place has a cell of its own; a label or figure stands in the first place it would cover."""

    def change(matrix: Matrix) -> Matrix:
        seen: set[Box] = set()
        found: Matrix = []
        for row in matrix:
            found.append([Box() if box in seen or box in row[:column] else box for column, box in enumerate(row)])
            seen.update(row)
        return found

    return _each_matrix(page, change)


def figures_not_merged(page: Page) -> Page:
    """A single figure of table 2 covers one column, and nothing stands behind it."""

    def change(matrix: Matrix) -> Matrix:
        return [list(dict.fromkeys(row)) if len(row) == 4 else row for row in matrix]

    return _each_matrix(page, change)


def empty_column_left(page: Page) -> Page:
    """An empty column at the left."""
    return _each_matrix(page, lambda matrix: [[Box(), *row] for row in matrix])


def empty_column_right(page: Page) -> Page:
    """An empty column at the right."""
    return _each_matrix(page, lambda matrix: [[*row, Box()] for row in matrix])


def empty_rows(page: Page) -> Page:
    """An empty row in the middle of a table, within its merged labels, and one at its end."""

    def change(matrix: Matrix) -> Matrix:
        if len(matrix) < 8:
            return matrix
        middle = len(matrix) // 2
        above, below = matrix[middle - 1], matrix[middle]
        row = [one if one is other else Box() for one, other in zip(above, below, strict=True)]
        return [*matrix[:middle], row, *matrix[middle:], [Box() for _ in below]]

    return _each_matrix(page, change)


def row_tables(page: Page) -> Page:
    """Each row is a table of its own."""

    def change(table: Table) -> list[Block]:
        return [Table((tuple(replace(cell, rows=1) for cell in row),)) for row in table.rows]

    return _each_table(page, change)


def group_tables(page: Page) -> Page:
    """Each item of table 2, and each group of rows that a label of table 3 covers, is a table of its own."""

    def change(table: Table) -> list[Block]:
        matrix = matrix_of(table)
        if len(matrix[0]) == 15:
            return [table]
        tables: list[Matrix] = []
        for place, row in enumerate(matrix):
            same = row[0] is not row[3] if len(row) == 4 else bool(place) and row[1] is matrix[place - 1][1]
            if same:
                tables[-1].append(row)
            else:
                tables.append([row])
        # A label of several groups stays with the first.
        seen: set[Box] = set()
        found: list[Block] = []
        for one in tables:
            found.append(table_of([[box for box in row if box not in seen] for row in one]))
            seen |= {box for row in one for box in row}
        return found

    return _each_table(page, change)


def _long_label(page: Page, more: int) -> Page:
    def change(table: Table) -> list[Block]:
        longest = max(cell.rows for row in table.rows for cell in row)
        if longest < 10:
            return [table]
        rows = [
            tuple(replace(cell, rows=longest + more) if cell.rows == longest else cell for cell in row)
            for row in table.rows
        ]
        return [Table(tuple(rows))]

    return _each_table(page, change)


def label_two_rows_short(page: Page) -> Page:
    """三、本年度办理结果 covers two rows fewer than it should (20 for 22, as in the older form)."""
    return _long_label(page, -2)


def label_two_rows_long(page: Page) -> Page:
    """三、本年度办理结果 covers two rows more than it should, beyond the end of the table."""
    return _long_label(page, 2)


def label_far_too_long(page: Page) -> Page:
    """三、本年度办理结果 covers 65000 rows, as programs write who do not count."""
    return _long_label(page, 65_000 - 22)


def groups_left_empty(page: Page) -> Page:
    """The cells of 三、本年度办理结果 and of the groups under it are there, merged, and empty."""

    def change(table: Table) -> list[Block]:
        if width_of(table) != 10:
            return [table]
        head, body = table.rows[:3], table.rows[3:]
        rows = [tuple(replace(cell, text="") if cell.rows > 1 else cell for cell in row) for row in body]
        return [Table((*head, *rows))]

    return _each_table(page, change)


def _halves(table: Table) -> tuple[Matrix, Matrix, Matrix] | None:
    """The heads, the rows before and the rows after a page's end in table 3; None for another table. A label that goes
    over the page's end has an empty box on the second page."""
    matrix = matrix_of(table)
    if width_of(table) != 10:
        return None
    heads, before, after = matrix[:3], matrix[3:17], matrix[17:]
    seen = {box for row in before for box in row}
    fresh: dict[Box, Box] = {}
    after = [[fresh.setdefault(box, Box()) if box in seen else box for box in row] for row in after]
    return heads, before, after


def heads_repeated(page: Page) -> Page:
    """Table 3 goes over a page's end: its heads stand in it a second time."""

    def change(table: Table) -> list[Block]:
        halves = _halves(table)
        if halves is None:
            return [table]
        heads, before, after = halves
        return [table_of([*heads, *before, *_copy(heads), *after])]

    return _each_table(page, change)


def two_pages(page: Page) -> Page:
    """Table 3 comes as two tables with a page's number between them; the second has no heads."""

    def change(table: Table) -> list[Block]:
        halves = _halves(table)
        if halves is None:
            return [table]
        heads, before, after = halves
        return [table_of([*heads, *before]), Paragraph("- 5 -"), table_of(after)]

    return _each_table(page, change)


def two_pages_with_heads(page: Page) -> Page:
    """Table 3 comes as two tables, each with its heads."""

    def change(table: Table) -> list[Block]:
        halves = _halves(table)
        if halves is None:
            return [table]
        heads, before, after = halves
        return [table_of([*heads, *before]), table_of([*_copy(heads), *after])]

    return _each_table(page, change)


def _copy(matrix: Matrix) -> Matrix:
    fresh: dict[Box, Box] = {}
    return [[fresh.setdefault(box, Box(box.text)) for box in row] for row in matrix]


def one_table(page: Page) -> Page:
    """The whole report in one table: a paragraph is a cell over all columns, as in a sheet or an old web page."""
    wide = max((width_of(block) for block in page if isinstance(block, Table)), default=1)
    rows: list[tuple[Cell, ...]] = []
    for block in page:
        rows += block.rows if isinstance(block, Table) else [(Cell(block.text, columns=wide),)]
    return (Table(tuple(rows)),)


def empty_paragraphs(page: Page) -> Page:
    """Empty paragraphs and paragraphs of spaces around everything, and paragraphs set in by ideographic spaces."""
    blocks: list[Block] = []
    for block in page:
        if isinstance(block, Paragraph) and not block.heading:
            block = replace(block, text="\u3000\u3000" + block.text)
        blocks += [Paragraph(""), block, Paragraph("\u00a0"), Paragraph("\u3000")]
    return tuple(blocks)


def _named(*functions: Callable[[Page], Page], sound: bool = True, keeps_blanks: bool = True) -> list[Arrangement]:
    return [
        Arrangement(one.__name__.replace("_", " "), one, (one.__doc__ or "").strip(), sound, keeps_blanks)
        for one in functions
    ]


ARRANGEMENTS = [
    *_named(as_the_form, empty_cells_below, nothing_merged, figures_not_merged),
    *_named(empty_column_left, empty_column_right, empty_rows, row_tables, group_tables),
    *_named(groups_left_empty, heads_repeated, two_pages, two_pages_with_heads, one_table, empty_paragraphs),
    *_named(label_two_rows_short, label_two_rows_long, label_far_too_long, sound=False),
]
