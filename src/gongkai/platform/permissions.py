"""权限: every permission of the house, named once, and the two questions asked of it.

Who holds which permission where is decided by roles in organs (`organs`), a floor above: it answers through the gate
that it sets when the site starts. Without a gate nobody may do anything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import QuerySet

from gongkai.platform.refusals import Forbidden, ProgrammingMistake


class Permission(StrEnum):
    """What a person may be allowed to do in an organ, or in the whole installation."""

    ORGANS_READ = "organs.read"
    ORGANS_CHANGE = "organs.change"
    PEOPLE_READ = "people.read"
    PEOPLE_CHANGE = "people.change"
    ROLES_CHANGE = "roles.change"
    CALENDARS_READ = "calendars.read"
    CALENDARS_CHANGE = "calendars.change"
    JOURNAL_READ = "journal.read"
    JOURNAL_ERASE = "journal.erase"
    FILES_READ = "files.read"
    FILES_READ_OWN = "files.read_own"
    FILES_ADD = "files.add"
    JOBS_READ = "jobs.read"
    JOBS_CHANGE = "jobs.change"
    MESSAGES_READ = "messages.read"
    MESSAGES_CHANGE = "messages.change"
    KEYS_ROTATE = "keys.rotate"
    REPORTS_READ = "reports.read"
    REPORTS_COLLECT = "reports.collect"
    REPORTS_HAND_IN = "reports.hand_in"


READING = frozenset(
    {
        Permission.ORGANS_READ,
        Permission.PEOPLE_READ,
        Permission.CALENDARS_READ,
        Permission.JOURNAL_READ,
        Permission.FILES_READ,
        Permission.JOBS_READ,
        Permission.MESSAGES_READ,
        Permission.REPORTS_READ,
    }
)
"""Those that change nothing. Whoever holds one in an organ holds it in the organs that it carries on as well."""

WINDING_UP = frozenset({Permission.PEOPLE_CHANGE, Permission.ROLES_CHANGE, Permission.JOURNAL_ERASE})
"""Those without which nobody could take roles back, let people go on elsewhere, or erase what must be erased."""

PAST_THE_END = READING | WINDING_UP
"""Those that still hold in an organ that has ended; nothing new comes into it."""


@dataclass(frozen=True)
class Powers:
    """All permissions of a person on a day."""

    anywhere: frozenset[Permission] = frozenset()
    """Those held in any organ, or in the whole installation."""
    whole: frozenset[Permission] = frozenset()
    """Those held in the whole installation."""
    by: Mapping[Permission, frozenset[int]] = field(default_factory=dict)
    """Permission → what it is held by (ids of appointments): permissions held by the same reach the same organs."""


class Gate(Protocol):
    """Who answers the questions."""

    def may(self, person: Any, permission: Permission, organ_id: int | None, on: date) -> bool:
        """Whether the person holds the permission in that organ on that day; None asks for the whole installation."""

    def organs_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Any]:
        """The organs in which the person holds the permission on that day."""

    def organ_ids_where(self, person: Any, permission: Permission, on: date) -> QuerySet[Any]:
        """The same organs, their ids alone, as a query to be part of another."""

    def organ_ids(self, person: Any, permission: Permission, on: date) -> Collection[int] | None:
        """The same ids, looked up; None: every organ."""

    def powers(self, person: Any, on: date) -> "Powers":
        """All permissions that the person holds on that day."""

    def needs_second_factor(self, person: Any, on: date) -> bool:
        """Whether a role that the person holds on that day demands a second factor when signing in."""


_gates: list[Gate] = []


def set_gate(gate: Gate) -> None:
    """Sets who answers; done once, when the site starts."""
    _gates[:] = [gate]


def may(person: Any, permission: Permission, organ_id: int | None, on: date) -> bool:
    """Whether the person holds the permission in that organ on that day; None asks for the whole installation. The
    system itself may do everything."""
    if person.is_system:
        return True
    return bool(_gates) and person.is_active and _gates[0].may(person, permission, organ_id, on)


def organs_where(person: Any, permission: Permission, on: date) -> QuerySet[Any]:
    """The organs in which the person holds the permission on that day, as a query: the scope of every list."""
    return _gate().organs_where(person, permission, on)


def organ_ids_where(person: Any, permission: Permission, on: date) -> QuerySet[Any]:
    """The ids of these organs, as a query to be part of another: without names, which take their time."""
    return _gate().organ_ids_where(person, permission, on)


def organ_ids(person: Any, permission: Permission, on: date) -> Collection[int] | None:
    """The same ids, looked up; None: every organ."""
    return _gate().organ_ids(person, permission, on)


def _gate() -> Gate:
    if not _gates:
        raise ProgrammingMistake("no gate is set: gongkai.organs is not installed")
    return _gates[0]


def powers(person: Any, on: date) -> Powers:
    """All permissions that the person holds on that day, in one question: for what is only offered, not done."""
    if person.is_system:
        return Powers(frozenset(Permission), frozenset(Permission))
    return _gates[0].powers(person, on) if _gates and person.is_active else Powers()


def require(person: Any, permission: Permission, organ_id: int | None, on: date) -> None:
    """Raises Forbidden unless the person holds the permission there."""
    if not may(person, permission, organ_id, on):
        raise Forbidden(permission)


def needs_second_factor(person: Any, on: date) -> bool:
    """Whether the person must sign in with a second factor on that day, by the roles that they hold."""
    return bool(_gates) and not person.is_system and _gates[0].needs_second_factor(person, on)
