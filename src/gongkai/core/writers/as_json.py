"""JSON 行: a filled report, or its findings, as one line of JSON Lines, in the order of keys that the command
promises.

A line always has the same keys. What was not printed has no place: its 'at' is an empty object. Amounts are
decimal strings in plain notation without trailing zeros, so that no reader of the line turns them into binary
fractions.

>>> plain_notation(Decimal("7.4890")), plain_notation(Decimal("0E+3")), plain_notation(Decimal("1.2E+4"))
('7.489', '0', '12000')
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from gongkai.core.findings import Figure, Finding, Language, Place, load_catalogue, sentence
from gongkai.core.law.editions import Relation, edition
from gongkai.core.relations import implied_zeros
from gongkai.core.report import KNOWN, FilledReport, Note, State

if TYPE_CHECKING:  # whoever reads or checks only needs none of it
    from gongkai.core.claims.repeated import RepeatedText
    from gongkai.core.compare import Change, Comparison, ToldClaim

STATE_NAMES = tuple(state.name.lower() for state in State)
"""The names of the states as printed, by their number."""

METADATA = ("index_number", "document_number", "published_on", "publisher")
"""The keys of 'metadata', all of them present in every line of a report."""


def report_line(name: str, report: FilledReport, language: Language) -> bytes:
    """The line of `report read --json` for the file `name`; its notes are said in `language`."""
    sections = report.sections
    metadata = report.metadata
    return json_line(
        {
            "file": name,
            "organ": report.organ,
            "year": report.year,
            "edition": report.edition,
            "table_editions": report.form.table_editions,
            "cells": _cells(report),
            "sections": {key: sections.get(key) for key in _chapters(report.edition)},
            "metadata": {key: metadata.get(key) for key in METADATA},
            "notes": [_note(note, report, language) for note in report.notes],
            "error": None,
        }
    )


def unread_report_line(name: str, error: str) -> bytes:
    """The line of `report read --json` for a file that could not be read; `error` says why."""
    return json_line(
        {
            "file": name,
            "organ": None,
            "year": None,
            "edition": None,
            "table_editions": {},
            "cells": {},
            "sections": {},
            "metadata": {},
            "notes": [],
            "error": error,
        }
    )


def findings_line(name: str, report: FilledReport, findings: Iterable[Mapping[str, Any]]) -> bytes:
    """The line of `report check --json` for the file `name`; `findings` come from :func:`finding_object`."""
    return json_line(
        {
            "file": name,
            "organ": report.organ,
            "year": report.year,
            "edition": report.edition,
            "cells_read": cells_read(report),
            "cells_unclear": report.states.count(State.UNCLEAR),
            "findings": list(findings),
            "error": None,
        }
    )


def unread_findings_line(name: str, error: str) -> bytes:
    """The line of `report check --json` for a file that could not be read; no cell of it was."""
    return json_line(
        {
            "file": name,
            "organ": None,
            "year": None,
            "edition": None,
            "cells_read": 0,
            "cells_unclear": 0,
            "findings": [],
            "error": error,
        }
    )


def comparison_line(
    old: str, new: str, reports: tuple[FilledReport, FilledReport], found: "Comparison", remarks: Iterable[str]
) -> bytes:
    """The line of `report compare --json` for the files `old` and `new`, read as `reports`; `remarks` are those of the
    comparison in words."""
    return json_line(
        {
            "old": old,
            "new": new,
            "organs": [report.organ for report in reports],
            "years": [report.year for report in reports],
            "editions": [report.form.table_editions for report in reports],
            "changes": [_change(change) for change in found.changes],
            "groups": [_change(change) | {"cells": change.parts} for change in found.groups],
            "unknown": found.unknown,
            "not_comparable": found.not_comparable,
            "gone": found.gone,
            "carried": {"expected": _figures(found.carried_out), "found": _figures(found.carried_in)},
            "repeated_text": [_repeated(one, reports[1]) for one in found.repeated],
            "claims": {
                "new": [_told_claim(claim) for claim in found.claims_new],
                "dropped": [_told_claim(claim) for claim in found.claims_dropped],
            },
            "notes": [{"code": code, "message": message} for code, message in zip(found.remarks, remarks, strict=True)],
            "error": None,
        }
    )


def uncompared_line(old: str, new: str, error: str) -> bytes:
    """The line of `report compare --json` where a file could not be read, or the two not be compared."""
    return json_line(
        {
            "old": old,
            "new": new,
            "organs": [],
            "years": [],
            "editions": [],
            "changes": [],
            "groups": [],
            "unknown": [],
            "not_comparable": [],
            "gone": [],
            "carried": {"expected": {}, "found": {}},
            "repeated_text": [],
            "claims": {"new": [], "dropped": []},
            "notes": [],
            "error": error,
        }
    )


def finding_object(finding: Finding, message: str, basis: str) -> dict[str, Any]:
    """One entry of 'findings', its sentence and legal basis said by the catalogue of the checks."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "cells": finding.cells,
        "expected": json_figure(finding.expected),
        "found": json_figure(finding.found),
        "message": message,
        "quote": finding.quote,
        "at": finding.at,
        "basis": basis,
    }


