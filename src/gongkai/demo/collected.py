"""虚构的收报退改: the city's supervisor collects the reports of the year, sends back those with mistakes, and takes in
what is mended; a district's supervisor has a collection of the district's own.

Each year some are mended, one is explained, and some are not answered in time, so that something waits for everybody.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gongkai.core.checks import check
from gongkai.core.checks.known import NOTHING, Known
from gongkai.core.readers.reading import read
from gongkai.core.report import FilledReport
from gongkai.demo.keeping import keep_reports
from gongkai.demo.papers import paper
from gongkai.demo.places import added_up
from gongkai.demo.planted import planted_in
from gongkai.demo.staff import officer_of
from gongkai.platform.accounts.models import Person
from gongkai.reporting import days
from gongkai.reporting.actions.collecting import (
    accept_report,
    close_collection,
    collect,
    open_collection,
    record_reading,
)
from gongkai.reporting.actions.returning import answer, hand_in, send_back, write_remark
from gongkai.reporting.kept import for_the_organ, found_in
from gongkai.reporting.models import Return
from gongkai.reporting.reading import Examined
from gongkai.reporting.unchecked import unchecked

if TYPE_CHECKING:
    from gongkai.demo.city import City

_WATCHED = ("city_education", "district_education")
"""Bureaus with an account for every role: they mend at once, and the supervisor asks them for more late in the year."""
_MENDED = 4
"""Of what is sent back so many are mended, the next is explained, the others are late."""


def of_year(year: int) -> Iterator[tuple[date, Callable[..., None]]]:
    """What happens every year with the reports of the year before."""
    yield date(year, 1, 4), _open
    yield date(year, 2, 6), _district_collects
    yield date(year, 2, 21), _send_back
    yield date(year, 3, 4), _answers
    yield date(year, 3, 30), _accept
    yield date(year, 11, 9), _ask_for_more
    yield date(year, 12, 28), _close


def hand_in_report(city: "City", key: str, year: int) -> None:
    """The organ hands its report in."""
    _handed_in(city, key, year, mended=False, words="")


def _handed_in(city: "City", key: str, year: int, *, mended: bool, words: str) -> None:
    report = city.do(
        hand_in,
        city.people[officer_of(key)],
        collection=city.collections["city", year],
        organ=city.organs[key],
        files=keep_reports(key, [year], mended=mended),
        words=words,
    )
    city.received[key, year] = report
    _read(city, report, key, year, mended=mended)


def _read(city: "City", report: Any, key: str, year: int, *, mended: bool = False) -> None:
    """What the job would do that reads what came in."""
    found = _as_read(key, year, mended)
    known = Known(previous=_as_read(key, year - 1, False)) if (key, year - 1) in city.received else NOTHING
    told = tuple(unchecked(found, known))
    examined = Examined(paper(key, year).name, found, tuple(check(found, known)), unchecked=told)
    city.do(record_reading, Person.objects.system(), report=report, found=found_in(examined))


@lru_cache(maxsize=200)
def _as_read(key: str, year: int, mended: bool) -> FilledReport:
    found = paper(key, year, mended=mended)
    return read(found.data, found.name)


def _working(day: date) -> date:
    """That day, or the next on which people work."""
    while not days.works(day):
        day += timedelta(days=1)
    return day


def _open(city: "City", year: int) -> None:
    city.collections["city", year - 1] = city.do(
        open_collection,
        city.people["zhuguan"],
        organ=city.organs["city"],
        year=year - 1,
        title=f"{year - 1}年度政府信息公开工作年度报告",
        correct_by=_working(date(year, 3, 10)),
    )


def _district_collects(city: "City", year: int) -> None:
    """The district's supervisor drops in what the departments of the district have sent."""
    supervisor, of = city.people["quzhuguan"], year - 1
    collection = city.collections["district", of] = city.do(
        open_collection,
        supervisor,
        organ=city.organs["district"],
        year=of,
        title=f"青渚区{of}年度报告汇总",
        correct_by=_working(date(year, 3, 10)),
    )
    keys = [key for key in added_up("district", of) if (key, of) in city.received]
    files = [keep_reports(key, [of])[0] for key in keys]
    reports = city.do(collect, supervisor, collection=collection, files=files, received_on=city.day)
    for key, report in zip(keys, reports, strict=True):
        _read(city, report, key, of)


def _faulty(city: "City", year: int) -> list[str]:
    """The organs whose reports of that year came in with something to mend."""
    keys = [key for key in planted_in(year) if (key, year) in city.received]
    keys.sort(key=lambda key: key not in _WATCHED)
    return [key for key in keys if for_the_organ(city.received[key, year].reading.findings).get("zh")]


def _send_back(city: "City", year: int) -> None:
    of = year - 1
    city.do(
        send_back,
        city.people["zhuguan"],
        collection=city.collections["city", of],
        reports=[city.received[key, of] for key in _faulty(city, of)],
        correct_by=_working(date(year, 3, 10)),
    )


def _answers(city: "City", year: int) -> None:
    of = year - 1
    for place, key in enumerate(_faulty(city, of)):
        if place < _MENDED:
            _handed_in(city, key, of, mended=True, words="已经核对原始台账，改正后重新报送。")
        elif place == _MENDED:
            returned = Return.objects.get(report=city.received[key, of], withdrawn_at=None)
            words = "经核对，系报送时使用了较早的文件，正在履行内部审核程序，改正后的报告将尽快报送。"
            city.do(answer, city.people[officer_of(key)], returned=returned, words=words)


def _accept(city: "City", year: int) -> None:
    """What is without mistakes is taken; the last few wait."""
    of = year - 1
    sound = [key for key, when in city.received if when == of and key not in planted_in(of) and key not in _WATCHED]
    for key in sound[:-5]:
        city.do(accept_report, city.people["zhuguan"], report=city.received[key, of])


def _ask_for_more(city: "City", year: int) -> None:
    of, supervisor = year - 1, city.people["zhuguan"]
    asked = [city.received[key, of] for key in _WATCHED]
    for report in asked:
        remark = "第五章的改进情况请补充时间和责任科室，便于年终核对。"
        city.do(write_remark, supervisor, report=report, remark=remark)
    collection, by = city.collections["city", of], _working(date(year, 12, 21))
    city.do(send_back, supervisor, collection=collection, reports=asked, correct_by=by)


def _close(city: "City", year: int) -> None:
    for at, supervisor in (("city", "zhuguan"), ("district", "quzhuguan")):
        city.do(close_collection, city.people[supervisor], collection=city.collections[at, year - 1])
