"""年度报告(CSV): a report as a table of six columns, a line a cell, for spreadsheets and programs.

What is said of the whole report stands first: the organ, the year, the edition of each table, the page's data, the
chapters line by line, the notes of the reading. The file has the mark by which Excel knows UTF-8. A spreadsheet takes
text that begins with certain signs for a formula, so such text gets an apostrophe, which the readers take off again
(readers/own.py); figures need none, since they are numbers.
"""

import re
from collections.abc import Iterator

from gongkai.core.law.editions import edition
from gongkai.core.report import KNOWN, FilledReport, State
from gongkai.core.writers.as_json import note_message
from gongkai.core.writers.official import METADATA, plain_figure

Line = tuple[str, ...]

HEAD: Line = ("键", "表", "行", "列", "状态", "数值")
STATES: dict[int, str] = {
    State.MISSING: "缺失",
    State.BLANK: "空白",
    State.UNCLEAR: "不能确定",
    State.PRINTED: "已填",
    State.SPLIT: "拆分",
}
_LIKE_A_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_NEEDS_QUOTES = re.compile('[",\r\n]|^[ \t]|[ \t]$')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no spreadsheet takes; they are left out."""
_LINE_END = re.compile("\r\n|\r|\n")


def write(report: FilledReport) -> bytes:
    """The report as CSV in UTF-8 with a mark, its lines ended as Excel ends them."""
    lines = [HEAD, *_about(report), *_chapters(report), *_notes(report), *_cells(report)]
    return "".join(",".join(map(_field, line)) + "\r\n" for line in lines).encode("utf-8-sig")


def text(words: str | None) -> str:
    """Words as they may stand in a cell of a spreadsheet: never a formula.

    >>> text("=1+1"), text("'=1"), text("2024年"), text(None)
    ("'=1+1", "''=1", '2024年', '')
    """
    words = _FORBIDDEN.sub("", words or "")
    return f"'{words}" if _LIKE_A_FORMULA.match(words) else words


def _field(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if _NEEDS_QUOTES.search(field) else field


def _about(report: FilledReport) -> Iterator[Line]:
    yield "organ", "", "机关", "", "", text(report.organ)
    yield "year", "", "年度", "", "", "" if report.year is None else str(report.year)
    yield "edition", "", "格式", "", "", report.edition
    for table in report.form.tables:
        yield f"table_editions.{table.key}", f"表{table.number}", "格式", "", "", table.edition
    for key, name in METADATA:
        yield f"metadata.{key}", "", name, "", "", text(report.metadata.get(key))


def _chapters(report: FilledReport) -> Iterator[Line]:
    """A line for each line of a chapter, an empty one for an empty chapter; none for one that is not there."""
    for chapter in edition(report.edition).chapters:
        words = report.sections.get(chapter.key)
        for line in _LINE_END.split(words) if words is not None else ():
            yield f"sections.{chapter.key}", "", f"{chapter.number}、{chapter.title}", "", "", text(line)


def _notes(report: FilledReport) -> Iterator[Line]:
    for note in report.notes:
        yield f"notes.{note.code}", "", "说明", text(" ".join(note.cells)), "", text(note_message(note, "zh"))


def _cells(report: FilledReport) -> Iterator[Line]:
    for cell, state, value in zip(report.form.cells, report.states, report.values, strict=True):
        printed = "" if state < KNOWN or value is None else plain_figure(value)
        yield cell.key, f"表{cell.table.number}", cell.row.full_label, cell.column.label, STATES[state], printed
