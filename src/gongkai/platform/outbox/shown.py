"""显示: a message as the screen shows it, and what can be decided on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gongkai.platform.outbox.actions import cancel, mark_as_sent, send_again
from gongkai.platform.outbox.channels.configured import NotConfigured, quiet_until, sender_of
from gongkai.platform.outbox.models import Channel, Message, Reason, State
from gongkai.platform.personal.masking import HIDDEN, mask


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


def row_of(message: Message, now: datetime) -> Row:
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
