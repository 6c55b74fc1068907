"""动作: what becomes of a message. The first four are the sender's own, done in the name of the system; the rest are a
person's decisions, and what follows a restore. No journal entry holds address or text."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.jobs.job import DELAYS
from gongkai.platform.outbox import events
from gongkai.platform.outbox.models import Message, Reason, State
from gongkai.platform.outbox.queue import hand_over
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused

CHANGE = Permission.MESSAGES_CHANGE


def _recorded(message: Message, *fields: str, **payload: Any) -> Recorded[Message]:
    message.save(update_fields=["state", *fields])
    told = {"channel": message.channel, "state": message.state, **payload}
    return Recorded(message, about=message, organ=message.organ, payload=told)


# ---- The sender -----------------------------------------------------------------------------------------------------


def _is_due(*, by: Any, now: datetime, message: Message) -> None:
    if message.state != State.WAITING or message.not_before > now:
        raise Refused(_("This message does not wait to be sent now."))


@action(events.SENDING_BEGUN, needs=CHANGE, at="message.organ", locks=("message",), check=_is_due)
def begin_sending(*, by: Any, now: datetime, message: Message) -> Recorded[Message]:
    """The message is handed over next. From here on it is never sent again by itself."""
    message.state, message.begun_at = State.SENDING, now
    message.attempts, message.tries = message.attempts + 1, message.tries + 1
    message.reason, message.detail = Reason.NONE, ""
    return _recorded(message, "begun_at", "attempts", "tries", "reason", "detail", attempt=message.attempts)


def _is_being_sent(*, by: Any, now: datetime, message: Message, attempt: int, **rest: Any) -> None:
    if message.state != State.SENDING or message.attempts != attempt:
        raise Refused(_("This message is not being sent."))


def _may_be_on_its_way(*, by: Any, now: datetime, message: Message, attempt: int) -> None:
    if message.state not in (State.SENDING, State.UNCERTAIN) or message.attempts != attempt:
        raise Refused(_("This message is not being sent."))


@action(events.SENT, needs=CHANGE, at="message.organ", locks=("message",), check=_may_be_on_its_way)
def record_sent(*, by: Any, now: datetime, message: Message, attempt: int) -> Recorded[Message]:
    """The other side accepted it; also where that is known late, when it was already held for uncertain."""
    message.state, message.sent_at, message.sent_by = State.SENT, now, by
    message.reason, message.detail = Reason.NONE, ""
    return _recorded(message, "sent_at", "sent_by", "reason", "detail", attempt=attempt)


@action(events.NOT_SENT, needs=CHANGE, at="message.organ", locks=("message",), check=_is_being_sent)
def record_not_sent(
    *, by: Any, now: datetime, message: Message, attempt: int, reason: Reason, detail: str, for_good: bool
) -> Recorded[Message]:
    """It was surely not sent: it waits as the table of delays says, or has failed."""
    if for_good or message.tries > len(DELAYS):
        message.state = State.FAILED
    else:
        message.state, message.not_before = State.WAITING, now + DELAYS[message.tries - 1]
    message.reason, message.detail = reason, detail[:40]
    return _recorded(
        message, "not_before", "reason", "detail", attempt=attempt, reason=str(reason), detail=message.detail
    )


@action(events.UNCERTAIN, needs=CHANGE, at="message.organ", locks=("message",), check=_is_being_sent)
def record_uncertain(
    *, by: Any, now: datetime, message: Message, attempt: int, reason: Reason, detail: str = ""
) -> Recorded[Message]:
    """Nobody knows whether it was sent: a person decides."""
    message.state, message.reason, message.detail = State.UNCERTAIN, reason, detail[:40]
    return _recorded(message, "reason", "detail", attempt=attempt, reason=str(reason), detail=message.detail)


# ---- People ---------------------------------------------------------------------------------------------------------


def _did_not_arrive(*, by: Any, now: datetime, message: Message) -> None:
    if message.state not in (State.UNCERTAIN, State.FAILED):
        raise Refused(_("Only a message that failed or is uncertain can be sent again."))


@action(events.SENT_AGAIN, needs=CHANGE, at="message.organ", locks=("message",), check=_did_not_arrive)
def send_again(*, by: Any, now: datetime, message: Message) -> Recorded[Message]:
    """A person decides that the message goes out once more."""
    message.state, message.not_before, message.tries = State.WAITING, now, 0
    message.round += 1
    message.reason, message.detail = Reason.NONE, ""
    recorded = _recorded(message, "not_before", "tries", "round", "reason", "detail")
    hand_over(message)
    return recorded


def _is_uncertain(*, by: Any, now: datetime, message: Message) -> None:
    if message.state != State.UNCERTAIN:
        raise Refused(_("Only a message of which it is uncertain whether it was sent can be marked as sent."))


@action(events.MARKED_AS_SENT, needs=CHANGE, at="message.organ", locks=("message",), check=_is_uncertain)
def mark_as_sent(*, by: Any, now: datetime, message: Message) -> Recorded[Message]:
    """A person knows that the message was sent, from the receiver or the provider."""
    message.state, message.sent_at, message.sent_by = State.SENT, now, by
    return _recorded(message, "sent_at", "sent_by")


def _is_open(*, by: Any, now: datetime, message: Message) -> None:
    if message.state not in (State.WAITING, State.FAILED, State.UNCERTAIN):
        raise Refused(_("This message was sent, is being sent or was cancelled: there is nothing to cancel."))


@action(events.CANCELLED, needs=CHANGE, at="message.organ", locks=("message",), check=_is_open)
def cancel(*, by: Any, now: datetime, message: Message) -> Recorded[Message]:
    """A person decides that the message does not go out, or not once more."""
    message.state, message.cancelled_at, message.cancelled_by = State.CANCELLED, now, by
    return _recorded(message, "cancelled_at", "cancelled_by")


# ---- After a restore ------------------------------------------------------------------------------------------------


@action(events.HELD, needs=CHANGE)
def hold_unsent(*, by: Any, now: datetime) -> Recorded[int]:
    """What a backup holds as unsent may have been sent since it was made: a person decides, message by message. Done
    by whoever restores, before any worker starts."""
    unsent = Message.objects.filter(state__in=[State.WAITING, State.SENDING])
    held = unsent.update(state=State.UNCERTAIN, reason=Reason.RESTORED, detail="")
    return Recorded(held, about=None, payload={"messages": held})
