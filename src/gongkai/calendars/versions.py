"""版本: which version of a year is in use, and which was before it."""

from gongkai.calendars.in_use import shipped
from gongkai.calendars.models import Notice
from gongkai.core.law.notices import HolidayYear, read_year


def is_in_use(notice: Notice) -> bool:
    """Whether it is the highest version of its year that is not withdrawn."""
    later = Notice.objects.filter(
        year=notice.year, area=notice.area, version__gt=notice.version, withdrawn_at=None
    ).exists()
    return notice.withdrawn_at is None and not later


def instead_of(notice: Notice) -> HolidayYear | None:
    """The version that is in use when this one is withdrawn: the one before it, the shipped one, or none."""
    earlier = Notice.objects.filter(
        year=notice.year, area=notice.area, version__lt=notice.version, withdrawn_at=None
    ).order_by("-version")
    found = earlier.first()
    return read_year(found.text) if found else shipped().get((notice.year, notice.area))
