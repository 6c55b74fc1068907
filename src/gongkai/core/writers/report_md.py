"""年度报告(Markdown): a report as GitHub Flavored Markdown, in which no text of the report is markup.

Markdown has no merged cells, so every line says its label in full: 三、本年度办理结果（三）不予公开1.属于国家秘密.
Each item of table 2 is a table of its own, table 4 has a line for each of its three heads.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from gongkai.core.writers.official import Box, Grid, Official

_MARKUP = re.compile(r"[&<]|[\\`*_\[\]>|~#$]|^[-+=]|^\d+(?=[.)])")
_NAMED = {"&": "&amp;", "<": "&lt;"}
_FORBIDDEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no text holds, or that end a line; they are left out."""
_UNDER = "："
"""Stands between a head and the one under it."""


def write(laid: Official) -> bytes:
    """The report as one document in UTF-8."""
    return ("\n\n".join(_blocks(laid)) + "\n").encode()


def escaped(text: str) -> str:
    r"""The text with whatever would be markup made harmless: a backslash before it, `<` and `&` by their names.

    >>> print(escaped("a|b*c*"), escaped("- 一"), escaped("1. 二"), escaped("<p>"), escaped("2024年"))
    a\|b\*c\* \- 一 1\. 二 &lt;p\> 2024年
    """
    return _MARKUP.sub(_harmless, _FORBIDDEN.sub("", text).strip())


def _harmless(match: re.Match[str]) -> str:
    sign = match[0]
    return _NAMED.get(sign) or (f"{sign}\\" if sign[0].isdigit() else f"\\{sign}")


def _blocks(laid: Official) -> Iterator[str]:
    yield f"# {escaped(laid.title)}"
    if laid.metadata:
        yield "\n".join(f"- {name}：{escaped(value)}" for name, value in laid.metadata)
    for section in laid.sections:
        yield f"## {section.heading}"
        yield from map(escaped, section.paragraphs)
        if section.grid is not None:
            for table in _tables(section.grid):
                yield from (escaped(table.item),) if table.item else ()
                yield "\n".join(_drawn(table, laid.figures))


def _drawn(table: "_Table", figures: tuple[str, ...]) -> Iterator[str]:
    yield _row(map(escaped, table.heads))
    yield _row("---" for _ in table.heads)
    for label, cells in table.lines:
        yield _row([escaped(label), *(figures[cell] for cell in cells)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# ---- The tables ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as Markdown has it: the item of table 2 that it is of, its heads, its lines with the form's cells."""

    item: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with all that stands over it in the form, and the words in the corner of its table."""

    item: str
    corner: str
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    cell: int

    @property
    def label(self) -> str:
        """What its line is called: by the labels, or by the outer heads where the form has a single line."""
        return "".join(self.labels) or _UNDER.join(self.heads[:-1])

    @property
    def head(self) -> str:
        """What its column is called."""
        return _UNDER.join(self.heads) if self.labels else self.heads[-1]


@cache
def _tables(grid: Grid) -> tuple[_Table, ...]:
    return tuple(_of_item(list(figures)) for _, figures in groupby(_figures(grid), key=lambda figure: figure.item))


def _of_item(figures: list[_Figure]) -> _Table:
    lines = [(label, list(of_line)) for label, of_line in groupby(figures, key=lambda figure: figure.label)]
    heads = (figures[0].corner, *(figure.head for figure in lines[0][1]))
    return _Table(figures[0].item, heads, tuple((label, tuple(one.cell for one in line)) for label, line in lines))


def _figures(grid: Grid) -> Iterator[_Figure]:
    """The figures in the form's order. A head over all of them tells none from another, so it is left out."""
    over: list[tuple[int, int, Box]] = []
    item = ""
    for row, column, box in _placed(grid):
        if box.part == "item":
            item, over = box.text, []
        elif box.cell is None:
            over.append((row, column, box))
        else:
            labels = [one for top, _, one in over if one.part == "label" and top <= row < top + one.rows]
            heads = [one for _, left, one in over if one.part == "head" and left <= column < left + one.columns]
            corner = next((one.text for _, left, one in over if left == 0 and one.part == "head" and labels), "")
            names = tuple(
                one.text
                for one in heads
                if one.columns + sum(label.columns for label in labels) < len(grid.widths) or one is heads[-1]
            )
            yield _Figure(item, corner, tuple(one.text for one in labels), names, box.cell)


def _placed(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """The boxes, each with the first row and column that it takes."""
    taken = [0] * len(grid.widths)
    for row, boxes in enumerate(grid.rows):
        for box in boxes:
            column = next(place for place, above in enumerate(taken) if above <= row)
            taken[column : column + box.columns] = [row + box.rows] * box.columns
            yield row, column, box