def cells_read(report: FilledReport) -> int:
    """How many cells have a value, as printed or parted by the form's own sums."""
    return sum(state >= KNOWN for state in report.states)


def zeros_implied(report: FilledReport) -> dict[int, Relation]:
    """The blank cells that the form's relations force to be 0, each with the relation that does."""
    blank = {index for index, state in enumerate(report.states) if state == State.BLANK}
    return implied_zeros(report.form, report.values, blank) if blank else {}


def plain_notation(value: Decimal) -> str:
    """The decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text.strip("-0") == "" else text


def _cells(report: FilledReport) -> dict[str, dict[str, Any]]:
    place = report.place
    nowhere: Place = {}
    columns = (report.form.keys, report.states, report.values, report.texts, report.starts, report.ends)
    cells: dict[str, dict[str, Any]] = {
        key: {
            "state": STATE_NAMES[state],
            "value": plain_notation(value) if type(value) is Decimal else value,
            "text": text,
            "at": nowhere if start < 0 else place(start, end),
        }
        for key, state, value, text, start, end in zip(*columns, strict=True)
    }
    for index, relation in zeros_implied(report).items():
        cells[report.form.keys[index]] |= {
            "implied": 0,
            "implied_by": {"code": relation.code, "at": relation.at},
        }
    return cells


def _note(note: Note, report: FilledReport, language: Language) -> dict[str, Any]:
    return {
        "code": note.code,
        "message": note_message(note, language),
        "at": report.place(*note.span) if note.span else {},
        "cells": note.cells,
    }


def note_message(note: Note, language: Language) -> str:
    """What a note of the reading tells a person."""
    return sentence(load_catalogue("gongkai.core.readers", "notes.toml"), note.code, language, note.details)


def json_figure(figure: Figure | None) -> int | str | None:
    """A figure as the command line prints it: an integer, or a decimal string; null where there is none."""
    return plain_notation(figure) if isinstance(figure, Decimal) else figure


def _change(change: "Change") -> dict[str, Any]:
    """A changed cell. Where one year has no value it is null, and the state beside it says why: nobody can take that
    for a number."""
    found: dict[str, Any] = {"cell": change.cell, "old": json_figure(change.old), "new": json_figure(change.new)}
    if change.old is None:
        found["old_state"] = STATE_NAMES[change.old_state]
    if change.new is None:
        found["new_state"] = STATE_NAMES[change.new_state]
    return found


def _figures(cells: Mapping[str, Figure | None]) -> dict[str, int | str | None]:
    return {key: json_figure(figure) for key, figure in cells.items()}


def _repeated(one: "RepeatedText", report: FilledReport) -> dict[str, Any]:
    return {
        "section": one.section,
        "share": round(one.share, 4),
        "sentences": [
            {
                "text": report.source[sentence.start : sentence.end].strip(),
                "at": report.place(sentence.start, sentence.end),
            }
            for sentence in one.sentences
        ],
    }


def _told_claim(claim: "ToldClaim") -> dict[str, Any]:
    whole = claim.value == claim.value.to_integral_value()
    figure = int(claim.value) if whole else plain_notation(claim.value)
    return {"section": claim.section, "figure": figure, "unit": claim.unit, "quote": claim.quote, "at": claim.at}


@cache
def _chapters(edition_id: str) -> tuple[str, ...]:
    return tuple(chapter.key for chapter in edition(edition_id).chapters)


def json_line(value: dict[str, Any]) -> bytes:
    """One line. Numbers beyond 64 bits and lone surrogates are beyond orjson; such a line is escaped to
    ASCII."""
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"
