"""分栏: running text that stands in two columns, read the left one first.

Two columns are seen only where a gutter runs down several lines and both of its sides are filled with words: a table
without rules has gutters too, but figures beside them.
"""

from dataclasses import replace
from statistics import median

from gongkai.core.readers.pdf.lines import Line, apart, widest_gap
from gongkai.core.readers.pdf.wording import CHAPTER

_GUTTER = 8.0
_WIDE = 1.5
_LEAST_LINES = 2
_MOST_LOOKS = 500_000
"""Characters looked at on a page."""
_LEAST_WORDS = 8
_FILLED = 0.6
_NEXT_LINE = 2.2
_ODD = 0.2
_NUMERALS = "一二三四五六七八"
Interval = tuple[float, float]


def in_columns(lines: list[Line]) -> list[tuple[list[Line], bool]]:
    """The lines in groups that are read one after the other, each with whether it is a column."""
    groups: list[tuple[list[Line], bool]] = []
    whole: list[Line] = []
    place = 0
    look = _Look(lines)
    while place < len(lines):
        end, gutter = look.region(place)
        if end == place:
            whole.append(lines[place])
            place += 1
            continue
        halves = [_halves(line, gutter) for line in lines[place:end]]
        groups.append((whole, False))
        groups += [([half[side] for half in halves if half[side].glyphs], True) for side in (0, 1)]
        whole, place = [], end
    return [*groups, (whole, False)]


class _Look:
    """Looks for two columns among lines, as long as the lines are not too many to look through again and again."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._left = _MOST_LOOKS

    def region(self, start: int) -> tuple[int, Interval]:
        """Where the two columns that begin at a line end, and the gutter between them; `start` when none begin."""
        lines = self._lines
        for gutter in _gaps(lines[start]):
            if min(map(_count_of_words, _halves(lines[start], gutter))) < _LEAST_WORDS // 2:
                continue
            both, last = self._both_sides(start, gutter)
            end = both[-1] + 1
            if len(both) >= _LEAST_LINES and _filled([_halves(lines[place], last) for place in both]):
                return end + _rest(lines, end, last), last
        return start, (0.0, 0.0)

    def _both_sides(self, start: int, gutter: Interval) -> tuple[list[int], Interval]:
        """The lines from a first one on that have something on both sides of the gutter, and what is left of it."""
        both, last = [start], gutter
        for place in range(start + 1, len(self._lines)):
            line, before = self._lines[place], self._lines[place - 1]
            self._left -= len(line.glyphs)
            free = _free(line, last) if self._left > 0 else last
            if self._left <= 0 or line.base - before.base > _NEXT_LINE * line.size or free[1] - free[0] < _GUTTER:
                break
            one_sided = line.glyphs[-1].x1 <= free[1] or line.glyphs[0].x0 >= free[0]
            if one_sided and line.glyphs[0].text in _NUMERALS and CHAPTER.match(line.text):
                break
            last = free
            if line.glyphs[0].x1 <= last[0] and line.glyphs[-1].x0 >= last[1]:
                both.append(place)
        return both, last


def _gaps(line: Line) -> list[Interval]:
    pairs = zip(line.glyphs, line.glyphs[1:], strict=False)
    return [(one.x1, other.x0) for one, other in pairs if apart(one, other) > _WIDE]


def _free(line: Line, gutter: Interval) -> Interval:
    """The widest part of the gutter that the line leaves free."""
    left, right = gutter
    best, place = (left, left), left
    for glyph in line.glyphs:
        if glyph.x1 > left and glyph.x0 < right:
            if glyph.x0 - place > best[1] - best[0]:
                best = (place, glyph.x0)
            place = max(place, glyph.x1)
    return (place, right) if right - place > best[1] - best[0] else best


def _halves(line: Line, gutter: Interval) -> tuple[Line, Line]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [glyph for glyph in line.glyphs if glyph.x0 < middle]
    right = [glyph for glyph in line.glyphs if glyph.x0 >= middle]
    return replace(line, glyphs=left), replace(line, glyphs=right)


def _count_of_words(line: Line) -> int:
    return sum("\u4e00" <= glyph.text <= "\u9fff" for glyph in line.glyphs)


def _filled(halves: list[tuple[Line, Line]]) -> bool:
    """Whether both sides are columns of words."""
    for side in (0, 1):
        boxes = [half[side].box for half in halves]
        width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
        glyphs = [glyph for half in halves for glyph in half[side].glyphs]
        words = sum(_count_of_words(half[side]) for half in halves)
        if words < _LEAST_WORDS * len(halves) or words < _FILLED * len(glyphs):
            return False
        if sum(widest_gap(half[side]) > _WIDE for half in halves) > _ODD * len(halves):
            return False
        if median(box[2] - box[0] for box in boxes) < _FILLED * width:
            return False
    return True


def _rest(lines: list[Line], end: int, gutter: Interval) -> int:
    """How many lines behind the last one with both sides belong to the left column, which is longer."""
    count = 0
    for place in range(end, len(lines)):
        line = lines[place]
        near = line.base - lines[place - 1].base <= _WIDE * line.size * 1.1
        if not near or CHAPTER.match(line.text) or line.box[2] > gutter[0] + _GUTTER / 2:
            break
        count += 1
    return count
