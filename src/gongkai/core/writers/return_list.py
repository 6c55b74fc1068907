"""退改清单: what a supervisor who collected many reports sends back to each organ, as data that every format lays out.

A summary of all files; for each report with findings a sheet with a letter ready to send and the items, those to be put
right first, then as they stand in the report. A report has a sheet of its own even where another bears the same organ's
name: two towns may share one, and nothing says that they are the same. The letter leaves deadline, contact and sender
blank where nobody says them (`Letterhead`). Every text is printable (printable.py) and no longer than a cell of a
workbook can hold.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.core.findings import Figure, Finding, Language, Place, Severity, load_catalogue
from gongkai.core.report import bare_organ
from gongkai.core.writers.printable import printable

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "unproven", "info")
"""Severities in the order in which an organ has to see to them."""

ITEM_COLUMNS = (
    *("number", "severity", "code", "where", "quote", "cells", "found", "expected", "message", "basis"),
)  # fmt: skip
"""The columns of an organ's list, by the keys of their words."""

SUMMARY_COLUMNS = ("number", "organ", "year", "file", *SEVERITIES, "result")

LONGEST = 4000
"""Characters of one text; Excel takes 32 767 in a cell, a person far fewer."""

_FOR_THE_SENDER = ("DATE.LATE", "T3.CARRY")
"""Codes whose 'unproven' asks whoever checks for something (the organ's level, last year's report), not the organ."""

Value = str | int | Decimal
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class ReturnItem:
    """One finding in plain words: `where` it stands, the sentence or the cells, what it `found` and the figure
    `expected`, what to do about it (`message`) and its legal basis."""

    severity: Severity
    code: str
    where: str
    quote: str
    cells: str
    found: Figure | None
    expected: Figure | None
    message: str
    basis: str

    @property
    def for_the_sender(self) -> bool:
        """Whether it asks whoever checks, so that it stands in the summary and in no letter."""
        return self.severity == "unproven" and self.code in _FOR_THE_SENDER


@dataclass(frozen=True)
class CheckedFile:
    """What became of one file: its organ, year and items, or the reason why it could not be read. `beside`: what is to
    be said of it beside the other files. `remark`: what a person wants the organ to be told besides the items."""

    file: str
    organ: str | None = None
    year: int | None = None
    items: tuple[ReturnItem, ...] = ()
    unread: str = ""
    beside: str = ""
    remark: str = ""

    @property
    def for_the_organ(self) -> tuple[ReturnItem, ...]:
        """The items that the organ can do something about."""
        return tuple(item for item in self.items if not item.for_the_sender)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letter says that no file tells: the day by which an answer is asked for, who sends it, how they are
    reached, and the day of the letter. What is not known stays blank, for a person to fill in."""

    correct_by: date | None = None
    sender: str = ""
    contact: str = ""
    telephone: str = ""
    on: date | None = None


BLANK = Letterhead()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under a head. '' is an empty cell."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class OrganSheet:
    """What goes to one organ about one report. `name` begins with its number, so no two are the same."""

    name: str
    about: str
    letter_title: str
    letter: tuple[str, ...]
    items_title: str
    items: Table


@dataclass(frozen=True, slots=True)
class ReturnList:
    """The whole list. The first rows of `summary` are those of `sheets`, in their order."""

    language: Language
    title: str
    overview: tuple[str, ...]
    summary_title: str
    summary: Table
    sheets: tuple[OrganSheet, ...]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, and within one as they stand in the report, as far as their places tell."""
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), _place_order(finding.at)))


def return_item(finding: Finding, where: str, cells: str, message: str, basis: str) -> ReturnItem:
    """The item of a finding; what it says in words comes from the catalogue of the checks, as does its basis."""
    return ReturnItem(
        finding.severity,
        finding.code,
        _text(where),
        _text(finding.quote),
        _text(cells),
        finding.found,
        finding.expected,
        _text(message),
        _text(basis),
    )


def return_list(files: Sequence[CheckedFile], language: Language, head: Letterhead = BLANK) -> ReturnList:
    """The list over the files: those with findings (or a remark) first, then those that could not be read, then the
    others."""
    found = [file for file in files if file.for_the_organ or file.remark]
    unread = [file for file in files if file.unread and file not in found]
    clean = [file for file in files if not file.unread and file not in found]
    counts = {"files": len(files), "found": len(found), "unread": len(unread), "clean": len(clean)}
    rows = [_summary_row(number, file, language) for number, file in enumerate([*found, *unread, *clean], start=1)]
    return ReturnList(
        language=language,
        title=_say("title", language),
        overview=(_say("overview", language, **counts), _say("caution", language)),
        summary_title=_say("summary", language),
        summary=Table(_head(SUMMARY_COLUMNS, language), tuple(rows)),
        sheets=tuple(_sheet(number, file, language, head) for number, file in enumerate(found, start=1)),
    )


