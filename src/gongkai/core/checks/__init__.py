"""校核: what is wrong with a filled report, as findings.

A check is a function that takes a filled report and yields findings. A broken report is a finding; a broken
rule raises. The checks run in the order of `CHECKS`, which is their table of contents: each line says which
codes a check may use. What a code means, its legal basis and its sentences stand in `catalogue.toml`, and in
docs/checks.md.
"""

from collections.abc import Callable, Iterable

from gongkai.core.checks.blanks import check_blanks
from gongkai.core.checks.form_edition import check_edition
from gongkai.core.checks.sums import check_sums
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport

Check = Callable[[FilledReport], Iterable[Finding]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("FORM.EDITION",), check_edition),
    (("T2.BLANK", "T3.BLANK", "T4.BLANK"), check_blanks),
    (("T3.IDENT", "T3.RESULT", "T3.ROW", "T4.SUM"), check_sums),
)


def check(report: FilledReport) -> list[Finding]:
    """Every finding of every check, in the order of `CHECKS`. Never raises for what stands in a report."""
    return [finding for _, run in CHECKS for finding in run(report)]
