"""原文布局: the source as the reader saw it, laid out for a page: lines and tables, cut where something is marked.

A source is one text (core/readers/flow.py). Here it becomes blocks of lines, each line cells of pieces, and a piece is
the longest stretch of characters over which nothing begins or ends: no figure, no finding. So marks may overlap as they
like; every character stands in exactly one piece, and a piece knows all that is about it. This runs in the child that
read the file, for a text may be made to hold more marks than any report.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from gongkai.core.findings import Place
from gongkai.core.readers.flow import CELL, COVERED, FILLER
from gongkai.core.report import FilledReport
from gongkai.reporting.places import Span

LONGEST = 400_000
"""Characters of a source that a page shows; the longest reports known have less than half."""

Key = TypeVar("Key")
_NOT_SHOWN = str.maketrans("", "", COVERED + FILLER + "\r")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source. `figure` is the index of the form's cell that was read here, -1 for none; `leads` says
    that it is the first piece of that figure. `findings` are those that are about it, by their place in the list, and
    `opens` those of them that begin here."""

    text: str
    figure: int = -1
    leads: bool = False
    findings: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table. `told` are the findings whose words stand behind it, `unmarked` those of them
    that no piece opens; `notes` the notes of the reading that speak of it, `chapters` those that begin here."""

    cells: tuple[tuple[Piece, ...], ...]
    at: Place
    told: tuple[int, ...] = ()
    unmarked: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: the rows of one table (`width` is the number of cells of its longest), or text."""

    is_table: bool
    lines: tuple[Line, ...]
    width: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole source. `figures` are the form's cells whose figures stand in it, `placed` the findings that do,
    `noted` the notes; `left_out` counts the characters behind what is shown."""

    blocks: tuple[Block, ...]
    figures: frozenset[int]
    placed: frozenset[int]
    noted: frozenset[int]
    left_out: int = 0


def laid_out(report: FilledReport, spans: Sequence[Span | None]) -> Layout:
    """The source of a report whose findings are about `spans`."""
    made = _Making(report, spans)
    lines = list(made.lines())
    blocks = tuple(_blocks(lines))
    placed = frozenset(number for line in lines for number in line.told)
    noted = frozenset(number for line in lines for number in line.notes)
    figures = frozenset(piece.figure for line in lines for cell in line.cells for piece in cell if piece.leads)
    return Layout(blocks, figures, placed, noted, max(len(report.source) - LONGEST, 0))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The rows of one table, one below the other; and what stands between tables."""
    for (is_table, _, _), group in groupby(lines, key=_belongs):
        found = tuple(group)
        yield Block(is_table, found, max(len(line.cells) for line in found))


def _belongs(line: Line) -> tuple[bool, object, object]:
    if len(line.cells) == 1:
        return False, line.at.get("page"), None
    return True, line.at.get("page"), line.at.get("table") or line.at.get("sheet")


@dataclass(slots=True)
class _Making:
    """The lines of one source while they are made, from its beginning to its end."""

    report: FilledReport
    spans: Sequence[Span | None]
    text: str = ""
    cuts: list[int] = field(default_factory=list)
    figures: list[tuple[int, int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    waiting: list[tuple[int, int, int]] = field(default_factory=list)
    active: list[tuple[int, int, int]] = field(default_factory=list)
    opened: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        report = self.report
        self.text = report.source[:LONGEST]
        where = zip(report.starts, report.ends, strict=True)
        self.figures = sorted((start, end, index) for index, (start, end) in enumerate(where) if start >= 0)
        self.starts = [start for start, _, _ in self.figures]
        found = [(*self._widened(span), number) for number, span in enumerate(self.spans) if span is not None]
        self.waiting = sorted(found, reverse=True)
        self.cuts = sorted({edge for start, end, _ in (*self.figures, *found) for edge in (start, end)})

    def _widened(self, span: Span) -> Span:
        """The span; its whole line where it is a single character that is no figure, as the end of a heading is."""
        start, end = span
        if end - start > 1 or start in self.starts:
            return span
        last = self.text.find("\n", start)
        return self.text.rfind("\n", 0, start) + 1, last if last >= 0 else len(self.text)

    def lines(self) -> Iterator[Line]:
        """The lines that hold something, in order."""
        ends = [bounds for bounds in _bounds(self.text) if self.text[slice(*bounds)].translate(_NOT_SHOWN).strip()]
        notes = self._by_line(ends, [(note.span[0], n) for n, note in enumerate(self.report.notes) if note.span])
        told = self._by_line(ends, [(_last(span), n) for n, span in enumerate(self.spans) if span is not None])
        heads = [(max(start - 1, 0), key) for key, (start, _) in self.report.section_spans.items()]
        chapters = self._by_line(ends, heads)
        for place, (start, end) in enumerate(ends):
            cells = tuple(self._cells(start, end))
            here = tuple(sorted(told.get(place, ())))
            unmarked = tuple(number for number in here if number not in self.opened)
            at = self.report.place(start, end)
            yield Line(cells, at, here, unmarked, tuple(notes.get(place, ())), tuple(chapters.get(place, ())))

    def _by_line(self, ends: Sequence[Span], found: Sequence[tuple[int, Key]]) -> dict[int, list[Key]]:
        """What stands at which line: the one that holds the character, or the next before it."""
        starts = [start for start, _ in ends]
        by_line: dict[int, list[Key]] = {}
        for character, key in found:
            if starts and character < max(len(self.text), 1):
                by_line.setdefault(max(bisect_right(starts, character) - 1, 0), []).append(key)
        return by_line

    def _cells(self, start: int, end: int) -> Iterator[tuple[Piece, ...]]:
        for cell in self.text[start:end].split(CELL):
            yield tuple(self._pieces(start, start + len(cell)))
            start += len(cell) + 1

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces from `start` to `end`, which lie in one cell; those without visible characters are left out."""
        inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
        for first, last in zip([start, *inside], [*inside, end], strict=True):
            text = self.text[first:last].translate(_NOT_SHOWN)
            if not text:
                continue
            figure, leads = self._figure(first)
            findings = self._findings(first)
            opens = tuple(number for number in findings if number not in self.opened)
            self.opened.update(opens)
            yield Piece(text, figure, leads, findings, opens)

    def _figure(self, place: int) -> tuple[int, bool]:
        """The form's cell whose figure holds the character, and whether the figure begins with it."""
        before = bisect_right(self.starts, place) - 1
        if before < 0:
            return -1, False
        start, end, index = self.figures[before]
        return (index, start == place) if place < end else (-1, False)

    def _findings(self, place: int) -> tuple[int, ...]:
        """The findings that are about the character."""
        while self.waiting and self.waiting[-1][0] <= place:
            self.active.append(self.waiting.pop())
        self.active = [one for one in self.active if one[1] > place]
        return tuple(sorted(number for _, _, number in self.active))


def _bounds(text: str) -> Iterator[Span]:
    """Where each line of the text begins and ends."""
    sign = "\n" if "\n" in text else "\r"
    start = 0
    for line in text.split(sign):
        yield start, start + len(line)
        start += len(line) + 1


def _last(span: Span) -> int:
    """The last character of a span."""
    return max(span[0], span[1] - 1)
