"""以勾稽关系定位: the form's own sums decide what the layout alone leaves open in table 3.

Glued digits are parted where the row's sum, or the row's and the columns' sums together, leave exactly one way. A row
with one figure too many (a page number between its cells) loses it where only one figure can go for the row to add up.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, product
from math import prod

from gongkai.core.law.editions import Form
from gongkai.core.readers.glued import full_row_ways, row_ways
from gongkai.core.readers.placing import RowReading
from gongkai.core.readers.strangers import alone_on_its_line
from gongkai.core.readers.tokens import Printed

_MOST = 20_000
"""Combinations of ways that are still tried."""

Way = tuple[str, ...]
Known = dict[str, list[int | None]]


def settle_by_sums(text: str, form: Form, readings: Sequence[RowReading]) -> None:
    """Settle the glued rows and the rows with one figure too many, in place."""
    for reading in readings:
        if reading.reason == "READ.TOO_MANY":
            _drop_the_stranger(text, reading)
    glued = [reading for reading in readings if reading.glued]
    if not glued:
        return
    columns = [column.key for column in form.table("requests").rows[0].columns]
    blanks_gone = any(one.found and one.cells is None and not one.glued for one in readings)
    ways = [_ways(reading, full_row_ways) for reading in glued]
    if blanks_gone or not all(ways):  # rows that can't be parted, or have no figures, show that blanks have gone
        blanks_gone = True
        ways = [_ways(reading, row_ways) for reading in glued]
    known = {one.row.key: _values(one.cells) for one in readings if one.cells is not None}
    chosen = _by_columns(form, columns, glued, ways, known)
    trial = known | _numbers(glued, chosen)
    sound = _columns_hold(form, columns, trial)
    if sound is None and blanks_gone:
        sound = False  # then a sum that comes out may be chance
    for reading, way in zip(glued, chosen, strict=True):
        if way and (sound is not False or not "".join(way).strip("0")):
            reading.cells, reading.reason = cut(reading, way), ""
        else:
            reading.glued = False


def _ways(reading: RowReading, all_ways: Callable[[str, int], list[Way]]) -> list[Way]:
    """The ways to part the row's digits that keep the gaps between its figures as borders."""
    borders = set(accumulate(len(figure.text) for figure in reading.figures))
    digits = "".join(figure.text for figure in reading.figures)
    found = all_ways(digits, len(reading.row.columns))
    return [way for way in found if borders <= set(accumulate(map(len, way)))]


def _numbers(glued: Sequence[RowReading], chosen: Sequence[Way]) -> Known:
    return {one.row.key: [int(part) for part in way] for one, way in zip(glued, chosen, strict=True) if way}


def _by_columns(
    form: Form, columns: list[str], glued: Sequence[RowReading], ways: Sequence[Sequence[Way]], known: Known
) -> list[Way]:
    """The way of each row: its only one, or the one that the columns' sums leave; () for a row left open."""
    alone = [options[0] if len(options) == 1 and len(options[0]) == len(columns) else () for options in ways]
    if all(alone) or prod(max(len(options), 1) for options in ways) > _MOST:
        return alone
    full = [[way for way in options if len(way) == len(columns)] for options in ways]
    if any(len(some) != len(options) for some, options in zip(full, ways, strict=True)):
        return alone
    solutions = [
        combination
        for combination in product(*(options or [()] for options in full))
        if _columns_hold(form, columns, known | _numbers(glued, combination)) is not False
    ]
    return list(solutions[0]) if len(solutions) == 1 else alone


def _columns_hold(form: Form, columns: list[str], rows: Known) -> bool | None:
    """Whether the relations down the columns hold: None where some can't be told and none is broken."""
    everything = True
    for relation in form.relations:
        if relation.table != "requests" or form.cells[relation.minus[0]].column.key != relation.at:
            continue
        place = columns.index(relation.at)
        sides = []
        for side in (relation.plus, relation.minus):
            values = [rows[key][place] if (key := form.cells[i].row.key) in rows else None for i in side]
            sides.append(None if None in values else sum(value for value in values if value is not None))
        if None in sides:
            everything = False
        elif sides[0] != sides[1]:
            return False
    return True if everything else None


def _values(cells: Sequence[Printed | None]) -> list[int | None]:
    values: list[int | None] = []
    for cell in cells:
        if cell is not None and cell.mark and cell.text != "?":
            values.append(0)
        else:
            values.append(int(cell.text) if cell is not None and cell.text.isdecimal() else None)
    return values


def cut(reading: RowReading, way: Way) -> list[Printed | None]:
    """The row's glued figures cut into cells the way given, each with its own offsets."""
    characters = [(figure, i) for figure in reading.figures for i in range(len(figure.text))]
    cells: list[Printed | None] = []
    place = 0
    for part in way:
        figure, first = characters[place]
        start = figure.start + first
        whole = first == 0 and part == figure.text
        cells.append(Printed(part, start, start + len(part), figure.after, glued=not whole))
        place += len(part)
    return cells


def _drop_the_stranger(text: str, reading: RowReading) -> None:
    """One figure too many: leave out the one without which the row adds up, if only one can be left out, and it alone
    has a line to itself, as page numbers have."""
    figures = reading.figures
    if len(figures) != len(reading.row.columns) + 1:
        return
    values = _values(figures)
    if None in values:
        return
    alone = [i for i, figure in enumerate(figures) if alone_on_its_line(text, figure)]
    if len(alone) != 1 or not values[alone[0]]:
        return
    rest = [value for i, value in enumerate(values) if i != alone[0] and value is not None]
    if sum(rest[:-1]) == rest[-1]:
        reading.cells = [figure for i, figure in enumerate(figures) if i != alone[0]]
        reading.reason = ""
