"""校核结果: the findings of a report, drawn for a person, the gravest first; and one line over many files."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.text import Text

from gongkai.cli.labels import COLOURS, SEVERITIES, label, place_label
from gongkai.cli.report_screen import draw_head
from gongkai.cli.screen import Look, canvas, drawn, printable, write
from gongkai.cli.work import Action
from gongkai.core.checks.catalogue import message, rule
from gongkai.core.findings import Figure, Finding, Language
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_json import cells_read, plain_notation

_MANY_ROWS = 4


def draw_findings(name: str, report: FilledReport, findings: list[Finding], look: Look) -> bytes:
    """Head, how much was read, and the findings by severity."""
    console = canvas(look)
    draw_head(console, name, report, look)
    console.print(Text(_coverage(report, look.language), style="dim"))
    if not findings:
        console.print(Text(label("nothing_found", look.language), style="green"))
    for severity, words in SEVERITIES.items():
        found = [finding for finding in findings if finding.severity == severity]
        if found:
            console.print()
            console.print(Text(f"{words[look.language]} {len(found)}", style=f"bold {COLOURS[severity]}"))
        for code, same_code in groupby(found, key=attrgetter("code")):
            for finding in same_code:
                _draw_finding(console, finding, look.language)
            _draw_particular(console, "basis", rule(code).basis[look.language], look.language)
    console.print()
    return drawn(console)


def draw_total(action: Action, tally: Mapping[str, int], look: Look) -> bytes:
    """One line over all files: how many were read, have errors, and the findings by severity."""
    language = look.language
    counts = Counter(tally)
    good = counts["files"] - counts["unread"]
    parts = [label(f"total_{action}", language, **{**_ZEROS, **counts, "good": good})]
    if counts["unread"]:
        parts.append(label("total_unread", language, unread=counts["unread"]))
    parts += [
        label("total_findings", language, words=words[language], count=counts[severity])
        for severity, words in SEVERITIES.items()
        if counts[severity]
    ]
    console = canvas(look)
    console.print(Text(label("comma", language).join(parts) + label("stop", language), style="bold"))
    return drawn(console)


_ZEROS = {"files": 0, "clean": 0, "with_error": 0, "with_others": 0}


def _coverage(report: FilledReport, language: Language) -> str:
    states = report.states
    parts = [label("cells", language, read=cells_read(report))]
    if unclear := states.count(State.UNCLEAR):
        parts.append(label("unclear", language, unclear=unclear))
    blank, missing = states.count(State.BLANK), states.count(State.MISSING)
    if blank or missing:
        parts.append(label("others", language, blank=blank, missing=missing))
    return label("comma", language).join(parts)


def _draw_finding(console: Console, finding: Finding, language: Language) -> None:
    head = Text(f"  {finding.code}", style=COLOURS[finding.severity])
    head.append(f"  {place_label(finding.at, language)}".rstrip(), style="dim")
    console.print(head)
    write(console, printable(message(finding, language)), indent=4)
    if finding.quote:
        _draw_particular(console, "quote", printable(finding.quote), language)
    if finding.expected is not None or finding.found is not None:
        _draw_particular(console, "figures", f"{_figure(finding.expected)} / {_figure(finding.found)}", language)
    if finding.cells:
        _draw_particular(console, "cells_named", _cells_named(finding.cells, language), language)


def _draw_particular(console: Console, key: str, value: str, language: Language) -> None:
    """One thing that stands below the sentence of a finding."""
    write(console, f"{label(key, language)}{label('colon', language)}{value}", indent=4, style="dim")


def _cells_named(cells: tuple[str, ...], language: Language) -> str:
    """The keys of the cells, those of one row together; some rows of many.

    >>> _cells_named(("requests.partial.legal", "requests.partial.total", "requests.disclosed.total"), "zh")
    'requests.partial.legal/total requests.disclosed.total'
    """
    rows: dict[str, list[str]] = {}
    for cell in cells:
        row, _, column = cell.rpartition(".")
        rows.setdefault(row, []).append(column)
    named = [f"{row}.{'/'.join(columns)}" for row, columns in rows.items()]
    if len(named) <= _MANY_ROWS:
        return " ".join(named)
    return label("more_cells", language, cells=" ".join(named[:_MANY_ROWS]), count=len(cells))


def _figure(value: Figure | None) -> str:
    if value is None:
        return "—"
    return str(value) if isinstance(value, int) else plain_notation(value)
