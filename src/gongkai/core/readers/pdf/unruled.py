"""无线表格: tables whose columns, or rows, are not ruled, read by how their figures stand under each other.

A line (or what stands between two rules) is a row when figures stand behind its words. Columns are known only where
several rows have a figure in each, exactly under each other; then a row with fewer figures shows which of its cells are
blank, if each of its figures stands under one column beyond doubt. Whatever does not fit stays a line of text, and the
rest of the reading says what it can of it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf
from statistics import median

from gongkai.core.readers.pdf.blocks import Block, Cell, Holds, Row, Table, Text, holds
from gongkai.core.readers.pdf.lines import (
    Line,
    Word,
    apart,
    box_of,
    joined_text,
    of_figure,
    widest_gap,
)
from gongkai.core.readers.pdf.sheet import UNKNOWN, Box, Rule, Sheet
from gongkai.core.readers.pdf.wording import CHAPTER, begins_a_row, names_a_row

_NONE = "无"
_LEAST_COLUMNS = 4
_LEAST_ROWS = 2
_UNDER = 0.2
"""How far from its column a figure may stand, in shares of the distance to the next column."""
_STACK = 4
_STEP = 1.7
_ALONE = 0.3
_LEFT_SHARE = 0.35
_OVERLAP = 0.85
_TWO_LINES = 1.9
_FAR = 5.0
_SPACED = 1.8
_RULE_SHARE = 0.5


@dataclass(slots=True)
class _Band:
    """What is one row, if it is a row at all: its lines, its words, the figures behind them."""

    lines: list[Line]
    label: str
    figures: list[Word]
    plain: bool
    """Whether it is a row's shape: one line of figures, nothing else behind the words."""
    broken: bool = False
    """Whether its figures may be pieces of figures that lines have broken."""
    ruled: bool = False
    """Whether a rule parts it from the rows above and below."""


def blocks_without_rules(sheet: Sheet, lines: list[Line], bounds: tuple[float, float]) -> list[Block]:
    """The lines as blocks: rows of tables where their columns are known, else lines of text. `bounds` are the borders
    of the text on the page."""
    lines = _groups_aside(lines, bounds)
    rules = [rule for rule in sheet.horizontals if _wide(rule, bounds)]
    blocks: list[Block] = []
    for part in _parts(lines):
        bands = _bands(part, rules)
        columns = _columns(bands)
        for band in bands:
            row = _row(sheet, band, columns) if columns else None
            if row is None:
                blocks += _texts(sheet, band, bounds)
            else:
                _add(blocks, row, box_of(glyph for line in band.lines for glyph in line.glyphs))
    return blocks


def _add(blocks: list[Block], row: Row, box: Box) -> None:
    """Adds a row to the table that comes last, or begins one."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Table):
        last.rows.append(row)
        last.box = _around(last.box, box)
    else:
        blocks.append(Table(row.sheet, box, [row]))


def _parts(lines: list[Line]) -> list[list[Line]]:
    """The lines parted at the headings of chapters, so that tables of two chapters do not meet."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        text = line.text
        if parts[-1] and CHAPTER.match(text) and not begins_a_row(text) and not any(map(str.isdigit, text)):
            parts.append([])
        parts[-1].append(line)
    return parts


def _texts(sheet: Sheet, band: _Band, bounds: tuple[float, float]) -> list[Text]:
    """The band as lines of text: one for a label whose figures stand half a line higher or lower, with figures that
    may be pieces of others unclear."""
    if len(band.lines) > 1 and band.plain and not band.broken:
        box = box_of(glyph for line in band.lines for glyph in line.glyphs)
        text = " ".join([band.label, *(word.text for word in band.figures)])
        return [Text(sheet, text, box, band.lines[0].size, *bounds, spaced=True)]
    found = []
    for line in band.lines:
        words = [UNKNOWN if band.broken and _is_figure(word.text) else word.text for word in line.words]
        found.append(Text(sheet, " ".join(words), line.box, line.size, *bounds, widest_gap(line) > _SPACED))
    return found


