"""本系统的 Markdown: a document that core/writers/report_md.py wrote → a flow whose cells are kept apart.

Only tables that are ours line by line are trusted to keep their blanks: all heads and all labels in full, each line
with a cell for each head. Any other Markdown is a text like others (reading.py). Signs that were written so as not to
be markup are the signs again; every place is one of the document as it came.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, groupby, product

from gongkai.core.findings import Place
from gongkai.core.law.editions import EDITIONS, Row, Table, edition
from gongkai.core.readers.flow import CELL, COVERED, FILLER, Flow

_TABLE = re.compile(r"(?:^\|[^\n]*\|[ \t\r]*\n){3,}", re.M)
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t\r]*")
_CELLS = re.compile(r"\|[ \t]*((?:[^|\\\n]|\\.)*?)[ \t]*(?=\|)")
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|&(lt|amp);|\n\r?(?=\n)")
"""What stands for a sign, and the empty lines between paragraphs."""
_NAMED = {"lt": "<", "amp": "&"}
_WIDE = str.maketrans("(),:;", "（），：；")
_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS, _ORGANISATIONS = "三、本年度办理结果", "法人或其他组织"
_SIGNS = str.maketrans(dict.fromkeys((CELL, COVERED, FILLER), " "))


@dataclass(slots=True)
class _Moved:
    """A text made of pieces of another, with the place of each in it; it gives places of the other text."""

    source: str
    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    length: int = 0
    line_ends: list[int] = field(default_factory=list)

    def add(self, text: str, source: int) -> None:
        """Adds a piece that stands at `source`, or stands for something there."""
        if text:
            self.pieces.append(text)
            self.starts.append(self.length)
            self.sources.append(source)
            self.length += len(text)

    def add_written(self, start: int, end: int) -> None:
        """Adds the source from `start` to `end`, its signs as they were meant, a paragraph a line."""
        for sign in _WRITTEN.finditer(self.source, start, end):
            self.add(self.source[start : sign.start()].translate(_SIGNS), start)
            self.add(sign[1] or _NAMED.get(sign[2], ""), sign.start())
            start = sign.end()
        self.add(self.source[start:end].translate(_SIGNS), start)

    def __call__(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to `end`: line from 1, offsets in the source."""
        if not self.line_ends:
            self.line_ends = list(accumulate(len(line) + 1 for line in self.source.split("\n")))
        first, last = self._source(start), self._source(max(end - 1, start)) + 1
        return {"line": bisect_right(self.line_ends, first) + 1, "start": first, "end": last}

    def _source(self, place: int) -> int:
        piece = max(bisect_right(self.starts, place) - 1, 0)
        return self.sources[piece] + place - self.starts[piece]


def own_markdown(text: str) -> Flow | None:
    """The document as a flow where its statutory tables are ours, else None."""
    found = list(_TABLE.finditer(text))
    tables = [_cells_of(text, match) for match in found]
    ours = _ours().get(tuple(_named(text, lines) for lines in tables))
    if ours is None or not all(len(line) == len(lines[0]) for lines in tables for line in lines):
        return None
    moved = _Moved(text)
    place = 0
    for match, lines, heads in zip(found, tables, ours, strict=True):
        moved.add_written(place, match.start())
        _add_table(moved, lines, heads)
        place = match.end()
    moved.add_written(place, len(text))
    return Flow("".join(moved.pieces), moved)


# ---- The tables ------------------------------------------------------------------------------------------------------

_Cell = tuple[int, int]
"""A cell of the document: its offsets."""
_Named = tuple[tuple[str, ...], tuple[str, ...]]
"""What tells a table: its heads, and the labels of its lines."""
_Heads = tuple[tuple[str, ...], ...]
"""Rows of heads that a table has in the flow in place of its own; none where it keeps its own."""


def _cells_of(text: str, match: re.Match[str]) -> list[list[_Cell]]:
    """The cells of each line of a table but the rule; none where there is no rule."""
    lines: list[list[_Cell]] = []
    place = match.start()
    for number, line in enumerate(match[0].split("\n")[:-1]):
        if number != 1:
            lines.append([cell.span(1) for cell in _CELLS.finditer(text, place, place + len(line))])
        elif _RULE.fullmatch(line) is None:
            return []
        place += len(line) + 1
    return lines


def _named(text: str, lines: Sequence[Sequence[_Cell]]) -> _Named:
    heads, labels = lines[:1], [line[0] for line in lines[1:] if line]
    return tuple(text[start:end] for line in heads for start, end in line), tuple(text[a:b] for a, b in labels)


def _add_table(moved: _Moved, lines: Sequence[Sequence[_Cell]], heads: _Heads) -> None:
    """Adds a table row by row; table 4 as the single row that the form has, below the form's heads."""
    if not heads:
        for line in lines:
            _add_row(moved, line)
        return
    for row in heads:
        moved.add(CELL.join(row) + "\n", lines[0][0][0])
    _add_row(moved, [cell for line in lines[1:] for cell in line[1:]])


def _add_row(moved: _Moved, cells: Sequence[_Cell]) -> None:
    for number, (start, end) in enumerate(cells):
        if number:
            moved.add(CELL, start)
        moved.add_written(start, end)
    moved.add("\n", cells[-1][1])


# ---- The tables as we write them -------------------------------------------------------------------------------------


@cache
def _ours() -> dict[tuple[_Named, ...], tuple[_Heads, ...]]:
    """The tables of a document by what tells them, for any mix of the editions."""
    found: dict[tuple[_Named, ...], tuple[_Heads, ...]] = {}
    for proactive, requests in product(EDITIONS, EDITIONS):
        tables = list(_proactive(edition(proactive).form.table("proactive")))
        tables.append(_requests(edition(requests).form.table("requests")))
        remedies, heads = _remedies(edition(requests).form.table("remedies"))
        found[(*tables, remedies)] = (*[()] * len(tables), heads)
    return found


def _proactive(table: Table) -> Iterator[_Named]:
    for _, of_item in groupby(table.rows, key=lambda row: row.group):
        rows = list(of_item)
        heads = ("信息内容", *(_wide(column.label) for column in rows[0].columns))
        yield heads, tuple(_wide(row.label) for row in rows)


def _requests(table: Table) -> _Named:
    first, *organisations, total = (_wide(column.label) for column in table.rows[0].columns)
    heads = (_CORNER, first, *(f"{_ORGANISATIONS}：{name}" for name in organisations), total)
    return heads, tuple(_wide(_whole(row)) for row in table.rows)


def _whole(row: Row) -> str:
    """The row's label behind those of the groups that it stands in."""
    return f"{_RESULTS if row.group.startswith('(') else ''}{row.group}{row.number}{row.label}"


def _remedies(table: Table) -> tuple[_Named, _Heads]:
    results = tuple(_wide(column.label) for column in table.rows[0].columns)
    first, *litigation = table.rows
    labels = (first.label, *(f"{row.group}：{row.label}" for row in litigation))
    sections = tuple(row.label for row in litigation)
    shown = ((first.label, litigation[0].group), (*results, *sections), results * len(litigation))
    return (("", *results), labels), shown


def _wide(words: str) -> str:
    return words.translate(_WIDE)
