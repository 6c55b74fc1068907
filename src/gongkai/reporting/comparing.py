"""两年对照的读取: two reports of one organ read and held side by side, in child processes."""

from dataclasses import dataclass, replace

from gongkai.bulk.child import Loss
from gongkai.bulk.pool import in_order
from gongkai.core.checks import check
from gongkai.core.checks.known import Known
from gongkai.core.compare import Comparison, compare
from gongkai.core.findings import Finding
from gongkai.core.report import FilledReport
from gongkai.reporting.reading import LIMITS, PRELOAD, Refusal, own_refusal

BETWEEN = ("T3.CARRY", "T2.STOCK", "T4.PEND", "TXT.REPEAT")
"""Codes of what is wrong between two years."""

Pair = tuple[FilledReport, FilledReport]


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class Compared:
    """Two reports side by side and what was found between them; or why they can't be compared."""

    found: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    refused: Refusal | None = None


def side_by_side(old: FilledReport, new: FilledReport) -> Compared:
    """The two reports, read already, the earlier first, as `earlier_first` gives them."""
    (compared,) = in_order(_compare, [(old, new)], jobs=1, lost=_lost, limits=LIMITS, preload=PRELOAD)
    return compared


def earlier_first(one: FilledReport, other: FilledReport) -> tuple[FilledReport, FilledReport, bool]:
    """The two in the order of their years, and whether the years tell it; else as they were given."""
    if one.year is None or other.year is None or one.year == other.year:
        return one, other, False
    return (one, other, True) if one.year < other.year else (other, one, True)


def _compare(pair: Pair) -> Compared:
    old, new = pair
    found = compare(old, new)
    findings = [finding for finding in check(new, Known(previous=old)) if finding.code in BETWEEN]
    return Compared(found, tuple(replace(finding, at=dict(finding.at)) for finding in findings))


def _lost(pair: Pair, loss: Loss) -> Compared:
    return Compared(refused=own_refusal(loss.reason, seconds=round(loss.seconds)))
