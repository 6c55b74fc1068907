"""Filled reports made by hand: every cell that is not named is 0."""

from collections.abc import Iterable, Mapping

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, edition, edition_for_year, mixed_form
from gongkai.core.report import FilledReport, Note, State

YEARS = {"2019": 2020, "2021": 2022}


def filled_report(
    values: Mapping[str, Figure] | None = None,
    *,
    form: Form | str = "2021",
    year: int | None = 0,
    blank: Iterable[str] = (),
    missing: Iterable[str] = (),
    unclear: Iterable[str] = (),
    notes: Iterable[Note] = (),
) -> FilledReport:
    """A report of `form` (an edition's id, or a form) with `values` by key, the rest 0.

    `blank`, `missing` and `unclear` are keys, or the beginnings of keys ('requests', 'requests.partial'),
    whose cells have no value. `year` 0 is a year that the edition is due for. A cell's place is {'cell': its
    index}.
    """
    if isinstance(form, str):
        form = edition(form).form
    if year == 0:
        year = YEARS[form.table_editions["requests"]]
    states: list[int] = [State.PRINTED] * len(form.cells)
    figures: list[Figure | None] = [0] * len(form.cells)
    for key, value in (values or {}).items():
        figures[form.index[key]] = value
    for state, names in ((State.BLANK, blank), (State.MISSING, missing), (State.UNCLEAR, unclear)):
        for cell in cells_of(form, names):
            states[cell], figures[cell] = state, None
    return FilledReport(
        form=form,
        edition=edition_for_year(year).id if year and year >= 2019 else "2021",
        states=states,
        values=figures,
        texts=[None if figure is None else str(figure) for figure in figures],
        starts=[-1 if state == State.MISSING else cell for cell, state in enumerate(states)],
        ends=[-1 if state == State.MISSING else cell + 1 for cell, state in enumerate(states)],
        place=lambda start, end: {"cell": start},
        organ="示例市人民政府",
        year=year,
        notes=list(notes),
    )


def cells_of(form: Form, names: Iterable[str]) -> list[int]:
    """The cells whose key is one of the names, or begins with one. Raises KeyError for a name that no key
    has."""
    found = []
    for name in names:
        cells = [cell.index for cell in form.cells if f"{cell.key}.".startswith(f"{name}.")]
        if not cells:
            raise KeyError(name)
        found += cells
    return found


def mixed(proactive: str, requests: str, remedies: str) -> Form:
    """The form whose tables follow these editions."""
    return mixed_form(proactive, requests, remedies)


def told(report: FilledReport, before: Iterable[str] = (), **chapters: str | None) -> FilledReport:
    """The report with these chapters: text, or None where the heading is not there; the others are their heading alone.
    `before` are the lines before the first chapter. A character's place is its offset in the source."""
    report.source = "".join(f"{line}\n" for line in before)
    report.memory.clear()
    for chapter in edition(report.edition).chapters:
        text = chapters.get(chapter.key, "")
        report.sections[chapter.key] = text
        if text is None:
            continue
        report.source += f"{chapter.number}、{chapter.title}\n"
        start = len(report.source)
        report.source += text + "\n"
        report.section_spans[chapter.key] = (start, len(report.source))
    return report
