"""官方格式: a filled report as the notice's form lays it out, once for all writers: title, chapters, three tables of
boxes.

A box is a cell of the page with the words it prints, or the form's cell whose figure stands in it, and how many rows
and columns it takes (国办公开办函〔2019〕60号 and 〔2021〕30号 print merged heads). Every writer draws these boxes;
none lays out anything of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Literal

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Chapter, Form, Row, Table, edition
from gongkai.core.report import KNOWN, FilledReport, State
from gongkai.core.writers.as_json import plain_notation

Part = Literal["item", "head", "label", "figure"]

_WIDE = str.maketrans("(),:;", "（），：；")
_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_APPLICANTS, _ORGANISATIONS, _CONTENT = "申请人情况", "法人或其他组织", "信息内容"
_LABEL_COLUMNS = 3
"""Columns that the labels of table 3 take: item, result, kind of result."""
_RECONSIDERATION, _LITIGATION = "行政复议", "行政诉讼"
_FEE_HINT = "（收取信息处理费的情况在此处报告）"


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a table: what it is, its words or the index of the form's cell whose figure it takes, and its size."""

    part: Part
    text: str = ""
    cell: int | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its boxes by row, each where its first row and column are; `heads` rows stand above the figures and
    are repeated on a new page; `widths` of the columns are parts of 1000."""

    key: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Box, ...], ...]
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: its heading, its paragraphs, and its table where it has one (it stands behind them)."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A report laid out: title, metadata as pairs of words, sections in order; `figures` run parallel to the form's
    cells and hold what is printed in each, '' for a blank."""

    title: str
    metadata: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    form: Form
    figures: tuple[str, ...]


METADATA = (
    ("index_number", "索引号"),
    ("document_number", "发文字号"),
    ("published_on", "发布日期"),
    ("publisher", "发布机构"),
)
UNCLEAR = "?"
"""What stands for a cell of which the report does not settle what it says; read again, it is unclear again."""


def official(report: FilledReport) -> Official:
    """The report laid out by the form of its tables. A cell that was missing in what was read is a blank here."""
    named = {key: report.metadata.get(key) for key, _ in METADATA}
    return Official(
        title=title(report.organ, report.year),
        metadata=tuple((label, value) for key, label in METADATA if (value := named[key])),
        sections=tuple(_sections(report)),
        form=report.form,
        figures=tuple(figure_text(report, index) for index in range(len(report.form.cells))),
    )


def title(organ: str | None, year: int | None) -> str:
    """The report's title, as far as organ and year are known."""
    return f"{organ or ''}{f'{year}年' if year else ''}政府信息公开工作年度报告"


def figure_text(report: FilledReport, index: int) -> str:
    """What is printed in a cell: its value, '' where there is none, a question mark where it is unclear."""
    if report.states[index] == State.UNCLEAR:
        return UNCLEAR
    value = report.values[index]
    if report.states[index] < KNOWN or value is None:
        return ""
    return plain_figure(value, signed=report.form.cells[index].column.kind == "signed")


def plain_figure(value: Figure, *, signed: bool = False) -> str:
    """A figure as the form prints it: no thousands parted, a change with its sign.

    >>> plain_figure(2, signed=True), plain_figure(Decimal("7.4890")), plain_figure(0, signed=True)
    ('+2', '7.489', '0')
    """
    text = plain_notation(value) if isinstance(value, Decimal) else str(value)
    return f"+{text}" if signed and value > 0 else text


def wide(text: str) -> str:
    """The words with the full-width marks that the form prints; a number's own dot stays."""
    return text.translate(_WIDE)


def _sections(report: FilledReport) -> Iterator[Section]:
    grids = {grid.key: grid for grid in tables(report.form)}
    for chapter in edition(report.edition).chapters:
        paragraphs = tuple(_paragraphs(report, chapter, chapter.key in grids))
        yield Section(chapter.key, f"{chapter.number}、{chapter.title}", paragraphs, grids.get(chapter.key))


def _paragraphs(report: FilledReport, chapter: Chapter, has_table: bool) -> Iterator[str]:
    """The chapter's lines. In a chapter with a table, only lines outside it that are prose beyond doubt."""
    from gongkai.core.claims.prose import paragraphs

    lines = [line.strip() for line in (report.sections.get(chapter.key) or "").splitlines() if line.strip()]
    if not has_table:
        yield from lines
        return
    for paragraph in paragraphs(report):
        words = report.source[paragraph.start : paragraph.start + len(paragraph.text)].strip()
        if paragraph.chapter == chapter.key and words in lines:
            yield words


