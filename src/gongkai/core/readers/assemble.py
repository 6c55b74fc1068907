"""填入: table readings → the arrays of a filled report, with a note for whatever could not be known."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gongkai.core.findings import Figure, Place
from gongkai.core.fold import fold
from gongkai.core.law.editions import Column, Form, Row, Table
from gongkai.core.numbers import cell_value, has_unit, plain
from gongkai.core.readers.labels import only_words
from gongkai.core.readers.placing import RowReading
from gongkai.core.readers.plain import PlainTable
from gongkai.core.readers.requests import TableReading
from gongkai.core.readers.tokens import Printed
from gongkai.core.report import FilledReport, Note, State

Where = dict[str, str]
_NUMBERS = {"二": "2", "三": "3", "四": "4"}
_UNIT = re.compile("(?:金额|总额)(?:单位)?(?:人民币)?(百万元|千万元|千元|亿元|元|万.{0,6}元)")
_UNIT_OF_TABLE = re.compile("单位(?:人民币)?(百万元|千万元|千元|亿元|元|万元)")
_ABOVE = 700
"""Characters before a cell in which its table says its unit of money."""
_FACTORS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
"""Units that a column's head may print instead of 万元, in 万元."""


@dataclass(slots=True)
class Columns:
    """The arrays of a report while they are filled, table after table in the form's order."""

    states: list[int]
    values: list[Figure | None]
    texts: list[str | None]
    starts: list[int]
    ends: list[int]
    notes: list[Note]


def assemble(
    form: Form,
    edition_id: str,
    tables: Sequence[PlainTable | TableReading | None],
    source: str,
    place: Callable[[int, int], Place],
) -> FilledReport:
    """The report of `form` from one reading a table, in the form's order; None for a table that is not there. `source`
    is the text as it came, which every cell's own text is cut from."""
    columns = Columns([], [], [], [], [], [])
    for table, reading in zip(form.tables, tables, strict=True):
        if isinstance(reading, PlainTable):
            _fill_plain(columns, table, reading)
        elif isinstance(reading, TableReading):
            _note_rows(columns, table, reading.rows)
            for row_reading in reading.rows:
                _fill_row(columns, table, row_reading, source)
        else:
            _fill(columns, State.MISSING, sum(len(row.columns) for row in table.rows))
    return FilledReport(
        form,
        edition_id,
        columns.states,
        columns.values,
        columns.texts,
        columns.starts,
        columns.ends,
        place,
        notes=columns.notes,
    )


def _fill_plain(columns: Columns, table: Table, reading: PlainTable) -> None:
    columns.states += [State.PRINTED] * len(reading.texts)
    columns.texts += reading.texts
    starts, ends = zip(*reading.spans, strict=True)
    columns.starts += starts
    columns.ends += ends
    if table.key != "proactive":
        try:
            columns.values += list(map(int, reading.texts))
        except ValueError:  # a mark printed for nothing is no integer to Python
            columns.values += [cell_value(text, "count") for text in reading.texts]
        return
    kinds = [column.kind for row in table.rows for column in row.columns]
    columns.values += [cell_value(text, kind) for text, kind in zip(reading.texts, kinds, strict=True)]


def _fill(columns: Columns, state: State, count: int) -> None:
    columns.states += [state] * count
    columns.values += [None] * count
    columns.texts += [None] * count
    columns.starts += [-1] * count
    columns.ends += [-1] * count


def in_words(table: Table, row: Row | None = None, column: Column | None = None) -> Where:
    """A place in the form in words, in both languages: a table, a row or a cell."""
    chinese, english = f"表{table.number}", f"table {_NUMBERS[table.number]}"
    if row is not None:
        chinese, english = f"{chinese}“{row.full_label}”行", f"{english}, row “{row.english}”"
    if column is not None:
        chinese, english = f"{chinese}“{column.label}”栏", f"{english}, column {column.english}"
    return {"zh": chinese, "en": english}


def _keys(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(f"{table.key}.{row.key}.{column.key}" for column in row.columns)


def _note_rows(columns: Columns, table: Table, readings: Sequence[RowReading]) -> None:
    """What is to be said of rows. Rows that share figures, none of which can be placed, share a note."""
    for reading in readings:
        where = {"where": in_words(table, reading.row)}
        for words, figures in reading.extra:
            columns.notes.append(Note("READ.EXTRA_ROW", {"printed": words}, span=_span(figures)))
        if reading.cells is not None and reading.by_order:
            columns.notes.append(Note("READ.ROW_BY_ORDER", where, _keys(table, reading.row)))
        if reading.cells is not None and reading.glued:
            columns.notes.append(Note("READ.SPLIT", where, _keys(table, reading.row)))
    unplaced = [reading for reading in readings if reading.cells is None and reading.reason]
    for _, group in groupby(unplaced, key=lambda one: (id(one.figures) if one.figures else id(one), one.reason)):
        rows = list(group)
        figures, reason = rows[0].figures, rows[0].reason
        keys = tuple(key for one in rows for key in _keys(table, one.row))
        printed = " ".join(figure.text for figure in figures) if reason == "READ.GLUED" else len(figures)
        of = in_words(table, rows[0].row if len(rows) == 1 else None)
        details = {"where": of, "cells": len(keys), "printed": printed}
        columns.notes.append(Note(reason, details, keys, _span(figures)))


def _span(figures: Sequence[Printed]) -> tuple[int, int] | None:
    return (figures[0].start, figures[-1].end) if figures else None


def _fill_row(columns: Columns, table: Table, reading: RowReading, source: str) -> None:
    row = reading.row
    if reading.cells is None:
        unread = State.BLANK if reading.found else State.MISSING
        _fill(columns, State.UNCLEAR if reading.reason else unread, len(row.columns))
        return
    for column, cell in zip(row.columns, reading.cells, strict=True):
        if cell is None:
            _fill(columns, State.BLANK, 1)
            continue
        value = cell_value(cell.text, column.kind)
        key = f"{table.key}.{row.key}.{column.key}"
        if value is not None and column.kind == "amount_wan" and not cell.mark:
            value = _in_wan(columns, value, cell.text, source, cell.start, key, in_words(table, row, column))
        if value is None:
            details = {"where": in_words(table, row, column), "printed": cell.text}
            columns.notes.append(Note("READ.NOT_A_NUMBER", details, (key,), (cell.start, cell.end)))
        state = State.UNCLEAR if value is None else State.SPLIT if reading.glued and cell.glued else State.PRINTED
        columns.states.append(state)
        columns.values.append(value)
        columns.texts.append(source[cell.start : cell.end])
        columns.starts.append(cell.start)
        columns.ends.append(cell.end)


def _in_wan(columns: Columns, value: Figure, text: str, source: str, start: int, key: str, where: Where) -> Figure:
    """The amount in 万元: the cell's own unit, else the one its column's head prints (万元, or 元 in some reports)."""
    if has_unit(text):
        return value
    unit = _UNIT.search(only_words(fold(source[max(start - 90, 0) : start]))) or _UNIT_OF_TABLE.search(
        only_words(fold(source[max(start - _ABOVE, 0) : start]))
    )
    if unit is not None:
        return plain(Decimal(value) * _FACTORS.get(unit[1], Decimal(1)))
    columns.notes.append(Note("READ.UNIT", {"where": where}, (key,), (start, start + len(text))))
    return value
