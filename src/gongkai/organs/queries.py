"""查询: what a person may see of organs, people and roles, as of a day. The first argument is the person who asks."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.organs.models import Appointment, Deputy, Organ, OrganParent, ReportsInto
from gongkai.platform.accounts.models import Person
from gongkai.platform.permissions import Permission, may, organs_where


def visible_to(person: Any, on: date, permission: Permission = Permission.ORGANS_READ) -> QuerySet[Organ]:
    """The organs that the person may see (or holds another permission in), with their names of the day."""
    return organs_where(person, permission, on)


def parent_of(organ: Organ, on: date) -> Organ | None:
    """The organ above it on that day."""
    found = _in_force(OrganParent, organ, on)
    return found.parent if found else None


def into_of(organ: Organ, on: date) -> Organ | None:
    """The organ into which it reports on that day."""
    found = _in_force(ReportsInto, organ, on)
    return found.into if found else None


def _in_force(facts: Any, organ: Organ, on: date) -> Any:
    mine = facts.objects.filter(organ=organ).order_by("from_day")
    return mine.filter(from_day__lte=on).last() or mine.first()


def people_visible_to(person: Any, on: date) -> QuerySet[Person]:
    """The people whom the person may see: those looked after by an organ in which they may read people, those who hold
    or held a role there, and themselves."""
    everyone = Person.objects.filter(is_system=False).order_by("login")
    if may(person, Permission.PEOPLE_READ, None, on):
        return everyone
    organs = organs_where(person, Permission.PEOPLE_READ, on).values("pk")
    at_work = Appointment.objects.filter(organ__in=organs)
    return everyone.filter(
        Q(pk=person.pk)
        | Q(membership__organ__in=organs)
        | Q(pk__in=at_work.values("person"))
        | Q(pk__in=Deputy.objects.filter(appointment__in=at_work).values("person"))
    )
