"""How right the checks of text are: every situation of the test suite, findings wanted against findings made.

Precision: of the findings made, how many were wanted. Recall: of those wanted, how many were made. A finding is right
if its code, severity, expected and found figure are. Each file of situations is held to the checks that it is about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bench.figure import Figure, thousands
from bench.real import real_files
from bench.yardstick import seconds, speed
from gongkai.cli.example import example_report
from gongkai.core.checks import check
from gongkai.core.checks.catalogue import rule
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.figures import told_figures
from gongkai.core.findings import Severity
from gongkai.core.readers import read
from gongkai.core.report import FilledReport
from tests.builders import filled_report, told
from tests.core.checks import test_told_counts, test_told_sums, test_told_years
from tests.situations.texts import FILES, OFFICES, situations

Wanted = tuple[str, str, Any, Any]
"""Code, severity, figure expected, figure found."""
_LEAST_RECALL = 0.95
_LONGEST_CHECK = 3
_TABLES = ("proactive", "requests", "remedies")


@dataclass(frozen=True)
class Case:
    """A report, what is known beside it, the findings wanted of these codes ('' is any of text)."""

    report: FilledReport
    wanted: list[Wanted]
    codes: str = "TXT."
    known: Known = NOTHING

    def made(self) -> list[Wanted]:
        """The findings that the checks make."""
        found = check(self.report, self.known)
        return [(one.code, one.severity, one.expected, one.found) for one in found if one.code.startswith(self.codes)]


def text() -> Iterator[Figure]:
    """Precision and recall of the checks of text, for errors and for warnings."""
    cases = list(_cases())
    yield _figure("errors", cases, "error", limited=True)
    yield _figure("warnings", cases, "warning", limited=False)
    yield _figure("errors, as offices write", list(_as_offices_write()), "error", limited=False)
    yield from _times()


def _cases() -> Iterator[Case]:
    for file in FILES:
        for one in situations(file):
            wanted = [(code, rule(code).severity, expected, found) for code, expected, found in one.wanted]
            yield Case(one.report, wanted, known=one.known)
    for one in test_told_sums.SITUATIONS:
        wanted = [("TXT.SUM", it["程度"], it["应为"], it["实为"]) for it in one.get("误", [])]
        yield Case(test_told_sums.report_with(one), wanted, "TXT.SUM")
    for one in test_told_counts.SITUATIONS:
        wanted = [("TXT.COUNT", "warning", it["应为"], it["实为"]) for it in one.get("误", [])]
        yield Case(_without_tables(problems=one["文"]), wanted)
    for paragraph in test_told_counts.RIGHT:
        yield Case(_without_tables(overview=paragraph), [])
    for one in test_told_years.SITUATIONS:
        report = test_told_years.report_with(one)
        wanted = [("TXT.YEAR", "warning", report.year, it["实为"]) for it in one.get("误", [])]
        yield Case(report, wanted, "TXT.YEAR")


def _as_offices_write() -> Iterator[Case]:
    for file in OFFICES:
        for one in situations(file):
            wanted = [(code, rule(code).severity, expected, found) for code, expected, found in one.wanted]
            yield Case(one.report, wanted, known=one.known)


def _times() -> Iterator[Figure]:
    """How long all checks take of the bundled example, of a report made of nothing but what offices write of requests,
    and of the slowest real report where there are any."""
    yield _time("the example", [read(example_report(), "report.txt")])
    dense = [told(filled_report(), overview="\n".join(some)) for some in _hundreds()]
    yield _time("100 paragraphs of nothing but figures", dense, limited=False)
    real = [read(data, "report.txt") for data, _ in real_files()]
    if real:
        slowest = max(real, key=lambda report: seconds(lambda: check(report)))
        yield _time(f"the slowest of {len(real)} real reports", [slowest])


def _hundreds() -> Iterator[list[str]]:
    paragraphs = iter([one.text for file in OFFICES for one in situations(file)])
    while some := list(islice(paragraphs, 100)):
        yield some


def _time(name: str, reports: list[FilledReport], limited: bool = True) -> Figure:
    def work() -> None:
        told_figures.cache_clear()
        for report in reports:
            report.memory.clear()
            check(report)

    measured = speed(work, len(reports))
    milliseconds = 1000 / measured.at_reference
    return Figure(
        f"text: all checks of {name}",
        f"{1000 / measured.rate:.1f} ms",
        f"{measured.passes:.0f} passes = {milliseconds:.1f} ms",
        f"≤ {_LONGEST_CHECK} ms" if limited else "",
        milliseconds <= _LONGEST_CHECK if limited else None,
    )


def _without_tables(**chapters: str) -> FilledReport:
    return told(filled_report(missing=_TABLES), **chapters)


def _figure(name: str, cases: Iterable[Case], severity: Severity, limited: bool) -> Figure:
    right = made = wanted = count = 0
    for case in cases:
        count += 1
        these = Counter(one for one in case.made() if one[1] == severity)
        those = Counter(one for one in case.wanted if one[1] == severity)
        right += (these & those).total()
        made += these.total()
        wanted += those.total()
    precision, recall = right / made if made else 0, right / wanted
    return Figure(
        f"text: {name} ({thousands(count)})",
        f"{right} right, {wanted - right} missed, {made - right} false",
        f"precision {precision:.1%}, recall {recall:.1%}",
        "precision 100%, recall 95%" if limited else "",
        (precision == 1 and recall >= _LEAST_RECALL) if limited else None,
    )
