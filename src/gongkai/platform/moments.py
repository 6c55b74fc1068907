"""时刻: the present moment, and the legal day that a moment falls on.

Legal days are local dates in Asia/Shanghai (decision 12). Nothing but actions and faces asks for the present; whatever
computes takes its moment as an argument.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")


def present() -> datetime:
    """The present moment, with its zone."""
    return timezone.now()


def today() -> date:
    """The legal day of the present."""
    return legal_day(present())


def legal_day(moment: datetime) -> date:
    """The legal day on which the moment falls.

    >>> legal_day(datetime(2026, 12, 31, 16, 0, tzinfo=ZoneInfo("UTC")))
    datetime.date(2027, 1, 1)
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone has no legal day")
    return moment.astimezone(LEGAL_ZONE).date()
