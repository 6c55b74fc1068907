"""权限之门: who holds which permission where, from appointments and deputies of the day (see `platform.permissions`).

An appointment holds on the days from its first to its last, not from the day on which it was taken back; a deputy's
only while the appointment itself holds and its holder is still active. One 'with below' reaches every organ that stands
below its organ on that day, found by one recursive query over the dated tree. What may be read in an organ may be read
in those that it carries on too, and in an organ that has ended nothing is added any more (`PAST_THE_END`).
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.db.models.expressions import RawSQL

from gongkai.organs.models import Appointment, Deputy, Organ
from gongkai.organs.names import with_names
from gongkai.organs.roles import ROLES, roles_with, roles_with_second_factor
from gongkai.platform.moments import LEGAL_ZONE
from gongkai.platform.permissions import PAST_THE_END, READING, Permission, Powers

_IN_FORCE = """
(p.from_day <= %s OR NOT EXISTS (SELECT 1 FROM organs_organparent a WHERE a.organ_id = p.organ_id
                                 AND a.from_day < p.from_day))
AND NOT EXISTS (SELECT 1 FROM organs_organparent b WHERE b.organ_id = p.organ_id
                AND b.from_day > p.from_day AND b.from_day <= %s)
"""
"""Whether the row p of the tree holds on a day."""

_BELOW = f"""
WITH RECURSIVE below(id) AS (
  SELECT o.id FROM organs_organ o WHERE o.id IN ({{tops}})
  UNION
  SELECT p.organ_id FROM organs_organparent p JOIN below ON p.parent_id = below.id WHERE {_IN_FORCE}
)"""

_ABOVE = f"""
WITH RECURSIVE above(id) AS (
  SELECT o.id FROM organs_organ o WHERE o.id = %s
  UNION
  SELECT p.parent_id FROM organs_organparent p JOIN above ON p.organ_id = above.id
  WHERE p.parent_id IS NOT NULL AND {_IN_FORCE}
) SELECT id FROM above
"""


_CARRIED_ON = f"""{_BELOW}, carried(id) AS (
  SELECT id FROM below
  UNION
  SELECT o.id FROM organs_organ o WHERE o.id IN ({{others}})
  UNION
  SELECT s.organ_id FROM organs_successor s JOIN carried ON s.heir_id = carried.id WHERE s.from_day <= %s
) SELECT id FROM carried
"""

_HEIRS = """
WITH RECURSIVE heirs(id) AS (
  SELECT s.heir_id FROM organs_successor s WHERE s.organ_id = %s AND s.from_day <= %s
  UNION
  SELECT s.heir_id FROM organs_successor s JOIN heirs ON s.organ_id = heirs.id WHERE s.from_day <= %s
) SELECT id FROM heirs
"""


def below(tops: Iterable[int] | QuerySet, on: date) -> QuerySet[Organ]:
    """These organs and all that stand below them on that day. `tops` are ids, or a query for them."""
    chosen: str
    given: tuple
    if isinstance(tops, QuerySet):
        chosen, given = tops.query.sql_with_params()
    else:
        chosen, given = "SELECT id FROM organs_organ WHERE id IN (%s)", tuple(tops)
        chosen %= ", ".join(["%s"] * len(given)) or "NULL"
    sql = f"{_BELOW} SELECT id FROM below".format(tops=chosen)
    return Organ.objects.filter(pk__in=RawSQL(sql, [*given, on, on]))


def above(organ_id: int, on: date) -> QuerySet[Organ]:
    """The organ and all above it on that day."""
    return Organ.objects.filter(pk__in=RawSQL(_ABOVE, [organ_id, on, on]))


def reported_above(organ_id: int, on: date) -> QuerySet[Organ]:
    """The organ and all into which its report goes on that day."""
    sql = _ABOVE.replace("organs_organparent", "organs_reportsinto").replace("parent_id", "into_id")
    return Organ.objects.filter(pk__in=RawSQL(sql, [organ_id, on, on]))


def carried_on(tops: QuerySet, others: QuerySet, on: date) -> QuerySet[Organ]:
    """What stands below these tops on that day, these others, and all that one of them carries on by that day, directly
    or through others. Both are queries for ids."""
    (chosen, given), (more, given_more) = tops.query.sql_with_params(), others.query.sql_with_params()
    sql = _CARRIED_ON.format(tops=chosen, others=more)
    return Organ.objects.filter(pk__in=RawSQL(sql, [*given, on, on, *given_more, on]))


def heirs_of(organ_id: int, on: date) -> QuerySet[Organ]:
    """The organs that carry it on by that day, directly or through others."""
    return Organ.objects.filter(pk__in=RawSQL(_HEIRS, [organ_id, on, on]))


def ended(on: date) -> Q:
    """Whether an organ is no longer there on that day."""
    return Q(ended_on__isnull=False, ended_on__lte=on)


def in_force(on: date, at: str = "") -> Q:
    """Whether an appointment (or a deputy; `at` leads to it) holds on that day."""
    next_day = datetime.combine(on + timedelta(days=1), time(0), LEGAL_ZONE)
    return (
        Q(**{f"{at}from_day__lte": on})
        & (Q(**{f"{at}until_day": None}) | Q(**{f"{at}until_day__gte": on}))
        & (Q(**{f"{at}ended_at": None}) | Q(**{f"{at}ended_at__gte": next_day}))
    )


def held(person: Any, on: date) -> QuerySet[Appointment]:
    """The appointments that the person holds on that day, as deputy those of others among them."""
    if not person.is_active or person.is_system:
        return Appointment.objects.none()
    deputising = Deputy.objects.filter(in_force(on), person=person, appointment__person__is_active=True)
    return Appointment.objects.filter(in_force(on), Q(person=person) | Q(pk__in=deputising.values("appointment")))


def carrying(person: Any, permission: Permission, organ_id: int | None, on: date) -> QuerySet[Appointment]:
    """The appointments that the person holds on that day and by which they hold the permission in that organ (None: in
    the whole installation) itself, whether it has ended or not."""
    mine = held(person, on).filter(role__in=roles_with(permission))
    if organ_id is None:
        return mine.filter(organ=None)
    upwards = above(organ_id, on).values("pk")
    return mine.filter(Q(organ=None) | Q(organ=organ_id) | Q(with_below=True, organ__in=upwards))


class RoleGate:
    """Answers from the roles."""

    def may(self, person: Any, permission: Permission, organ_id: int | None, on: date) -> bool:
        """Whether the person holds the permission in that organ on that day; None asks for the whole installation."""
        found = carrying(person, permission, organ_id, on)
        if organ_id is None:
            return found.exists()
        if permission not in PAST_THE_END:
            return found.filter(~Exists(Organ.objects.filter(ended(on), pk=organ_id))).exists()
        if found.exists():
            return True
        # Asked apart: put into one query with the tree, PostgreSQL takes a hundred times as long over every question.
        heirs = heirs_of(organ_id, on).values_list("pk", flat=True) if permission in READING else ()
        return any(carrying(person, permission, heir, on).exists() for heir in heirs)

    def organs_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Organ]:
        """The organs in which the person holds the permission on that day, with their names of the day."""
        return with_names(self._where(person, permission, on), on)

    def organ_ids_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Any]:
        """The same organs, their ids alone, as a query to be part of another."""
        return self._where(person, permission, on).values("pk")

    def _where(self, person: Any, permission: Permission, on: date) -> QuerySet[Organ]:
        if person.is_system:
            return Organ.objects.all()
        if not person.is_active:
            return Organ.objects.none()
        mine = held(person, on).filter(role__in=roles_with(permission))
        own, tops = mine.values("organ"), mine.filter(with_below=True).values("organ")
        if permission in READING:
            reached = Q(pk__in=carried_on(tops, own, on).values("pk"))
        else:
            reached = Q(pk__in=own) | Q(pk__in=below(tops, on).values("pk"))
        found = Organ.objects.filter(Exists(mine.filter(organ=None)) | reached)
        return found if permission in PAST_THE_END else found.exclude(ended(on))

    def powers(self, person: Any, on: date) -> Powers:
        """All permissions that the person holds on that day."""
        whole: set[Permission] = set()
        by: dict[Permission, set[int]] = {}
        for pk, role, organ, end in held(person, on).values_list("pk", "role", "organ", "organ__ended_on"):
            is_past = end is not None and end <= on
            for permission in ROLES[role].permissions & (PAST_THE_END if is_past else frozenset(Permission)):
                by.setdefault(permission, set()).add(pk)
                whole |= {permission} if organ is None else set()
        return Powers(frozenset(by), frozenset(whole), {permission: frozenset(pks) for permission, pks in by.items()})

    def needs_second_factor(self, person: Any, on: date) -> bool:
        """Whether a role that the person holds on that day, as a deputy too, demands a second factor."""
        return held(person, on).filter(role__in=roles_with_second_factor()).exists()
