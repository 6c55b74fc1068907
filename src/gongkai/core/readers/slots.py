"""空格位: which cells of a row are blank, told from the separators between its figures.

Separators are trusted only as far as the table itself proves them. Rows with all their figures show the style: what
parts two cells (a pipe, a tab, a line end), what stands between a label and its first cell, and what is left behind the
last. In a row with blanks, twice the unit between two figures is one blank cell; the row counts only when it comes out
in the table's style. Where every blank stands behind the last figure the extractor may have dropped blanks and filled
up at the end, so the column of a lone figure is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.core.numbers import MARKS_FOR_NOTHING
from gongkai.core.readers.flow import CELL, COVERED, FILLER, UNKNOWN
from gongkai.core.readers.tokens import Printed

_SIGNS = (CELL, "|", "\t", "\n")
_NO_TEXT = f"{COVERED}{FILLER} \u200b"
_ANY_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row's stretch of the text: where its label ends, its figures, where the row ends, how many cells it has.
    `level` is the same for rows whose labels span the same columns of the grid, and so lead to their cells alike."""

    label_end: int
    figures: Sequence[Printed]
    row_end: int
    cells: int
    level: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a table parts its cells: `unit` times `sign` between two; `leads` (level and count) and `tails` are seen
    between a label and its first cell, and behind the last cell, in rows that are full. An `assumed` style was not
    seen."""

    sign: str
    unit: int
    leads: frozenset[tuple[str, int]]
    tails: frozenset[int]
    assumed: bool = False


def kept_cells(text: str, label_end: int, cells: int) -> list[Printed | None] | None:
    """The `cells` cells behind the label on its line in a file that keeps its cells apart; None where there are not as
    many. Raises ValueError where the file does not keep them apart there: no cell behind the label's own, or digits in
    it."""
    sign = text.find(CELL, label_end)
    line_end = text.find("\n", label_end)
    if sign < 0 or 0 <= line_end < sign or _ANY_DIGIT.search(text, label_end, sign):
        raise ValueError("no cells kept apart")
    return kept_line(text, sign + 1, cells)


def kept_line(text: str, start: int, cells: int) -> list[Printed | None] | None:
    """The `cells` cells from `start` to the end of its line, None for a blank one, as the heads above count them. None
    where they do not come to as many."""
    line_end = text.find("\n", start)
    counted: list[Printed | None] = []
    for piece in text[start : line_end if line_end >= 0 else len(text)].split(CELL):
        printed = piece.strip(_NO_TEXT)
        first = start + piece.find(printed)
        mark = printed in MARKS_FOR_NOTHING
        cell = Printed(printed, first, first + len(printed), 0, mark=mark) if printed else None
        covered = piece.count(COVERED)
        if FILLER not in piece:
            counted += [replace(cell, text=UNKNOWN, mark=False) if cell and covered else cell] * (1 + covered)
        start += len(piece) + 1
    return counted if len(counted) == cells else None


def blank_among_figures(text: str, label_end: int) -> bool:
    """Whether on the label's line a blank cell stands before a figure: then as many figures as cells prove nothing."""
    line_end = text.find("\n", label_end)
    behind = text[label_end : line_end if line_end >= 0 else len(text)].split(CELL)[1:]
    printed = [bool(piece.strip(_NO_TEXT)) for piece in behind]
    return True in printed and False in printed[: len(printed) - printed[::-1].index(True)]


def style_of(text: str, full: Sequence[Stretch], inner: Sequence[Stretch]) -> Style | None:
    """The style that the full rows show, and the tails of the `inner` ones, which another row follows; None when they
    do not agree on one, or only spaces part them."""
    for sign in _SIGNS:
        units = {
            text.count(sign, one.end, other.start)
            for row in full
            for one, other in zip(row.figures, row.figures[1:], strict=False)
        }
        leads = frozenset((row.level, text.count(sign, row.label_end, row.figures[0].start)) for row in full)
        if len(units) <= 1 and min(units, default=1) > 0 and full and all(lead for _, lead in leads):
            style = Style(sign, min(units, default=1), leads, frozenset())
            return replace(style, tails=tails_of(text, inner, style))
    return None


