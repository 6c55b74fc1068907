"""版本: which version of a year is in use, and which was before it."""

from django.db.models import Q, QuerySet

from gongkai.calendars.in_use import later, shipped
from gongkai.calendars.models import Notice
from gongkai.core.law.notices import HolidayYear, read_year


def is_replaced(notice: Notice) -> bool:
    """Whether a version that was adopted after it is in use."""
    after = Q(published_on__gt=notice.published_on) | Q(published_on=notice.published_on, version__gt=notice.version)
    return bool(_versions(notice).filter(after).exists())


def is_older_than_shipped(notice: Notice) -> bool:
    """Whether the release brings a version of the year that was published after it."""
    came_along = shipped().get((notice.year, notice.area))
    return came_along is not None and came_along.published > notice.published_on


def instead_of(notice: Notice) -> HolidayYear | None:
    """The version that is in use when this one is withdrawn: the last published of the others, or none."""
    came_along = shipped().get((notice.year, notice.area))
    found = _versions(notice).exclude(pk=notice.pk).order_by("published_on", "version").last()
    return later(read_year(found.text), came_along) if found else came_along


def _versions(notice: Notice) -> QuerySet[Notice]:
    return Notice.objects.filter(year=notice.year, area=notice.area, withdrawn_at=None)
