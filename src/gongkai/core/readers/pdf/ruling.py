"""表格线: ruling lines → grids of cells.

Lines that touch make one grid. Double lines and lines cut into a piece a cell are made one first. Two neighbouring
places of the grid belong to one cell when no line stands between them; where the places of a cell make no rectangle, a
piece of a line is missing, and each row's stretch counts as a cell. A border that is not drawn is taken from where the
lines across it end.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from gongkai.core.readers.pdf.sheet import Box, Rule

REACH = 3.5
"""Points; lines nearer than this are one, or meet. No row or column of a form is so narrow."""
MOST_RULES = 1500
"""Lines in one direction on a page, pieces joined; what has more is a drawing and no table."""
_DRAWN_SHARE = 0.6
_MOST_PLACES = 40_000
_SAME = 0.5
_SHORTEST = 5.0


@dataclass(slots=True)
class GridCell:
    """A cell: the rows and columns of the grid that it covers, the last one excluded."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """A table by its lines: where its columns and rows part, and its cells; `owners[row][column]` is a cell.
    `beside[border][row]` and `below[border][column]` say where a line is drawn."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owners: list[list[GridCell]]
    beside: list[list[bool]]
    below: list[list[bool]]

    @property
    def box(self) -> Box:
        """The whole grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, cell: GridCell) -> Box:
        """Where a cell is."""
        return self.xs[cell.left], self.ys[cell.top], self.xs[cell.right], self.ys[cell.bottom]

    def outside(self, cell: GridCell) -> bool:
        """Whether the place is no cell but what a shorter row leaves free: at the table's side, without a line there,
        where other rows have one, or without one above or below."""
        rows, columns = range(cell.top, cell.bottom), range(cell.left, cell.right)
        for border in (cell.left, cell.right):
            if border in (0, len(self.xs) - 1) and not any(self.beside[border][row] for row in rows):
                closed = all(any(self.below[side][column] for column in columns) for side in (cell.top, cell.bottom))
                return not closed or any(self.beside[border])
        return False

    def cell_at(self, x: float, y: float) -> GridCell:
        """The cell that holds the point, which lies in the grid."""
        return self.owners[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def joined(rules: list[Rule], reach: float) -> list[Rule]:
    """The lines, with pieces that meet, and lines no further from each other than `reach`, made one; sorted by where
    they stand."""
    found: list[Rule] = []
    for bundle in _bundles(sorted(rules), reach):
        whole: list[Rule] = []
        for rule in sorted(bundle, key=lambda one: one.start):
            if whole and rule.start <= whole[-1].end + REACH:
                whole[-1] = whole[-1]._replace(end=max(whole[-1].end, rule.end))
            else:
                whole.append(rule)
        weight = sum(rule.end - rule.start for rule in bundle)
        at = sum(rule.at * (rule.end - rule.start) for rule in bundle) / weight if weight else bundle[0].at
        found += [rule._replace(at=at) for rule in whole if rule.end - rule.start >= _SHORTEST]
    return found


def _bundles(rules: list[Rule], reach: float) -> list[list[Rule]]:
    """Lines side by side that count as one."""
    bundles: list[list[Rule]] = []
    for rule in rules:
        if bundles and rule.at - bundles[-1][0].at <= reach:
            bundles[-1].append(rule)
        else:
            bundles.append([rule])
    return bundles


def grids(horizontals: list[Rule], verticals: list[Rule]) -> list[Grid]:
    """The grids that the lines of a page make, from top to bottom."""
    across, down = joined(horizontals, _SAME), joined(verticals, _SAME)
    if not across or not down or max(len(across), len(down)) > MOST_RULES:
        return []
    found = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, directly or by others."""
    parents = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    places = [rule.at for rule in down]
    for i, rule in enumerate(across):
        for j in range(bisect_left(places, rule.start - REACH), bisect_right(places, rule.end + REACH)):
            if down[j].start - REACH <= rule.at <= down[j].end + REACH:
                parents[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    across, down = joined(across, REACH), joined(down, REACH)
    xs = _borders([rule.at for rule in down], [end for rule in across for end in (rule.start, rule.end)])
    ys = _borders([rule.at for rule in across], [end for rule in down for end in (rule.start, rule.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 1 < columns * rows <= _MOST_PLACES:
        return None
    beside = _drawn(down, xs, ys)
    below = _drawn(across, ys, xs)
    owners: list[list[GridCell | None]] = [[None] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] is None:
                cells += _claim(row, column, owners, beside, below)
    return Grid(xs, ys, cells, [[cell for cell in line if cell is not None] for line in owners], beside, below)


def _borders(drawn: list[float], ends: list[float]) -> list[float]:
    """Where the lines stand, with the outer borders that only the ends of the lines across show."""
    places = sorted(drawn)
    if min(ends) < places[0] - REACH:
        places.insert(0, min(ends))
    if max(ends) > places[-1] + REACH:
        places.append(max(ends))
    found = [places[0]]
    for place in places[1:]:
        if place - found[-1] > REACH:
            found.append(place)
    return found


def _drawn(rules: list[Rule], borders: list[float], steps: list[float]) -> list[list[bool]]:
    """For each inner border and each step along it whether a line parts the two places there."""
    parted = [[False] * (len(steps) - 1) for _ in borders]
    for rule in rules:
        border = bisect_left(borders, rule.at)
        if border == len(borders) or (border and rule.at - borders[border - 1] < borders[border] - rule.at):
            border -= 1
        first, last = max(bisect_right(steps, rule.start) - 1, 0), bisect_left(steps, rule.end)
        for step, (start, end) in enumerate(pairwise(steps[first : last + 1]), first):
            if min(rule.end, end) - max(rule.start, start) >= _DRAWN_SHARE * (end - start):
                parted[border][step] = True
    return parted


def _claim(
    row: int,
    column: int,
    owners: list[list[GridCell | None]],
    beside: list[list[bool]],
    below: list[list[bool]],
) -> list[GridCell]:
    """The cell of a place: all places that no line parts from it. When they make no rectangle each row's stretch of
    them is a cell."""
    if beside[column][row] and beside[column + 1][row] and below[row][column] and below[row + 1][column]:
        owners[row][column] = cell = GridCell(row, column, row + 1, column + 1)
        return [cell]
    places = _flooded(row, column, beside, below)
    top, bottom = min(r for r, _ in places), max(r for r, _ in places) + 1
    left, right = min(c for _, c in places), max(c for _, c in places) + 1
    if len(places) == (bottom - top) * (right - left):
        cells = [GridCell(top, left, bottom, right)]
    else:
        cells = []
        for r, c in sorted(places):
            if cells and cells[-1].top == r and cells[-1].right == c and not beside[c][r]:
                cells[-1].right = c + 1
            else:
                cells.append(GridCell(r, c, r + 1, c + 1))
    for cell in cells:
        for r in range(cell.top, cell.bottom):
            for c in range(cell.left, cell.right):
                owners[r][c] = cell
    return cells


def _flooded(row: int, column: int, beside: list[list[bool]], below: list[list[bool]]) -> set[tuple[int, int]]:
    rows, columns = len(beside[0]), len(below[0])
    places = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        r, c = waiting.pop()
        around = (
            (r, c + 1, c + 1 < columns and not beside[c + 1][r]),
            (r, c - 1, c > 0 and not beside[c][r]),
            (r + 1, c, r + 1 < rows and not below[r + 1][c]),
            (r - 1, c, r > 0 and not below[r][c]),
        )
        for other_row, other_column, open_way in around:
            if open_way and (other_row, other_column) not in places:
                places.add((other_row, other_column))
                waiting.append((other_row, other_column))
    return places
