"""归位: the figures of a table brought to the rows whose labels were found, by the form's own order.

Figures stand after their label, inside it (a label torn around its figures), or, throughout a table, before it. A row
whose label is lost is filled only where its neighbours' labels stand and the count of figures leaves one way. A row
with fewer figures than cells keeps them only where the separators prove which cells are blank (slots.py). What can't be
known is left to a reason, and no figure ever moves to a neighbouring cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from gongkai.core.law.editions import Row
from gongkai.core.readers.behind import figures_left_out, unlike_figures, words_behind
from gongkai.core.readers.flow import CELL, UNKNOWN
from gongkai.core.readers.labels import Label, only_words
from gongkai.core.readers.slots import (
    Stretch,
    alike_at_all_levels,
    assumed_style,
    blank_among_figures,
    ends_at_once,
    ends_in_style,
    evenly_parted,
    kept_cells,
    lines_differ,
    parted_alike,
    slots,
    style_of,
    tails_of,
)
from gongkai.core.readers.strangers import own_figures
from gongkai.core.readers.tokens import HARD_GAP, Printed, Tokens

_GROUP_WORDS = ("不予公开", "无法提供", "不予处理", "其他处理", "办理结果")
_GROUP_CHARACTERS = frozenset("三本年度办理结果一二四五六七不予公开无法提供处其他")


@dataclass(slots=True)
class RowReading:
    """What was read for one row. `cells` has an entry a cell, None for a blank one, when the row is placed. `extra`
    are rows that the form has not, behind this one: their words and figures. Otherwise
    `reason` is the code of a note that says why its figures can't be placed, or '' when there is nothing to place:
    then the row is blank (`found`) or missing. `glued` rows wait for the table's sums."""

    row: Row
    found: bool = False
    cells: list[Printed | None] | None = None
    reason: str = ""
    figures: list[Printed] = field(default_factory=list)
    glued: bool = False
    by_order: bool = False
    extra: list[tuple[str, list[Printed]]] = field(default_factory=list)


@dataclass(slots=True)
class _Gap:
    """The figures between one label and the next: the label's own, and runs behind text that is not the label's."""

    label: Label
    own: list[Printed]
    others: list[tuple[str, list[Printed]]]


def place_rows(
    tokens: Tokens,
    labels: Sequence[Label],
    rows: Sequence[Row],
    last_word: int,
    heads: Sequence[Stretch] = (),
) -> list[RowReading]:
    """A reading for each of `rows`. `labels` are those found, in order, all of rows among `rows`; the table ends at
    `last_word` of the words. `heads` are rows of column labels laid out as the rows of figures are."""
    readings = {row.key: RowReading(row) for row in rows}
    tokens = replace(tokens, figures=own_figures(tokens, labels))
    before = _figures_stand_before(tokens, labels, last_word, rows[0])
    gaps = _gaps(tokens, labels, last_word, before=before is not False)
    order = {row.key: place for place, row in enumerate(rows)}
    waiting: list[RowReading] = []
    before_label: set[str] = set()
    for place, gap in enumerate(gaps):
        reading = readings[gap.label.form_row.row.key]
        reading.found = True
        after = order[gaps[place + 1].label.form_row.row.key] if place + 1 < len(gaps) else len(rows)
        lost = [readings[row.key] for row in rows[order[reading.row.key] + 1 : after]]
        if not gap.own and not gap.others:
            ends = tokens.offset(labels[place + 1].start) if place + 1 < len(gaps) else len(tokens.text)
            unlike = before is False and unlike_figures(tokens, gap.label, ends, all_found=not lost)
            reading.reason = "READ.UNLIKE_FIGURES" if unlike else ""
            waiting.append(reading)
            continue
        _share(gap, waiting, reading, lost)
        waiting = []
        if not reading.reason and any(not one.found for one in lost) and not evenly_parted(tokens.text, gap.own):
            reading.reason = "READ.COLUMN_LOST"  # some may be those of the row whose label is lost
        if place + 1 < len(gaps) and any("信息内容" in text for text, _ in gap.others):
            block = gaps[place + 1].label.form_row.row.group  # a figure between a block's heads and its first label
            before_label |= {row.key for row in rows if row.group == block}
    if before is None:
        doubt_all(readings.values())
    doubt_all(readings[key] for key in before_label)
    kept = _settle_kept(tokens, labels, readings)
    _settle(tokens, [readings[row.key] for row in rows])
    _settle_blanks(tokens, labels, [readings[row.key] for row in rows if row.key not in kept], heads)
    return list(readings.values())


