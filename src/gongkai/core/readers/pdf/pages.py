"""跨行跨页: what the end of a line or of a page has cut, made whole.

Lines of running text become paragraphs. The parts of a table that goes on over a page's end become one, without heads
that are printed again. A row that the page's end has cut is one row again only where that is proved: its two labels
make one of the form's, or the second half has no label at all.
"""

import re
from itertools import dropwhile, takewhile

from gongkai.core.fold import fold
from gongkai.core.readers.labels import only_words
from gongkai.core.readers.pdf.blocks import Block, Cell, Holds, Row, Table, Text, holds
from gongkai.core.readers.pdf.lines import joint, of_figure
from gongkai.core.readers.pdf.sheet import Box
from gongkai.core.readers.pdf.wording import begins_a_row, groups, labels

_FULL = 1.7
_FLUSH = 0.9
_NEXT_LINE = 1.8
_SAME_SIZE = 0.15
"""In heights of the type: how near a full line comes to the right border, and the line that goes on to the left; how
far apart two lines of a paragraph stand; how much their types may differ."""
_SAME_BORDER = 6.0
_SHARED = 0.6
_SAME_PLACE = 0.5
_HEADING = re.compile(r"\s*(?:第?[一二三四五六七八]{1,2}[、章]|[(（][一二三四五六七八九十]{1,2}[)）])")
_NOTED = re.compile(r"[+\-]?\d+[(（]")
"""A figure with a note behind it, whose words are no label."""


def made_whole(pages: list[list[Block]]) -> list[Block]:
    """The blocks of all pages, in order, with paragraphs and tables made whole."""
    whole: list[Block] = []
    for page in pages:
        for block in page:
            last = whole[-1] if whole else None
            if isinstance(block, Text) and isinstance(last, Text) and _goes_on(last, block):
                whole[-1] = _one_paragraph(last, block)
            elif isinstance(block, Table) and isinstance(last, Table) and _same_table(last, block):
                _append(last, block)
            else:
                whole.append(block)
    return whole


def _goes_on(one: Text, other: Text) -> bool:
    """Whether the second line goes on with the first one's paragraph."""
    size = one.size
    if one.spaced or other.spaced or abs(one.size - other.size) > _SAME_SIZE * size or _HEADING.match(other.text):
        return False
    if one.sheet is other.sheet and one.left == other.left and other.box[1] - one.box[3] > _NEXT_LINE * size:
        return False
    return one.box[2] >= one.right - _FULL * size and other.box[0] <= other.left + _FLUSH * size


def _one_paragraph(one: Text, other: Text) -> Text:
    text = one.text + joint(one.text, other.text) + other.text
    same = one.sheet is other.sheet and one.left == other.left
    box: Box = one.box
    if same:
        box = min(box[0], other.box[0]), box[1], max(box[2], other.box[2]), other.box[3]
    # The box and sheet of the place that the next line is compared with are those of the last line.
    return Text(other.sheet, text, box if same else other.box, other.size, other.left, other.right)


def _same_table(one: Table, other: Table) -> bool:
    """Whether the second is the rest of the first, on the next page: it begins at the same side, and its columns are
    the same."""
    if other.sheet.number != one.rows[-1].sheet.number + 1 or abs(one.box[0] - other.box[0]) > _SAME_BORDER:
        return False
    fewer, more = sorted((one.xs, other.xs), key=len)
    shared = sum(any(abs(x - border) <= _SAME_BORDER for border in more) for x in fewer)
    return len(fewer) > 1 and shared >= _SHARED * len(fewer)


def _append(one: Table, other: Table) -> None:
    rows = other.rows[_heads_again(one, other) :]
    while rows and all(cell.holds is Holds.NOTHING for cell in rows[0].cells):
        rows = rows[1:]
    if rows and _cut(one.rows[-1], rows[0]):
        _join(one.rows[-1], rows[0])
        rows = rows[1:]
    one.rows += rows
    one.xs = sorted({*one.xs, *(x for x in other.xs if all(abs(x - known) > _SAME_PLACE for known in one.xs))})


def _heads_again(one: Table, other: Table) -> int:
    """How many rows of heads the second part prints again."""
    count = 0
    for first, again in zip(one.rows, other.rows, strict=False):
        texts = [cell.text for cell in again.cells]
        if texts != [cell.text for cell in first.cells] or any(cell.holds is Holds.FIGURE for cell in again.cells):
            break
        count += any(texts)
    return count


def _cut(one: Row, other: Row) -> bool:
    """Whether the page's end has cut one row into these two: the second holds no label, or the halves of a label make
    one of the form's."""
    halves = [(_at(one, cell.left), cell) for cell in other.cells if cell.text]
    figures = [(first, half) for first, half in halves if half.holds is Holds.FIGURE]
    if any(first and _stands_alone(first) and any(map(of_figure, half.text)) for first, half in figures):
        return False
    if any(_is_label(first, half) for first, half in halves):
        return _halves_make_a_label(one, halves)
    label = _label(one)
    values = [cell for cell in one.cells if not _is_words(cell) and cell.above is None]
    under = all(first is not None for first, _ in halves)
    return label is not None and bool(values) and under and begins_a_row(label.text)


def _stands_alone(cell: Cell) -> bool:
    """Whether what is printed in the cell can't go on with a figure."""
    return cell.holds is Holds.FIGURE or _is_words(cell)


def _is_words(cell: Cell) -> bool:
    """Whether the cell holds words that are not the beginning of a figure's note."""
    return cell.holds is Holds.LABEL and not _NOTED.match(cell.text)


def _halves_make_a_label(one: Row, halves: list[tuple[Cell | None, Cell]]) -> bool:
    whole = False
    for first, half in halves:
        before, words = only_words(fold(first.text if first else "")), only_words(fold(half.text))
        if before in groups() and before not in labels() and words in labels():
            # The label of a group has no figures of its own; those beside it are the row's.
            figures = any(cell.holds is Holds.FIGURE for cell in one.cells)
            whole = figures and all(cell is half or not cell.text for _, cell in halves)
        elif words in labels():
            return False
        else:
            whole = whole or (before + words in labels() and before not in labels())
    return whole


def _is_label(first: Cell | None, half: Cell) -> bool:
    """Whether the cell of a second half holds words that are no rest of a figure's note or of a group's label."""
    if half.holds is not Holds.LABEL or not only_words(half.text):
        return False
    if first is None or not first.text:
        return True
    whole = only_words(fold(first.text + half.text))
    return holds(first.text + half.text) is not Holds.FIGURE and whole not in groups()


def _label(row: Row) -> Cell | None:
    """The row's own label: the last of the labels that stand before its figures."""
    labels = list(takewhile(_is_words, dropwhile(lambda cell: not _is_words(cell), row.cells)))
    return labels[-1] if labels else None


def _at(row: Row, left: float) -> Cell | None:
    return next((cell for cell in row.cells if abs(cell.left - left) <= _SAME_BORDER), None)


def _join(one: Row, other: Row) -> None:
    """Adds the second half of a row to the first; two figures in one cell stay two."""
    if not any(cell.holds is Holds.FIGURE for cell in one.cells):
        one.sheet = other.sheet
    for cell in one.cells:
        half = _at(other, cell.left)
        if half is not None and half.text:
            cell.box = cell.box if cell.holds is Holds.FIGURE else half.box
            cell.text += joint(cell.text, half.text) + half.text
            cell.holds = holds(cell.text)
