"""勾稽关系校核: the relations of tables 3 and 4.

T3.IDENT, 一加二等于三加四, is the note printed in the head of table 3; T3.RESULT, T3.ROW and T4.SUM follow
from where the form puts its 总计. A relation is an error when it is proved broken, with blank cells as well
as without (the proof is in `gongkai.core.relations`). Relations that blank, missing or unclear cells leave
open are gathered into one 'unproven' finding a code, so that a form left blank is calm to read.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.labels import (
    Words,
    cells_named,
    column_name,
    columns_named,
    row_name,
    rows_named,
    table_name,
)
from gongkai.core.findings import Figure, Finding, Place
from gongkai.core.law.editions import Column, Relation, Row, Table
from gongkai.core.relations import Judgement, Verdict, judge, sums
from gongkai.core.report import FilledReport


def check_sums(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """One error for every relation that is proved broken; one 'unproven' for every code with relations left
    open."""
    judgements = judge(report.form, report.values)
    open_ones: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.BROKEN:
            yield _broken(report, judgement)
        elif judgement.verdict is Verdict.UNPROVEN:
            open_ones.setdefault(judgement.relation.code, []).append(judgement)
    for code, unproven in open_ones.items():
        yield _unproven(report, code, unproven)


def _broken(report: FilledReport, judgement: Judgement) -> Finding:
    """The finding for one broken relation: `expected` is the sum of the parts, `found` the printed total."""
    relation = judgement.relation
    left, right = sums(relation, report.values)
    keys = report.form.keys
    printed = any(report.values[cell] is not None for cell in relation.minus)
    cells = report.form.cells
    details: dict[str, Any] = {
        "variant": _variant(judgement),
        "table": table_name(report.form.table(relation.table)),
        "place": _place_named(report, relation),
        "left": _addition(relation.plus, report.values),
        "right": _addition(relation.minus, report.values),
        "difference": abs(left - right),
        "count": len(judgement.unknown),
        "unknown": cells_named(cells[cell] for cell in judgement.unknown),
        "zeros": cells_named(cells[cell] for cell in judgement.zeros),
        "because": _relations_named(report, judgement.relies_on),
    }
    return Finding(
        code=relation.code,
        severity="error",
        cells=tuple(keys[cell] for cell in (*relation.plus, *relation.minus)),
        expected=left,
        found=right if printed else None,
        details=details,
        at=_first_place(report, (*relation.minus, *relation.plus)),
    )


def _variant(judgement: Judgement) -> str:
    if judgement.zeros:
        return "together"
    return "at_least" if judgement.unknown else "main"


def _unproven(report: FilledReport, code: str, judgements: Sequence[Judgement]) -> Finding:
    """The finding for all relations of one code that cells without a number leave open."""
    form = report.form
    relations = [judgement.relation for judgement in judgements]
    table = form.table(relations[0].table)
    unknown = sorted({cell for judgement in judgements for cell in judgement.unknown})
    all_cells = {cell for one in form.relations if one.code == code for cell in (*one.plus, *one.minus)}
    return Finding(
        code=code,
        severity="unproven",
        cells=tuple(form.keys[cell] for cell in unknown),
        details={
            "variant": "nothing" if len(unknown) == len(all_cells) else "unproven",
            "table": table_name(table),
            "place": _places_named(table, relations),
            "count": len(unknown),
            "unknown": cells_named(form.cells[cell] for cell in unknown),
        },
        at=_first_place(report, unknown),
    )


def _addition(cells: Iterable[int], values: Sequence[Figure | None]) -> str:
    """'3 + 2 = 5': the figures other than 0 and their sum; the sum alone where there is nothing to add."""
    figures = [figure for cell in cells if (figure := values[cell])]
    parts = " + ".join(str(figure) for figure in figures)
    return f"{parts} = {sum(figures)}" if len(figures) > 1 else str(sum(figures))


def _where(table: Table, relation: Relation) -> Row | Column:
    """The row or column that a relation is stated for."""
    places: tuple[Row | Column, ...] = (*table.rows, *table.rows[0].columns)
    return next(place for place in places if place.key == relation.at)


def _place_named(report: FilledReport, relation: Relation) -> Words:
    place = _where(report.form.table(relation.table), relation)
    return row_name(place) if isinstance(place, Row) else column_name(place)


def _places_named(table: Table, relations: Sequence[Relation]) -> Words:
    places = [_where(table, relation) for relation in relations]
    rows = [place for place in places if isinstance(place, Row)]
    columns = [place for place in places if isinstance(place, Column)]
    return rows_named(table, rows) if rows else columns_named(columns, table.rows[0].columns)


def _relations_named(report: FilledReport, relations: Sequence[Relation]) -> Words:
    """'T3.ROW(一、本年新收政府信息公开申请数量)': relations by code and row or column."""
    named = [(relation.code, _place_named(report, relation)) for relation in relations]
    return {
        "zh": "、".join(f"{code}（{place['zh']}）" for code, place in named),
        "en": ", ".join(f"{code} ({place['en']})" for code, place in named),
    }


def _first_place(report: FilledReport, cells: Iterable[int]) -> Place:
    """Where the first of the cells that was read stands; nothing where none was."""
    return next((place for cell in cells if (place := report.at(cell)) is not None), {})