def _gaps(tokens: Tokens, labels: Sequence[Label], last_word: int, *, before: bool) -> list[_Gap]:
    gaps = []
    for place, label in enumerate(labels):
        following = labels[place + 1].start if place + 1 < len(labels) else last_word
        if before:
            former = labels[place - 1].start if place else label.start - 1
            figures = [figure for figure in tokens.figures if former < figure.after <= label.start]
            own = [figure for figure in figures if figure.after == label.start]
            gaps.append(_Gap(label, own, []))
            continue
        figures = [figure for figure in tokens.figures if label.core < figure.after <= following]
        own, others = _own(tokens, label, figures)
        group = [figure for figure in tokens.figures if label.start < figure.after <= label.core]
        others += [(tokens.words[label.start : label.core], group)] if group else []
        if place + 1 == len(labels):
            others = []
        gaps.append(_Gap(label, own, others))
    return gaps


def _figures_stand_before(tokens: Tokens, labels: Sequence[Label], last_word: int, top: Row) -> bool | None:
    """Whether the table's figures stand before their labels: a full row stands before the first label, which is that of
    the `top` row, none after the last. None where figures stand before the first label, none after the last, and the
    row is not full, holds words, or is another's: then a blank or a lost label could have moved every row, and nothing
    tells."""
    first, last = labels[0], labels[-1]
    places = [figure.after for figure in tokens.figures if first.start <= figure.after <= last_word]
    leading = places.count(first.start)
    trailing = sum(1 for place in places if last.start < place <= last.end + 1)
    behind_heads = any(
        other.start in places and "信息内容" in tokens.words[one.end : other.start] for one, other in pairwise(labels)
    )
    if not trailing and not leading and figures_left_out(tokens, first):
        return None
    if trailing or not (leading or behind_heads):
        return False
    full = leading in (0, len(first.form_row.row.columns)) and first.form_row.row.key == top.key
    return True if full else None


def _own(tokens: Tokens, label: Label, figures: list[Printed]) -> tuple[list[Printed], list[tuple[str, list[Printed]]]]:
    """The figures parted into the label's own and the runs that stand behind other text."""
    own: list[Printed] = []
    others: list[tuple[str, list[Printed]]] = []
    place = label.end
    for after, run in groupby(figures, key=lambda figure: figure.after):
        text = tokens.words[place:after] if after > place else ""
        if not others and (_is_fragment(text, label) or (place == label.end and _in_one_cell(tokens, label, after))):
            own += run
        else:
            others.append((text, list(run)))
        place = max(place, after)
    return own, others


def _in_one_cell(tokens: Tokens, label: Label, last: int) -> bool:
    """Whether words behind the label (misread ones, words that a mirror site planted) share its cell."""
    text = tokens.text[tokens.offset(label.end - 1) : tokens.offset(last - 1)]
    return not set(text) & set(HARD_GAP)


def _is_fragment(text: str, label: Label) -> bool:
    """Whether text between a label and its figures is only a piece of the group's label, printed down the side, and of
    the label itself."""
    whole = any(word in text for word in _GROUP_WORDS)
    return not text or (len(text) <= 5 and not whole and set(text) <= _GROUP_CHARACTERS | set(label.form_row.words))


def _share(gap: _Gap, waiting: list[RowReading], reading: RowReading, lost: list[RowReading]) -> None:
    """Give the gap's figures to the label's row, to rows before it whose labels stood without figures, and to rows
    after it whose labels are lost; only where the count leaves one way."""
    cells = len(reading.row.columns)
    takers = [*waiting, reading]
    if waiting and not gap.others and len(gap.own) == sum(len(taker.row.columns) for taker in takers):
        _hand_out(gap.own, takers)
        for taker in takers:
            taker.reason = "" if _mostly_add_up(takers) else "READ.ORDER"
        return
    reading.figures = gap.own
    if not gap.own and not any(word in gap.others[0][0] for word in _GROUP_WORDS) and not lost:
        reading.figures, reading.reason = gap.others[0][1], "READ.STRANGE_LABEL"
        return
    rows_printed, odd = divmod(len(gap.own), cells)
    if rows_printed > 1 and not odd and not gap.others and rows_printed <= 1 + len(lost):
        takers = [reading, *lost] if rows_printed == 1 + len(lost) else [reading]
        _hand_out(gap.own, takers)
        for taker in lost:
            taker.found = taker.by_order = taker in takers
            if taker not in takers:
                taker.figures, taker.reason = gap.own[cells:], "READ.LABEL_LOST"
        return
    for text, run in gap.others:
        taker = next((one for one in lost if not one.figures and _alike(text, one.row)), reading)
        if taker is reading:
            reading.extra.append((text, run))
        else:
            taker.figures, taker.found, taker.by_order = run, True, True


