"""权力界限: nobody gives, takes or touches more than they hold themselves where it holds."""

from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.organs.gate import above, carrying, held, in_force
from gongkai.organs.models import Appointment, Organ
from gongkai.organs.roles import ADMINISTRATOR, ROLES, roles_with
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden


def covers(person: Any, permission: Permission, organ: Organ | None, with_below: bool, on: date) -> bool:
    """Whether the person holds the permission in all of that place: in the organ and, `with_below`, by a role that
    reaches whatever stands below it, now or later. Of an organ that has ended it is asked as if it had not: its roles
    can be taken back."""
    if person.is_system:
        return True
    if not with_below or organ is None:
        return carrying(person, permission, organ.pk if organ else None, on).exists()
    mine = held(person, on).filter(role__in=roles_with(permission))
    return mine.filter(Q(organ=None) | Q(with_below=True, organ__in=above(organ.pk, on).values("pk"))).exists()


def require_powers_of(person: Any, role: str, organ: Organ | None, with_below: bool, on: date) -> None:
    """Raises Forbidden unless the person holds, in all of that place, every permission of the role."""
    for permission in sorted(ROLES[role].permissions):
        if not covers(person, permission, organ, with_below, on):
            raise Forbidden(permission)


def require_reach_over(by: Any, person: Any, on: date) -> None:
    """Raises Forbidden unless `by` may change people wherever the person holds a role on that day or will hold one,
    as deputy too: whoever can change how a person signs in, could act as that person."""
    theirs = Appointment.objects.filter(Q(person=person) | Q(deputies__person=person)).exclude(until_day__lt=on)
    for appointment in theirs.filter(ended_at=None).select_related("organ"):
        if not covers(by, Permission.PEOPLE_CHANGE, appointment.organ, appointment.with_below, on):
            raise Forbidden(Permission.PEOPLE_CHANGE)


def lasting_administrators(on: date) -> Any:
    """The appointments of those who administer the whole installation, with no last day in sight."""
    return Appointment.objects.filter(
        in_force(on), role=ADMINISTRATOR, organ=None, until_day=None, ended_at=None, person__is_active=True
    )
