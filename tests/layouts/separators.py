"""How a table's cells are parted in a text: every way seen in layouts of real reports, one function each.

Each takes a grid and the padding wanted and returns the table's lines. Padding is '' (none), 'end' (a pipe
for each merged cell after the row), 'wide' (eight pipes after the row) or 'in place' (merged cells as empty
cells).
"""

from tests.layouts.document import Grid, is_blank, is_figure

Lines = list[str]


def _cells(row: list[str | None]) -> list[str]:
    return [cell for cell in row if cell is not None]


def _parted(row: list[str | None]) -> tuple[list[str], list[str]]:
    """The labels of a row, and its figures that are not blank."""
    labels = [cell for cell in _cells(row) if not is_figure(cell)]
    return labels, [cell for cell in _cells(row) if is_figure(cell) and not is_blank(cell)]


def _row_lines(grid: Grid, padding: str, lead: str, between: str, trail: str) -> Lines:
    lines = []
    for row in grid:
        cells = [cell or "" for cell in row] if padding == "in place" else _cells(row)
        line = lead + between.join(cells) + trail
        if padding == "end":
            line += (" " if trail else " |") + "|" * sum(cell is None for cell in row)
        if padding == "wide":
            line += "" if trail.endswith("|") else " |"
            line += "||||||||"
        lines.append(line)
    return lines


def rows_trailing_pipe(grid: Grid, padding: str) -> Lines:
    """规章 | 0 | 0 | 0 |"""
    return _row_lines(grid, padding, "", " | ", " |")


def rows_leading_pipe(grid: Grid, padding: str) -> Lines:
    """| 规章 | 0 | 0 | 0"""
    return _row_lines(grid, padding, "| ", " | ", "")


def rows_both_pipes(grid: Grid, padding: str) -> Lines:
    """| 规章 | 0 | 0 | 0 |"""
    return _row_lines(grid, padding, "| ", " | ", " |")


def rows_inner_pipes(grid: Grid, padding: str) -> Lines:
    """规章 | 0 | 0 | 0"""
    return _row_lines(grid, padding, "", " | ", "")


def rows_tight_pipes(grid: Grid, padding: str) -> Lines:
    """规章|0|0|0|"""
    return _row_lines(grid, padding, "", "|", "|")


def rows_pipes_blanks_lost(grid: Grid, padding: str) -> Lines:
    """规章 | 4 | where 规章 | | | 4 | was meant: blank cells have gone, only padding stands at the end."""
    kept = [[None if is_blank(cell) else cell for cell in row] for row in grid]
    return _row_lines(kept, padding, "", " | ", " |")


def tabs(grid: Grid, padding: str) -> Lines:
    """Cells parted by tabs, as pasted from a spreadsheet."""
    return ["\t".join(cell or "" for cell in row) if padding else "\t".join(_cells(row)) for row in grid]


def markdown(grid: Grid, padding: str) -> Lines:
    """One markdown table, with its |---| line after the first row."""
    width = max(len(row) for row in grid)
    lines = _row_lines(grid, padding, "| ", " | ", " |")
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def markdown_groups(grid: Grid, padding: str) -> Lines:
    """One small markdown table for each three rows of figures, with invented column heads."""
    lines: Lines = []
    rows = 0
    for row in grid:
        if any(is_figure(cell) for cell in row):
            if rows % 3 == 0:
                width = len(_cells(row))
                heads = ["项目", "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"]
                names = [heads[place] if place < len(heads) else "栏" for place in range(width)]
                lines += ["", "| " + " | ".join(names) + " |", "|" + " --- |" * width]
            rows += 1
        elif rows % 3:
            rows += 3 - rows % 3
        lines += _row_lines([row], padding, "| ", " | ", " |")
    return [*lines, ""]


def cell_a_line(grid: Grid, padding: str) -> Lines:
    """Every cell on a line of its own; nothing stands for a blank cell."""
    return [cell for row in grid for cell in _cells(row) if not is_blank(cell)]


def cell_a_line_spaced(grid: Grid, padding: str) -> Lines:
    """Every cell on a line of its own with an empty line after it."""
    return [line for cell in cell_a_line(grid, padding) for line in (cell, "")]


def cell_a_line_pipe(grid: Grid, padding: str) -> Lines:
    """Every cell on a line of its own with a pipe after it; a blank cell is a lone pipe."""
    return [f"{cell} |" for row in grid for cell in _cells(row)]


def cells_and_pipes_alternate(grid: Grid, padding: str) -> Lines:
    """A cell, then a pipe on a line of its own; two pipes in a row where a cell is blank."""
    lines: Lines = []
    for row in grid:
        for cell in _cells(row):
            lines += ["|"] if is_blank(cell) else [cell, "|"]
    return lines


def pipe_then_cell(grid: Grid, padding: str) -> Lines:
    """'| ' and then the cell on the next line; a blank cell is '| ' alone."""
    lines: Lines = []
    for row in grid:
        for cell in _cells(row):
            lines += ["| "] if is_blank(cell) else ["| ", cell]
    return lines


def numbers_in_a_run(grid: Grid, padding: str) -> Lines:
    """Labels, then the row's numbers parted by spaces, as text comes out of a PDF."""
    lines = []
    for row in grid:
        labels, figures = _parted(row)
        lines.append(" ".join([*labels, *figures]))
    return lines


def numbers_on_the_next_line(grid: Grid, padding: str) -> Lines:
    """The labels on one line, the row's numbers parted by spaces on the next."""
    lines: Lines = []
    for row in grid:
        labels, figures = _parted(row)
        lines += [" ".join(cells) for cells in (labels, figures) if cells]
    return lines


def labels_torn(grid: Grid, padding: str) -> Lines:
    """A long label is torn in two around the line of its numbers, as wrapped cells come out of a PDF."""
    lines: Lines = []
    for row in grid:
        labels, figures = _parted(row)
        if figures and labels and len(labels[-1]) >= 9:
            half = (len(labels[-1]) + 1) // 2
            lines += [*labels[:-1], labels[-1][:half], " ".join(figures), labels[-1][half:]]
        else:
            lines.append(" ".join([*labels, *figures]))
    return lines


def numbers_before_label(grid: Grid, padding: str) -> Lines:
    """The row's numbers on one line, its label on the next."""
    lines: Lines = []
    for row in grid:
        labels, figures = _parted(row)
        lines += [" ".join(cells) for cells in (figures, labels) if cells]
    return lines


def glued_rows(grid: Grid, padding: str) -> Lines:
    """A row a line, with nothing between its cells."""
    return ["".join(cell for cell in _cells(row) if not is_blank(cell)) for row in grid]


def glued_numbers(grid: Grid, padding: str) -> Lines:
    """The label on one line, the row's numbers glued together on the next."""
    lines: Lines = []
    for row in grid:
        labels, figures = _parted(row)
        lines += [text for text in (" ".join(labels), "".join(figures)) if text]
    return lines


def glued_table(grid: Grid, padding: str) -> Lines:
    """The whole table on one line, with nothing between its cells."""
    return ["".join(glued_rows(grid, padding))]
