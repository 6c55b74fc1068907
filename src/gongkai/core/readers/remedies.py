"""表四 政府信息公开行政复议、行政诉讼情况: the general reading of table 4.

One row of fifteen figures under three heads of five columns. The heads may be printed once above all fifteen, or each
above its own five, or the table may stand on its side; the order of heads and figures tells which. Any other order of
heads and figures leaves the cells unknown.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from gongkai.core.law.editions import Table, edition
from gongkai.core.readers.flow import CELL
from gongkai.core.readers.glued import sections_ways
from gongkai.core.readers.heads import heads_in_order
from gongkai.core.readers.labels import only_words
from gongkai.core.readers.placing import RowReading
from gongkai.core.readers.requests import TableReading
from gongkai.core.readers.slots import Stretch, Style, ends_in_style, kept_line, parted_alike, slots
from gongkai.core.readers.strangers import alone_on_its_line
from gongkai.core.readers.sums import cut
from gongkai.core.readers.tokens import HARD_GAP, Printed, Tokens

_COLUMNS = "结果维持结果纠正其他结果尚未审结"
_SECTIONS = "未经复议直接起诉复议后起诉"
_HEADS = (
    "未经复议直接起诉",
    "复议后起诉",
    "行政复议",
    "行政诉讼",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
)

_SENTENCE = re.compile("[。；，;,]")
_NEAR = 30

Group = tuple[str, list[Printed]]


def read_remedies(tokens: Tokens, start: int, edition_id: str) -> TableReading | None:
    """Table 4 in the words from `start` on, or None where there is none."""
    table = edition(edition_id).form.table("remedies")
    first = _first_head(tokens, start)
    if first < 0:
        return None
    groups, last_word, end = _groups(tokens, first)
    readings = [RowReading(row, found=True) for row in table.rows]
    width = len(table.rows[0].columns)
    kept = _kept(tokens, first, last_word, width * len(readings)) if len(groups) < 2 else None
    figures = [figure for _, run in groups for figure in run]
    if kept is not None:
        figures = [cell for cell in kept if cell is not None]
        end = max([end, *(figure.end for figure in figures)])
    elif not figures:  # behind other words, figures near the heads can't be placed, yet the cells are not blank
        figures = [figure for figure in tokens.figures if last_word < figure.after <= last_word + _NEAR]
    heads_end = last_word if kept is not None or not figures else figures[0].after
    ordered = not figures or heads_in_order(tokens.words[first:heads_end], table)
    cells = (kept or _cells(tokens, table, groups, first, last_word)) if ordered else None
    for place, reading in enumerate(readings):
        if cells is not None:
            reading.cells = cells[place * width : (place + 1) * width]
            reading.figures = [cell for cell in reading.cells if cell is not None]
        elif figures:
            reading.figures, reading.reason = figures, _reason(figures, width * len(table.rows))
    return TableReading(edition_id, readings, first, last_word, tokens.offset(first), end)


def _kept(tokens: Tokens, first: int, last_word: int, cells: int) -> list[Printed | None] | None:
    """The fifteen cells of a file that keeps its cells apart: the line below the heads' last, where it has as many and
    no second line of figures follows."""
    text, heads_end = tokens.text, tokens.offset(last_word - 1) + 1
    place = text.find("\n", heads_end)
    if place < 0 or CELL not in text[tokens.offset(first) : heads_end]:
        return None
    own, behind = kept_line(text, place + 1, cells), text.find("\n", place + 1)
    other = kept_line(text, behind + 1, cells) if own is not None and behind >= 0 else None
    return own if other is None or not any(other) else None  # another year's figures, or another office's


def _reason(figures: Sequence[Printed], cells: int) -> str:
    if len(figures) > cells:
        return "READ.TOO_MANY"
    if len(figures) == cells:
        return "READ.ORDER"
    return "READ.GLUED" if _only_digits(figures) and sum(len(f.text) for f in figures) >= cells else "READ.COLUMN_LOST"


def _first_head(tokens: Tokens, start: int) -> int:
    """Where the table's heads begin, or -1. Sentences name results one by one with their counts between, so only heads
    that follow one another without other words make a table."""
    words = tokens.words
    places = [place for place in (words.find(_COLUMNS, start), words.find(_SECTIONS, start)) if place >= 0]
    if not places:
        return -1
    first = min(places)
    while first > start:
        head = next((head for head in _HEADS if words.endswith(head, start, first)), None)
        between = tokens.text[tokens.offset(first - 1) : tokens.offset(first)]
        if head is None or _SENTENCE.search(between):
            break
        first -= len(head)
    return first


def _groups(tokens: Tokens, first: int) -> tuple[list[Group], int, int]:
    """The runs of figures among the heads, each with the heads before it; where the table ends in words and text."""
    groups: list[Group] = []
    place = first
    end = _heads_end(tokens.words, first)
    text_end = tokens.offset(end - 1) + 1
    figures = [figure for figure in tokens.figures if figure.after > first]
    for after, run in groupby(figures, key=lambda figure: figure.after):
        heads = tokens.words[place:after]
        if _heads_end(heads, 0) != len(heads):
            break
        groups.append((heads, _without_page_numbers(tokens.text, list(run))))
        place = after
        text_end = groups[-1][1][-1].end
    last_word = max(place, _heads_end(tokens.words, place))
    return groups, last_word, text_end


def _without_page_numbers(text: str, figures: list[Printed]) -> list[Printed]:
    """The figures of a run without one that is alone on its line, where the others share theirs."""
    alone = [figure for figure in figures if alone_on_its_line(text, figure)]
    return [figure for figure in figures if figure not in alone] if 2 * len(alone) < len(figures) else figures


def _heads_end(words: str, place: int) -> int:
    """The place behind the heads that follow one another from `place` on."""
    while True:
        head = next((head for head in _HEADS if words.startswith(head, place)), None)
        if head is None:
            return place
        place += len(head)


def _cells(
    tokens: Tokens, table: Table, groups: Sequence[Group], first: int, last_word: int
) -> list[Printed | None] | None:
    """The fifteen cells in the form's order, None for a blank one; None when they can't be told apart."""
    columns = [only_words(column.label) for column in table.rows[0].columns]
    sections, width = len(table.rows), len(columns)
    figures = [figure for _, run in groups for figure in run]
    sizes = [len(run) for _, run in groups]
    if sizes == [sections * width] and parted_alike(tokens.text, figures):
        return list(figures)
    if sizes == [width] * sections and _each_under_its_head(table, groups):
        return list(figures)
    if (
        sizes == [sections] * width
        and _SECTIONS in groups[0][0]
        and all(heads.endswith(label) for (heads, _), label in zip(groups, columns, strict=True))
    ):
        return [groups[column][1][section] for section in range(sections) for column in range(width)]
    if sizes == [1] * (sections * width) and all(
        heads.endswith(columns[place % width]) for place, (heads, _) in enumerate(groups)
    ):
        return list(figures)
    if len(groups) == 1 and 0 < len(figures) < sections * width:
        return _few(tokens, figures, first, last_word, sections, width)
    return None


def _each_under_its_head(table: Table, groups: Sequence[Group]) -> bool:
    """Whether no run of five stands under another section's head."""
    for place, (heads, _) in enumerate(groups):
        for other, row in enumerate(table.rows):
            if other != place and only_words(row.label) in heads and only_words(table.rows[place].label) not in heads:
                return False
    return True


