"""汇总的步骤: from uploaded reports to their sum, or one sentence on why they can't be added up."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.core.findings import Language
from gongkai.core.readers import Unreadable
from gongkai.core.readers.decode import decode
from gongkai.core.report import FilledReport, bare_organ
from gongkai.core.rollup.add import OtherYear, Part, RollUp, roll_up
from gongkai.core.rollup.children import BadList, Child, read_children
from gongkai.core.rollup.expect import Expectation, expect
from gongkai.core.writers.printable import printable
from gongkai.reporting.reading import Examined

MOST_KB = 1024


class NotAdded(Exception):
    """Why there is no sum, in one sentence."""


@dataclass(frozen=True)
class Added:
    """The sum, what it was held against, the organ that it is for, and the files that could not be read, with why."""

    found: RollUp
    held: Expectation | None
    organ: str | None
    unread: list[tuple[str, str]]


def slim(examined: Examined) -> FilledReport | None:
    """The report without its text, which a sum does not need: three hundred are many."""
    report = examined.report
    if report is not None:
        report.source, report.sections, report.section_spans, report.notes = "", {}, {}, []
        report.place = _nowhere
    return report


def _nowhere(start: int, end: int) -> dict[str, object]:
    return {}


def children_of(file: UploadedFile | None) -> list[Child]:
    """The organs expected; none without a list. Raises NotAdded."""
    if file is None:
        return []
    data = file.read()
    if len(data) > MOST_KB * 1024:
        raise NotAdded(_("The list of organs is larger than %(most)s KB. Check the file.") % {"most": MOST_KB})
    try:
        text = decode(data)
        if "\ufffd" in text:  # a name with a character lost is another name
            raise NotAdded(_no_text())
        return read_children(text)
    except Unreadable as unreadable:
        empty = unreadable.code == "READ.EMPTY"
        raise NotAdded(_bad_list(BadList("none", 0, "")) if empty else _no_text()) from None
    except csv.Error:
        raise NotAdded(_("In the list of organs a quotation mark is not closed. Mend it and try again.")) from None
    except BadList as bad:
        raise NotAdded(_bad_list(bad)) from None


def _no_text() -> str:
    return _("The list of organs is no sound text. Save it from Excel as “CSV UTF-8”, one organ a line.")


def _bad_list(bad: BadList) -> str:
    said = {
        "none": _("The list of organs is empty. Write one organ a line."),
        "circle": _("In the list of organs %(text)s is in the end merged into itself. Check it."),
        "empty": _("Line %(line)s of the list of organs has no organ. Write one organ a line."),
        "twice": _("%(text)s on line %(line)s of the list of organs is there already."),
        "change": _("The change %(text)s on line %(line)s of the list of organs is not known: 并入, 划入, 划出."),
        "into": _("Line %(line)s of the list of organs does not say what %(text)s was merged into."),
    }
    return said[bad.problem] % {"line": bad.line, "text": printable(bad.text)}


def added(
    parts: Sequence[Part],
    unread: Iterable[tuple[str, str]],
    children: Sequence[Child],
    published: FilledReport | None,
    organ: str | None,
) -> Added:
    """The sum of the parts, held against the published report. Raises NotAdded."""
    organ = organ or (published.organ if published is not None else None)
    for part in parts:
        if organ and not part.own and part.report.organ and bare_organ(part.organ) == bare_organ(organ):
            said = _("%(name)s is of %(organ)s, for which the sum is, and seems to be that sum. Leave it out.")
            raise NotAdded(said % {"name": printable(part.name), "organ": printable(organ)})
    if not parts:
        raise NotAdded(_("No report could be read, so nothing is added up."))
    try:
        found = roll_up(parts, children)
    except OtherYear as other:
        raise NotAdded(_other_year(other)) from None
    if published is not None and published.year not in (None, found.year):
        said = _("The published report is for %(published)s and the others for %(year)s; they can't be compared.")
        raise NotAdded(said % {"published": published.year, "year": found.year})
    return Added(found, None if published is None else expect(found, published), organ, list(unread))


def _other_year(other: OtherYear) -> str:
    unknown = [name for name, year in other.years.items() if year is None]
    if unknown:
        said = _("The year of “%(name)s” can't be told, so it can't be added. Check the file.")
        return said % {"name": printable(unknown[0])}
    years = " / ".join(sorted({str(year) for year in other.years.values()}))
    said = _("The reports are for different years (%(years)s) and can't be added up. Do one year at a time.")
    return said % {"years": years}


def unlike(names: Iterable[str]) -> list[str]:
    """The names, those that came before with a number behind them: a part of a sum is told by its file.

    >>> unlike(["a", "b", "a", "a"])
    ['a', 'b', 'a (2)', 'a (3)']
    """
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def said_of(examined: Examined, language: Language) -> str:
    """Why the file could not be read."""
    assert examined.refused is not None
    return examined.refused.sentence[language]
