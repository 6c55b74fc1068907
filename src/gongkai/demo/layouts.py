"""虚构的版式: the ways in which offices hand in a report as text or as a page, besides the kinds of file that
`core.writers` makes: cells parted by pipes, tabs, lines or blanks, and the page of a content management system.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from gongkai.core.writers.official import Box, Grid, Official

Row = list[tuple[str, bool]]
"""The boxes of a row: what each prints, and whether it is a figure."""
Lines = Callable[[list[Row]], list[str]]


def _cells(row: Row) -> list[str]:
    return [text for text, _ in row]


def _pipes(lead: str, between: str, trail: str) -> Lines:
    return lambda rows: [lead + between.join(_cells(row)) + trail for row in rows]


def _tabs(rows: list[Row]) -> list[str]:
    return ["\t".join(_cells(row)) for row in rows]


def _cell_a_line(rows: list[Row]) -> list[str]:
    return [f"{text} |" for row in rows for text in _cells(row)]


def _cell_a_line_spaced(rows: list[Row]) -> list[str]:
    return [line for row in rows for text in _cells(row) if text for line in (text, "")]


def _cells_and_pipes(rows: list[Row]) -> list[str]:
    return [line for row in rows for text in _cells(row) for line in ((text, "|") if text else ("|",))]


def _pipe_then_cell(rows: list[Row]) -> list[str]:
    return [line for row in rows for text in _cells(row) for line in (("| ", text) if text else ("| ",))]


def _figures_in_a_run(rows: list[Row]) -> list[str]:
    return [" ".join(text for text in _cells(row) if text) for row in rows]


def _figures_on_the_next_line(rows: list[Row]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        for wanted in (False, True):
            texts = [text for text, is_figure in row if is_figure is wanted and text]
            lines += [" ".join(texts)] if texts else []
    return lines


TEXTS: dict[str, Lines] = {
    "rows": _pipes("", " | ", " |"),
    "framed": _pipes("| ", " | ", " |"),
    "tight": _pipes("", "|", "|"),
    "leading": _pipes("| ", " | ", ""),
    "tabs": _tabs,
    "cells": _cell_a_line,
    "spaced": _cell_a_line_spaced,
    "alternate": _cells_and_pipes,
    "pipe_first": _pipe_then_cell,
    "run": _figures_in_a_run,
    "next_line": _figures_on_the_next_line,
}
"""Name of a layout → what makes the lines of a table."""

LOSES_BLANKS = frozenset({"spaced", "run", "next_line"})
"""Layouts in which a blank cell leaves no trace."""


def text(laid: Official, layout: str, *, wide: bool = False) -> str:
    """The report as text in that layout; `wide`: figures of full width, as some input methods type them."""
    lines = [laid.title, ""]
    if layout in ("rows", "tight"):
        lines += [" | ".join(part for pair in laid.metadata for part in pair), ""]
    else:
        lines += ["  ".join(f"{name}：{value}" for name, value in laid.metadata), ""]
    for section in laid.sections:
        lines += [section.heading, *section.paragraphs]
        if section.grid is not None:
            lines += TEXTS[layout](list(_rows(section.grid, laid.figures, wide)))
        lines.append("")
    return "\n".join(lines)


_WIDE = str.maketrans("0123456789+-.", "０１２３４５６７８９＋－．")


def _rows(grid: Grid, figures: Sequence[str], wide: bool) -> Iterator[Row]:
    for boxes in grid.rows:
        yield [_printed(box, figures, wide) for box in boxes]


def _printed(box: Box, figures: Sequence[str], wide: bool) -> tuple[str, bool]:
    if box.cell is None:
        return box.text, False
    figure = figures[box.cell]
    return (figure.translate(_WIDE) if wide else figure), True


def page(laid: Official, *, wrapped: bool = False) -> str:
    """The report as the page of a content management system: menus around it, a span around every run; `wrapped`: the
    whole in a table for the page's looks."""
    body = "".join(_part(section.heading, section.paragraphs, section.grid, laid.figures) for section in laid.sections)
    facts = "".join(f"<td>{escape(name)}：</td><td>{escape(value)}</td>" for name, value in laid.metadata)
    head = f'<table class="xxgk"><tr>{facts}</tr></table><h1>{escape(laid.title)}</h1>'
    content = f'{head}\n<div class="TRS_Editor">{body}</div>'
    if wrapped:
        content = f'<table width="1000" align="center"><tr><td valign="top">{content}</td></tr></table>'
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n'
        f"<title>{escape(laid.title)}</title></head>\n<body>\n"
        '<div class="nav"><a href="#">首页</a> &gt; <a href="#">政府信息公开</a> &gt; <a href="#">年度报告</a></div>\n'
        f"{content}\n"
        '<div class="footer"><p>【打印本页】【关闭窗口】</p><p>此页面为演示而虚构，所述机关并不存在。</p></div>\n'
        "</body></html>\n"
    )


def _part(heading: str, paragraphs: Sequence[str], grid: Grid | None, figures: Sequence[str]) -> str:
    lines = [f"<p><strong><span>{escape(heading)}</span></strong></p>\n"]
    lines += [f"<p><span>{escape(paragraph)}</span></p>\n" for paragraph in paragraphs]
    if grid is not None:
        rows = "".join(f"<tr>{''.join(_cell(box, figures) for box in boxes)}</tr>\n" for boxes in grid.rows)
        lines.append(f'<table border="1"><tbody>\n{rows}</tbody></table>\n')
    return "".join(lines)


def _cell(box: Box, figures: Sequence[str]) -> str:
    words = box.text if box.cell is None else figures[box.cell]
    spans = "".join(f' {name}span="{size}"' for name, size in (("row", box.rows), ("col", box.columns)) if size > 1)
    return f"<td{spans}><p><span>{escape(words) or '&nbsp;'}</span></p></td>"