def told_beside(files: Sequence[CheckedFile], digests: Sequence[str], language: Language) -> list[CheckedFile]:
    """The files, each with what is to be said of it beside the others: that it was given twice, that its organ has
    another report of that year, that it is of another year than most. `digests` tell the files' contents apart."""
    same_content: dict[str, list[CheckedFile]] = {}
    same_report: dict[tuple[str, int], list[CheckedFile]] = {}
    for file, digest in zip(files, digests, strict=True):
        same_content.setdefault(digest, []).append(file)
        if file.organ and file.year:
            same_report.setdefault((bare_organ(file.organ), file.year), []).append(file)
    usual = _usual_year(files)
    found = []
    for file, digest in zip(files, digests, strict=True):
        said = []
        copies = [one for one in same_content[digest] if one is not file]
        others = same_report.get((bare_organ(file.organ), file.year or 0), [])
        others = [one for one in others if one is not file and one not in copies]
        if copies:
            said.append(_say("same_file", language, file=_file_name(copies[0])))
        if others:
            said.append(_say("same_report", language, file=_file_name(others[0]), year=file.year))
        if usual is not None and file.year not in (None, usual):
            said.append(_say("other_year", language, year=file.year, usual=usual))
        found.append(replace(file, beside="".join(said) if language == "zh" else " ".join(said)))
    return found


def _usual_year(files: Sequence[CheckedFile]) -> int | None:
    """The year that most of the files are of, the later of two that are as many."""
    years = Counter(file.year for file in files if file.year is not None)
    return max(years, key=lambda year: (years[year], year), default=None)


def _summary_row(number: int, file: CheckedFile, language: Language) -> tuple[Value, ...]:
    counts = Counter(item.severity for item in file.items)
    if file.unread:
        result = _say("unread", language, reason=_text(file.unread))
    elif file.for_the_organ or file.remark:
        result = _say("listed", language, number=number)
    else:
        result = _say("clean", language)
    result += "".join(item.message for item in file.items if item.for_the_sender) + _text(file.beside)
    numbers = ["" if file.unread else counts[severity] for severity in SEVERITIES]
    organ = "" if file.unread else _organ(file, language)
    return number, organ, file.year or "", _text(file.file), *numbers, result


def _sheet(number: int, file: CheckedFile, language: Language, head: Letterhead) -> OrganSheet:
    name = _file_name(file)
    about = "about" if file.year else "about_no_year"
    rows = tuple(_item_row(place, item, language) for place, item in enumerate(file.for_the_organ, start=1))
    return OrganSheet(
        name=f"{number} {_organ(file, language)}",
        about=_say(about, language, year=file.year, file=name),
        letter_title=_say("letter", language),
        letter=tuple(_letter(file, name, language, head)),
        items_title=_say("items", language),
        items=Table(_head(ITEM_COLUMNS, language), rows),
    )


def _letter(file: CheckedFile, name: str, language: Language, head: Letterhead) -> Iterable[str]:
    """The paragraphs of the letter. Only what asks for a change asks for an answer by a day."""
    counts = Counter(item.severity for item in file.for_the_organ)
    named = [severity for severity in SEVERITIES if counts[severity]]
    told = _say("comma", language).join(
        _say("count", language, words=_say(severity, language), count=counts[severity]) for severity in named
    )
    yield _say("dear", language, organ=_text(file.organ or "") or _say("blank", language))
    checked = ("checked" if named else "remarked") + ("" if file.year else "_no_year")
    yield _say(checked, language, year=file.year, file=name, total=len(file.for_the_organ), counts=told)
    for severity in named:
        yield _say(f"ask_{severity}", language)
    if file.remark:
        yield _say("remark", language, remark=_text(file.remark))
    if named != ["info"] or file.remark:
        yield _say("deadline", language, day=_day(head.correct_by, "day_blank", language))
    yield _say("doubt", language)
    blank = _say("blank", language)
    yield _say("contact", language, contact=_text(head.contact) or blank, telephone=_text(head.telephone) or blank)
    yield _say("signed", language, sender=_text(head.sender) or blank, day=_day(head.on, "day_blank", language))


def _day(day: date | None, blank: str, language: Language) -> str:
    """The day as it is written in a letter, or the blank for it."""
    return _say(blank, language) if day is None else _say("day", language, day=day)


def _item_row(number: int, item: ReturnItem, language: Language) -> tuple[Value, ...]:
    figures = [_figure(figure) for figure in (item.found, item.expected)]
    severity = _say(item.severity, language)
    return number, severity, item.code, item.where, item.quote, item.cells, *figures, item.message, item.basis


def _figure(figure: Figure | None) -> Value:
    return "" if figure is None else figure


def _head(columns: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(_say(column, language) for column in columns)


def _organ(file: CheckedFile, language: Language) -> str:
    return _text(file.organ or "") or _say("no_organ", language)


def _file_name(file: CheckedFile) -> str:
    """The file's own name: the organ has no use for the folders of whoever collected it."""
    return _text(re.split(r"[/\\]", file.file)[-1])


def _place_order(at: Place) -> tuple[Any, ...]:
    """What places of one kind are sorted by; those whose order is not known stay in the order of the checks."""
    match at:
        case {"line": line}:
            return 0, line, at.get("start", 0)
        case {"table": table, "row": row, "column": column}:
            return 1, table, row, column
        case {"paragraph": paragraph}:
            return 2, paragraph
        case {"sheet": sheet, "cell": cell} if name := _CELL.fullmatch(cell):
            return 3, sheet, int(name[2]), len(name[1]), name[1]
        case {"page": page}:
            return 4, page, at.get("box", (0, 0))[1]
    return (5,)


def _text(text: str) -> str:
    """The text as any document can hold it."""
    shown = printable(text).strip()
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def _say(key: str, language: Language, **details: object) -> str:
    """The words of that key with their blanks filled. Raises KeyError for a key or blank there is not."""
    template: str = load_catalogue("gongkai.core.writers", "return_list.toml")[key][language]
    return template.format(**details)
