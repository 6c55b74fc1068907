"""校核: what is wrong with a filled report, as findings.

A check is a function that takes a filled report, and what is known beside it, and yields findings. A broken report is
a finding; a broken rule raises. The checks run in the order of `CHECKS`, which is their table of contents: each line
says which codes a check may use. What a code means, its legal basis and its sentences stand in `catalogue.toml`, and
in docs/checks.md.
"""

from collections.abc import Callable, Iterable

from gongkai.core.checks.blanks import check_blanks
from gongkai.core.checks.chapters import check_chapters, check_fee_statement, check_topics
from gongkai.core.checks.disclosed import check_rules, check_unit
from gongkai.core.checks.form_edition import check_edition
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.checks.last_year import check_carried, check_pending, check_stock
from gongkai.core.checks.publication import check_citations, check_index_number, check_publication_day
from gongkai.core.checks.repeated import check_repeated
from gongkai.core.checks.sums import check_sums
from gongkai.core.checks.told_cells import check_told_cells
from gongkai.core.checks.told_counts import check_told_counts
from gongkai.core.checks.told_rates import check_told_rates
from gongkai.core.checks.told_sums import check_told_sums
from gongkai.core.checks.told_years import check_told_years
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport

Check = Callable[[FilledReport, Known], Iterable[Finding]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("FORM.EDITION",), check_edition),
    (("T2.BLANK", "T3.BLANK", "T4.BLANK"), check_blanks),
    (("T3.IDENT", "T3.RESULT", "T3.ROW", "T4.SUM"), check_sums),
    (("T2.RULES",), check_rules),
    (("T2.UNIT",), check_unit),
    (("T3.CARRY",), check_carried),
    (("T2.STOCK",), check_stock),
    (("T4.PEND",), check_pending),
    (("CH.MISSING", "CH.EMPTY"), check_chapters),
    (("CH1.TOPICS",), check_topics),
    (("CH6.FEE",), check_fee_statement),
    (("DATE.LATE",), check_publication_day),
    (("META.INDEX",), check_index_number),
    (("CITE.FORM",), check_citations),
    (("TXT.SUM",), check_told_sums),
    (("TXT.CELL", "TXT.WORDS"), check_told_cells),
    (("TXT.PCT", "TXT.GROWTH"), check_told_rates),
    (("TXT.REPEAT",), check_repeated),
    (("TXT.COUNT",), check_told_counts),
    (("TXT.YEAR",), check_told_years),
)


def check(report: FilledReport, known: Known = NOTHING) -> list[Finding]:
    """Every finding of every check, in the order of `CHECKS`. Never raises for what stands in a report."""
    return [finding for _, run in CHECKS for finding in run(report, known)]
