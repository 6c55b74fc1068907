"""样本报告: the newest reports of the invented city, for whoever wants one to drop in and has none of their own.

The files are made in a child process: what sets a PDF takes more memory than the rest of the site, and keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar

from gongkai.bulk.child import Limits
from gongkai.bulk.pool import in_order
from gongkai.core.writers.zipped import zipped
from gongkai.demo.papers import Paper, name_of, paper
from gongkai.demo.places import FIRST_REPORTS, name_on, reporting
from gongkai.demo.planted import Plant, planted_in
from gongkai.demo.reports import drafted
from gongkai.reporting.reading import PRELOAD

Item = TypeVar("Item")
Result = TypeVar("Result")

_LIMITS = Limits(seconds=60)
_SHOWN_FIRST = ("TXT.CELL", "TXT.PCT", "CITE.FORM")
"""The mistakes that show best what the checks do, one of which stands in each year."""


@dataclass(frozen=True)
class Sample:
    """A report that can be had: the organ's key and name, the ending of its file, and the mistake in it, if any."""

    key: str
    organ: str
    ending: str
    plant: Plant | None


def year_of(today: date) -> int:
    """The year of the newest reports on that day: those of the last year, whether published or still being written."""
    return max(today.year - 1, FIRST_REPORTS)


@lru_cache(maxsize=2)
def samples(year: int) -> tuple[Sample, ...]:
    """Every sample of the year."""
    planted = planted_in(year)
    return tuple(
        Sample(
            key=key,
            organ=name_on(key, drafted(key, year).published),
            ending=name_of(key, year).rpartition(".")[2],
            plant=planted.get(key),
        )
        for key in reporting(year)
    )


def to_begin_with(year: int) -> Sample:
    """The one to try first: it has a mistake in its text."""
    codes = [code for code in _SHOWN_FIRST if any(one.plant and one.plant.code == code for one in samples(year))]
    return next(one for one in samples(year) if one.plant and one.plant.code == codes[0])


@lru_cache(maxsize=200)
def sample(key: str, year: int) -> Paper | None:
    """The file; None where no organ of that key made a report."""
    return _in_a_child(partial(paper, year=year), key) if key in reporting(year) else None


@lru_cache(maxsize=2)
def archive(year: int) -> bytes:
    """All of them in one archive; the same year always gives the same bytes."""
    return _in_a_child(_archived, year)


class NotMade(RuntimeError):
    """The child ended before the files were made: a mistake of ours, for nobody else's file is in it."""


def _in_a_child(make: Callable[[Item], Result], item: Item) -> Result:
    (made,) = in_order(make, [item], jobs=1, lost=lambda _item, _loss: None, limits=_LIMITS, preload=PRELOAD)
    if made is None:
        raise NotMade
    return made


def _archived(year: int) -> bytes:
    papers = (paper(key, year) for key in reporting(year))
    return zipped((one.name, one.data) for one in papers)
