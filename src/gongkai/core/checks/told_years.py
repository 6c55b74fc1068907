"""所称年份与报告年度: whether the years that a report gives itself are the one it is about (TXT.YEAR).

The report year is the title's (where titles disagree, that of the statistical period); a preamble, period or sentence
of another year was most often left over from last year's report.
"""

from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.years import ToldYear, told_years
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport


def check_told_years(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.YEAR for each year told of the report that is not its own; nothing where its year can't be told. `expected`
    is the report's year, `found` the one told, of a period the end that is not in the year."""
    if report.year is None:
        return
    for told in told_years(report):
        found = _other_than(told, report.year)
        if found is not None:
            yield Finding(
                "TXT.YEAR",
                "warning",
                expected=report.year,
                found=found,
                details={"variant": told.kind, "year": report.year, "told": found},
                quote=report.source[told.start : told.end].strip(),
                at=report.place(told.start, told.end),
            )


def _other_than(told: ToldYear, year: int) -> int | None:
    """The year told that is not the report's, or None."""
    return next((one for one in (told.year, told.last) if one != year), None)
