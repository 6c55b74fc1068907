"""查询: what the pages show of calendars. Whoever works in an organ may see them; the calendar is the same for all."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.calendars.in_use import in_use, shipped
from gongkai.calendars.models import Notice
from gongkai.calendars.months import MonthShown, areas_in, months_in_use
from gongkai.core.law.notices import HolidayYear, read_year
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, may, organ_ids_where
from gongkai.platform.refusals import Forbidden


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a year: what it says, and its record here (None: it came along with the release)."""

    year: HolidayYear
    record: Notice | None
    used: int
    """The number of the version of that year that is in use."""
    used_since: date
    """The day on which that one was published."""

    @property
    def is_in_use(self) -> bool:
        """Whether it is this one: of those not withdrawn the last published, of one day the one adopted last."""
        return self.number == self.used

    @property
    def number(self) -> int:
        """0 for the one that came along."""
        return self.record.version if self.record else 0


def may_read(person: Any, on: date) -> bool:
    """Whether the person works in an organ, or for the whole installation."""
    permission = Permission.CALENDARS_READ
    return may(person, permission, None, on) or organ_ids_where(person, permission, on).exists()


def require_reader(person: Any, now: datetime | None = None) -> None:
    """Raises Forbidden for whoever may not see calendars."""
    if not may_read(person, legal_day(now or present())):
        raise Forbidden(Permission.CALENDARS_READ)


def versions(person: Any) -> list[Version]:
    """Every version of every year, newest first; an area's after the country's."""
    require_reader(person)
    records = list(Notice.objects.select_related("adopted_by", "withdrawn_by"))
    used = {key: (one.published, 0) for key, one in shipped().items()}
    for one in records:
        if one.withdrawn_at is None:
            key = (one.year, one.area)
            used[key] = max(used.get(key, (date.min, 0)), (one.published_on, one.version))
    years = [(read_year(one.text), one) for one in records] + [(one, None) for one in shipped().values()]
    found = []
    for year, record in years:
        since, number = used.get((year.year, year.area), (date.min, -1))
        found.append(Version(year, record, number, since))
    return sorted(found, key=lambda one: (-one.year.year, one.year.area, -one.number))


def version(person: Any, pk: int) -> Version | None:
    """The adopted notice with that id."""
    return next((one for one in versions(person) if one.record and one.record.pk == pk), None)


def areas(person: Any, year: int | None = None) -> list[str]:
    """The areas with holidays of their own, all or those whose calendar reaches that year."""
    require_reader(person)
    return in_use().areas() if year is None else areas_in(year)


def months(person: Any, year: int, area: str) -> tuple[list[MonthShown], bool]:
    """The twelve months of a year as in use, and whether the year is certain; what is not announced is as expected.
    Raises NoSuchArea, Unannounced for a year before those on record or long after them."""
    require_reader(person)
    return months_in_use(year, area)
