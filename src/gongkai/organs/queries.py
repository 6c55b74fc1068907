"""查询: what a person may see of organs, people and roles, as of a day. The first argument is the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.organs.gate import in_force
from gongkai.organs.models import Appointment, Deputy, Organ, OrganParent, OrganStatus, ReportsInto, row_of_day
from gongkai.organs.names import rows_of_day, with_names
from gongkai.organs.roles import OFFICER
from gongkai.platform.accounts.models import Person
from gongkai.platform.ids import these
from gongkai.platform.permissions import Permission, may, organ_ids_where, organs_where


def visible_to(person: Any, on: date, permission: Permission = Permission.ORGANS_READ) -> QuerySet[Organ]:
    """The organs that the person may see (or holds another permission in), with their names of the day."""
    return organs_where(person, permission, on)


def visible_as_of(person: Any, on: date, shown_on: date) -> QuerySet[Organ]:
    """The organs that the person may see on the day `on`, as they were called on the day shown. What was or will be is
    seen by the roles held now, never by those of the day that is looked at."""
    return with_names(Organ.objects.filter(pk__in=organ_ids_where(person, Permission.ORGANS_READ, on)), shown_on)


@dataclass(frozen=True)
class History:
    """All dated facts of an organ, the oldest first."""

    names: QuerySet[Any]
    parents: QuerySet[Any]
    intos: QuerySet[Any]
    statuses: QuerySet[Any]


def history_of(organ: Organ) -> History:
    """What was and will be of the organ."""
    return History(
        *(rows.order_by("from_day") for rows in (organ.names, organ.parents, organ.reports_into, organ.statuses))
    )


@dataclass(frozen=True)
class Others:
    """The ids of the organs that the page of an organ names."""

    heirs: frozenset[int]
    inherited: frozenset[int]
    acts_for: frozenset[int]
    """Those that act through it on the day."""
    all: frozenset[int]
    """These, and all that stand in its history."""


def others_of(person: Any, organ: Organ, history: History, on: date) -> Others:
    """Those that carry it on, that it carries on, that act through it on that day, and those of its history; for
    whoever sees the organ, whether they see the others or not."""
    heirs = frozenset(organ.successors.values_list("heir", flat=True))
    inherited = frozenset(organ.inherited.values_list("organ", flat=True))
    acts_for = frozenset(actors_for(organ, on).values_list("organ", flat=True))
    named = {row.parent_id for row in history.parents} | {row.into_id for row in history.intos}
    named |= {row.acts_through_id for row in history.statuses}
    return Others(heirs, inherited, acts_for, heirs | inherited | acts_for | frozenset(named - {None}))


def parent_of(organ: Organ, on: date) -> Organ | None:
    """The organ above it on that day."""
    found = _in_force(OrganParent, organ, on)
    return found.parent if found else None


def into_of(organ: Organ, on: date) -> Organ | None:
    """The organ into which it reports on that day."""
    found = _in_force(ReportsInto, organ, on)
    return found.into if found else None


def _in_force(facts: Any, organ: Organ, on: date) -> Any:
    return row_of_day(facts.objects.filter(organ=organ), on)


def people_visible_to(person: Any, on: date) -> QuerySet[Person]:
    """The people whom the person may see: those looked after by an organ in which they may read people, those who hold
    or held a role there, and themselves."""
    if may(person, Permission.PEOPLE_READ, None, on):
        return Person.objects.filter(is_system=False).order_by("login")
    return people_seen_in(person, organ_ids_where(person, Permission.PEOPLE_READ, on))


def people_seen_in(person: Any, organs: Any) -> QuerySet[Person]:
    """The people whom the person sees by reading people in these organs (ids, or a query for them)."""
    everyone = Person.objects.filter(is_system=False).order_by("login")
    at_work = Appointment.objects.filter(organ__in=organs)
    return everyone.filter(
        Q(pk=person.pk)
        | Q(membership__organ__in=organs)
        | Q(pk__in=at_work.values("person"))
        | Q(pk__in=Deputy.objects.filter(appointment__in=at_work).values("person"))
    )


# ---- For the pages --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """An organ where it stands in the tree of the day, as far as the person sees it."""

    organ: Organ
    depth: int
    status: OrganStatus
    into: Organ | None
    """Into which organ it reports, where the person sees that one."""


def tree(
    person: Any, on: date, *, shown_on: date | None = None, text: str = "", with_ended: bool = False
) -> list[Place]:
    """The organs that the person may see on that day, each behind the one above it, as the tree is on the day shown.
    `text` keeps those whose name, short name or code holds it, and their depth."""
    organs = {organ.pk: organ for organ in visible_as_of(person, on, shown_on or on)}
    on = shown_on or on
    parents, intos = facts_of_day(OrganParent, "parent_id", on), facts_of_day(ReportsInto, "into_id", on)
    statuses = statuses_of_day(on)
    below: dict[int | None, list[Organ]] = {}
    for organ in organs.values():
        parent = parents.get(organ.pk)
        below.setdefault(parent if parent in organs else None, []).append(organ)
    found: list[Place] = []
    waiting = [(organ, 0) for organ in reversed(below.get(None, []))]
    while waiting:
        organ, depth = waiting.pop()
        found.append(Place(organ, depth, statuses[organ.pk], organs.get(intos.get(organ.pk) or 0)))
        waiting += [(child, depth + 1) for child in reversed(below.get(organ.pk, []))]
    text = text.strip().casefold()
    return [
        place
        for place in found
        if (with_ended or not place.organ.has_ended(on)) and (not text or text in _words_of(place.organ).casefold())
    ]


def _words_of(organ: Any) -> str:
    return "\n".join((organ.name, organ.short_name or "", organ.organisation_code, organ.credit_code))


def facts_of_day(facts: Any, column: str, on: date) -> dict[int, int | None]:
    """Organ id → what holds of it on that day; before its first row, what that says."""
    return dict(rows_of_day(facts, on).values_list("organ", column))


def statuses_of_day(on: date) -> dict[int, OrganStatus]:
    """Organ id → its status on that day."""
    return {status.organ_id: status for status in rows_of_day(OrganStatus, on).select_related("acts_through")}


def actors_for(organ: Organ, on: date) -> QuerySet[OrganStatus]:
    """The statuses of that day by which other organs act through this one."""
    return rows_of_day(OrganStatus, on).filter(acts_through=organ)


def appointments_visible_to(person: Any, on: date) -> QuerySet[Appointment]:
    """The appointments that the person may see: their own, and all in organs where they may read people."""
    everywhere = Appointment.objects.select_related("person", "organ").order_by("ended_at", "from_day", "pk")
    if may(person, Permission.PEOPLE_READ, None, on):
        return everywhere
    organs = organ_ids_where(person, Permission.PEOPLE_READ, on)
    mine = Q(person=person) | Q(deputies__person=person)
    return everywhere.filter(Q(organ__in=organs) | Q(pk__in=Appointment.objects.filter(mine).values("pk")))


def own_roles(person: Person, on: date) -> tuple[list[Appointment], list[Deputy]]:
    """The roles that the person holds on that day or will hold, and those in which they are somebody's deputy."""
    day_over = Q(until_day__lt=on) | Q(ended_at__isnull=False)
    mine = appointments_visible_to(person, on).filter(person=person).exclude(day_over)
    deputising = deputies_visible_to(person, on, person).filter(person=person).exclude(day_over)
    return list(mine), list(deputising.exclude(appointment__ended_at__isnull=False).order_by("from_day", "pk"))


