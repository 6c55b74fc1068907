"""读取结果: a report as read, drawn for a person: head, three tables, six chapters, notes.

Every figure is shown as it was read: a blank is 空, never 0; what can't be told is ?; a missing cell is 缺. A
key below the tables explains the marks that occur.
"""

from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from gongkai.cli.bilingual import columns, shortened
from gongkai.cli.labels import NARROW_COLUMNS, group_label, label, place_label, row_label, table_title
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.core.findings import Language
from gongkai.core.law.editions import Column, Row, Table, edition
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_json import note_message, plain_notation, zeros_implied

_ROOMY = 110
"""Columns from which on figures stand further apart."""

_SHORTEST_LABEL = 20
_FEW_NOTES = 3
_GAP = 2
_NARROW_GAP = 1
_INDENT = "  "


def draw_report(name: str, report: FilledReport, look: Look) -> bytes:
    """The whole report as text."""
    console = canvas(look)
    draw_head(console, name, report, look)
    draw_tables(console, report, look)
    _draw_chapters(console, report, look.language)
    _draw_notes(console, report, look.language)
    console.print()
    return drawn(console)


def draw_tables(console: Console, report: FilledReport, look: Look, *, key: bool = True) -> None:
    """The three tables, and a key to the marks that occur in them, unless others explain them."""
    for table in report.form.tables:
        _draw_table(console, table, report, look)
    if key:
        _draw_key(console, report, look.language)


def draw_head(console: Console, name: str, report: FilledReport, look: Look) -> None:
    """Organ, year and form, and the name of the file under a rule."""
    language = look.language
    organ = printable(report.organ) if report.organ else label("no_organ", language)
    year = label("no_year", language) if report.year is None else label("year", language, year=report.year)
    line = Text(organ, style="bold")
    line.append(f"  {year}  {_editions(report, language)}", style="not bold")
    console.print(line)
    console.print(Text(printable(name), style="dim"))


def _editions(report: FilledReport, language: Language) -> str:
    """The form of the report, or that of each table where they differ."""
    by_table = [table.edition for table in report.form.tables]
    return label("edition", language, edition="/".join(by_table) if len(set(by_table)) > 1 else by_table[0])


def _draw_table(console: Console, table: Table, report: FilledReport, look: Look) -> None:
    english = next(chapter.english for chapter in edition(table.edition).chapters if chapter.key == table.key)
    console.print()
    console.print(Text(table_title(table, english, look.language), style="bold cyan"))
    first, end = report.form.spans[table.key]
    if all(state == State.MISSING for state in report.states[first:end]):
        console.print(Text(f"  {label('table_missing', look.language)}", style="red"))
        return
    implied = zeros_implied(report)
    figures = {
        cell.key: _figure(report, cell.index, cell.index in implied, look.language)
        for cell in report.form.cells[first:end]
    }
    if table.key == "requests":
        console.print(_grid(table, list(table.rows), _heads(table, look), "", figures, look))
        return
    blocks = groupby(table.rows, key=lambda row: (row.group if table.key == "proactive" else "", row.columns))
    for (item, _), block in blocks:
        rows = list(block)
        heads = {column.key: _printed(column, look.language) for column in rows[0].columns}
        console.print(_grid(table, rows, heads, group_label(item, look.language), figures, look))


def _heads(table: Table, look: Look) -> dict[str, str]:
    """The heads of the columns of table 3, in full where they all fit beside the longest label."""
    full = {column.key: _printed(column, look.language) for column in table.rows[0].columns}
    longest = max(columns(text) for text in _labels(table, look.language).values())
    if longest + sum(columns(head) + _GAP for head in full.values()) <= look.width:
        return full
    return {key: NARROW_COLUMNS[key][look.language] for key in full}


def _printed(column: Column, language: Language) -> str:
    return column.label if language == "zh" else column.english


