"""查询: the messages that a person may see: those of the organs in which they may read messages."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from gongkai.platform.moments import legal_day, present
from gongkai.platform.outbox.models import Message, State
from gongkai.platform.permissions import Permission, may, organ_ids_where

URGENT_FIRST = Case(
    *(When(state=state, then=rank) for rank, state in enumerate(State.values)), output_field=IntegerField()
)


def messages_visible_to(person: Any, on: date) -> QuerySet[Message]:
    """The messages of the organs in which the person may read messages on that day, and those of the installation for
    whom that is so everywhere."""
    seen = Q(organ__in=organ_ids_where(person, Permission.MESSAGES_READ, on))
    if may(person, Permission.MESSAGES_READ, None, on):
        seen |= Q(organ=None)
    return Message.objects.filter(seen)


def sees_messages(person: Any) -> bool:
    """Whether the person may read messages anywhere."""
    return organ_ids_where(person, Permission.MESSAGES_READ, legal_day(present())).exists()


def listed(person: Any, *, state: str = "", channel: str = "") -> QuerySet[Message]:
    """What the person may see, what wants a decision first, then the latest."""
    found = messages_visible_to(person, legal_day(present())).order_by(URGENT_FIRST, "-queued_at", "-pk")
    if state:
        found = found.filter(state=state)
    return found.filter(channel=channel) if channel else found


def counts(person: Any) -> dict[str, int]:
    """State → how many of them the person may see."""
    found = messages_visible_to(person, legal_day(present())).values_list("state").annotate(Count("pk"))
    return {state: dict(found).get(state, 0) for state in State.values}
