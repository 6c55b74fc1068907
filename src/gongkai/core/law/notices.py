"""放假安排通知: what a notice on holidays says, read from its data file and refused where it can't be right.

A file holds one year: `year`, and its `notices` in the order of their days, each with number, title, day issued, day
published, mark, and its `breaks`: the holidays in it, first and last day off, the days of rest that are worked for it.
A later notice replaces the breaks of the holidays that it names. `granted` counts days off beyond the statutory ones
(2 in the Spring Festival of 2020). A file with an `area` adds the holidays of that area to the national ones; they have
names of their own, and go before the national ones where both speak of a day.

What is checked when a file is loaded: breaks lie in their year or beside it and don't meet; only days of rest outside
every break are worked. Of a national year also: the first notice names each statutory holiday once; a holiday with a
fixed day includes it; and a break balances: its weekdays off, less the days worked for it, are the statutory days of
its holidays and those granted (《全国年节及纪念日放假办法》).
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from gongkai.core.findings import LANGUAGES, Language, load_catalogue, sentence
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.outcomes import table
from gongkai.core.law.parameters import Mark, Words, value_of

Thing = TypeVar("Thing", str, date)

FIRST_YEAR, LAST_YEAR = 1949, 2100
"""No notice is for a year before or beyond."""

_BESIDE = timedelta(days=14)
"""How far before its year's first day a break may begin (the New Year of 2019 began on 30 December)."""


class BadNotice(ValueError):
    """A notice's file that can't be right. `code` and `details` make the sentence; `file` is its name."""

    catalogue = "notices.toml"
    """Where the sentences stand."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
        self.file = ""

    def message(self, language: Language) -> str:
        """What is wrong, where, and what to do, in one sentence or two."""
        where = self.details.get("where")
        colon = "：" if language == "zh" else ": "
        details = {**self.details, "where": f"{where}{colon}" if where else ""}
        words = sentence(load_catalogue("gongkai.core.law", self.catalogue), self.code, language, details)
        return f"{self.file}: {words}" if self.file else words


@dataclass(frozen=True, slots=True)
class Break:
    """假期: consecutive days off for one or more holidays, and the days of rest worked for them (调休)."""

    holidays: tuple[str, ...]
    first: date
    last: date
    worked: tuple[date, ...] = ()
    granted: int = 0

    def days(self) -> Iterator[date]:
        """Each day off, the days of rest among them included."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)


@dataclass(frozen=True, slots=True)
class Notice:
    """通知: one notice. It is known from the day `published` on. An area's notice may lack number and day of issue,
    where they were not found; `note` says so."""

    number: str
    title: str
    issued: date | None
    published: date
    mark: Mark
    breaks: tuple[Break, ...]
    note: Words | None = None

    @property
    def name(self) -> str:
        """Its number, or its title where that is not known."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The notices for one year, of the whole country (`area` '') or added to it by one area, in the order of their
    days."""

    year: int
    notices: tuple[Notice, ...]
    area: str = ""

    @property
    def published(self) -> date:
        """The day from which the last notice is known."""
        return self.notices[-1].published

    def known_on(self, day: date | None) -> "HolidayYear | None":
        """The year as its notices published by that day have it (None: all of them); None where there was none yet."""
        if day is None or self.notices[-1].published <= day:
            return self
        known = tuple(notice for notice in self.notices if notice.published <= day)
        return HolidayYear(self.year, known, self.area) if known else None

    def breaks(self) -> dict[Break, Notice]:
        """The breaks that hold, with the notice of each: of a holiday named twice, the later notice's."""
        holding: dict[tuple[str, ...], tuple[Break, Notice]] = {}
        for notice in self.notices:
            for one in notice.breaks:
                holding[one.holidays] = (one, notice)
        return dict(sorted(holding.values(), key=lambda pair: pair[0].first))

    def marks(self) -> "dict[date, Marked]":
        """The days that the breaks name, as they hold; each with the notice that first said of it what holds."""
        found: dict[date, Marked] = {}
        for notice in self.notices:
            for one in notice.breaks:
                before = {day: mark for day, mark in found.items() if mark.because.holidays == one.holidays}
                named = dict.fromkeys(one.days(), False) | dict.fromkeys(one.worked, True)
                for day in before.keys() - named.keys():
                    del found[day]
                for day, works in named.items():
                    kept = day in before and before[day].works == works
                    found[day] = Marked(works, one, before[day].notice if kept else notice)
        return found


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that a notice names: whether it works, the break it belongs to, and the notice."""

    works: bool
    because: Break
    notice: Notice


def read_year(text: str, file: str = "") -> HolidayYear:
    """The year that a data file holds. Raises BadNotice, with `file` as its name, where it can't be right."""
    try:
        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # a number too long, brackets too deep: no TOMLDecodeError
            raise BadNotice("not_toml", detail=str(error)) from error
        found = _year(data)
        _check(found)
        return found
    except BadNotice as bad:
        bad.file = file
        raise


