"""未核对: what could not be checked in a report for want of something that is known beside it, told rather than passed
over: that nothing was found there says nothing."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.core.checks.known import Known
from gongkai.core.checks.publication import day_of_publication
from gongkai.core.report import FilledReport

WORDS: dict[str, Promise] = {
    "published": _("Whether it was published in time: the day of publication is not told in the file."),
    "year": _("Whether it was published in time: the year of the report is not told in the file."),
    "previous": _(
        "What was carried over, stocks, growth and repeated text: last year's report is not at hand, or can't be read."
    ),
}
"""What was not checked → the words for it, with the reason."""


def unchecked(report: FilledReport, known: Known) -> Iterator[str]:
    """What can't be checked of the report with no more than is known beside it, by the keys of `WORDS`."""
    if day_of_publication(report, known) is None:
        yield "published"
    elif report.year is None:
        yield "year"
    if known.previous is None:
        yield "previous"


def in_words(found: Iterable[str]) -> list[Promise]:
    """The same in words."""
    return [WORDS[one] for one in found if one in WORDS]
