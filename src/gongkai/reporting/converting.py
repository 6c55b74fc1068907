"""转换: a report that was checked, as another kind of file; its findings as JSON, or as a return list.

Made in a child process under limits, as it was read: what stands in it was written by somebody unknown, and a library
that lays it out may fail over it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from gongkai.bulk.checked import checked_file
from gongkai.bulk.child import Limits, Loss
from gongkai.bulk.pool import in_order
from gongkai.core.checks.catalogue import message, rule
from gongkai.core.findings import LANGUAGES, Finding, Language
from gongkai.core.readers import Unreadable
from gongkai.core.readers.own_json import read_own_json
from gongkai.core.report import FilledReport
from gongkai.core.writers.as_json import finding_object, findings_line
from gongkai.core.writers.as_kind import ENDINGS, as_kind
from gongkai.core.writers.official import title
from gongkai.core.writers.return_list import return_list
from gongkai.reporting.reading import PRELOAD, Refusal, own_refusal

FINDINGS, RETURN_LIST = "findings", "list"
MADE = (*ENDINGS, FINDINGS, RETURN_LIST)
"""What can be made of a report: a kind of file, its findings (JSON), a return list (Word)."""

LIMITS = Limits(seconds=30, may_be_forked=False)
"""Pages are set in type, for which fonts are loaded."""

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}
"""Ending of a file that is given out → what it is."""
_FOLDERS = re.compile(r"[/\\]")
"""In the name of an organ they part no folders."""
_SUFFIXES: dict[str, dict[Language, str]] = {
    FINDINGS: {"zh": "校核结果", "en": "findings"},
    RETURN_LIST: {"zh": "退改清单", "en": "return list"},
}


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class Checked:
    """A report as a line of our own JSON, the name of the file that it was read from, and its findings."""

    name: str
    line: bytes
    findings: Sequence[Finding] = field(default_factory=tuple)


@dataclass(frozen=True)
class Made:
    """A file: its bytes, its name and what it is; or why it could not be made."""

    data: bytes = b""
    name: str = ""
    content_type: str = ""
    refused: Refusal | None = None


def make(checked: Checked, wanted: str, language: Language) -> Made:
    """The file `wanted`, one of MADE, its words in that language where they are not the report's own."""
    work = partial(_make, wanted, language)
    (made,) = in_order(work, [checked], jobs=1, lost=_lost, limits=LIMITS, preload=PRELOAD)
    return made


# ---- Inside the child ------------------------------------------------------------------------------------------------


def _make(wanted: str, language: Language, checked: Checked) -> Made:
    try:
        report = read_own_json(checked.line)
    except Unreadable as unreadable:
        return Made(refused=_refusal(unreadable))
    stem, suffix = _FOLDERS.sub("_", title(report.organ, report.year)), _SUFFIXES.get(wanted)
    name = f"{stem}（{suffix[language]}）" if suffix else stem
    if wanted == FINDINGS:
        return _file(_findings(checked, report, language), name, "json")
    if wanted == RETURN_LIST:
        from gongkai.core.writers.return_list_docx import document

        files = [checked_file(checked.name, report, checked.findings, language)]
        return _file(document(return_list(files, language)), name, "docx")
    return _printed(report, name) if wanted == "pdf" else _file(as_kind(report, wanted), name, wanted)


def _printed(report: FilledReport, name: str) -> Made:
    """The report as PDF, or why it can't be printed."""
    from gongkai.core.writers.fonts import Unprintable

    try:
        return _file(as_kind(report, "pdf"), name, "pdf")
    except Unprintable as unprintable:
        said = {language: unprintable.message(language) for language in LANGUAGES}
        return Made(refused=Refusal("FILE.UNPRINTABLE", said))


def _findings(checked: Checked, report: FilledReport, language: Language) -> bytes:
    """The line of the command's `--json`."""
    said = (
        finding_object(finding, message(finding, language), rule(finding.code).basis[language])
        for finding in checked.findings
    )
    return findings_line(checked.name, report, said)


def _file(data: bytes, name: str, ending: str) -> Made:
    return Made(data, f"{name}.{ending}", CONTENT_TYPES[ending])


def _refusal(unreadable: Unreadable) -> Refusal:
    return Refusal(unreadable.code, {language: unreadable.sentence(language) for language in LANGUAGES})


def _lost(checked: Checked, loss: Loss) -> Made:
    return Made(refused=own_refusal(f"made_{loss.reason}", seconds=round(loss.seconds)))
