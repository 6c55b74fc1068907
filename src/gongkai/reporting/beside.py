"""前后对照: a mended report beside the one before: cells that changed, and findings that went, stayed or are new."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.checks.labels import keys_named
from gongkai.core.compare import compare
from gongkai.core.findings import Figure, Language
from gongkai.core.writers.return_list import ReturnItem
from gongkai.reporting.examining import content
from gongkai.reporting.kept import items_of
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.reading import read_one


@dataclass(frozen=True)
class CellChange:
    """A cell whose figure is another one now; None where it has none."""

    name: str
    old: Figure | None
    new: Figure | None


@dataclass(frozen=True)
class Beside:
    """Two files of one organ side by side."""

    changes: tuple[CellChange, ...]
    mended: tuple[ReturnItem, ...]
    """What was found before and is not any more."""
    left: tuple[ReturnItem, ...]
    """What is found still."""
    new: tuple[ReturnItem, ...]
    """What was not found before."""
    unread: str = ""
    """Why the figures can't be compared; empty where they are."""


def beside(earlier: ReceivedReport, later: ReceivedReport, language: Language) -> Beside:
    """The earlier file beside the later one; both are read anew, in children."""
    before, after = (_items(report, language) for report in (earlier, later))
    told_before, told_after = {_key(item) for item in before}, {_key(item) for item in after}
    changes, unread = _changes(earlier, later, language)
    return Beside(
        changes,
        tuple(item for item in before if _key(item) not in told_after),
        tuple(item for item in after if _key(item) in told_before),
        tuple(item for item in after if _key(item) not in told_before),
        unread,
    )


def _items(report: ReceivedReport, language: Language) -> Iterable[ReturnItem]:
    reading = getattr(report, "reading", None)
    return items_of(reading.findings, language) if reading else ()


def _key(item: ReturnItem) -> tuple[str, ...]:
    """What makes two findings the same one: the check, its cells, and what it says; not the line it stands in."""
    return item.code, item.cells, item.message


def _changes(earlier: ReceivedReport, later: ReceivedReport, language: Language) -> tuple[tuple[CellChange, ...], str]:
    read = [read_one(*content(report)) for report in (earlier, later)]
    for examined in read:
        if examined.report is None:
            return (), examined.refused.sentence[language] if examined.refused else ""
    old, new = (examined.report for examined in read)
    assert old is not None
    assert new is not None
    if (old.year or 0) > (new.year or 0):
        return (), ""
    found = compare(old, new)
    return tuple(
        CellChange(keys_named(new.form, (change.cell,))[language], change.old, change.new) for change in found.changes
    ), ""
