"""核对结果: a report and its findings → what a return list says of the file, in plain words of one language."""

from collections.abc import Iterable

from gongkai.core.checks.catalogue import message, rule
from gongkai.core.checks.labels import keys_named
from gongkai.core.findings import Finding, Language, place_label
from gongkai.core.report import FilledReport
from gongkai.core.writers.return_list import CheckedFile, in_order, return_item

_LONGEST_PLACE = 120
"""Characters of a place: a file of ours says its places itself, and may say anything."""


def checked_file(name: str, report: FilledReport, findings: Iterable[Finding], language: Language) -> CheckedFile:
    """What the list says of the file, its items in the order of the list."""
    items = tuple(
        return_item(
            finding,
            where=place_label(finding.at, language)[:_LONGEST_PLACE],
            cells=keys_named(report.form, finding.cells)[language],
            message=message(finding, language),
            basis=rule(finding.code).basis[language],
        )
        for finding in in_order(findings)
    )
    return CheckedFile(name, report.organ, report.year, items)
