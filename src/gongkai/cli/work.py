"""一份文件: from one source to the bytes that the command prints for it. Runs in a child process.

What comes back is finished output, or the few words that a return list needs, so that no report ever travels between
processes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from gongkai.bulk.child import Loss
from gongkai.bulk.folders import Source, Unopened, contents
from gongkai.bulk.office import read
from gongkai.cli.screen import Look
from gongkai.cli.words import say
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.findings import Finding
from gongkai.core.readers import Unreadable
from gongkai.core.report import FilledReport
from gongkai.core.writers import as_json
from gongkai.core.writers.return_list import CheckedFile

Action = Literal["read", "check", "claims"]

PRELOAD = ("gongkai.cli.work", "gongkai.core.checks")
"""What a child needs, where children are forked from a server."""


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class Outcome:
    """What became of one source: `output` for standard output, `error` in words, findings by severity, and what goes
    into a return list where one is made."""

    name: str
    output: bytes
    error: str | None = None
    severities: dict[str, int] = field(default_factory=dict)
    for_list: CheckedFile | None = None


def work(action: Action, look: Look, known: Known, source: Source) -> Outcome:
    """Reads, and for 'check' checks, one source, with what is `known` beside it."""
    try:
        report = read(contents(source), source.name)
    except Unopened as unopened:
        return failure(action, look, source, say(unopened.reason, look.language, detail=unopened.detail))
    except Unreadable as unreadable:
        return failure(action, look, source, unreadable.sentence(look.language))
    if action == "read":
        return Outcome(source.name, _shown_report(source.name, report, look))
    if action == "claims":
        return Outcome(source.name, _shown_claims(source.name, report, look))
    return _checked(source.name, report, look, known)


def failure(action: Action, look: Look, source: Source, error: str) -> Outcome:
    """The outcome of a source that gave no report."""
    if look.as_list:
        return Outcome(source.name, b"", error, for_list=CheckedFile(source.name, unread=error))
    if not look.as_json:
        return Outcome(source.name, b"", error)
    return Outcome(source.name, _unread_line(action)(source.name, error), error)


def _unread_line(action: Action) -> Callable[[str, str], bytes]:
    if action == "claims":
        from gongkai.core.writers.claims_json import unread_claims_line

        return unread_claims_line
    return as_json.unread_report_line if action == "read" else as_json.unread_findings_line


def lost(action: Action, look: Look, source: Source, loss: Loss) -> Outcome:
    """The outcome of a source that a child was lost over."""
    return failure(action, look, source, say(f"lost_{loss.reason}", look.language, seconds=loss.seconds))


def bound(action: Action, look: Look, known: Known = NOTHING) -> "tuple[partial[Outcome], partial[Outcome]]":
    """`work` and `lost` for one run, as they go to the children."""
    return partial(work, action, look, known), partial(lost, action, look)


def _shown_report(name: str, report: FilledReport, look: Look) -> bytes:
    if look.as_json:
        return as_json.report_line(name, report, look.language)
    from gongkai.cli.report_screen import draw_report  # rich is slow to import and JSON needs none of it

    return draw_report(name, report, look)


def _shown_claims(name: str, report: FilledReport, look: Look) -> bytes:
    from gongkai.core.checks import check
    from gongkai.core.claims.understood import understood

    claims = understood(report)
    findings = [finding for finding in check(report) if finding.code.startswith("TXT.")]
    if look.as_json:
        from gongkai.core.writers.claims_json import claims_line

        return claims_line(name, report, claims, findings)
    from gongkai.cli.claims_screen import draw_claims

    return draw_claims(name, report, claims, findings, look)


def _checked(name: str, report: FilledReport, look: Look, known: Known) -> Outcome:
    from gongkai.core.checks import check  # not needed by those who only read

    findings = check(report, known)
    severities: dict[str, int] = {}
    for finding in findings:
        severities[finding.severity] = severities.get(finding.severity, 0) + 1
    if look.as_list:
        from gongkai.bulk.checked import checked_file

        return Outcome(name, b"", severities=severities, for_list=checked_file(name, report, findings, look.language))
    return Outcome(name, _shown_findings(name, report, findings, look), severities=severities)


def _shown_findings(name: str, report: FilledReport, findings: list[Finding], look: Look) -> bytes:
    if look.as_json:
        from gongkai.core.checks.catalogue import message, rule

        language = look.language
        said = (
            as_json.finding_object(finding, message(finding, language), rule(finding.code).basis[language])
            for finding in findings
        )
        return as_json.findings_line(name, report, said)
    from gongkai.cli.findings_screen import draw_findings

    return draw_findings(name, report, findings, look)
