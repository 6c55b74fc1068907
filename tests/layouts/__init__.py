"""The layout writer: a form as a whole text report of an invented organ, in every text layout that real
reports have.

It knows how reports look and nothing of how they are read. LAYOUTS are the ways to part the cells,
TREATMENTS what else happens to a report; a report is written in one layout with any number of treatments.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.layouts import around, labels, separators, words
from tests.layouts.document import Content, Grid, content, draft, with_grid
from tests.layouts.finish import ENCODINGS, Written, finished, unfinished

__all__ = [
    "ENCODINGS",
    "LAYOUTS",
    "TREATMENTS",
    "Content",
    "Layout",
    "Treatment",
    "Written",
    "content",
    "write",
]


@dataclass(frozen=True)
class Layout:
    """A way to part cells. `keeps_blanks`: a blank cell keeps its place in it. `pipes`: padding applies to
    it. `plain`: a careful person can tell every cell of a full form; 'odd' ones may leave cells that can't
    be known."""

    name: str
    table_lines: Callable[[Grid, str], list[str]]
    what: str
    keeps_blanks: bool
    plain: bool = True
    pipes: bool = False


LAYOUTS = [
    Layout("rows, trailing pipe", separators.rows_trailing_pipe, "规章 | 0 | 0 | 0 |", True, pipes=True),
    Layout("rows, leading pipe", separators.rows_leading_pipe, "| 规章 | 0 | 0 | 0", True, pipes=True),
    Layout("rows, both pipes", separators.rows_both_pipes, "| 规章 | 0 | 0 | 0 |", True, pipes=True),
    Layout("rows, inner pipes", separators.rows_inner_pipes, "规章 | 0 | 0 | 0", True, pipes=True),
    Layout("rows, tight pipes", separators.rows_tight_pipes, "规章|0|0|0|", True, pipes=True),
    Layout("rows, blanks lost", separators.rows_pipes_blanks_lost, "blank cells have gone", False, pipes=True),
    Layout("tabs", separators.tabs, "cells parted by tabs", True),
    Layout("markdown", separators.markdown, "a markdown table with its |---| line", True, pipes=True),
    Layout("markdown groups", separators.markdown_groups, "a small table for each three rows", True),
    Layout("cell a line", separators.cell_a_line, "one cell a line", False),
    Layout("cell a line, spaced", separators.cell_a_line_spaced, "an empty line after each cell", False),
    Layout("cell a line, pipe", separators.cell_a_line_pipe, "one cell and a pipe a line", True),
    Layout("cells and pipes alternate", separators.cells_and_pipes_alternate, "a cell, a pipe, a cell", True),
    Layout("pipe then cell", separators.pipe_then_cell, "'| ', the cell on the next line", True),
    Layout("numbers in a run", separators.numbers_in_a_run, "label and numbers on a line", False),
    Layout("numbers on the next line", separators.numbers_on_the_next_line, "label, then numbers", False),
    Layout("labels torn", separators.labels_torn, "half a label, the numbers, the other half", False),
    Layout("numbers before label", separators.numbers_before_label, "numbers, then label", False, plain=False),
    Layout("glued rows", separators.glued_rows, "nothing between the cells of a row", False, plain=False),
    Layout("glued numbers", separators.glued_numbers, "label, then digits in a lump", False, plain=False),
    Layout("glued table", separators.glued_table, "the whole table in a lump", False, plain=False),
]


@dataclass(frozen=True)
class Treatment:
    """Something that happens to a report besides its layout. `stage` says to what `apply` is applied:
    'parts' (the report's parts), 'labels' (a table's grid), 'lines' (a table's lines), 'words' (the whole
    text but the cells), 'figures' (a cell's text), 'padding' and 'line end' (`apply` is then the value
    itself)."""

    name: str
    stage: str
    apply: Any

    @property
    def what(self) -> str:
        """What it does, in a sentence."""
        return (getattr(self.apply, "__doc__", None) or "").strip() if callable(self.apply) else self.name


def _named(stage: str, *functions: Callable[..., Any]) -> list[Treatment]:
    return [Treatment(function.__name__.replace("_", " "), stage, function) for function in functions]


TREATMENTS = [
    Treatment("padding at the end", "padding", "end"),
    Treatment("wide padding", "padding", "wide"),
    Treatment("merged cells in place", "padding", "in place"),
    Treatment("windows line ends", "line end", "\r\n"),
    Treatment("old mac line ends", "line end", "\r"),
    *_named("figures", words.full_width_figures, words.no_break_space_before, words.wide_space_around),
    *_named("labels", labels.letter_spaced, labels.letter_spaced_wide, labels.spaced_enterprise),
    *_named("labels", labels.enumeration_comma, labels.wide_point, labels.year_words),
    *_named("labels", labels.no_quotes, labels.straight_quotes, labels.broken_labels, labels.vertical_labels),
    *_named("labels", labels.groups_missing, labels.groups_merged, labels.groups_repeated),
    *_named("labels", labels.groups_interleaved),
    *_named("lines", around.page_marks_in),
    *_named("parts", around.metadata_before, around.views_before, around.footer_after),
    *_named("parts", around.markdown_headings, around.numbering_restarted, around.old_titles),
    *_named("parts", around.requests_heading_missing, around.remedies_heading_missing, around.last_chapter_empty),
    *_named("parts", around.text_between_tables, around.figures_told_before_tables),
    *_named("words", words.traditional, words.traditional_other_words, words.kangxi_radicals),
    *_named("words", words.radicals_supplement, words.pinyin_notes, words.wide_brackets),
]


def before_figures(report: Content, layout: Layout, treatments: Iterable[Treatment] = ()) -> str:
    """The report's text with every cell still one private character: the form to which mutations are done."""
    by_stage: dict[str, list[Any]] = {}
    for treatment in treatments:
        by_stage.setdefault(treatment.stage, []).append(treatment.apply)
    parts = draft(report)
    for change in by_stage.get("parts", []):
        parts = change(parts, report)
    padding = by_stage.get("padding", [""])[-1]
    lines: list[str] = []
    for part in parts:
        if part.kind != "table":
            lines += part.lines
            continue
        grid: Grid = [list(row) for row in part.grid]
        for change in by_stage.get("labels", []):
            grid = change(grid)
        table_lines = layout.table_lines([list(row) for row in with_grid(part, grid).grid], padding)
        for change in by_stage.get("lines", []):
            table_lines = change(table_lines)
        lines += table_lines
    text = unfinished(lines, by_stage.get("line end", ["\n"])[-1])
    for change in by_stage.get("words", []):
        text = change(text)
    return text


def write(report: Content, layout: Layout, treatments: Iterable[Treatment] = ()) -> Written:
    """The report in that layout with those treatments."""
    treatments = list(treatments)

    def figure(printed: str) -> str:
        for treatment in treatments:
            if treatment.stage == "figures":
                printed = treatment.apply(printed)
        return printed

    return finished(report, before_figures(report, layout, treatments), figure)