# ---- Reading ---------------------------------------------------------------------------------------------------------


def _year(data: dict[str, Any]) -> HolidayYear:
    _only(data, {"year", "area", "notices"}, "")
    area = _take(data, "area", str, "", "")
    notices = tuple(_notice(entry, not area) for entry in _list(data, "notices", ""))
    if not notices:
        raise BadNotice("key_missing", key="notices", where="")
    year = _take(data, "year", int, "")
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise BadNotice("year_unknown", year=year)
    return HolidayYear(year, notices, area)


def _notice(entry: dict[str, Any], national: bool) -> Notice:
    where = str(entry.get("number") or entry.get("title") or "notices")
    _only(entry, {"number", "title", "issued", "published", "mark", "note", "breaks"}, where)
    for key in ("number", "issued") if national else ():
        _take(entry, key, object, where)
    issued = entry.get("issued")
    mark = _take(entry, "mark", str, where)
    if mark not in ("V", "M", "D"):
        raise BadNotice("mark", where=where)
    return Notice(
        number=_take(entry, "number", str, where, ""),
        title=_take(entry, "title", str, where),
        issued=None if issued is None else _take(entry, "issued", date, where),
        published=_take(entry, "published", date, where, issued),
        mark=mark,
        breaks=tuple(_break(one, where) for one in _list(entry, "breaks", where)),
        note=_note(entry, where),
    )


def _note(entry: dict[str, Any], where: str) -> Words | None:
    """A note in both languages, or in one that serves for both."""
    found = entry.get("note")
    if found is None or found == "":
        return None
    if isinstance(found, str):
        return {"zh": found, "en": found}
    if (
        not isinstance(found, dict)
        or set(found) != set(LANGUAGES)
        or not all(isinstance(v, str) for v in found.values())
    ):
        raise BadNotice("wrong_kind", key="note", where=where)
    return {"zh": found["zh"], "en": found["en"]}


def _break(entry: dict[str, Any], where: str) -> Break:
    given = _take(entry, "holidays", list, where)
    where = f"{where} {' '.join(map(str, given))}".strip()
    _only(entry, {"holidays", "from", "to", "worked", "granted"}, where)
    if not given or not all(isinstance(name, str) and name for name in given):
        raise BadNotice("wrong_kind", key="holidays", where=where)
    names = tuple(_in_chinese().get(name, name) for name in given)
    worked = _take(entry, "worked", list, where, [])
    if not all(type(day) is date for day in worked):
        raise BadNotice("wrong_kind", key="worked", where=where)
    first, last = _take(entry, "from", date, where), _take(entry, "to", date, where)
    return Break(names, first, last, tuple(sorted(worked)), _take(entry, "granted", int, where, 0))


@cache
def _in_chinese() -> dict[str, str]:
    """A statutory holiday's Chinese name → its key: a file may have either."""
    return {words["zh"]: key for key, words in table("holiday_names").items()}


def _only(entry: dict[str, Any], keys: set[str], where: str) -> None:
    for key in entry:
        if key not in keys:
            raise BadNotice("unknown_key", key=key, where=where, keys=", ".join(sorted(keys)))