def tails_of(text: str, rows: Sequence[Stretch], style: Style) -> frozenset[int]:
    """What stands behind the last cell of rows whose last cell is filled."""
    return frozenset(text.count(style.sign, row.figures[-1].end, row.row_end) for row in rows)


def assumed_style(text: str, rows: Sequence[Stretch]) -> Style | None:
    """The style to try where no row is full: one pipe or one tab, if the text has any there."""
    for sign in _SIGNS[:-1]:
        if sign in text[rows[0].label_end : rows[-1].row_end]:
            return Style(sign, 1, frozenset((row.level, 1) for row in rows), frozenset(), assumed=True)
    return None


def alike_at_all_levels(style: Style, rows: Iterable[Stretch], count: int) -> Style:
    """The style of a table whose every label, blank rows included, has `count` separators behind it: one lead at all
    levels, and a tail that is what the cells leave of the count."""
    leads = {lead for _, lead in style.leads}
    if len(leads) != 1:
        return style
    lead = leads.pop()
    tails = {count - lead - (row.cells - 1) * style.unit for row in rows}
    every = frozenset((row.level, lead) for row in rows)
    return replace(style, leads=every, tails=style.tails | (tails & {0, style.unit}))


def slots(text: str, row: Stretch, style: Style) -> list[Printed | None] | None:
    """The row's cells with None for a blank one, or None when the separators do not come out. Blanks behind the last
    figure are filled in without proof: see `ends_in_style`."""
    leads = [count for level, count in style.leads if level == row.level]
    if len(leads) != 1:
        return None
    cells: list[Printed | None] = []
    place, expected = row.label_end, leads[0]
    for figure in row.figures:
        if _printed_between(text[place : figure.start], style.sign):
            return None
        blanks, odd = divmod(text.count(style.sign, place, figure.start) - expected, style.unit)
        if odd or blanks < 0:
            return None
        cells += [None] * blanks
        cells.append(figure)
        place, expected = figure.end, style.unit
    left = row.cells - len(cells)
    if left < 0 or text.count(style.sign, place, row.row_end) < left * style.unit:
        return None
    if left and _printed_between(text[place : row.row_end], style.sign):
        return None
    return cells + [None] * left


def _printed_between(stretch: str, sign: str) -> bool:
    """Whether a cell in the stretch, neither its first piece nor its last, holds something: then it is not blank."""
    return any(piece.strip("| \t\r\n\u00a0\u3000") for piece in stretch.split(sign)[1:-1])


def ends_in_style(text: str, row: Stretch, cells: Sequence[Printed | None], style: Style) -> bool:
    """Whether behind the last figure stand as many separators as the blanks and the end of a row make in this style."""
    filled = max(place for place, cell in enumerate(cells) if cell is not None)
    tail = text.count(style.sign, row.figures[-1].end, row.row_end) - (row.cells - 1 - filled) * style.unit
    return tail in style.tails


def ends_at_once(text: str, row: Stretch, style: Style) -> bool:
    """Whether no blank cell stands behind the last figure: in a style that is only assumed, such a cell says that the
    figures stand a column further left than they seem to."""
    return text.count(style.sign, row.figures[-1].end, row.row_end) <= style.unit


def parted_alike(text: str, figures: Sequence[Printed]) -> bool:
    """Whether no two figures share a cell that a pipe, a tab or a line's end parts from its neighbours."""
    for sign in ("\x1f", "|", "\t", "\n"):
        gaps = [text.count(sign, one.end, other.start) > 0 for one, other in pairwise(figures)]
        if any(gaps) and not all(gaps) and (sign != "\n" or 2 * sum(gaps) > len(gaps)):
            return False
    return True


def evenly_parted(text: str, figures: Sequence[Printed]) -> bool:
    """Whether the same number of pipes or tabs stands between any two figures: no blank cell among them."""
    return all(
        len({text.count(sign, one.end, other.start) for one, other in pairwise(figures)}) < 2
        for sign in (CELL, "|", "\t")
    )


def lines_differ(text: str, figures: Sequence[Printed]) -> bool:
    """Whether figures stand on more than one line, and not each on its own."""
    ends = [text.count("\n", one.end, other.start) > 0 for one, other in pairwise(figures)]
    return any(ends) and not all(ends)