def _wide(rule: Rule, bounds: tuple[float, float]) -> bool:
    return rule.end - rule.start >= _RULE_SHARE * (bounds[1] - bounds[0])


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _groups_aside(lines: list[Line], bounds: tuple[float, float]) -> list[Line]:
    """The lines, with each label of several rows that is written a letter a line taken out of them and made a line of
    its own, before the first of them."""
    stacks: dict[int, list[int]] = {}
    leftmost = bounds[0] + _LEFT_SHARE * (bounds[1] - bounds[0])
    for place, line in enumerate(lines):
        first = line.glyphs[0]
        gaps = [apart(one, other) for one, other in pairwise(line.glyphs[:3])]
        alone = not gaps or gaps[0] > max([_ALONE, *(2 * gap for gap in gaps[1:])])
        if alone and not first.text.isdigit() and first.x0 < leftmost:
            stacks.setdefault(round((first.x0 + first.x1) / first.size), []).append(place)
    before: dict[int, list[Line]] = {}
    taken: set[int] = set()
    for places in (run for column in stacks.values() for run in _runs(column, lines)):
        if len(places) >= _STACK:
            glyphs = [lines[place].glyphs[0] for place in places]
            before.setdefault(places[0], []).append(Line(glyphs, glyphs[0].base, glyphs[0].size))
            taken.update(places)
    found: list[Line] = []
    for place, line in enumerate(lines):
        found += before.get(place, [])
        rest = line.glyphs[1:] if place in taken else line.glyphs
        if rest:
            found.append(replace(line, glyphs=rest))
    return found


def _runs(places: list[int], lines: list[Line]) -> list[list[int]]:
    """The places of lines parted where the next line stands far below."""
    runs = [places[:1]]
    for one, other in pairwise(places):
        if lines[other].base - lines[one].base <= _STEP * lines[one].size:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _bands(lines: list[Line], rules: list[Rule]) -> list[_Band]:
    places = sorted(rule.at for rule in rules)
    bands: list[_Band] = []
    for between, group in groupby(lines, lambda line: bisect_right(places, line.base - line.size / 3)):
        together = list(group)
        if 0 < between < len(places) and sum(map(is_row, together)) < 2:
            bands.append(_band(together))
            bands[-1].ruled = True
        else:
            bands += [_band([line]) for line in together]
    bands = _torn(bands)
    with_figures = [place for place, band in enumerate(bands) if band.figures]
    if not any(names_a_row(_whole_label(bands, place)) for place in with_figures):
        return bands
    for one, other in pairwise(with_figures):
        if _broken(bands[one], bands[other], _whole_label(bands, other)):
            bands[one].broken = bands[other].broken = True
    return bands


def _band(lines: list[Line]) -> _Band:
    """The lines as one row: the words of all lines, and the figures behind the words of one of them."""
    labels: list[str] = []
    rows: list[list[Word]] = []
    for line in lines:
        words = line.words
        first = len(words)
        while first and _is_figure(words[first - 1].text):
            first -= 1
        labels.append("".join(word.text for word in words[:first]))
        if words[first:]:
            rows.append(words[first:])
    return _Band(lines, joined_text(labels), rows[0] if rows else [], len(rows) == 1, len(rows) > 1)


def _is_figure(text: str) -> bool:
    return any(of_figure(char) or char == _NONE for char in text) and holds(text) is Holds.FIGURE


def _torn(bands: list[_Band]) -> list[_Band]:
    """Makes figures without a label one row with the lines of a label that overlap them in height. Nearness alone would
    not do: where figures stand on lines of their own, each line of them has a label above and one below."""
    found: list[_Band] = []
    place = 0
    while place < len(bands):
        band = bands[place]
        if not band.figures or band.label or not band.plain:
            found.append(band)
            place += 1
            continue
        above = _distance(found[-1], band) if found else inf
        below = _distance(bands[place + 1], band) if place + 1 < len(bands) else inf
        take_above, take_below = above <= _OVERLAP, below <= _OVERLAP
        parts = [found.pop()] if take_above else []
        parts += [band, bands[place + 1]] if take_below else [band]
        label = joined_text(part.label for part in parts)
        found.append(_Band([line for part in parts for line in part.lines], label, band.figures, True))
        place += 2 if take_below else 1
    return found


