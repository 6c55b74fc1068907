"""图面: the source and the figures of a report as HTML, each linked with the other.

All words come from a file that somebody unknown sent: each passes `escape`, and nothing of it ever stands in an
attribute but keys and numbers of ours.

The ids: `cell-N` a figure in its table, N its cell among those of the form, `read-N` the place it was read at;
`finding-N` a finding in the list, `at-N` its place in the source; `note-N` and `note-at-N` likewise; `chapter-KEY` a
chapter's heading in the source. They are short, and what most lines have needs no element of its own: a page of a long
report holds a thousand of each.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.core.report import KNOWN, State
from gongkai.core.writers.official import tables as grids
from gongkai.core.writers.printable import printable
from gongkai.core.writers.report_html import drawn
from gongkai.core.writers.return_list import SEVERITIES
from gongkai.reporting.layout import Block, Line, Piece

if TYPE_CHECKING:
    from gongkai.reporting.answer import Answer, ShownFinding

MOST_REFERENCES = 3
"""Findings that a figure in its table refers to, those that name few cells; all of them stand in the list."""

LONGEST_PLACE = 200
_LONGEST_NUMBER = 12
_ROW_OF_CELL = re.compile(r"[A-Z]{1,3}([0-9]{1,7})")


# ---- The figures -----------------------------------------------------------------------------------------------------


def tables(answer: "Answer") -> list[tuple[str, str, SafeString]]:
    """The statutory tables as the form prints them: key, title, table."""
    found = []
    for table, grid in zip(answer.report.form.tables, grids(answer.report.form), strict=True):
        before, cells = drawn(grid)
        pieces = []
        for markup, index in zip(before, cells, strict=False):
            pieces += [markup, _figure(answer, index)]
        title = f"{table.number}、{table.title}"
        markup = "".join([*pieces, before[-1]])
        found.append((grid.key, title, mark_safe(markup)))
    return found


def _figure(answer: "Answer", index: int) -> str:
    """What stands in one cell of a table: its figure, or why there is none, and the findings that name it."""
    report = answer.report
    key, state = report.form.keys[index], State(report.states[index])
    about = answer.findings_of_cell.get(key, ())
    looks = f"cell{'' if state >= KNOWN else f' {state.name.lower()}'}{f' is-{_worst(about)}' if about else ''}"
    words, address = _words(answer, index, key, state)
    opening = (
        f'<a id="cell-{index}" class="{looks}" href="#{address}">'
        if address
        else f'<span id="cell-{index}" class="{looks}">'
    )
    own = [one for one in about if one.severity in ("error", "warning") and one.names_few]
    references = "".join(_reference(one) for one in own[:MOST_REFERENCES])
    return f"{opening}{escape(words)}{'</a>' if address else '</span>'}{references}"


def _words(answer: "Answer", index: int, key: str, state: State) -> tuple[str, str]:
    """What is printed for a cell, and where that leads to: its place in the source, or the note on it."""
    note = answer.note_of_cell.get(key)
    explained = f"note-{note}" if note else ""
    if state >= KNOWN:
        figure = answer.figure(index) + ("*" if state == State.SPLIT else "")
        return figure, f"read-{index}" if index in answer.layout.figures else explained
    place = f"read-{index}" if index in answer.layout.figures else ""
    if state == State.UNCLEAR:
        return "?", explained or place
    return (pgettext("cell", "blank") if state == State.BLANK else pgettext("cell", "missing")), explained or place


def _sign(finding: "ShownFinding") -> str:
    """The number of a finding, which leads to the list."""
    number, severity = finding.number, finding.severity
    return f'<a class="reference is-{severity}" href="#finding-{number}">{number}</a>'


def _reference(finding: "ShownFinding") -> str:
    """The same, raised beside what it is about."""
    return f"<sup>{_sign(finding)}</sup>"


def _shown(answer: "Answer", places: Sequence[int]) -> list["ShownFinding"]:
    """Those of the findings that the page shows."""
    return [answer.findings[answer.numbers[place] - 1] for place in places if place in answer.numbers]


def _worst(findings: Sequence["ShownFinding"]) -> str:
    return min((finding.severity for finding in findings), key=SEVERITIES.index)


# ---- The source ------------------------------------------------------------------------------------------------------


def source(answer: "Answer") -> SafeString:
    """The source, block by block."""
    pieces: list[str] = []
    page: object = None
    for block in answer.layout.blocks:
        at = block.lines[0].at
        if "page" in at and at["page"] != page:
            page = at["page"]
            pieces.append(f'<p class="where">{escape(answer.place_in_words({"page": page}))}</p>')
        pieces += _table(answer, block) if block.is_table else _text(answer, block)
    return mark_safe("".join(pieces))


def _text(answer: "Answer", block: Block) -> Iterator[str]:
    for line in block.lines:
        words = f"{_anchors(answer, line)}{_cell(answer, line.cells[0])}"
        yield f"<p{_number(line)}>{words}</p>{_told(answer, line)}"


def _table(answer: "Answer", block: Block) -> Iterator[str]:
    name = _name(answer, block)
    yield format_html('<div class="wide" role="group" aria-label="{}" tabindex="0"><table>', name)
    yield format_html("<caption>{}</caption><tbody>", name)
    numbered = any(_row(line) for line in block.lines)
    for line in block.lines:
        spare = block.width - len(line.cells) + 1
        yield f"<tr>{_row_head(line) if numbered else ''}"
        for place, cell in enumerate(line.cells):
            span = f' colspan="{spare}"' if place == 0 and spare > 1 else ""
            yield f"<td{span}>{_anchors(answer, line) if place == 0 else ''}{_cell(answer, cell)}</td>"
        yield "</tr>"
        if told := _told(answer, line):
            yield f'<tr class="said"><td colspan="{block.width + numbered}">{told}</td></tr>'
    yield "</tbody></table></div>"


def _name(answer: "Answer", block: Block) -> str:
    """What a table of the source is called."""
    at = block.lines[0].at
    if "table" in at:
        return _("Table %(number)s of the file") % {"number": str(at["table"])[:_LONGEST_NUMBER]}
    if "sheet" in at:
        return _("Sheet “%(name)s”") % {"name": printable(str(at["sheet"]))[:LONGEST_PLACE]}
    return _("A table of the file")


def _row(line: Line) -> str:
    """The number of the row in the file, where there is one."""
    row = line.at.get("row")
    if row is None and (found := _ROW_OF_CELL.fullmatch(str(line.at.get("cell", "")))):
        row = found[1]
    return "" if row is None else str(row)[:_LONGEST_NUMBER]


def _row_head(line: Line) -> str:
    return f'<th scope="row" class="place">{escape(_row(line))}</th>'


def _number(line: Line) -> str:
    """The number of the line or paragraph in the file, where there is one, as the style sheet sets it before it."""
    number = line.at.get("line", line.at.get("paragraph"))
    return "" if number is None else f' data-at="{escape(str(number)[:_LONGEST_NUMBER])}"'


def _anchors(answer: "Answer", line: Line) -> str:
    """The ids of chapters that begin here, and the notes that speak of the line."""
    chapters = "".join(f'<span id="chapter-{key}"></span>' for key in line.chapters)
    notes = "".join(
        f'<sup><a id="note-at-{place + 1}" class="reference note" href="#note-{place + 1}">'
        f'<span class="unseen">{escape(_("Note"))} </span>{_letter(place)}</a></sup>'
        for place in line.notes
        if place < len(answer.notes)
    )
    return chapters + notes


def _letter(place: int) -> str:
    """The sign of a note: numbers are those of findings."""
    return f"N{place + 1}"


def _cell(answer: "Answer", pieces: Sequence[Piece]) -> str:
    return "".join(_piece(answer, piece) for piece in pieces)


def _piece(answer: "Answer", piece: Piece) -> str:
    """A stretch of the source with what it is: a figure that was read, the place of findings."""
    text = escape(_seen(piece.text))
    if piece.figure >= 0:
        anchor = f' id="read-{piece.figure}"' if piece.leads else ""
        text = f'<a{anchor} class="figure" href="#cell-{piece.figure}">{text}</a>'
    about = _shown(answer, piece.findings)
    if not about:
        return text
    opened = _shown(answer, piece.opens)
    before = "".join(f'<span id="at-{one.number}">{_reference(one)}</span>' for one in opened)
    return f'{before}<mark class="finding {_worst(about)}">{text}</mark>'


def _seen(text: str) -> str:
    """The text without signs that a page can't show; tabs, which part what stands in a line, are kept."""
    return "\t".join(map(printable, text.split("\t")))


def _told(answer: "Answer", line: Line) -> str:
    """What the findings that end in this line say."""
    if not line.told:
        return ""
    items = []
    unmarked = _shown(answer, line.unmarked)
    for one in _shown(answer, line.told):
        anchor = f' id="at-{one.number}"' if one in unmarked else ""
        said = f"<strong>{escape(one.word)}</strong> {escape(one.message)}"
        items.append(f'<li{anchor} class="is-{one.severity}">{_sign(one)} {said}</li>')
    return f'<ul class="told">{"".join(items)}</ul>' if items else ""