def _only_digits(figures: Sequence[Printed]) -> bool:
    return all(figure.text.isdecimal() for figure in figures)


def _few(
    tokens: Tokens, figures: Sequence[Printed], first: int, last_word: int, sections: int, width: int
) -> list[Printed | None] | None:
    """Fewer figures than cells: glued digits by the sums, or blanks by the separators."""
    between = tokens.text[figures[0].start : figures[-1].end]
    digits = "".join(figure.text for figure in figures)
    if len(digits) >= sections * width and _only_digits(figures) and not set(between) & set(HARD_GAP):
        found = sections_ways(digits, sections, width)
        if len(found) == 1 and (len(figures) == 1 or len(digits) == sections * width):
            return cut(RowReading(edition("2021").form.table("remedies").rows[0], figures=list(figures)), found[0])
        return None
    style = _style_of_heads(tokens, first)
    if style is None:
        return None
    heads_end = tokens.offset(figures[0].after - 1) + 1
    row = Stretch(heads_end, figures, tokens.offset(last_word), sections * width)
    cells = slots(tokens.text, row, style)
    if cells is None or None not in cells[: cells.index(figures[-1])]:
        return None
    return cells if ends_in_style(tokens.text, row, cells, style) else None


def _style_of_heads(tokens: Tokens, first: int) -> Style | None:
    """What parts two cells, and two rows, as the heads show it: between two heads of one row, and between the last
    head of a row and the first of the next. None where the rows end differently, as merged heads are filled up."""
    upheld = tokens.words.find("结果维持结果纠正", first)
    below = tokens.words.find("复议后起诉结果维持", first) + 5
    if upheld < 1 or below < 5:
        return None
    row_begins = tokens.offset(below)
    line = tokens.text.rfind("\n", 0, row_begins) + 1
    for sign in ("\x1f", "|", "\t"):
        unit, lead = _count(tokens, sign, upheld + 4), _count(tokens, sign, upheld)
        if unit and lead == _count(tokens, sign, below):
            tail = lead - tokens.text.count(sign, line, row_begins)
            return Style(sign, unit, frozenset({("", lead)}), frozenset({tail}))
    return None


def _count(tokens: Tokens, sign: str, word: int) -> int:
    """How often `sign` stands between a character of the words and the one before it."""
    return tokens.text.count(sign, tokens.offset(word - 1), tokens.offset(word))
