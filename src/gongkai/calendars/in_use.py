"""在用日历: the years in use, those that come along with the release and those adopted here, and calendars of them."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q

from gongkai.calendars.models import Notice
from gongkai.core.calendar import Calendar, NoSuchArea, build
from gongkai.core.law.calendars import area_years, in_order, national_years
from gongkai.core.law.notices import BadNotice, HolidayYear, read_year
from gongkai.platform.once import answer


class InUse:
    """The years in use at one moment, and the calendars of them."""

    def __init__(self, years: Iterable[HolidayYear]) -> None:
        self.years = {(one.year, one.area): one for one in years}
        self._national = [one for (_, area), one in self.years.items() if not area]
        self._local = [one for (_, area), one in self.years.items() if area]
        self._calendars: dict[tuple[date | None, str], Calendar] = {}

    def checked(self) -> "InUse":
        """Itself. Raises BadNotice where the years make no calendar as of some day, for one is missing between two, or
        where an area adds holidays to a year that the country does not have."""
        for one in self._local:
            if (one.year, "") not in self.years:
                raise BadNotice("country_missing", year=one.year, area=one.area)
        for area in ("", *self.areas()):
            years = [one for one in (self._local if area else self._national) if one.area == area]
            for day in self._publications(area):
                in_order([known for one in years if (known := one.known_on(day))])
        return self

    def areas(self) -> list[str]:
        """The areas that add holidays of their own."""
        return sorted({one.area for one in self._local})

    def calendar(self, known_on: date | None = None, area: str = "") -> Calendar:
        """The calendar as the notices published by that day make it (None: all of them). Raises NoSuchArea."""
        published = self._publications(area)
        known = known_on and max((day for day in published if day <= known_on), default=date.min)
        key = (published[-1] if known is None else known, area)
        if key not in self._calendars:
            self._calendars[key] = build(self._national, self._local, key[0], area)
        return self._calendars[key]

    def with_year(self, year: HolidayYear) -> "InUse":
        """These years, and this one instead of its own. Raises BadNotice."""
        return InUse((self.years | {(year.year, year.area): year}).values()).checked()

    def without(self, year: int, area: str, instead: HolidayYear | None) -> "InUse":
        """These years without that one, another version `instead` or none. Raises BadNotice."""
        left = {key: one for key, one in self.years.items() if key != (year, area)}
        return InUse([*left.values(), *([instead] if instead else [])]).checked()

    def _publications(self, area: str) -> list[date]:
        local = [one for one in self._local if one.area == area]
        if area and not local:
            raise NoSuchArea(area)
        return sorted({notice.published for one in (*self._national, *local) for notice in one.notices})


def shipped() -> dict[tuple[int, str], HolidayYear]:
    """The years that come along with the release, by year and area."""
    return {(one.year, one.area): one for one in (*national_years(), *area_years())}


def adopted(at: datetime | None = None) -> dict[tuple[int, str], str]:
    """Year and area → the digest of the last published version that was adopted and not withdrawn at a moment (None:
    now). One small query."""
    found = Notice.objects.order_by("published_on", "version")
    if at is None:
        found = found.filter(withdrawn_at=None)
    else:
        found = found.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at), adopted_at__lte=at)
    return {(year, area): digest for year, area, digest in found.values_list("year", "area", "digest")}


def in_use(at: datetime | None = None) -> InUse:
    """The years in use: of each year's versions, adopted or shipped, the one whose last notice was published last; of
    one day, the one adopted last. `at` a moment (None: now) means the versions that were adopted at that moment, beside
    those that come with the present release: which release ran then is not on record. Kept in the process for as long
    as the table says the same."""
    return _assembled(answer(("adopted", at), lambda: tuple(adopted(at).values())))


def calendar_in_use(known_on: date | None = None, area: str = "", at: datetime | None = None) -> Calendar:
    """The working-day calendar to compute with: by the notices published by the day `known_on` (None: all), of the
    country or of an area with holidays of its own, with the versions adopted at the moment `at` (None: now; see
    `in_use`). Raises NoSuchArea."""
    return in_use(at).calendar(known_on, area)


@lru_cache(maxsize=64)
def _assembled(digests: tuple[str, ...]) -> InUse:
    years = shipped()
    for one in (read_year(_text(digest)) for digest in digests):
        years[one.year, one.area] = later(one, years.get((one.year, one.area)))
    return InUse(years.values())


def later(adopted: HolidayYear, other: HolidayYear | None) -> HolidayYear:
    """Of an adopted version of a year and the shipped one, the one in use: a release may bring a newer notice."""
    return other if other is not None and other.published > adopted.published else adopted


@lru_cache(maxsize=256)
def _text(digest: str) -> str:
    """The text with that SHA-256, which therefore is always the same."""
    return str(Notice.objects.filter(digest=digest).values_list("text", flat=True)[0])
