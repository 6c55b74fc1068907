"""权力界限: nobody gives or takes what their roles don't give there, nor touches people beyond their reach."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.organs.gate import above, held, in_force
from gongkai.organs.models import Appointment, Organ
from gongkai.organs.roles import ADMINISTRATOR, roles_giving, roles_with
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden


def covers(person: Any, roles: Collection[str], organ: Organ | None, with_below: bool, on: date) -> bool:
    """Whether the person holds one of the roles in all of that place: in the organ and, `with_below`, reaching whatever
    stands below it, now or later; None: in the whole installation. The system itself covers everything."""
    if person.is_system:
        return True
    mine = held(person, on).filter(role__in=roles)
    if organ is None:
        return mine.filter(organ=None).exists()
    reaching = Q(organ=None) | Q(with_below=True, organ__in=above(organ.pk, on).values("pk"))
    return mine.filter(reaching if with_below else reaching | Q(organ=organ)).exists()


def require_gives(person: Any, role: str, organ: Organ | None, with_below: bool, on: date) -> None:
    """Raises Forbidden unless the person may give and take back the role in all of that place."""
    if not covers(person, roles_giving(role), organ, with_below, on):
        raise Forbidden(Permission.ROLES_CHANGE)


def require_reach_over(by: Any, person: Any, on: date) -> None:
    """Raises Forbidden unless `by` may change people wherever the person holds a role on that day or will hold one,
    as deputy too: whoever can change how a person signs in, could act as that person."""
    looking_after = roles_with(Permission.PEOPLE_CHANGE)
    theirs = Appointment.objects.filter(Q(person=person) | Q(deputies__person=person)).exclude(until_day__lt=on)
    for appointment in theirs.filter(ended_at=None).select_related("organ"):
        if not covers(by, looking_after, appointment.organ, appointment.with_below, on):
            raise Forbidden(Permission.PEOPLE_CHANGE)


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