def deputies_visible_to(person: Any, on: date, of: Person | None = None) -> QuerySet[Deputy]:
    """The deputies of the appointments that the person may see; those alone that somebody has or is."""
    appointments = appointments_visible_to(person, on).order_by().values("pk")
    found = Deputy.objects.filter(appointment__in=appointments).select_related("person", "appointment__person")
    return found if of is None else found.filter(Q(person=of) | Q(appointment__person=of))


def acted_for(person: Any, on: date, permission: Permission) -> QuerySet[Organ]:
    """The organs in which the person holds the permission on that day, and those that act through one of these."""
    own = organ_ids_where(person, permission, on)
    acting = rows_of_day(OrganStatus, on).filter(acts_through__in=own)
    return with_names(Organ.objects.filter(Q(pk__in=own) | Q(pk__in=acting.values("organ"))), on)


def may_for(person: Any, on: date, permission: Permission, organ: Organ) -> bool:
    """Whether the person holds the permission on that day in the organ, or in the one that acts for it."""
    actor = organ.status_on(on).acts_through_id
    return may(person, permission, organ.pk, on) or (actor is not None and may(person, permission, actor, on))


def officers_of(person: Any, organ: Organ, on: date) -> QuerySet[Person]:
    """Who runs the daily work of disclosure for the organ on that day, in it or in the one that acts for it, deputies
    among them: to whom a message to the organ goes, whoever sends it."""
    places = [organ.pk, organ.status_on(on).acts_through_id]
    posts = Appointment.objects.filter(in_force(on), role=OFFICER, organ__in=[one for one in places if one])
    deputies = Deputy.objects.filter(in_force(on), appointment__in=posts)
    holders = Q(pk__in=posts.values("person")) | Q(pk__in=deputies.values("person"))
    return Person.objects.filter(holders, is_active=True).order_by("login")


def without_role(person: Any, on: date) -> QuerySet[Person]:
    """The active people in organs (or the whole installation) where the person gives roles, who hold none, now or
    later, and are nobody's deputy."""
    looked_after = Q(membership__organ__in=organ_ids_where(person, Permission.ROLES_CHANGE, on))
    if may(person, Permission.ROLES_CHANGE, None, on):
        looked_after |= Q(membership__organ=None)
    lasting = ~Q(until_day__lt=on) & Q(ended_at=None)
    at_work = Appointment.objects.filter(lasting).values("person")
    deputies = Deputy.objects.filter(lasting).values("person")
    found = Person.objects.filter(looked_after, is_active=True, is_system=False)
    return found.exclude(pk__in=at_work).exclude(pk__in=deputies).order_by("login")


def names_of(person: Any, organs: Iterable[int | None], on: date) -> dict[int, str]:
    """The names on that day of the organs with these ids. Names are public, so the person sees them all."""
    wanted = {organ for organ in organs if organ is not None}
    return dict(with_names(Organ.objects.filter(pk__in=these(wanted)), on).order_by().values_list("pk", "name"))


def running(appointments: QuerySet[Appointment], on: date) -> QuerySet[Appointment]:
    """Those of them that hold on that day."""
    return appointments.filter(in_force(on), person__is_active=True)
