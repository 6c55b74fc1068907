"""本系统的数据文件: what a file in one of our own formats tells → the same report, state by state and figure by figure.

The formats are JSON (own_json.py) and CSV (own_csv.py). Nothing in them is guessed: a key that the form has not, one
that stands twice or an unknown edition refuses the file; a cell that is gone, whose state and value contradict each
other or whose value is no figure is unclear, with a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from gongkai.core.findings import LANGUAGES, Figure, Place, load_catalogue, sentence
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.editions import EDITIONS, TABLES, Cell, Form, edition, edition_for_year, mixed_form
from gongkai.core.readers.assemble import Where, in_words
from gongkai.core.readers.flow import FlowWriter, tidy
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import KNOWN, FilledReport, Note, State

METADATA = ("index_number", "document_number", "published_on", "publisher")
_FIGURE = {
    "count": re.compile("0|[1-9][0-9]{0,62}"),
    "signed": re.compile("[+-]?(?:0|[1-9][0-9]{0,62})"),
    "amount_wan": re.compile(r"(?:0|[1-9][0-9]{0,62})(?:\.[0-9]{1,63})?"),
}
_LONGEST_QUOTED = 60
_LONGEST_NAME = 200
"""Characters of the organ's name, and of what the page says about itself: no office has more."""
_MOST_NAMED = 12
"""Cells that a sentence names one by one."""


@dataclass(slots=True)
class ToldCell:
    """What a file says of a cell: its state, its value as it stands there ('' or None for none), its text as once
    printed, and where."""

    state: State | None
    value: Any
    text: str | None
    at: Place


@dataclass(slots=True)
class Told:
    """What a file of ours says. `sections` has the lines of each chapter that is there, each with its place; `notes`
    have code, message, cells and place."""

    organ: str | None = None
    year: int | None = None
    edition: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str | None] = field(default_factory=lambda: dict.fromkeys(METADATA))
    sections: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    notes: list[tuple[str, str, tuple[str, ...], Place]] = field(default_factory=list)
    cells: dict[str, ToldCell] = field(default_factory=dict)


def chapter_keys() -> tuple[str, ...]:
    """The keys of the chapters, which all editions share."""
    return tuple(chapter.key for chapter in edition(EDITIONS[-1]).chapters)


def report_of(told: Told) -> FilledReport:
    """The report that a file tells. Raises Unreadable where a key is none of the form's."""
    _require_names(told)
    form = _form(told)
    strange = next((key for key in told.cells if key not in form.index), None)
    if strange is not None:
        raise Unreadable("READ.OWN_KEY", key=strange, editions="、".join(sorted(set(told.tables.values()))))
    if not told.cells:
        raise Unreadable("READ.NOT_A_REPORT")
    writer = FlowWriter(lambda at: at)
    report = FilledReport(form, _due(told), [], [], [], [], [], lambda start, end: {}, told.organ, told.year)
    _write_text(report, told, writer)
    doubts = list(_fill(report, told, writer))
    for code, message, cells, at in told.notes:
        span = _written(writer, "", at) if at else None
        report.notes.append(_note(code, message, cells, span))
    report.notes += doubts
    flow = writer.flow()
    report.source, report.place, report.metadata = flow.text, flow.place, told.metadata
    return report


def as_told(value: Any) -> str:
    """A value of a file as a sentence may quote it."""
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def _require_names(told: Told) -> None:
    """Raises Unreadable where a name is longer than any: it would stand in every page and letter."""
    for key, name in {"organ": told.organ, **told.metadata}.items():
        if name is not None and len(name) > _LONGEST_NAME:
            raise Unreadable("READ.OWN_FIELD", key=key, printed=as_told(name))


def _form(told: Told) -> Form:
    for key in TABLES:
        if told.tables.get(key) not in EDITIONS:
            raise Unreadable("READ.OWN_FIELD", key=f"table_editions.{key}", printed=told.tables.get(key, ""))
    if told.edition not in EDITIONS:
        raise Unreadable("READ.OWN_FIELD", key="edition", printed=told.edition)
    return mixed_form(*(told.tables[key] for key in TABLES))


def _due(told: Told) -> str:
    """The edition due for the year that the file names, else the one that it names itself."""
    try:
        return told.edition if told.year is None else edition_for_year(told.year).id
    except OutsideTheLaw:
        return told.edition


# ---- The text that all places point into -----------------------------------------------------------------------------


def _written(writer: FlowWriter, text: str, at: Place) -> tuple[int, int]:
    """Writes a line; gives its first and last character."""
    start = len(writer.flow().text)
    writer.line(text, at)
    return start, max(len(writer.flow().text) - 1, start)