def doubt_all(readings: Iterable[RowReading]) -> None:
    """Leave every row that has figures unknown: they stand in an order that the form has not."""
    for reading in readings:
        if reading.figures:
            reading.cells, reading.glued, reading.reason = None, False, "READ.ORDER"


def _mostly_add_up(rows: Sequence[RowReading]) -> bool:
    """Whether rows whose figures stand behind all their labels add up, as figures printed column by column do not."""
    wide = [row for row in rows if len(row.row.columns) == 7]
    return 5 * sum(_sum_holds(row.figures) for row in wide) >= 4 * len(wide)


def _hand_out(figures: list[Printed], takers: list[RowReading]) -> None:
    place = 0
    for taker in takers:
        taker.figures = figures[place : place + len(taker.row.columns)]
        place += len(taker.row.columns)


def _alike(text: str, row: Row) -> bool:
    """Whether misread or local words stand for the row: they share most of their characters, in order."""
    for word in _GROUP_WORDS:
        text = text.rpartition(word)[2] or text
    for label in row.labels:
        words = only_words(label)
        matcher = SequenceMatcher(None, text, words, autojunk=False)
        shared = sum(block.size for block in matcher.get_matching_blocks())
        if shared >= 2 and 5 * shared >= 3 * min(len(text), len(words)):
            return True
    return False


def _settle_kept(tokens: Tokens, labels: Sequence[Label], readings: dict[str, RowReading]) -> set[str]:
    """Rows of files that keep their cells apart: each cell is what stands in it, whatever the others hold. Gives the
    keys of such rows, whether their cells are as many as the form's or not."""
    kept: set[str] = set()
    if CELL not in tokens.text:
        return kept
    for label in labels:
        reading = readings[label.form_row.row.key]
        label_end = tokens.offset(label.end - 1) + 1
        try:
            cells = kept_cells(tokens.text, label_end, len(reading.row.columns))
        except ValueError:
            continue
        kept.add(reading.row.key)
        if cells is not None:
            reading.cells, reading.reason, reading.glued = cells, "", False
            reading.figures = [cell for cell in cells if cell is not None]
        elif reading.figures and blank_among_figures(tokens.text, label_end) and not _fills(reading):
            reading.reason = "READ.COLUMN_LOST"
    if not kept and not any(reading.figures for reading in readings.values()):
        for reading in readings.values():  # labels without cells: the figures stand elsewhere, if anywhere
            reading.found = False
    return kept


def _fills(reading: RowReading) -> bool:
    """Whether the row's figures are as many as its cells and add up, which figures of other columns hardly do."""
    return len(reading.figures) == len(reading.row.columns) == 7 and _adds_up(reading.figures)


def _level(row: Row) -> str:
    """What rows share whose labels span the same columns: the kind of their number."""
    level = row.number[:1] + row.number[-1:] if row.number else ""
    return level.strip("一二三四五六七八12345678")


def _settle(tokens: Tokens, readings: Sequence[RowReading]) -> None:
    """Turn each row's figures into cells where that is certain."""
    for reading in readings:
        if reading.reason or reading.cells is not None:
            continue
        cells = len(reading.row.columns)
        extra = reading.figures[cells:]
        if extra and all(figure.mark for figure in extra) and not lines_differ(tokens.text, reading.figures):
            reading.figures = reading.figures[:cells]  # cells of the grid, or notes, that the form has not
        elif any(figure.text == UNKNOWN for figure in reading.figures) and lines_differ(tokens.text, reading.figures):
            reading.reason = "READ.COLUMN_LOST"  # what is unclear may be another row's
            continue
        if len(reading.figures) == cells and parted_alike(tokens.text, reading.figures):
            reading.cells = list(reading.figures)
        elif len(reading.figures) > cells:
            reading.reason = "READ.TOO_MANY"
        elif reading.figures:
            reading.glued = _may_be_glued(tokens.text, reading)
            reading.reason = "READ.GLUED" if reading.glued else "READ.COLUMN_LOST"


def _may_be_glued(text: str, reading: RowReading) -> bool:
    figures = reading.figures
    digits = sum(len(figure.text) for figure in figures)
    neighbours = pairwise(figures)
    parted = any(set(text[one.end : other.start]) & set(HARD_GAP) for one, other in neighbours)
    cells = len(reading.row.columns)
    attached = cells >= 7 or figures[0].glued
    return attached and not parted and digits >= cells and all(figure.text.isdecimal() for figure in figures)


