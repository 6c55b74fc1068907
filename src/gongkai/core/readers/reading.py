"""读取年度报告: bytes of a file → a filled report.

Each table is read quickly where it is printed plainly (plain.py) and by the form's order and sums otherwise; organ,
year, metadata and the six chapters come from the text around the tables.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import cast

from gongkai.core.findings import Figure, Place
from gongkai.core.fold import fold
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.editions import EDITIONS, TABLES, Form, edition, edition_for_year, mixed_form
from gongkai.core.readers import chapters, heading
from gongkai.core.readers.assemble import assemble, in_words
from gongkai.core.readers.behind import stars_as_unknown
from gongkai.core.readers.decode import decode
from gongkai.core.readers.flow import CELL, COVERED, FILLER, Flow, shown
from gongkai.core.readers.kinds import NAMES, Kind, kind_of
from gongkai.core.readers.plain import PlainTable, plain_table
from gongkai.core.readers.proactive import read_proactive
from gongkai.core.readers.remedies import read_remedies
from gongkai.core.readers.requests import TableReading, read_requests
from gongkai.core.readers.tokens import Tokens, take_apart
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.relations import broken
from gongkai.core.report import FilledReport, Note, State

_LEAST_CHAPTERS = 3
_LEAST_TEXT = 30
_BLANK_BEFORE_A_FIGURE = re.compile(f"{CELL}[ {COVERED}{FILLER}]*{CELL} *[^ \n{CELL}]")
_ONCE_A_TABLE = {
    "proactive": re.compile(f"(?:^|{CELL})[ \u3000]*规章[ \u3000]*{CELL}", re.M),
    "requests": re.compile(f"结转下年度(?:继续办理)?[^\n{CELL}]{{0,8}}{CELL}"),
    "remedies": re.compile(f"复议后起诉[ \u3000]*[\n{CELL}]"),
}
"""Labels in cells of their own that each table has once."""
_HARMLESS = ("READ.YEAR", "READ.UNIT")
"""Notes that cast no doubt on where a figure belongs."""
_OVERVIEW = re.compile(r"^[ \t#*]*一、[ \t]*总体情况[ \t*]*\r?$", re.M)
_LAST_CHAPTER = re.compile(r"^[ \t#*]*[五六]、", re.M)
AnyTable = PlainTable | TableReading


class TextPlaces:
    """Offsets of a text → line (from 1) and offsets (from 0, end exclusive, in characters without a byte-order
    mark)."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _line_ends(self) -> list[int]:
        sign = "\n" if "\n" in self._text else "\r"
        return list(accumulate(len(line) + 1 for line in self._text.split(sign)))

    def __call__(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to `end`."""
        return {"line": bisect_left(self._line_ends, start + 1) + 1, "start": start, "end": end}


class _Source:
    """The text with what the general reading needs of it, made only when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        return fold(stars_as_unknown(self.text))

    @cached_property
    def tokens(self) -> Tokens:
        return take_apart(self.folded)

    def words_before(self, offset: int) -> int:
        return bisect_left(self.tokens.offsets, offset)


def read(data: bytes, name: str = "") -> FilledReport:
    """The report in `data`. Raises Unreadable for what is no report; `name` helps only where the content does not tell
    the kind of file."""
    kind = kind_of(data)
    if kind in ("own_json", "own_csv"):
        return _read_own(kind, data)
    return _quickly(kind, data) or read_flow(_flow(kind, data))


def _read_own(kind: Kind, data: bytes) -> FilledReport:
    """The report in one of our own two formats."""
    if kind == "own_json":
        from gongkai.core.readers import own_json

        return own_json.read_own_json(data)
    from gongkai.core.readers import own_csv

    return own_csv.read_own_csv(data)


def read_cells(data: bytes) -> FilledReport:
    """The report's cells, for those who collect many: where the statutory tables of a web page prove themselves,
    nothing around them is read, so organ, year and chapters are missing. Raises Unreadable."""
    if kind_of(data) == "html":
        from gongkai.core.readers.html import quick_page

        page = quick_page(data, whole=False)
        with suppress(UnicodeDecodeError):
            report = _tables_alone(page.tables_flow()) if page is not None else None
            if report is not None:
                return report
    return read(data)


def _tables_alone(flow: Flow) -> FilledReport | None:
    """The report in a flow of nothing but its three tables, where its figures prove it; else None."""
    source = _Source(flow.text)
    requests = _requests(source, None)
    tables = (_proactive(source, None, requests), requests, _remedies(source, None, requests))
    form = mixed_form(*_editions(tables, None))
    report = assemble(form, _common(form.table_editions), tables, flow.text, flow.place)
    return report if _is_proved(report, flow.text) else None


def _quickly(kind: Kind, data: bytes) -> FilledReport | None:
    """The report in a page or Word file that is read without a tree, where its figures prove that: all cells printed
    plainly, all relations of the form satisfied. None where they do not, and for other kinds."""
    try:
        flow = _quick_flow(kind, data)
        report = None if flow is None else read_flow(flow)
    except (Unreadable, UnicodeDecodeError):
        return None  # the whole reading says why
    return report if flow is not None and report is not None and _is_proved(report, flow.text) else None


def _quick_flow(kind: Kind, data: bytes) -> Flow | None:
    if kind == "html":
        from gongkai.core.readers.html import quick_page

        page = quick_page(data)
        return page.flow() if page is not None else None
    if kind == "docx":
        from gongkai.core.readers import word_quick

        return word_quick.quick_flow(data)
    if kind == "xlsx":
        from gongkai.core.readers import sheet_quick

        return sheet_quick.quick_flow(data)
    return None


def _is_proved(report: FilledReport, text: str) -> bool:
    """Whether every cell is printed plainly, every relation of the form holds, no blank cell stands before a figure of
    table 2, which has no relations, and the chapters hold no other tables."""
    if report.states.count(State.PRINTED) < len(report.states):
        return False
    if any(note.code not in _HARMLESS for note in report.notes):
        return False
    if any(section and " | " in section for section in report.sections.values()):
        return False  # tables in the chapters, which a tree tells from layout
    last = sum(len(row.columns) for row in report.form.tables[0].rows) - 1
    if _BLANK_BEFORE_A_FIGURE.search(text, text.rfind("\n", 0, report.starts[0]) + 1, report.ends[last]):
        return False
    return not broken(report.form, cast("list[Figure]", report.values))


def _flow(kind: Kind, data: bytes) -> Flow:
    """The file as one text. The libraries for a kind are loaded when a file of that kind comes."""
    match kind:
        case "text":
            return text_flow(data)
        case "html" | "json":
            from gongkai.core.readers import html

            return html.flow(data)
        case "docx":
            from gongkai.core.readers import docx

            return docx.flow(data)
        case "xlsx":
            from gongkai.core.readers import xlsx

            return xlsx.flow(data)
        case "pdf":
            from gongkai.core.readers import pdf

            return pdf.flow(data)
        case "locked":
            raise Unreadable("READ.LOCKED", kind=NAMES[kind])
        case "picture" | "archive":
            raise Unreadable("READ.OTHER_KIND", kind=NAMES[kind])
        case "ofd":
            raise Unreadable("READ.EXPORT", kind=NAMES[kind])
        case _:
            raise Unreadable("READ.NEEDS_OFFICE", kind=NAMES[kind])


def text_flow(data: bytes) -> Flow:
    """A text file as it came. Raises Unreadable when it is empty, too large or no text."""
    text = decode(data)
    damaged = text.count("\ufffd")
    notes = [Note("READ.DAMAGED", {"count": damaged})] if damaged else []
    if text.startswith("# "):
        from gongkai.core.readers.own_md import own_markdown

        found = own_markdown(text)
        if found is not None:
            return replace(found, notes=notes)
    return Flow(text, TextPlaces(text), notes)


def read_flow(flow: Flow) -> FilledReport:
    """The report in a text whose separators are as people and programs left them. Raises Unreadable."""
    text = flow.text
    if "\n" not in text:
        text = text.replace("\r", "\n")
    second = _second_report(text)
    if second is not None:
        text = text[:second]
    source = _Source(text)
    organ, year = heading.title(text)
    if year is None:
        named, year = heading.title(source.folded)
        organ, year = organ or named, year or heading.period_year(source.folded)
    if flow.head and (year is None or organ is None):
        named, dated = heading.title(flow.head)
        organ, year = organ or named, year or dated
    due = _due(year)
    requests = _requests(source, due)
    tables = (_proactive(source, due, requests), requests, _remedies(source, due, requests))
    found = _headings(source)
    spans = [
        chapters.with_heads(text, key, table.start, table.end)
        for key, table in zip(TABLES, tables, strict=True)
        if table is not None
    ]
    if not spans and (year is None or len(found) < _LEAST_CHAPTERS):
        raise Unreadable("READ.NOT_A_REPORT")
    form = mixed_form(*_editions(tables, due))
    report = assemble(form, due or _common(form.table_editions), tables, text, flow.place)
    report.organ, report.year, report.source = organ, year, text
    if year is None:
        report.notes.append(Note("READ.YEAR"))
    if second is not None:
        report.notes.append(Note("READ.SECOND_REPORT", span=(second, second)))
    report.notes += _second_tables(text, form)
    _around(report, source, found, spans, flow.head)
    if report.organ is None:
        report.organ = report.metadata["publisher"]
    report.notes += flow.notes
    return report


def _due(year: int | None) -> str | None:
    """The edition due for the year; None where the year is unknown or before the first form."""
    if year is None:
        return None
    try:
        return edition_for_year(year).id
    except OutsideTheLaw:
        return None


def _plain(text: str, key: str, due: str | None, start: int, end: int) -> PlainTable | None:
    """The table where it is printed plainly, in the edition due or else in another."""
    for edition_id in sorted(EDITIONS, key=lambda one: one != due):
        found = plain_table(text, edition(edition_id).form.table(key), start)
        if found is not None and found.end <= end:
            return found
    return None


def _requests(source: _Source, due: str | None) -> AnyTable | None:
    """Table 3, the first where there are several."""
    plain = _plain(source.text, "requests", due, 0, len(source.text))
    if plain is not None and not _another_before(source.text, plain.start):
        return plain
    return read_requests(source.tokens, 0, due or EDITIONS[-1])


def _another_before(text: str, end: int) -> bool:
    """Whether the first and the last label of table 3 stand before `end`: an earlier table, printed less plainly."""
    rows = edition(EDITIONS[-1]).form.table("requests").rows
    return text.find(rows[0].label[:4], 0, end) >= 0 and text.find(rows[-1].label[:3], 0, end) >= 0


def _proactive(source: _Source, due: str | None, requests: AnyTable | None) -> AnyTable | None:
    """Table 2, which stands before table 3."""
    end = len(source.text) if requests is None else requests.start
    plain = _plain(source.text, "proactive", due, 0, end)
    if plain is not None:
        return plain
    last_word = source.words_before(end)
    return read_proactive(source.tokens, last_word, due or (requests.edition if requests else EDITIONS[-1]))


def _remedies(source: _Source, due: str | None, requests: AnyTable | None) -> AnyTable | None:
    """Table 4, which stands behind table 3; its cells are the same in every edition."""
    start = 0 if requests is None else requests.end
    edition_id = due or (requests.edition if requests else EDITIONS[-1])
    plain = plain_table(source.text, edition(edition_id).form.table("remedies"), start)
    if plain is not None and _near(source, start, plain.start):
        return plain
    found = read_remedies(source.tokens, source.words_before(start), edition_id)
    if found is None and requests is not None:
        found = read_remedies(source.tokens, 0, edition_id)
        return found if found is not None and found.end <= requests.start else None
    return found


def _near(source: _Source, start: int, found: int) -> bool:
    """Whether a table found from `start` on is this report's own, not that of a second report in the file."""
    return start == 0 or found - start < 3000


def _editions(tables: tuple[AnyTable | None, ...], due: str | None) -> tuple[str, str, str]:
    """The edition of each table: as printed; for one that is not there that of the other, else the one due. Table 4,
    which the editions share, goes with table 3, whose page it stands on."""
    proactive, requests, _ = (table.edition if table is not None else None for table in tables)
    requests_edition = requests or proactive or due or EDITIONS[-1]
    return proactive or requests_edition, requests_edition, requests_edition


def _common(form_editions: dict[str, str]) -> str:
    """The edition that most tables follow, for a report whose year is unknown."""
    editions = [form_editions[key] for key in TABLES]
    return max(EDITIONS, key=editions.count)


def _headings(source: _Source) -> list[chapters.Heading]:
    """The chapters' headings; in folded characters where the text as it came does not show all six."""
    found = chapters.headings(source.text)
    return found if len(found) == len(edition(EDITIONS[-1]).chapters) else chapters.headings(source.folded)


def _second_report(text: str) -> int | None:
    """Where a second report in the file begins, or None: at another first chapter, behind a first one that has text or
    a table, and a last chapter. A table of contents has no text between its first and second line."""
    begins = [match.start() for match in _OVERVIEW.finditer(text)]
    for first, other in pairwise(begins):
        between = text[first:other]
        if (between.find("二、") > _LEAST_TEXT or CELL in between) and _LAST_CHAPTER.search(between):
            title = text.rfind("年度报告\n", first, other)
            return text.rfind("\n", first, title) + 1 if title > 0 else other
    return None


def _second_tables(text: str, form: Form) -> Iterator[Note]:
    """A note for each statutory table that stands in the file more than once (a draft, last year's), where the file
    keeps its cells apart."""
    if CELL not in text:
        return
    for table in form.tables:
        found = [match.start() for match in _ONCE_A_TABLE[table.key].finditer(text)]
        if len(found) > 1:
            yield Note("READ.SECOND_TABLE", {"where": in_words(table)}, span=(found[1], found[1]))


def _around(
    report: FilledReport,
    source: _Source,
    found: list[chapters.Heading],
    spans: list[tuple[int, int]],
    head: str,
) -> None:
    """The chapters' text and the page's data; what only the file's `head` says comes last."""
    text = source.text
    last = max([found[-1].end if found else 0, *(stop for _, stop in spans)])
    foot = chapters.footer(text, last)
    sections, report.section_spans = chapters.sections(text, found, spans, foot)
    report.sections = {key: section and shown(section) for key, section in sections.items()}
    first = found[0].start if found else min((start for start, _ in spans), default=len(text))
    report.metadata = heading.metadata([text[:first], text[foot:], head])
