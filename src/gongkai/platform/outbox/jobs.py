"""发送: the job that sends one message.

The message is marked as being sent, and that is committed, before anything goes over the network. A task that finds it
so marked knows that an earlier attempt was cut off: it marks the message uncertain, and sends nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from gongkai.platform.jobs.job import Postponed, job
from gongkai.platform.outbox.actions import begin_sending, record_not_sent, record_sent, record_uncertain
from gongkai.platform.outbox.channels.configured import NotConfigured, quiet_until, sender_of
from gongkai.platform.outbox.channels.sender import NotSent, Outgoing, Sender
from gongkai.platform.outbox.models import Message, Reason, State

UNCONFIGURED = timedelta(minutes=15)
"""How long a message waits before it is looked whether its channel was set up meanwhile."""


@job("outbox.send", _("Send a message"), priority=-10)
def send(*, now: datetime, message: int) -> int:
    """Sends the message, or finds out why not. Returns how many were handed over."""
    found = Message.objects.get(pk=message)
    system = get_user_model().objects.system()
    if found.state == State.SENDING:
        record_uncertain(by=system, now=now, message=found, attempt=found.attempts, reason=Reason.INTERRUPTED)
        return 0
    if found.state != State.WAITING:
        return 0
    sender = _sender(found, now)
    return _send(sender, begin_sending(by=system, now=now, message=found), system, now)


def _sender(message: Message, now: datetime) -> Sender:
    """Raises Postponed where the message has to wait."""
    try:
        sender, quiet = sender_of(message.channel), quiet_until(message.channel, now)
    except NotConfigured as fault:
        raise Postponed(now + UNCONFIGURED) from fault
    until = max(message.not_before, quiet or message.not_before)
    if until > now:
        raise Postponed(until)
    return sender


def _send(sender: Sender, message: Message, system: Any, now: datetime) -> int:
    told = {"by": system, "now": now, "message": message, "attempt": message.attempts}
    outgoing = Outgoing(
        reference=f"gongkai-{message.pk}",
        channel=message.channel,
        to=str(message.to),
        subject=message.subject,
        body=str(message.body),
    )
    try:
        sender.send(outgoing)
    except NotSent as why:
        reason = Reason.REFUSED if why.is_refusal else Reason.UNREACHABLE
        after = record_not_sent(**told, reason=reason, detail=why.detail, for_good=why.for_good)
        if after.state == State.WAITING:
            raise Postponed(after.not_before) from why
        return 0
    except Exception as error:  # noqa: BLE001 - whatever a channel raises, nobody knows what became of the message
        record_uncertain(**told, reason=Reason.NO_ANSWER, detail=type(error).__name__)
        return 0
    record_sent(**told)
    return 1