def _grid(
    table: Table, rows: list[Row], heads: dict[str, str], corner: str, figures: dict[str, Text], look: Look
) -> Grid:
    """Rows that share their columns, the figures right-aligned; a row of zeros dim, long labels cut."""
    gap = _NARROW_GAP if look.width < _ROOMY else _GAP
    widths = {
        key: max(columns(text) for text in [*head.split("\n"), *(figures[_key(table, row, key)].plain for row in rows)])
        for key, head in heads.items()
    }
    labels = _labels(table, look.language)
    room = look.width - sum(width + gap for width in widths.values()) - gap
    room = max(_SHORTEST_LABEL, min(room, max(columns(text) for text in labels.values())))
    grid = Grid(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column(Text(f"{_INDENT}{corner}"), width=room, no_wrap=True, vertical="bottom")
    for key, head in heads.items():
        grid.add_column(Text(head), justify="right", width=widths[key], no_wrap=True, vertical="bottom")
    shown = {"", rows[0].group} if table.key == "proactive" else {""}
    for row in rows:
        if look.language == "zh" and row.group not in shown:
            indent = _INDENT * (2 if row.group.startswith("(") else 1)
            grid.add_row(Text(f"{indent}{row.group}", style="dim"))
            shown.add(row.group)
        cells = [figures[_key(table, row, key)] for key in heads]
        style = "dim" if all(cell.plain == "0" for cell in cells) else ""
        grid.add_row(Text(shortened(labels[row.key], room)), *cells, style=style)
    return grid


def _key(table: Table, row: Row, column: str) -> str:
    return f"{table.key}.{row.key}.{column}"


def _labels(table: Table, language: Language) -> dict[str, str]:
    """The rows of a table as they stand in it, by key; in Chinese those under a group are set in."""
    labels = {}
    for row in table.rows:
        depth = 1
        if language == "zh" and table.key != "proactive" and row.group:
            depth += 2 if row.group.startswith("(") else 1
        labels[row.key] = _INDENT * depth + row_label(row, language)
    return labels


def _figure(report: FilledReport, index: int, is_implied: bool, language: Language) -> Text:
    """One cell as a person should see it."""
    state, value = report.states[index], report.values[index]
    if state == State.BLANK:
        return Text(label("blank", language) + ("→0" if is_implied else ""), style="yellow")
    if state == State.MISSING:
        return Text(label("missing", language), style="red")
    if state == State.UNCLEAR:
        return Text("?", style="bold red")
    figure = plain_notation(value) if isinstance(value, Decimal) else str(value)
    return Text(f"{figure}*", style="magenta") if state == State.SPLIT else Text(figure)


def _draw_key(console: Console, report: FilledReport, language: Language) -> None:
    """What the marks mean, those that occur."""
    occurring = {State(state) for state in report.states}
    keys = [
        label(f"key_{state.name.lower()}", language)
        for state in (State.BLANK, State.MISSING, State.UNCLEAR, State.SPLIT)
        if state in occurring
    ]
    if zeros_implied(report):
        keys.insert(1, label("key_implied", language))
    if keys:
        console.print()
        for key in keys:
            console.print(Text(f"  {key}", style="dim"))


def _draw_chapters(console: Console, report: FilledReport, language: Language) -> None:
    console.print()
    grid = Grid(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold cyan")
    grid.add_column(label("chapters", language), overflow="ellipsis", no_wrap=True)
    grid.add_column(label("length", language), justify="right", no_wrap=True)
    for number, chapter in enumerate(edition(report.edition).chapters, start=1):
        title = f"{chapter.number}、{chapter.title}" if language == "zh" else f"{number}. {chapter.english}"
        grid.add_row(Text(f"  {title}"), _length(report, chapter.key, language))
    console.print(grid)


def _length(report: FilledReport, chapter: str, language: Language) -> Text:
    """How much text the chapter has besides its table."""
    section = report.sections.get(chapter)
    if section is None:
        return Text(label("chapter_missing", language), style="red")
    characters = sum(not character.isspace() for character in section)
    if characters:
        return Text(str(characters))
    first, end = report.form.spans.get(chapter, (0, 0))
    if any(report.states[first:end]):
        return Text(label("chapter_table", language), style="dim")
    return Text(label("chapter_empty", language), style="yellow")


def _draw_notes(console: Console, report: FilledReport, language: Language) -> None:
    if not report.notes:
        return
    console.print()
    console.print(Text(label("notes", language), style="bold cyan"))
    for _, same_code in groupby(report.notes, key=attrgetter("code")):
        notes = list(same_code)
        for note in notes[:_FEW_NOTES]:
            place = place_label(report.place(*note.span), language) if note.span else ""
            console.print(Text(f"  {note.code}  {place}".rstrip(), style="dim"))
            write(console, printable(note_message(note, language)), indent=4)
        if len(notes) > _FEW_NOTES:
            more = label("more_notes", language, count=len(notes) - _FEW_NOTES, code=notes[0].code)
            write(console, more, indent=2, style="dim")
