"""写入发件箱: a message is written in the transaction of the action that it tells of: it goes out if that commits."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from gongkai.platform.guard import is_acting
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.outbox.models import Channel, Message
from gongkai.platform.refusals import ProgrammingMistake, Refused

LONGEST_SUBJECT = 200
LONGEST_BODY = {Channel.MAIL: 100_000, Channel.SMS: 500, Channel.WECOM: 2_000, Channel.DINGTALK: 2_000}
"""Characters of the text, by channel."""

_PHONE = re.compile(r"\+?\d{5,20}")
_ACCOUNT = re.compile(r"[A-Za-z0-9._@-]{1,64}")
_PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{6}(?:19|20)\d{9}[\dXx])(?!\d)|\S@\S")
"""What a subject line must not hold: it is read on the way, on locked screens and in the lists of mailboxes."""


def queue(
    *,
    by: Any,
    now: datetime,
    channel: str,
    to: str,
    body: str,
    subject: str = "",
    about: models.Model | None = None,
    organ_id: int | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Writes the message; it goes out after the action, not before `not_before`. Address and text may hold personal
    data, the subject must not: call things by their serial there. Raises Refused."""
    if not is_acting():
        raise ProgrammingMistake("a message is queued inside an action alone")
    kind = Channel(channel)
    _examine(kind, to, subject, body)
    message = Message.objects.create(
        channel=kind,
        to=to,
        subject=subject,
        body=body,
        about_kind=about._meta.label_lower if about is not None else "",
        about=str(about.pk) if about is not None else "",
        organ=organ_id,
        not_before=not_before or now,
        queued_at=now,
        queued_by=by,
    )
    hand_over(message)
    return message


def hand_over(message: Message) -> None:
    """Gives the message to the workers, once a round."""
    from gongkai.platform.outbox.jobs import send

    enqueue(send, key=f"{message.pk}.{message.round}", after=message.not_before, message=message.pk)


def _examine(channel: Channel, to: str, subject: str, body: str) -> None:
    if not _is_address(channel, to):
        raise Refused(_("This is no address to which such a message can be sent. Correct it."), field="to")
    if len(subject) > LONGEST_SUBJECT or not subject.isprintable() or (channel == Channel.MAIL and not subject):
        raise Refused(
            _("The subject must be one line of at most %(n)d characters.") % {"n": LONGEST_SUBJECT}, field="subject"
        )
    if _PERSONAL.search(subject):
        raise Refused(
            _("The subject holds a personal number or an address. Leave it out: subjects are read on the way."),
            field="subject",
        )
    if not body.strip() or len(body) > LONGEST_BODY[channel]:
        raise Refused(_("The text must have 1 to %(n)d characters.") % {"n": LONGEST_BODY[channel]}, field="body")


def _is_address(channel: Channel, to: str) -> bool:
    if channel == Channel.MAIL:
        try:
            validate_email(to)
        except ValidationError:
            return False
        return to.isascii() and to.isprintable() and " " not in to
    return bool((_PHONE if channel == Channel.SMS else _ACCOUNT).fullmatch(to))
