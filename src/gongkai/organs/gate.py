"""权限之门: who holds which permission where, from appointments and deputies of the day (see `platform.permissions`).

An appointment holds on the days from its first to its last, not from the day on which it was taken back; a deputy's
only while the appointment itself holds and its holder is still active. One 'with below' reaches every organ that stands
below its organ on that day, found by one recursive query over the dated tree. What may be read in an organ may be read
in those that it carries on too, and in an organ that has ended nothing is added any more (`PAST_THE_END`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from gongkai.organs.models import Appointment, Deputy, Organ
from gongkai.organs.names import with_names
from gongkai.organs.roles import ROLES, roles_with_second_factor
from gongkai.platform.ids import these
from gongkai.platform.moments import LEGAL_ZONE
from gongkai.platform.once import answer
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


def below(tops: Iterable[int], on: date) -> QuerySet[Organ]:
    """These organs and all that stand below them on that day."""
    return Organ.objects.filter(pk__in=_below(tops, on))


def _below(tops: Iterable[int], on: date) -> RawSQL:
    marks, given = _listed(tops)
    return RawSQL(f"{_BELOW} SELECT id FROM below".format(tops=marks), [*given, on, on])


def _listed(ids: Iterable[int]) -> tuple[str, list[int]]:
    """The places for these ids in a list of SQL, and the ids."""
    given = list(ids)
    return ", ".join(["%s"] * len(given)) or "NULL", given


def above(organ_id: int, on: date) -> QuerySet[Organ]:
    """The organ and all above it on that day."""
    return Organ.objects.filter(pk__in=RawSQL(_ABOVE, [organ_id, on, on]))


def reported_above(organ_id: int, on: date) -> QuerySet[Organ]:
    """The organ and all into which its report goes on that day."""
    sql = _ABOVE.replace("organs_organparent", "organs_reportsinto").replace("parent_id", "into_id")
    return Organ.objects.filter(pk__in=RawSQL(sql, [organ_id, on, on]))


def carried_on(tops: Iterable[int], others: Iterable[int], on: date) -> QuerySet[Organ]:
    """What stands below these tops on that day, these others, and all that one of them carries on by that day, directly
    or through others."""
    (chosen, given), (more, given_more) = _listed(tops), _listed(others)
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


@dataclass(frozen=True)
class Post:
    """An appointment that a person holds on a day, in their own name or as a deputy, as far as the gate asks."""

    pk: int
    role: str
    organ: int | None
    """None: the whole installation."""
    with_below: bool
    is_past: bool
    """Whether its organ has ended by that day."""

    def gives(self, permission: Permission) -> bool:
        """Whether the role holds the permission, and the organ still takes it."""
        return permission in ROLES[self.role].permissions and (not self.is_past or permission in PAST_THE_END)


def posts(person: Any, on: date) -> tuple[Post, ...]:
    """What the person holds on that day (`held`). One question, a request that only reads asks it once."""
    columns = ("pk", "role", "organ", "with_below", "organ__ended_on")

    def ask() -> tuple[Post, ...]:
        return tuple(
            Post(pk, role, organ, with_below, end is not None and end <= on)
            for pk, role, organ, with_below, end in held(person, on).values_list(*columns)
        )

    return answer(("posts", person.pk, person.is_active, on), ask)


def _ids_above(organ_id: int, on: date) -> frozenset[int]:
    """The ids of the organ and all above it on that day."""

    def ask() -> frozenset[int]:
        return frozenset(above(organ_id, on).values_list("pk", flat=True))

    return answer(("above", organ_id, on), ask)


def _is_past(organ_id: int, on: date) -> bool:
    """Whether the organ has ended by that day."""
    return answer(("is past", organ_id, on), Organ.objects.filter(ended(on), pk=organ_id).exists)


def _holds(mine: Iterable[Post], organ_id: int, on: date) -> bool:
    """Whether one of these reaches the organ itself, whether it has ended or not."""
    mine = list(mine)
    if any(post.organ in (None, organ_id) for post in mine):
        return True
    tops = {post.organ for post in mine if post.with_below}
    return bool(tops) and not tops.isdisjoint(_ids_above(organ_id, on))


def _reached(mine: Sequence[Post], permission: Permission, on: date) -> QuerySet[Organ]:
    """The organs that these reach with the permission, which they all hold."""
    found = Organ.objects.all()
    if all(post.organ is not None for post in mine):
        own = sorted({post.organ for post in mine if post.organ is not None})
        tops = sorted({post.organ for post in mine if post.organ is not None and post.with_below})
        if permission in READING:
            found = carried_on(tops, own, on)
        elif tops:
            found = Organ.objects.filter(Q(pk__in=own) | Q(pk__in=_below(tops, on)))
        else:
            found = Organ.objects.filter(pk__in=own)
    return found if permission in PAST_THE_END else found.exclude(ended(on))


class RoleGate:
    """Answers from the roles."""

    def may(self, person: Any, permission: Permission, organ_id: int | None, on: date) -> bool:
        """Whether the person holds the permission in that organ on that day; None asks for the whole installation."""
        mine = [post for post in posts(person, on) if permission in ROLES[post.role].permissions]
        if organ_id is None:
            return any(post.organ is None for post in mine)
        if not mine or (permission not in PAST_THE_END and _is_past(organ_id, on)):
            return False
        if _holds(mine, organ_id, on):
            return True
        heirs = heirs_of(organ_id, on).values_list("pk", flat=True) if permission in READING else ()
        return any(_holds(mine, heir, on) for heir in heirs)

    def organs_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Organ]:
        """The organs in which the person holds the permission on that day, with their names of the day."""
        return with_names(self._where(person, permission, on), on)

    def organ_ids_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Any]:
        """The same organs, their ids alone, as a query to be part of another."""
        return self._where(person, permission, on).values("pk")

    def organ_ids(self, person: Any, permission: Permission, on: date) -> Collection[int] | None:
        """The same ids, looked up; None: every organ."""
        if person.is_system:
            return None
        mine = [post for post in posts(person, on) if permission in ROLES[post.role].permissions]
        if any(post.organ is None for post in mine) and permission in PAST_THE_END:
            return None

        def ask() -> tuple[int, ...]:
            return tuple(_reached(mine, permission, on).values_list("pk", flat=True)) if mine else ()

        by = tuple(post.pk for post in mine)
        return answer(("organs", by, permission in READING, permission in PAST_THE_END, on), ask)

    def _where(self, person: Any, permission: Permission, on: date) -> QuerySet[Organ]:
        """By their ids: PostgreSQL plans the tree of roles longer than it answers, and a page asks several questions
        within it."""
        ids = self.organ_ids(person, permission, on)
        return Organ.objects.all() if ids is None else Organ.objects.filter(pk__in=these(ids))

    def powers(self, person: Any, on: date) -> Powers:
        """All permissions that the person holds on that day."""
        whole: set[Permission] = set()
        by: dict[Permission, set[int]] = {}
        for post in posts(person, on):
            for permission in ROLES[post.role].permissions:
                if post.gives(permission):
                    by.setdefault(permission, set()).add(post.pk)
                    whole |= {permission} if post.organ is None else set()
        return Powers(frozenset(by), frozenset(whole), {permission: frozenset(pks) for permission, pks in by.items()})

    def needs_second_factor(self, person: Any, on: date) -> bool:
        """Whether a role that the person holds on that day, as a deputy too, demands a second factor."""
        demanding = roles_with_second_factor()
        return any(post.role in demanding for post in posts(person, on))
