"""格式版本校核: whether each table follows the form due for the report's year.

The report year, the one that the figures are about, decides the form: 国办公开办函〔2019〕60号 for 2019 and
2020, 国办公开办函〔2021〕30号 from 2021 on. Only what a table asks for counts, so table 4, which is the same
in both editions, is never of the wrong one; a table that is not in the document has no edition.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.labels import Words, table_name
from gongkai.core.findings import Finding
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.editions import EDITIONS, Edition, Table, edition, edition_for_year
from gongkai.core.report import FilledReport, State


def check_edition(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """At most one finding: tables of another edition than the one due, a year before there was a national
    form, or, where the year can't be told, tables that no single edition has."""
    present = [table for table in report.form.tables if _is_present(report, table)]
    if not present:
        return
    if report.year is None:
        if not any(_strangers(present, edition(name)) == [] for name in EDITIONS):
            yield _finding(report, "mixed", present, {})
        return
    try:
        due = edition_for_year(report.year)
    except OutsideTheLaw:
        first = edition(EDITIONS[0])
        details = {"year": report.year, "first": first.first_report_year, "document": first.document}
        yield _finding(report, "too_early", present, details)
        return
    strangers = _strangers(present, due)
    if strangers:
        details = {"year": report.year, "due": due.id, "document": due.document}
        yield _finding(report, "wrong", strangers, details)


def _is_present(report: FilledReport, table: Table) -> bool:
    first, end = report.form.spans[table.key]
    return any(state != State.MISSING for state in report.states[first:end])


def _strangers(tables: Sequence[Table], due: Edition) -> list[Table]:
    """The tables that ask for other cells than the same table of the edition due."""
    return [
        table
        for table in tables
        if table.edition != due.id and _asks_for(table) != _asks_for(due.form.table(table.key))
    ]


def _asks_for(table: Table) -> list[tuple[str, str]]:
    return [(row.key, column.key) for row in table.rows for column in row.columns]


def _finding(report: FilledReport, variant: str, tables: Sequence[Table], details: dict[str, Any]) -> Finding:
    first, end = report.form.spans[tables[0].key]
    places = (report.at(cell) for cell in range(first, end))
    return Finding(
        code="FORM.EDITION",
        severity="warning",
        details={"variant": variant, "tables": _tables_named(tables), **details},
        at=next((place for place in places if place is not None), {}),
    )


def _tables_named(tables: Sequence[Table]) -> Words:
    names = [(table_name(table), edition(table.edition)) for table in tables]
    return {
        "zh": "、".join(f"{name['zh']}（{form.id} 年格式）" for name, form in names),
        "en": ", ".join(f"{name['en']} (form of {form.id})" for name, form in names),
    }
