"""校核结果的存取: what was found in a report as plain data in both languages, and back as the items of a letter."""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from gongkai.bulk.checked import checked_file
from gongkai.core.findings import LANGUAGES, Figure, Language
from gongkai.core.writers.return_list import CheckedFile, ReturnItem
from gongkai.reporting.reading import Examined


@dataclass(frozen=True)
class Found:
    """What the checks found in one file, as it is kept."""

    organ_named: str = ""
    year_named: int | None = None
    findings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Language → items, each with all that a letter tells of it."""
    refused: dict[str, str] = field(default_factory=dict)
    """Language → why the file could not be read."""
    unchecked: tuple[str, ...] = ()
    """What could not be checked."""
    beside: int | None = None
    """The id of the organ whose records it was held against, 0 where that was not known; None where nobody says."""

    def count(self, *severities: str) -> int:
        """How many items have one of these severities."""
        items = self.findings.get("zh", [])
        return sum(item["severity"] in severities for item in items)


def found_in(examined: Examined, beside: int | None = None) -> Found:
    """What is kept of a file that was read and checked."""
    if examined.report is None:
        return Found(
            refused={str(language): said for language, said in examined.refused.sentence.items()}
            if examined.refused
            else {},
            beside=beside,
        )
    report = examined.report
    findings: dict[str, list[dict[str, Any]]] = {}
    for language in LANGUAGES:
        items = checked_file(examined.name, report, examined.findings, language).items
        findings[language] = [_plain(item) for item in items]
    return Found((report.organ or "")[:200], report.year, findings, unchecked=examined.unchecked, beside=beside)


def _plain(item: ReturnItem) -> dict[str, Any]:
    told = asdict(item)
    return told | {key: None if told[key] is None else str(told[key]) for key in ("found", "expected")}


def items_of(findings: dict[str, Any], language: Language) -> tuple[ReturnItem, ...]:
    """The items that were kept, in that language."""
    return tuple(
        ReturnItem(**(item | {key: _figure(item[key]) for key in ("found", "expected")}))
        for item in findings.get(language, [])
    )


def _figure(text: str | None) -> Figure | None:
    if text is None:
        return None
    return int(text) if text.lstrip("-").isdecimal() else Decimal(text)


def as_checked(
    name: str, organ: str, year: int | None, findings: dict[str, Any], refused: dict[str, str], language: Language
) -> CheckedFile:
    """What a return list says of a file of which this was kept."""
    unread = refused.get(language, "")
    return CheckedFile(name, organ or None, year, () if unread else items_of(findings, language), unread)


def for_the_organ(findings: dict[str, Any]) -> dict[str, Any]:
    """Of what was kept, that which the organ can do something about, as it goes into its letter."""
    return {
        language: [
            item
            for item, told in zip(findings.get(language, []), items_of(findings, language), strict=True)
            if not told.for_the_sender
        ]
        for language in LANGUAGES
        if language in findings
    }
