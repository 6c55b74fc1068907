"""前后对照: a mended report beside the one before: cells that changed, and findings that went, stayed or are new."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.core.checks.labels import keys_named
from gongkai.core.findings import Figure, Language
from gongkai.core.writers.return_list import ReturnItem
from gongkai.reporting.comparing import side_by_side
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


Changes = tuple[CellChange, ...]


@dataclass(frozen=True)
class Beside:
    """Two files of one organ side by side."""

    changes: Changes
    mended: tuple[ReturnItem, ...]
    """What was found before and is not any more."""
    left: tuple[ReturnItem, ...]
    """What is found still."""
    new: tuple[ReturnItem, ...]
    """What was not found before."""
    left_out: int = 0
    """Cells that the form of the earlier one has not, or not in the same sense."""
    unread: str = ""
    """Why the figures can't be compared; empty where they are."""


def beside(earlier: ReceivedReport, later: ReceivedReport, language: Language) -> Beside:
    """The earlier file beside the later one; both are read anew, in children."""
    before, after = (_items(report, language) for report in (earlier, later))
    told_before, told_after = {_key(item) for item in before}, {_key(item) for item in after}
    changes, left_out, unread = _changes(earlier, later, language)
    return Beside(
        changes,
        tuple(item for item in before if _key(item) not in told_after),
        tuple(item for item in after if _key(item) in told_before),
        tuple(item for item in after if _key(item) not in told_before),
        left_out,
        unread,
    )


def _items(report: ReceivedReport, language: Language) -> Iterable[ReturnItem]:
    reading = getattr(report, "reading", None)
    return items_of(reading.findings, language) if reading else ()


def _key(item: ReturnItem) -> tuple[str, ...]:
    """What makes two findings the same one: the check, its cells, and what it says; not the line it stands in."""
    return item.code, item.cells, item.message


def _changes(earlier: ReceivedReport, later: ReceivedReport, language: Language) -> tuple[Changes, int, str]:
    """The cells that changed, how many can't be compared, and why none is where none can be."""
    read = []
    for report in (earlier, later):
        examined = read_one(*content(report))
        if examined.report is None:
            assert examined.refused is not None
            return (), 0, f"“{report}”: {examined.refused.sentence[language]}"
        read.append(examined.report)
    old, new = read
    if old.year is not None and new.year is not None and old.year > new.year:
        said = _("The figures are not compared: the file before is about %(old)s, this one about %(new)s.")
        return (), 0, said % {"old": old.year, "new": new.year}
    compared = side_by_side(old, new)
    if compared.found is None:
        assert compared.refused is not None
        return (), 0, compared.refused.sentence[language]
    found = compared.found
    changes = tuple(
        CellChange(keys_named(new.form, (change.cell,))[language], change.old, change.new) for change in found.changes
    )
    return changes, len(found.not_comparable), ""