def _distance(label: _Band, figures: _Band) -> float:
    """How far a line of a label stands above or below the figures, in heights of the type; infinite when the band is
    no label without figures."""
    if label.figures or not label.label:
        return inf
    size = min(label.lines[-1].size, figures.lines[0].size)
    nearest = min(abs(line.base - figures.lines[0].base) for line in label.lines)
    return nearest / max(size, 1.0)


def _broken(one: _Band, other: _Band, label: str) -> bool:
    """Whether the figures of two bands that follow each other may be one row's, broken by lines: one of them has no
    label, or they are close and the second has no whole `label`."""
    if one.ruled or other.ruled or not (one.label or other.label):
        return False
    first, last = one.lines[-1], other.lines[0]
    if not one.label or not other.label:
        return last.base - first.base <= _FAR * max(first.size, last.size)
    return last.base - first.base <= _TWO_LINES * max(first.size, last.size) and not names_a_row(label)


def _whole_label(bands: list[_Band], place: int) -> str:
    """The label of a band with the lines of words below it."""
    labels = [bands[place].label]
    for band in bands[place + 1 : place + 4]:
        if band.figures:
            break
        labels.append(band.label)
    return joined_text(labels)


def may_hold_figures(line: Line) -> bool:
    """Whether a character of a figure stands in the line; without one it is no row."""
    return any(of_figure(glyph.text) or glyph.text == _NONE for glyph in line.glyphs)


def is_row(line: Line) -> bool:
    """Whether a line is a row of its own: a label of the form with figures behind it, apart from it."""
    words = line.words
    return len(words) > 1 and _is_figure(words[-1].text) and names_a_row(line.text)


@dataclass(slots=True)
class _Columns:
    """Where figures stand in each column, by one of their sides or their middle, and how far the next column is."""

    side: Callable[[Box], float]
    places: list[float]
    reach: float
    left: float


_SIDES: tuple[Callable[[Box], float], ...] = (
    lambda box: (box[0] + box[2]) / 2,
    lambda box: box[2],
    lambda box: box[0],
)


def _columns(bands: list[_Band]) -> _Columns | None:
    """The columns that the rows with the most figures show; None when they do not stand under each other."""
    rows = [band.figures for band in bands if band.plain]
    counts = Counter(len(figures) for figures in rows)
    most = max((n for n, count in counts.items() if n >= _LEAST_COLUMNS and count >= _LEAST_ROWS), default=0)
    full = [figures for figures in rows if len(figures) == most]
    if not most:
        return None
    for side in _SIDES:
        places = [median(side(figures[column].box) for figures in full) for column in range(most)]
        reach = _UNDER * min(other - one for one, other in pairwise(places))
        gone = (abs(side(word.box) - place) for figures in full for word, place in zip(figures, places, strict=True))
        if reach > 0 and max(gone) <= reach:
            return _Columns(side, places, reach, min(figures[0].box[0] for figures in full))
    return None


def _row(sheet: Sheet, band: _Band, columns: _Columns) -> Row | None:
    """The band as a row of cells; None when it is none, or when a figure's column is in doubt."""
    if not band.plain or band.broken or not band.label or not band.figures:
        return None
    cells: list[Word | None] = [None] * len(columns.places)
    for word in band.figures:
        place = min(range(len(cells)), key=lambda one: abs(columns.places[one] - columns.side(word.box)))
        if abs(columns.places[place] - columns.side(word.box)) > columns.reach or cells[place] is not None:
            return None
        cells[place] = word
    box = box_of(glyph for line in band.lines for glyph in line.glyphs)
    found = [Cell(band.label, Holds.LABEL, box)]
    found += [Cell(word.text, Holds.FIGURE, word.box) if word else Cell("", Holds.NOTHING, box) for word in cells]
    return Row(sheet, found)