def _take(entry: dict[str, Any], key: str, kind: type, where: str, default: Any = None) -> Any:
    found = entry.get(key, default)
    if found is None:
        raise BadNotice("key_missing", key=key, where=where)
    if kind is not object and type(found) is not kind:  # a moment is a date too, and True an integer
        raise BadNotice("wrong_kind", key=key, where=where)
    return found


def _list(entry: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    found = _take(entry, key, list, where)
    if not all(isinstance(one, dict) for one in found):
        raise BadNotice("wrong_kind", key=key, where=where)
    return found  # type: ignore[no-any-return]


# ---- Checking --------------------------------------------------------------------------------------------------------


def _check(year: HolidayYear) -> None:
    for earlier, later in zip(year.notices, year.notices[1:], strict=False):
        if later.published < earlier.published:
            raise BadNotice("order", earlier=earlier.name, later=later.name)
    for notice in year.notices:
        if notice.issued is not None and notice.published < notice.issued:
            raise BadNotice("published_before_issued", number=notice.name)
    for place in range(len(year.notices)):
        _check_state(HolidayYear(year.year, year.notices[: place + 1], year.area))


def _check_state(year: HolidayYear) -> None:
    """What must hold after each notice."""
    newest = year.notices[-1].name
    breaks = list(year.breaks())
    names = [name for one in breaks for name in one.holidays]
    if not year.area:
        _check_names(names, year.year, newest)
    for one in breaks:  # before their days are listed: a break may claim to last for centuries
        _check_break(one, year, f"{newest} {' '.join(one.holidays)}")
    off = [day for one in breaks for day in one.days()]
    worked = [day for one in breaks for day in one.worked]
    for day in _twice([*off, *worked]):
        raise BadNotice("day_twice", day=day, where=newest)


def _check_names(names: list[str], year: int, number: str) -> None:
    wanted = _statutory(year)
    for name in names:
        if name not in wanted:
            raise BadNotice("unknown_holiday", name=name, known=", ".join(wanted), where=number)
    for name in _twice(names):
        raise BadNotice("holiday_twice", name=name, where=number)
    for name in wanted:
        if name not in names:
            raise BadNotice("holiday_missing", name=name, where=number)


def _check_break(one: Break, year: HolidayYear, where: str) -> None:
    if one.last < one.first:
        raise BadNotice("backward", first=one.first, last=one.last, where=where)
    earliest, latest = date(year.year, 1, 1) - _BESIDE, date(year.year, 12, 31) + _BESIDE
    for day in (one.first, one.last, *one.worked):
        if not earliest <= day <= latest:
            raise BadNotice("outside_year", day=day, year=year.year, where=where)
    rest = value_of("holidays.rest_days", one.first)
    for day in one.worked:
        if day.isoweekday() not in rest:
            raise BadNotice("worked_weekday", day=day, where=where)
    if not year.area:
        _check_statutory_days(one, year.year, sum(day.isoweekday() not in rest for day in one.days()), where)


def _check_statutory_days(one: Break, year: int, weekdays: int, where: str) -> None:
    """Fixed days are in the break, and its weekdays off balance."""
    fixed = value_of("holidays.fixed", date(year, 1, 1))
    for text in (day for name in one.holidays for day in fixed.get(name, ())):
        day = date.fromisoformat(f"{year}-{text}")
        if not one.first <= day <= one.last:
            raise BadNotice("fixed_outside", day=day, where=where)
    statutory = sum(_statutory(year)[name] for name in one.holidays)
    if weekdays - len(one.worked) != statutory + one.granted:
        details = {"weekdays": weekdays, "worked": len(one.worked), "statutory": statutory, "granted": one.granted}
        raise BadNotice("unbalanced", where=where, **details)


def _statutory(year: int) -> dict[str, int]:
    try:
        days: dict[str, int] = value_of("holidays.statutory", date(year, 1, 1))
    except OutsideTheLaw as outside:
        raise BadNotice("year_unknown", year=year) from outside
    return days


def _twice(things: Iterable[Thing]) -> Iterator[Thing]:
    seen = set()
    for thing in things:
        if thing in seen:
            yield thing
        seen.add(thing)
