"""动作: a function that changes records becomes an action.

    @action(ORGAN_RENAMED, needs=Permission.ORGANS_CHANGE, at="organ", locks=("organ",), check=_rename_is_possible)
    def rename_organ(*, by: Person, now: datetime, organ: Organ, name: str, on: date) -> Recorded[Organ]:
        ...
        return Recorded(organ, about=organ, organ=organ, payload={"name": name, "on": on})

Called as `rename_organ(by=person, organ=organ, name=..., on=...)`. In one transaction it reads the person and what
`locks` names anew and locks them, asks whether the person holds the permission there, calls `check`, does the act, and
writes the journal entry last, so that the journal's head is the last row locked. Whatever is raised on the way undoes
all of it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce, update_wrapper
from inspect import Parameter, signature
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from gongkai.platform.audit import journal
from gongkai.platform.audit.events import Event
from gongkai.platform.guard import acting
from gongkai.platform.moments import legal_day, present
from gongkai.platform.once import forget
from gongkai.platform.permissions import Permission, may, require
from gongkai.platform.refusals import Forbidden, ProgrammingMistake, Refused

T = TypeVar("T")
Check = Callable[..., None]

ACTIONS: dict[str, "Action[Any]"] = {}
"""Every action, by the code of its event."""

ALONGSIDE: list[Callable[[], AbstractContextManager[None]]] = []
"""What is done alongside every act, in its transaction and before its journal entry: rooms above add their own when the
site starts. Whatever is raised there undoes the act."""

_running: ContextVar["Action[Any] | None"] = ContextVar("running", default=None)


@dataclass(frozen=True)
class Part:
    """What an act that changes several organs did in one of them."""

    about: models.Model | None
    organ: Any
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Recorded(Generic[T]):
    """What an act did: the result for the caller, and what the journal keeps of it."""

    result: T
    about: models.Model | None
    """The record that it is about."""
    organ: Any = None
    """The organ in whose journal it stands, or its id; None for the whole installation."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    """What was done, in plain values. It is kept beside the journal and can be erased. No secrets."""
    parts: Sequence[Part] = ()
    """Where the act changed several organs: what it did in each, which stands in that organ's own journal, once, as an
    entry of the same event, person and moment."""


class Action(Generic[T]):
    """A function that changes records, with all that comes with it."""

    def __init__(
        self,
        do: Callable[..., Recorded[T]],
        event: Event,
        *,
        needs: Permission | str,
        at: str | None,
        locks: tuple[str, ...],
        check: Check | None,
    ) -> None:
        update_wrapper(self, do)
        self.do = do
        self.event = event
        self.needs = needs
        self.at = at
        self.locks = locks
        self._check = check
        parameters = signature(do).parameters
        if not {"by", "now"} <= parameters.keys() or any(
            parameter.kind is not Parameter.KEYWORD_ONLY for parameter in parameters.values()
        ):
            raise ProgrammingMistake(f"{do.__qualname__} must take keywords alone, `by` and `now` among them")
        if event.code in ACTIONS:
            raise ProgrammingMistake(f"two actions have the event {event.code}")
        ACTIONS[event.code] = self

    def __call__(self, *, by: Any, now: datetime | None = None, **arguments: Any) -> T:
        """Does the act. Raises Forbidden or Refused, and then nothing has changed."""
        if _running.get() is not None:
            raise ProgrammingMistake(f"{self.event.code} inside another action: share a function instead")
        moment = self._moment(now)
        forget()
        token = _running.set(self)
        try:
            with transaction.atomic(durable=True):
                fresh = self._locked({"by": by, **arguments})
                by, arguments = fresh.pop("by"), fresh
                self._examine(by, moment, arguments)
                with acting():
                    with ExitStack() as alongside:
                        for other in ALONGSIDE:
                            alongside.enter_context(other())
                        recorded = self.do(by=by, now=moment, **arguments)
                    self._tell(recorded, by, moment)
            return recorded.result
        finally:
            _running.reset(token)

    def _tell(self, recorded: Recorded[T], by: Any, moment: datetime) -> None:
        """Writes the entry: one, and one more for each organ where the act was done in several."""
        all_told: list[Recorded[T] | Part] = [recorded, *recorded.parts]
        entries = [(getattr(told.organ, "pk", told.organ), told) for told in all_told]
        if len({organ for organ, _told in entries}) < len(entries):
            raise ProgrammingMistake(f"{self.event.code}: two entries of one act in one organ's journal")
        for organ, told in entries:
            journal.append(self.event, by=by, at=moment, about=told.about, organ_id=organ, payload=told.payload)

    def hindrance(self, *, by: Any, now: datetime | None = None, **arguments: Any) -> Refused | Forbidden | None:
        """Why the act would not be done, or None. For screens, which offer only what is possible; of the arguments
        those that the check asks for are needed."""
        try:
            self._examine(by, self._moment(now), arguments)
        except (Refused, Forbidden) as hindrance:
            return hindrance
        return None

    def is_allowed(self, by: Any, organ: Any, now: datetime | None = None) -> bool:
        """Whether the person holds the permission for it in that organ; None: in the whole installation."""
        if not isinstance(self.needs, Permission):
            return True
        return may(by, self.needs, getattr(organ, "pk", organ), legal_day(self._moment(now)))

    def _moment(self, now: datetime | None) -> datetime:
        moment = present() if now is None else now
        if moment.tzinfo is None:
            raise ProgrammingMistake(f"{self.event.code}: the moment has no zone")
        return moment

    def _locked(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Reads the person and what `locks` names anew, always in one order, so that no two acts wait for each other.
        Whoever was deactivated a moment ago is so here."""
        fresh = dict(arguments)
        given = [(name, arguments[name]) for name in ("by", *self.locks) if arguments[name] is not None]
        if fresh["by"].is_system:  # never deactivated, and other locks stand on its row
            given = given[1:]
        for name, record in sorted(given, key=lambda one: (one[1]._meta.db_table, one[1].pk)):
            found = record.__class__._base_manager.select_for_update(no_key=True).filter(pk=record.pk).first()
            if found is None:
                raise Refused(_("This record no longer exists. Go back to the list and look again."))
            fresh[name] = found
        return fresh

    def _examine(self, by: Any, moment: datetime, arguments: dict[str, Any]) -> None:
        if isinstance(self.needs, Permission):
            first, *rest = self.at.split(".") if self.at else ("",)
            organ = reduce(getattr, rest, arguments[first]) if first else None
            require(by, self.needs, getattr(organ, "pk", organ), legal_day(moment))
        if self._check is not None:
            self._check(by=by, now=moment, **arguments)


def action(
    event: Event,
    *,
    needs: Permission | str,
    at: str | None = None,
    locks: tuple[str, ...] = (),
    check: Check | None = None,
) -> Callable[[Callable[..., Recorded[T]]], Action[T]]:
    """Makes an action of a function. `needs` is the permission, or in words why none is needed; `at` leads from an
    argument to the organ in which it is needed ('organ', 'request.organ'), None: in the whole installation; `check`
    takes the same keywords and raises Refused where the state of the records does not allow the act."""

    def make(do: Callable[..., Recorded[T]]) -> Action[T]:
        return Action(do, event, needs=needs, at=at, locks=locks, check=check)

    return make