def _stretch(tokens: Tokens, label: Label, reading: RowReading) -> Stretch:
    """The row's stretch of the text: to the line's end where label and figures share one, else to the next words."""
    start, last = tokens.offset(label.end - 1) + 1, reading.figures[-1]
    end = tokens.offset(max(last.after, label.end))
    if "\n" not in tokens.text[start : last.end]:
        line_end = tokens.text.find("\n", last.end)
        end = min(end, line_end) if line_end >= 0 else end
    return Stretch(start, reading.figures, end, len(reading.row.columns), _level(reading.row))


def _settle_blanks(
    tokens: Tokens, labels: Sequence[Label], readings: Sequence[RowReading], heads: Sequence[Stretch]
) -> None:
    """Rows with fewer figures than cells: by the separators, where they prove that blanks were kept. `heads` are rows
    of column labels that part their cells as the rows below them do."""
    found = {label.form_row.row.key: label for label in labels}
    told = [one for one in readings if one.figures and one.row.key in found and not one.by_order]
    rows = {one.row.key: _stretch(tokens, found[one.row.key], one) for one in told}
    lost = [one for one in told if one.reason == "READ.COLUMN_LOST"]
    short = [one for one in lost if not _words_follow(tokens, labels, found[one.row.key], one)]
    if not short:
        return
    last = labels[-1].form_row.row.key
    full = [*heads, *(rows[one.row.key] for one in told if one.cells)]
    inner = [row for key, row in rows.items() if key != last and row in full]
    style = style_of(tokens.text, full, [*heads, *inner])
    if style is None and not full:
        style = assumed_style(tokens.text, list(rows.values()))
    if style is None:
        return
    even = _even(tokens, labels, style.sign)
    if even is not None:
        style = alike_at_all_levels(style, rows.values(), even)
    tried = [(one, slots(tokens.text, rows[one.row.key], style)) for one in short]
    fitting = [(one, cells) for one, cells in tried if cells is not None]
    proved = [rows[one.row.key] for one, cells in fitting if cells[-1] is not None and one.row.key != last]
    style = replace(style, tails=style.tails | tails_of(tokens.text, proved, style))
    kept = any(None in cells[: cells.index(one.figures[-1])] for one, cells in fitting)
    levels = {
        rows[one.row.key].level
        for one, cells in fitting
        if _adds_up(cells) and ends_at_once(tokens.text, rows[one.row.key], style)
    } - {rows[one.row.key].level for one, cells in tried if cells is None}
    for one, cells in fitting:
        row = rows[one.row.key]
        if style.sign == "\n":
            certain = _adds_up(cells)
        elif style.assumed and row.level not in levels and even is None:
            certain = False
        else:
            ends = ends_in_style(tokens.text, row, cells, style)
            certain = cells[-1] is not None or (kept and ends)
        if certain:
            one.cells, one.reason = cells, ""


def _words_follow(tokens: Tokens, labels: Sequence[Label], label: Label, reading: RowReading) -> bool:
    """Whether a cell behind the row's last figure holds words, so that it is not blank."""
    following = next((other.start for other in labels if other.start >= label.end), len(tokens.words))
    last = reading.figures[-1].end
    return words_behind(tokens, last, tokens.offset(following), wide=len(reading.row.columns) >= 7)


def _even(tokens: Tokens, labels: Sequence[Label], sign: str) -> int | None:
    """How many separators stand behind every label, where they are as many behind each, blank rows included, else
    None. Then no merged cells fill up some rows, and the first cell stands right behind the label everywhere."""
    text = tokens.text
    counts = set()
    for label in labels:
        start = tokens.offset(label.end - 1) + 1
        end = min(place for place in (text.find("\n", start), tokens.offset(label.end)) if place >= 0)
        counts.add(text.count(sign, start, end))
    return counts.pop() if len(counts) == 1 else None


def _adds_up(row: Sequence[Printed | None]) -> bool:
    """Whether the last figure is the sum of the others and not nothing, blanks taken as nothing: the proof that
    separators alone can't give where empty lines come and go or no full row shows how the table parts its cells."""
    return _sum_holds(row) and row[-1] is not None and row[-1].text.strip("0") != ""


def _sum_holds(row: Sequence[Printed | None]) -> bool:
    values = [int(figure.text) if figure and figure.text.isdecimal() else 0 for figure in row]
    return sum(values[:-1]) == values[-1]
