"""两年对照: two reports side by side, drawn for a person: changed cells by table, what can't be compared, the
carry-over, repeated text, figures that one year alone tells.

A cell without a value shows its mark (空, 缺, ?) and no difference.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from gongkai.cli.bilingual import columns, shortened
from gongkai.cli.labels import label, row_label, table_title
from gongkai.cli.report_screen import draw_head
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.checks.labels import cells_named, table_name
from gongkai.core.claims.repeated import RepeatedText
from gongkai.core.compare import GROUP, Change, Comparison, ToldClaim
from gongkai.core.findings import Figure, Language
from gongkai.core.law.editions import Cell, Table, edition
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_json import plain_notation

_INDENT = "  "
_GAP = 2
_NARROWEST = 8
_MANY_ONE_SIDED = 12
"""More cells of a table than these that have a value in one report alone are named together."""

_FEW_SENTENCES = 2
_FEW_CLAIMS = 6
_LINES = 2
"""So many lines of a quoted sentence are shown."""

_MARKS = {State.BLANK: "blank", State.MISSING: "missing"}
Reports = tuple[FilledReport, FilledReport]
Side = Literal["left", "right"]
Line = tuple[str, str, str, str, str]


def draw_comparison(
    names: tuple[str, str], reports: Reports, found: Comparison, remarks: Sequence[str], look: Look
) -> bytes:
    """The whole comparison as text; `remarks` are those of the comparison in words."""
    console = canvas(look)
    for name, report in zip(names, reports, strict=True):
        draw_head(console, name, report, look)
    for remark in remarks:
        write(console, printable(remark), style="yellow")
    for table in reports[1].form.tables:
        _draw_table(console, table, reports, found, look)
    if found.unknown:
        console.print()
        write(console, label("neither_known", look.language, count=len(found.unknown)), style="dim")
    _draw_key(console, found, look.language)
    _draw_cells(console, "not_comparable", reports[1], found.not_comparable, look.language)
    _draw_cells(console, "gone", reports[0], found.gone, look.language)
    _draw_carried(console, reports, found, look)
    _draw_repeated(console, reports[1], found.repeated, look)
    for key, claims in (("claims_dropped", found.claims_dropped), ("claims_new", found.claims_new)):
        _draw_claims(console, key, claims, reports[1], look)
    console.print()
    return drawn(console)


def _draw_heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold cyan"))


def _draw_table(console: Console, table: Table, reports: Reports, found: Comparison, look: Look) -> None:
    """The changed cells of a table, a line each, those of one row together."""
    english = next(chapter.english for chapter in edition(table.edition).chapters if chapter.key == table.key)
    _draw_heading(console, table_title(table, english, look.language))
    changes = [change for change in found.changes if change.cell.startswith(f"{table.key}.")]
    one_sided = [change for change in changes if change.old is None or change.new is None]
    if len(one_sided) > _MANY_ONE_SIDED:
        changes = [change for change in changes if change not in one_sided]
    groups = found.groups if table.key == GROUP.partition(".")[0] else ()
    lines = list(_lines(changes, groups, reports[1], look.language))
    if lines:
        heads = (label("row", look.language), label("column", look.language), *_years(reports, look.language))
        _draw_grid(console, (*heads, label("difference", look.language)), lines, look)
    if len(one_sided) > _MANY_ONE_SIDED:
        cells = cells_named(reports[1].form.cells[reports[1].form.index[change.cell]] for change in one_sided)
        said = label("one_sided", look.language, cells=cells[look.language], count=len(one_sided))
        write(console, said, indent=len(_INDENT), style="dim")
    elif not lines:
        first, end = reports[1].form.spans[table.key]
        nothing = set(reports[1].form.keys[first:end]) <= {*found.unknown, *found.not_comparable}
        write(console, label("nothing_to_compare" if nothing else "no_change", look.language), indent=2, style="dim")


def _lines(
    changes: Sequence[Change], groups: Sequence[Change], report: FilledReport, language: Language
) -> Iterator[Line]:
    """The lines of a table: row, column, both figures, their difference; the row is named once."""
    for _, same_row in groupby(changes, key=lambda change: change.cell.rpartition(".")[0]):
        for place, change in enumerate(same_row):
            cell = report.form.cells[report.form.index[change.cell]]
            row = "" if place else row_label(cell.row, language)
            yield row, _column(cell, language), *_figures(change, language)
    for place, change in enumerate(groups):
        cell = report.form.cells[report.form.index[change.parts[0]]]
        row = "" if place else label("group_added_up", language)
        yield row, _column(cell, language), *_figures(change, language)


def _column(cell: Cell, language: Language) -> str:
    return cell.column.label if language == "zh" else cell.column.english


def _figures(change: Change, language: Language) -> tuple[str, str, str]:
    """Both figures as they are shown, and the difference where there is one."""
    shown = (
        _shown(change.old, change.old_state, language),
        _shown(change.new, change.new_state, language),
    )
    if change.old is None or change.new is None:
        return (*shown, "")
    difference = change.new - change.old
    return (*shown, f"{'+' if difference > 0 else ''}{_shown(difference, State.PRINTED, language)}")


def _shown(value: Figure | None, state: State, language: Language) -> str:
    if value is None:
        return label(_MARKS[state], language) if state in _MARKS else "?"
    return str(value) if isinstance(value, int) else plain_notation(value)


def _draw_grid(console: Console, heads: Sequence[str], lines: Sequence[Sequence[str]], look: Look) -> None:
    """Lines under their heads: words left, figures right; the words share the room that the figures leave."""
    figures = range(2 if len(heads) > 3 else 1, len(heads))
    widths = {place: max(columns(line[place]) for line in [heads, *lines]) for place in figures}
    words = [place for place in range(len(heads)) if place not in widths]
    room = look.width - len(_INDENT) - sum(widths.values()) - _GAP * len(heads)
    for place in reversed(words):
        longest = max(columns(line[place]) for line in [heads, *lines])
        first = max(columns(line[0]) for line in lines)
        widths[place] = max(_NARROWEST, min(longest, max(room - first, room // 3) if place else room))
        room -= widths[place]
    grid = Grid(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("", width=0)
    for place, head in enumerate(heads):
        side: Side = "right" if place in figures else "left"
        grid.add_column(Text(shortened(head, widths[place])), justify=side, width=widths[place], no_wrap=True)
    for line in lines:
        grid.add_row("", *(Text(shortened(printable(text), widths[place])) for place, text in enumerate(line)))
    console.print(grid)


def _draw_key(console: Console, found: Comparison, language: Language) -> None:
    """What the marks mean, those that occur in the tables."""
    changes = [*found.changes, *found.groups]
    occurring = {change.old_state for change in changes} | {change.new_state for change in changes}
    keys = [
        label(f"key_{state.name.lower()}", language)
        for state in (State.BLANK, State.MISSING, State.UNCLEAR)
        if state in occurring
    ]
    if keys:
        console.print()
    for key in keys:
        write(console, key, indent=len(_INDENT), style="dim")


def _years(reports: Reports, language: Language) -> tuple[str, str]:
    """Heads of the two columns of figures: the years, or old and new where they don't tell them apart."""
    old, new = (report.year for report in reports)
    if old is None or new is None or old == new:
        return label("before", language), label("now", language)
    return str(old), str(new)