# ---- The tables ------------------------------------------------------------------------------------------------------


@cache
def tables(form: Form) -> tuple[Grid, ...]:
    """The three tables of a form as boxes."""
    makers = {"proactive": _proactive, "requests": _requests, "remedies": _remedies}
    return tuple(makers[table.key](form, table) for table in form.tables)


def _index(form: Form, table: Table, row: Row, column: str) -> int:
    return form.index[f"{table.key}.{row.key}.{column}"]


def _proactive(form: Form, table: Table) -> Grid:
    """Item by item of Article 20: its name, the heads of its columns, its rows; the last column takes what is left."""
    width = 1 + max(len(row.columns) for row in table.rows)
    rows: list[tuple[Box, ...]] = []
    for item, of_item in groupby(table.rows, key=lambda row: row.group):
        block = list(of_item)
        rows.append((Box("item", wide(item), columns=width),))
        rows.append(
            (Box("head", _CONTENT), *_spread([Box("head", wide(c.label)) for c in block[0].columns], width - 1))
        )
        for row in block:
            figures = [Box("figure", cell=_index(form, table, row, column.key)) for column in row.columns]
            rows.append((Box("label", wide(row.label)), *_spread(figures, width - 1)))
    return Grid(table.key, (1000 // width,) * width, tuple(rows))


def _spread(boxes: Sequence[Box], width: int) -> list[Box]:
    """The boxes over `width` columns: the last one takes what the others leave."""
    *before, last = boxes
    return [*before, Box(last.part, last.text, last.cell, columns=width - len(before))]


def _requests(form: Form, table: Table) -> Grid:
    """Seven columns of applicants; labels of one, two or three levels, merged over the rows that share them."""
    columns = [column.key for column in table.rows[0].columns]
    rows = list(_requests_head(table))
    for group, of_group in groupby(table.rows, key=lambda row: "三" if row.group else row.key):
        block = list(of_group)
        lines = list(
            _results(block) if group == "三" else [(Box("label", _numbered(block[0]), columns=_LABEL_COLUMNS),)]
        )
        for labels, row in zip(lines, block, strict=True):
            figures = (Box("figure", cell=_index(form, table, row, column)) for column in columns)
            rows.append((*labels, *figures))
    return Grid(table.key, (77, 95, 336, *(70,) * 6, 72), tuple(rows), heads=3)


def _requests_head(table: Table) -> Iterator[tuple[Box, ...]]:
    first, *organisations, total = table.rows[0].columns
    yield (
        Box("head", _NOTE, rows=3, columns=_LABEL_COLUMNS),
        Box("head", _APPLICANTS, columns=len(table.rows[0].columns)),
    )
    yield (
        Box("head", wide(first.label), rows=2),
        Box("head", _ORGANISATIONS, columns=len(organisations)),
        Box("head", wide(total.label), rows=2),
    )
    yield tuple(Box("head", wide(column.label)) for column in organisations)


def _results(block: Sequence[Row]) -> Iterator[tuple[Box, ...]]:
    """The labels of the results: the item's name over all of them, a group's name over its rows."""
    item = Box("label", wide(block[0].group), rows=len(block))
    for group, of_group in groupby(block, key=lambda row: row.group if row.group.startswith("(") else row.key):
        members = list(of_group)
        for place, row in enumerate(members):
            opening = (item,) if row is block[0] else ()
            if not row.group.startswith("("):
                yield (*opening, Box("label", _numbered(row), columns=_LABEL_COLUMNS - 1))
            elif place == 0:
                yield (*opening, Box("label", wide(group), rows=len(members)), Box("label", _numbered(row)))
            else:
                yield (*opening, Box("label", _numbered(row)))


def _numbered(row: Row) -> str:
    return f"{wide(row.number)}{wide(row.label)}"


def _remedies(form: Form, table: Table) -> Grid:
    """One row of fifteen figures under three heads."""
    first, *litigation = table.rows
    each = len(first.columns)
    labels = [wide(column.label) for column in first.columns]
    figures = tuple(Box("figure", cell=_index(form, table, row, c.key)) for row in table.rows for c in row.columns)
    width = len(figures)
    rows = (
        (Box("head", _RECONSIDERATION, columns=each), Box("head", _LITIGATION, columns=width - each)),
        (
            *(Box("head", label, rows=2) for label in labels),
            *(Box("head", wide(row.label), columns=each) for row in litigation),
        ),
        tuple(Box("head", label) for _ in litigation for label in labels),
        figures,
    )
    return Grid(table.key, tuple(67 if place % each else 66 for place in range(width)), rows, heads=3)
