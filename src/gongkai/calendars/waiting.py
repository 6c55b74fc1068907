"""待办: a year whose holidays are not announced here although it is time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.calendars.in_use import calendar_in_use
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.ui.waiting import Card, Step

USUALLY_OUT = 12
"""The month by which the next year's notice is usually published."""


def waits(person: Any, now: datetime, held: Powers) -> Iterator[Card]:
    """To adopt the notice of the present year, or towards its end that of the next."""
    on = legal_day(now)
    if Permission.CALENDARS_CHANGE not in held.whole:
        return
    last = calendar_in_use().last_year
    wanted = on.year + (on.month >= USUALLY_OUT)
    if last < wanted:
        yield Card(
            _("The holidays of %(year)s are not announced here") % {"year": last + 1},
            reverse("calendars:list"),
            _("Adopt the notice of the State Council: until then no day of that year is certain."),
            is_late=last < on.year,
        )


def steps(person: Any, now: datetime, held: Powers) -> Iterator[Step]:
    """The calendar, for a new administrator."""
    on = legal_day(now)
    if Permission.CALENDARS_CHANGE in held.whole:
        yield Step(
            40,
            _("Look at the calendar"),
            _("It comes along with the release. Notices that were published since are adopted here."),
            reverse("calendars:list"),
            calendar_in_use().last_year >= on.year,
        )