def _draw_cells(console: Console, key: str, report: FilledReport, named: Sequence[str], language: Language) -> None:
    """A heading and these cells of the report, table by table; nothing where there are none."""
    if not named:
        return
    _draw_heading(console, label(key, language))
    for table in report.form.tables:
        keys = [key for key in named if key.startswith(f"{table.key}.")]
        if keys:
            cells = [report.form.cells[report.form.index[key]] for key in keys]
            details = {"table": table_name(table)[language], "cells": cells_named(cells)[language], "count": len(cells)}
            write(console, label("not_comparable_cells", language, **details), indent=len(_INDENT))


def _draw_carried(console: Console, reports: Reports, found: Comparison, look: Look) -> None:
    """Whether what was carried out is carried in; the columns where it is not, or where that can't be told."""
    language = look.language
    _draw_heading(console, label("carried", language))
    total = "requests.carried_in.total"
    if found.carried_in == found.carried_out and None not in found.carried_in.values():
        said = label("carried_same", language, total=found.carried_in[total])
        write(console, said, indent=len(_INDENT), style="green")
        return
    lines = []
    old, new = reports
    for key, value in found.carried_in.items():
        out = found.carried_out[key]
        if out == value and value is not None:
            continue
        old_state = old.state(key.replace("carried_in", "carried_out"))
        figures = _shown(out, old_state, language), _shown(value, new.state(key), language)
        lines.append((_column(new.form.cells[new.form.index[key]], language), *figures))
    heads = (label("column", language), label("carried_out", language), label("carried_in", language))
    _draw_grid(console, heads, lines, look)


def _draw_repeated(console: Console, report: FilledReport, repeated: Sequence[RepeatedText], look: Look) -> None:
    language = look.language
    _draw_heading(console, label("repeated", language))
    if not repeated:
        write(console, label("nothing_to_repeat", language), indent=len(_INDENT), style="dim")
    for one in repeated:
        details = {
            "chapter": _chapter(report, one.section, language),
            "share": int(one.share * 100),
            "count": len(one.sentences),
        }
        write(console, label("repeated_chapter", language, **details), indent=len(_INDENT))
        for sentence in one.sentences[:_FEW_SENTENCES]:
            _draw_quote(console, report.source[sentence.start : sentence.end].strip(), look)
        _draw_more(console, len(one.sentences) - _FEW_SENTENCES, language)


def _draw_claims(console: Console, key: str, claims: Sequence[ToldClaim], report: FilledReport, look: Look) -> None:
    """The figures, a sentence that tells several once, behind its chapter."""
    if not claims:
        return
    _draw_heading(console, label(key, look.language))
    by_sentence = [(quote, list(same)) for quote, same in groupby(claims, key=lambda claim: claim.quote)]
    for quote, same in by_sentence[:_FEW_CLAIMS]:
        told = " ".join(f"{plain_notation(claim.value)}{claim.unit}" for claim in same)
        chapter = _chapter(report, same[0].section, look.language)
        write(console, f"{chapter}{label('colon', look.language)}{told}", indent=len(_INDENT))
        _draw_quote(console, quote, look)
    _draw_more(console, len(by_sentence) - _FEW_CLAIMS, look.language)


def _draw_quote(console: Console, text: str, look: Look) -> None:
    """As much of a sentence as goes on a few lines."""
    indent = 2 * len(_INDENT)
    write(console, shortened(printable(text), _LINES * (look.width - indent) - 2), indent=indent, style="dim")


def _draw_more(console: Console, count: int, language: Language) -> None:
    if count > 0:
        write(console, label("more", language, count=count), indent=2 * len(_INDENT), style="dim")


def _chapter(report: FilledReport, key: str, language: Language) -> str:
    """'五、存在的主要问题及改进情况', '5. problems'."""
    chapters = edition(report.edition).chapters
    place, chapter = next((place, one) for place, one in enumerate(chapters, start=1) if one.key == key)
    return f"{chapter.number}、{chapter.title}" if language == "zh" else f"{place}. {chapter.english}"
