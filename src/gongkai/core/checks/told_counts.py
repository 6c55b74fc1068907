"""所称项数与所列项数: whether a text lists as many things as it says (TXT.COUNT)."""

from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.claims.counts import CountedList, counted_lists
from gongkai.core.claims.prose import sentence_around
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport

_NEAR = 1
"""A list that the text does not name as the things told is held against them only where it is off by so many."""


def check_told_counts(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """TXT.COUNT where fewer or more things are listed than told: `expected` is the number told, `found` that of the
    things listed, of a range the end that is nearer."""
    for one in counted_lists(report):
        listed = _listed(one)
        if listed == one.value or (not one.sure and abs(listed - one.value) > _NEAR):
            continue
        start, end = sentence_around(report.source, one.start, one.end)
        yield Finding(
            "TXT.COUNT",
            "warning",
            expected=one.value,
            found=listed,
            details={
                "variant": "more" if listed > one.value else "fewer",
                "told": one.words,
                "listed": listed,
            },
            quote=report.source[start:end].strip(),
            at=report.place(start, end),
        )


def _listed(one: CountedList) -> int:
    """The number of things listed that comes nearest to the one told."""
    if one.value < one.least:
        return one.least
    return one.value if one.most is None else min(one.value, one.most)
