"""对照的页面形式: two reports as tables side by side, with difference and growth, and charts of the largest figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.bulk.checked import checked_file
from gongkai.core.compare import GROUP, Comparison, ToldClaim, comparable
from gongkai.core.findings import Figure, Finding, Language
from gongkai.core.law.editions import Cell, Table, edition
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_json import plain_notation
from gongkai.core.writers.printable import printable
from gongkai.platform.ui.charts import BarChart

MOST_BARS = 10
MOST_QUOTES = 20
_TOTAL = "total"

Reports = tuple[FilledReport, FilledReport]


@dataclass(frozen=True)
class Line:
    """A line of a table: what it counts, both figures and their difference as they are shown."""

    row: str
    column: str
    old: str
    new: str
    difference: str
    growth: str
    changed: bool

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing to count in both years."""
        return self.old == self.new == "0"


@dataclass(frozen=True)
class Shown:
    """A table of the form: the lines that everybody wants, those of them that are 0 in both years, the others that
    changed, its chart, and how many cells can't be compared."""

    title: str
    lines: list[Line]
    zeros: list[Line]
    others: list[Line]
    chart: BarChart | None
    left_out: int


@dataclass(frozen=True)
class Told:
    """Figures that a sentence of one year alone tells."""

    chapter: str
    figures: str
    quote: str


def tables(reports: Reports, found: Comparison, language: Language) -> list[Shown]:
    """The three tables of the form."""
    return [_table(table, reports, found, language) for table in reports[1].form.tables]


def findings_between(report: FilledReport, findings: Iterable[Finding], language: Language) -> Sequence[Any]:
    """What is wrong between the years, in plain words."""
    return checked_file("", report, findings, language).items


def repeated(report: FilledReport, found: Comparison, language: Language) -> list[dict[str, Any]]:
    """The chapters that repeat sentences of the year before, with the sentences."""
    return [
        {
            "chapter": chapter_title(report, one.section, language),
            "share": int(one.share * 100),
            "count": len(one.sentences),
            "quotes": [
                printable(report.source[sentence.start : sentence.end].strip())
                for sentence in one.sentences[:MOST_QUOTES]
            ],
        }
        for one in found.repeated
    ]


def told(report: FilledReport, claims: Sequence[ToldClaim], language: Language) -> list[Told]:
    """The figures that one year's text tells and the other's does not, a sentence once."""
    by_sentence: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.section, claim.quote), []).append(f"{plain_notation(claim.value)}{claim.unit}")
    shown = list(by_sentence.items())[:MOST_QUOTES]
    return [
        Told(chapter_title(report, section, language), " · ".join(figures), printable(quote))
        for (section, quote), figures in shown
    ]


def chapter_title(report: FilledReport, key: str, language: Language) -> str:
    """'五、存在的主要问题及改进情况', '5. problems'."""
    chapters = edition(report.edition).chapters
    place, chapter = next((place, one) for place, one in enumerate(chapters, start=1) if one.key == key)
    return f"{chapter.number}、{chapter.title}" if language == "zh" else f"{place}. {chapter.english}"


def table_title(table: Table, language: Language) -> str:
    """'二、主动公开政府信息情况'; in English by the title of its chapter."""
    if language == "zh":
        return f"{table.number}、{table.title}"
    english = next(chapter.english for chapter in edition(table.edition).chapters if chapter.key == table.key)
    return f"{'一二三四五六'.index(table.number) + 1}. {english.capitalize()}"


def row_title(cell: Cell, language: Language) -> str:
    """The row as the form names it, with its number, without the instruction behind it."""
    if language == "en":
        return cell.row.english
    row = cell.row
    return row.full_label.partition("(区分")[0] if row.number else row.label


def column_title(cell: Cell, language: Language) -> str:
    """The column as the form names it."""
    return cell.column.label if language == "zh" else cell.column.english


