"""年度报告(网页): a report as one page that needs nothing else: no script, no picture, no font, no other file.

A screen reader is told of each figure by name which heads and labels stand over it (`headers`), since those of the form
are merged in both directions and begin anew in every block of table 2. The page's own rules are allowed by their
checksum and nothing else is (Content-Security-Policy), so that text which slipped through as markup could do nothing.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from gongkai.core.writers.official import Box, Grid, Official, Section

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page may hold; they are left out."""
_WIDTH = "#{key} colgroup:nth-of-type({group}) col:nth-of-type({place}) {{ width: {width}% }}"


def write(laid: Official) -> bytes:
    """The report as a page in UTF-8."""
    rules = _rules(tuple(section.grid for section in laid.sections if section.grid))
    title = _text(laid.title)
    pieces = [
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n{rules.policy}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{rules.text}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n",
        *_metadata(laid),
        "</header>\n",
    ]
    for section in laid.sections:
        pieces += _section(section, laid.figures)
    pieces.append("</main>\n</body>\n</html>\n")
    return "".join(pieces).encode()


def _text(text: str) -> str:
    return html.escape(_FORBIDDEN.sub("", text))


def _metadata(laid: Official) -> Iterator[str]:
    if laid.metadata:
        pairs = "".join(
            f"<div><dt>{_text(name)}：</dt><dd>{_text(value)}</dd></div>\n" for name, value in laid.metadata
        )
        yield f"<dl>\n{pairs}</dl>\n"


def _section(section: Section, figures: tuple[str, ...]) -> Iterator[str]:
    heading = _text(section.heading)
    yield f'<section aria-labelledby="chapter-{section.key}">\n<h2 id="chapter-{section.key}">{heading}</h2>\n'
    for paragraph in section.paragraphs:
        yield f"<p>{_text(paragraph)}</p>\n"
    if section.grid is not None:
        name = heading.split("、", 1)[1]
        yield f'<div class="table" role="region" aria-label="{name}（表格）" tabindex="0">\n'
        yield f'<table id="{section.grid.key}">\n<caption><span>{name}</span></caption>\n'
        before, cells = drawn(section.grid)
        for markup, cell in zip(before, cells, strict=False):
            yield markup
            yield _text(figures[cell])
        yield f"{before[-1]}</table>\n</div>\n"
    yield "</section>\n"


# ---- The rules of the page -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rules:
    """The page's style sheet, and the policy that allows it alone."""

    text: str
    policy: str


@cache
def _rules(grids: tuple[Grid, ...]) -> _Rules:
    sheet = (resources.files("gongkai.core.writers") / "report_html.css").read_text(encoding="utf-8")
    text = "\n".join(["", *(rule for grid in grids for rule in _widths(grid)), sheet])
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _Rules(text, f'<meta http-equiv="Content-Security-Policy" content="{allowed}">')


# ---- The tables ------------------------------------------------------------------------------------------------------


@cache
def drawn(grid: Grid) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """A table with its figures left out: the markup before each of them and behind the last, and the form's cells that
    they belong to."""
    return _Drawing(grid).drawn()


@dataclass(slots=True)
class _Over:
    """A head or label that stands over the rows and columns behind it: its id and the place that it takes."""

    id: str
    row: int
    column: int
    box: Box

    def covers(self, row: int, column: int) -> bool:
        """Whether a figure in that row and column is one of its own."""
        if self.box.part == "label":
            return self.row <= row < self.row + self.box.rows
        return self.box.part == "item" or self.column <= column < self.column + self.box.columns


@dataclass(slots=True)
class _Drawing:
    """One table while it is drawn. `over` are the heads and labels that later figures may belong to; `reach` tells for
    each column the row above which it is taken."""

    grid: Grid
    over: list[_Over] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)

    def drawn(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The markup before each figure and behind the last, and the cells."""
        self.reach = [0] * len(self.grid.widths)
        self.markup += [f"<colgroup>{'<col>' * size}</colgroup>\n" for size in _groups(self.grid)]
        part = ""
        for row, boxes in enumerate(self.grid.rows):
            if opened := self._part_that_opens(row, boxes):
                self.markup.append(f"{f'</{part}>' if part else ''}<{opened}>\n")
                part = opened
            self.markup.append("<tr>")
            for box in boxes:
                self._box(row, box)
            self.markup.append("</tr>\n")
        self.markup.append(f"</{part}>\n")
        return (*self.before, "".join(self.markup)), tuple(self.cells)

    def _part_that_opens(self, row: int, boxes: tuple[Box, ...]) -> str:
        """The part of the table that begins with this row: the heads, a block of table 2, or rows of one first label;
        '' where the part above goes on."""
        if self.grid.heads:
            return "thead" if row == 0 else "tbody" if row >= self.grid.heads and self.reach[0] <= row else ""
        return "tbody" if boxes[0].part == "item" else ""

    def _box(self, row: int, box: Box) -> None:
        column = next(place for place, taken in enumerate(self.reach) if taken <= row)
        self.reach[column : column + box.columns] = [row + box.rows] * box.columns
        spans = "".join(
            f' {name}="{count}"' for name, count in (("rowspan", box.rows), ("colspan", box.columns)) if count > 1
        )
        if box.cell is not None:
            names = " ".join(one.id for one in self.over if one.covers(row, column))
            self.before.append("".join([*self.markup, f'<td{spans} headers="{names}">']))
            self.markup = ["</td>"]
            self.cells.append(box.cell)
        elif scope := self._scope(row, column, box):
            name = f"{self.grid.key}-{row + 1}-{column + 1}"
            if box.part == "item":
                self.over = []
            self.over.append(_Over(name, row, column, box))
            text = _text(box.text)
            if box.part == "label" and box.columns > 1:
                text = f"<span>{text}</span>"  # on a phone it stays in sight while its row is moved along
            self.markup.append(f'<th id="{name}" scope="{scope}"{spans}>{text}</th>')
        else:
            self.markup.append(f"<td{spans}>{_text(box.text)}</td>")

    def _scope(self, row: int, column: int, box: Box) -> str:
        """What the box is a head of; '' for the note in the corner of table 3, which is none. Only the outermost merged
        head is one of a whole group: groups of a page do not nest."""
        if box.part == "item":
            return "rowgroup"
        if box.part == "label":
            return "rowgroup" if box.rows > 1 and column == 0 else "row"
        if box.rows > 1 and box.columns > 1:
            return ""
        return "colgroup" if box.columns > 1 and row == 0 and self.grid.heads else "col"


def _groups(grid: Grid) -> list[int]:
    """How many columns each group has: a group for each head of the first row, which may be merged, or the labels and
    the figures where heads stand among the rows."""
    return [box.columns for box in grid.rows[0]] if grid.heads else [1, len(grid.widths) - 1]


def _widths(grid: Grid) -> Iterator[str]:
    """The rules for the widths of the table's columns."""
    widths = iter(grid.widths)
    for group, size in enumerate(_groups(grid), 1):
        for place in range(1, size + 1):
            yield _WIDTH.format(key=grid.key, group=group, place=place, width=next(widths) / 10)