def _write_text(report: FilledReport, told: Told, writer: FlowWriter) -> None:
    year = f"{told.year}年" if told.year else ""
    writer.line(f"{told.organ or ''}{year}政府信息公开工作年度报告", {})
    for chapter in edition(report.edition).chapters:
        lines = told.sections.get(chapter.key)
        report.sections[chapter.key] = None if lines is None else "\n".join(text for text, _ in lines)
        if lines is None:
            continue
        writer.line(f"{chapter.number}、{chapter.title}", lines[0][1] if lines else {})
        start = len(writer.flow().text)
        for line, at in lines:
            writer.line(line, at)
        report.section_spans[chapter.key] = (start, len(writer.flow().text))


# ---- The cells -------------------------------------------------------------------------------------------------------


def _fill(report: FilledReport, told: Told, writer: FlowWriter) -> Iterator[Note]:
    """Fills the report's cells; gives a note for each that can't be known, one for all that are not there."""
    place = len(writer.flow().text)
    gone: list[Cell] = []
    for cell in report.form.cells:
        found = told.cells.get(cell.key)
        if found is None:
            gone.append(cell)
            _add(report, State.UNCLEAR, None, None, -1, -1)
            continue
        state, value, doubt = _settled(cell, found)
        start = end = -1
        if found.at:
            shown = tidy(found.text or "")
            start, end = place, place + len(shown)
            writer.line(shown, found.at)
            place = end + 1
        _add(report, state, value, found.text, start, end)
        if doubt is not None:
            yield Note(doubt.code, doubt.details, doubt.cells, (start, end) if found.at else None)
    if gone:
        keys = tuple(cell.key for cell in gone)
        more = "…" if len(keys) > _MOST_NAMED else ""
        named = " ".join(keys[:_MOST_NAMED]) + more
        yield Note("READ.OWN_MISSING", {"count": len(keys), "keys": named}, keys)


def _add(report: FilledReport, state: State, value: Figure | None, text: str | None, start: int, end: int) -> None:
    report.states.append(state)
    report.values.append(value)
    report.texts.append(text)
    report.starts.append(start)
    report.ends.append(end)


def _settled(cell: Cell, found: ToldCell) -> tuple[State, Figure | None, Note | None]:
    """The cell's state and value; unclear, and a note that says why, where the file contradicts itself."""
    given = found.value is not None and found.value != ""
    where = {"where": in_words(cell.table, cell.row, cell.column), "printed": as_told(found.value)}
    if found.state is None or (found.state >= KNOWN) != given:
        return State.UNCLEAR, None, Note("READ.OWN_STATE", where, (cell.key,))
    if not given:
        return found.state, None, None
    value = _figure(found.value, cell.column.kind)
    if value is None:
        return State.UNCLEAR, None, Note("READ.NOT_A_NUMBER", where, (cell.key,))
    return found.state, value, None


def _figure(value: Any, kind: str) -> Figure | None:
    """The figure of its column's kind, exactly, or None."""
    text = str(value) if type(value) in (int, str) else ""
    if _FIGURE[kind].fullmatch(text) is None:
        return None
    return Decimal(text) if kind == "amount_wan" else int(text)


# ---- The notes -------------------------------------------------------------------------------------------------------


def _note(code: str, message: str, cells: tuple[str, ...], span: tuple[int, int] | None) -> Note:
    """The note whose sentence was kept: its details are read out of it. One whose sentence is no longer ours is said as
    it stands."""
    for template in _templates(code):
        match = _pattern(template).fullmatch(message)
        details = {name: _detail(name, value) for name, value in match.groupdict().items()} if match else None
        if details is not None and _says(code, details, message):
            return Note(code, details, cells, span)
    return Note("READ.NOTED", {"code": code, "note": message}, cells, span)


def _says(code: str, details: dict[str, Any], message: str) -> bool:
    catalogue = load_catalogue("gongkai.core.readers", "notes.toml")
    return any(sentence(catalogue, code, language, details) == message for language in LANGUAGES)


def _templates(code: str) -> list[str]:
    entry = load_catalogue("gongkai.core.readers", "notes.toml").get(code)
    return list(entry["sentences"]["main"].values()) if entry else []


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pieces, names = [], set()
    for literal, name, _, _ in Formatter().parse(template):
        pieces.append(re.escape(literal))
        if name:
            pieces.append(f"(?P={name})" if name in names else f"(?P<{name}>.*)")
            names.add(name)
    return re.compile("".join(pieces), re.S)


def _detail(name: str, value: str) -> Any:
    if name == "where":
        return _places().get(value, value)
    return int(value) if re.fullmatch("0|[1-9][0-9]{0,9}", value) else value


@cache
def _places() -> dict[str, Where]:
    """The places of the forms, as sentences name them in either language, in both."""
    places: list[Where] = []
    for table in (table for one in EDITIONS for table in edition(one).form.tables):
        places.append(in_words(table))
        for row in table.rows:
            places.append(in_words(table, row))
            places += [in_words(table, row, column) for column in row.columns]
    return {place[language]: place for place in places for language in LANGUAGES}
