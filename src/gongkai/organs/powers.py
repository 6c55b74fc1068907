"""权力界限: nobody gives or takes what their roles don't give there, nor for days on which they
don't hold them, nor touches people beyond their reach."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.organs.gate import above, held, in_force
from gongkai.organs.models import Appointment, Deputy, Organ
from gongkai.organs.roles import ADMINISTRATOR, ROLES, roles_giving, roles_with
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden

FOR_GOOD = date.max
"""The last day of what has none."""


def covers_until(
    person: Any,
    roles: Collection[str],
    organ: Organ | None,
    with_below: bool,
    on: date,
    *,
    not_for: int | None = None,
) -> date | None:
    """The last day until which the person, by an appointment that holds on that day, holds one of the roles in all of
    that place: in the organ and, `with_below`, reaching whatever stands below it, now or later; None: in the whole
    installation. A deputy holds until their own last day, and nothing as deputy of the person `not_for`. None where
    they hold none; the system itself covers everything, for good."""
    if person.is_system:
        return FOR_GOOD
    mine = held(person, on).filter(role__in=roles)
    if organ is None:
        mine = mine.filter(organ=None)
    else:
        reaching = Q(organ=None) | Q(with_below=True, organ__in=above(organ.pk, on).values("pk"))
        mine = mine.filter(reaching if with_below else reaching | Q(organ=organ))
    last_days: list[date] = []
    for appointment in mine:
        last = appointment.until_day or FOR_GOOD
        if appointment.person_id == person.pk:
            last_days.append(last)
        elif appointment.person_id != not_for:
            deputising = Deputy.objects.filter(in_force(on), appointment=appointment, person=person)
            last_days += [min(last, deputy.until_day) for deputy in deputising]
    return max(last_days, default=None)


def require_gives(
    person: Any, role: str, organ: Organ | None, with_below: bool, on: date, *, not_for: int | None = None
) -> date:
    """Raises Forbidden unless the person may give and take back the role in all of that place on that day; returns the
    last day for which they may give it."""
    last = covers_until(person, roles_giving(role), organ, with_below, on, not_for=not_for)
    if last is None:
        raise Forbidden(Permission.ROLES_CHANGE)
    return last


def require_reach_over(by: Any, person: Any, on: date) -> None:
    """Raises Forbidden unless `by` may change people wherever the person holds a role on that day or will hold one,
    as deputy too: whoever can change how a person signs in, could act as that person. So `by` is not the person's own
    deputy in that, and of a role that gives roles holds no fewer days."""
    looking_after = roles_with(Permission.PEOPLE_CHANGE)
    for appointment, until in _days_held(person, on):
        place = (appointment.organ, appointment.with_below)
        last = covers_until(by, looking_after, *place, on, not_for=person.pk)
        if last is None or (ROLES[appointment.role].gives and last < until):
            raise Forbidden(Permission.PEOPLE_CHANGE)


def _days_held(person: Any, on: date) -> list[tuple[Appointment, date]]:
    """What the person holds on that day or will hold, as deputy too, each with its last day."""
    lasting = Appointment.objects.filter(ended_at=None).exclude(until_day__lt=on).select_related("organ")
    mine = [(held, held.until_day or FOR_GOOD) for held in lasting.filter(person=person)]
    deputising = Deputy.objects.filter(person=person, ended_at=None, until_day__gte=on, appointment__in=lasting)
    others = deputising.select_related("appointment__organ")
    return mine + [
        (deputy.appointment, min(deputy.until_day, deputy.appointment.until_day or FOR_GOOD)) for deputy in others
    ]


def reaches(by: Any, person: Any, on: date) -> bool:
    """Whether `by` may change people wherever the person holds a role."""
    try:
        require_reach_over(by, person, on)
    except Forbidden:
        return False
    return True


def lasting_administrators(on: date) -> Any:
    """The appointments of those who administer the whole installation, with no last day in sight."""
    return Appointment.objects.filter(
        in_force(on), role=ADMINISTRATOR, organ=None, until_day=None, ended_at=None, person__is_active=True
    )
