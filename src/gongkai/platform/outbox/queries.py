"""查询: the messages that a person may see: those of the organs in which they may read messages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.platform.moments import legal_day, present
from gongkai.platform.outbox.actions import cancel, mark_as_sent, send_again
from gongkai.platform.outbox.channels.configured import NotConfigured, quiet_until, sender_of
from gongkai.platform.outbox.models import Channel, Message, Reason, State
from gongkai.platform.permissions import Permission, may, organs_where
from gongkai.platform.personal.masking import HIDDEN, mask

URGENT_FIRST = Case(
    *(When(state=state, then=rank) for rank, state in enumerate(State.values)), output_field=IntegerField()
)


def messages_visible_to(person: Any, on: date) -> QuerySet[Message]:
    """The messages of the organs in which the person may read messages on that day, and those of the installation for
    whom that is so everywhere."""
    seen = Q(organ__in=organs_where(person, Permission.MESSAGES_READ, on).values("pk"))
    if may(person, Permission.MESSAGES_READ, None, on):
        seen |= Q(organ=None)
    return Message.objects.filter(seen)


def sees_messages(person: Any) -> bool:
    """Whether the person may read messages anywhere."""
    return organs_where(person, Permission.MESSAGES_READ, legal_day(present())).exists()


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


@dataclass(frozen=True)
class Row:
    """A message on the screen."""

    message: Message
    address: str
    """Masked."""
    state: str
    channel: str
    why: str
    """Why it is in that state, or waits; empty where there is nothing to say."""


def row(message: Message, now: datetime) -> Row:
    """The message as the screen shows it."""
    return Row(
        message,
        masked(message),
        str(State(message.state).label),
        str(Channel(message.channel).label),
        " ".join(part for part in (_reason(message), _waits(message, now)) if part),
    )


def masked(message: Message) -> str:
    """The receiver's address with its telling part hidden."""
    kind = {Channel.MAIL: "email", Channel.SMS: "mobile"}.get(Channel(message.channel))
    return mask(kind, str(message.to)) if kind else HIDDEN


def _reason(message: Message) -> str:
    if not message.reason:
        return ""
    label = str(Reason(message.reason).label)
    return f"{label} ({message.detail})" if message.detail else label


def _waits(message: Message, now: datetime) -> str:
    """What a waiting message waits for; looked up, not stored."""
    if message.state != State.WAITING:
        return ""
    try:
        sender_of(message.channel)
        quiet = quiet_until(message.channel, now)
    except NotConfigured as fault:
        return fault.sentence
    until = max(message.not_before, quiet or now)
    if until <= now:
        return ""
    return _("It goes out after %(moment)s.") % {"moment": date_format(localtime(until), "Y-m-d H:i")}


DECISIONS = {"send-again": send_again, "mark-as-sent": mark_as_sent, "cancel": cancel}
"""Address of a decision → its action."""


def possible(person: Any, message: Message) -> list[str]:
    """The decisions that the person may take on the message as it is."""
    return [name for name, act in DECISIONS.items() if act.hindrance(by=person, message=message) is None]