def years(reports: Reports) -> tuple[str, str]:
    """The heads of both columns: the years, or earlier and later where they don't tell the reports apart."""
    old, new = (report.year for report in reports)
    if old is None or new is None or old == new:
        return _("First report"), _("Second report")
    return str(old), str(new)


def _table(table: Table, reports: Reports, found: Comparison, language: Language) -> Shown:
    old, new = reports
    first, end = new.form.spans[table.key]
    cells = [cell for cell in new.form.cells[first:end] if comparable(cell.key, old.form, new.form)]
    whole = [cell for cell in cells if table.key != "requests" or cell.column.key == _TOTAL]
    lines = [_line(cell, reports, language) for cell in whole]
    groups = found.groups if table.key == GROUP.partition(".")[0] else ()
    lines += [
        _figures(
            _("Other handling, added up") if group.cell.endswith(_TOTAL) else "",
            column_title(new.form.cells[new.form.index[group.parts[0]]], language),
            (group.old, group.old_state),
            (group.new, group.new_state),
        )
        for group in groups
        if group.cell.endswith(_TOTAL)
    ]
    others = [_line(cell, reports, language) for cell in cells if cell not in whole]
    return Shown(
        title=table_title(table, language),
        lines=[line for line in lines if not line.is_nothing],
        zeros=[line for line in lines if line.is_nothing],
        others=[line for line in others if line.changed],
        chart=_chart(table, whole, reports, language),
        left_out=end - first - len(cells),
    )


def _line(cell: Cell, reports: Reports, language: Language) -> Line:
    old, new = reports
    return _figures(
        row_title(cell, language),
        column_title(cell, language),
        (old.value(cell.key), old.state(cell.key)),
        (new.value(cell.key), new.state(cell.key)),
    )


def _figures(row: str, column: str, old: tuple[Figure | None, State], new: tuple[Figure | None, State]) -> Line:
    before, now = old[0], new[0]
    difference, growth = "", ""
    if before is not None and now is not None:
        more = now - before
        difference = f"{'+' if more > 0 else ''}{_plain(more)}"
        growth = _growth(before, now)
    return Line(row, column, _shown(*old), _shown(*new), difference, growth, before != now)


def _growth(before: Figure, now: Figure) -> str:
    """How much more it is in hundredths, to one decimal; '' where there was nothing, or less: a change of items has a
    sign, and no growth."""
    if before <= 0 or now < 0 or before == now:
        return ""
    share = (Decimal(now) - Decimal(before)) * 100 / Decimal(before)
    return f"{share:+.1f}%"


def _shown(value: Figure | None, state: State) -> str:
    if value is not None:
        return _plain(value)
    marks = {State.BLANK: _("blank"), State.MISSING: _("missing")}
    return marks.get(state, _("unclear"))


def _plain(figure: Figure) -> str:
    return str(figure) if isinstance(figure, int) else plain_notation(figure)


def _chart(table: Table, cells: Sequence[Cell], reports: Reports, language: Language) -> BarChart | None:
    """The largest figures of the table, in its order; amounts of money are left to the table."""
    old, new = reports
    counted = [cell for cell in cells if cell.column.key != "amount" and not cell.row.key.endswith("results_total")]
    sizes = {cell.key: max(_amount(old, cell.key) or 0, _amount(new, cell.key) or 0) for cell in counted}
    chosen = sorted((key for key in sizes if sizes[key]), key=lambda key: -sizes[key])[:MOST_BARS]
    rows = [
        (_bar_title(cell, table, language), (_amount(old, cell.key), _amount(new, cell.key)))
        for cell in counted
        if cell.key in chosen
    ]
    return BarChart(table_title(table, language), years(reports), rows) if rows else None


def _bar_title(cell: Cell, table: Table, language: Language) -> str:
    row = row_title(cell, language)
    return row if table.key == "requests" else f"{row} · {column_title(cell, language)}"


def _amount(report: FilledReport, key: str) -> int | float | None:
    value = report.value(key)
    return value if value is None or isinstance(value, int) else float(value)
