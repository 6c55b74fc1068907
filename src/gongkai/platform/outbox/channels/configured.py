"""渠道配置: what the environment says about each channel.

GONGKAI_SMTP=smtp://user:password@host:port with GONGKAI_MAIL_FROM; GONGKAI_SMS, GONGKAI_WECOM and GONGKAI_DINGTALK=
package.module:Sender; `file` for any of them writes into the folder outbox of the home. GONGKAI_QUIET=21:00-08:00 are
the hours in which text messages and chats wait; `off`: none.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gongkai.platform.moments import LEGAL_ZONE
from gongkai.platform.outbox.channels.sender import Sender
from gongkai.platform.outbox.channels.smtp import Smtp
from gongkai.platform.outbox.channels.to_file import ToFile
from gongkai.platform.outbox.models import Channel

MAIL = "SMTP"
VARIABLES = {Channel.MAIL: MAIL, Channel.SMS: "SMS", Channel.WECOM: "WECOM", Channel.DINGTALK: "DINGTALK"}
"""Channel → its variable, without GONGKAI_ before it."""

QUIET = "21:00-08:00"
NEVER_QUIET = "off"


class NotConfigured(Exception):
    """The channel can't be used; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sender_of(channel: str) -> Sender:
    """What sends messages of that channel. Raises NotConfigured."""
    name = VARIABLES[Channel(channel)]
    value = settings.ENVIRONMENT.get(name)
    if not value:
        words = {"channel": Channel(channel).label, "name": name}
        raise NotConfigured(_("%(channel)s is not set up (GONGKAI_%(name)s): messages of this kind wait.") % words)
    if value == "file":
        return ToFile(settings.HOME / "outbox")
    return _mail_server(value) if name == MAIL else _plug_in(name, value)


def _mail_server(address: str) -> Sender:
    sender = settings.ENVIRONMENT.get("MAIL_FROM")
    try:
        validate_email(sender)
    except ValidationError:
        raise NotConfigured(_("GONGKAI_MAIL_FROM must be the address that mail comes from.")) from None
    try:
        return Smtp.at(address, sender)
    except ValueError:
        raise NotConfigured(
            _("GONGKAI_SMTP can't be understood; write smtp://user:password@host:port, smtps:// or file.")
        ) from None


def _plug_in(name: str, path: str) -> Sender:
    module, _colon, attribute = path.partition(":")
    try:
        made: Sender = getattr(import_module(module), attribute)(settings.ENVIRONMENT.variables)
    except (ImportError, AttributeError, ValueError, TypeError, KeyError) as error:
        raise NotConfigured(
            _("GONGKAI_%(name)s names no plug-in that works (%(error)s); write package.module:Sender.")
            % {"name": name, "error": type(error).__name__}
        ) from error
    return made


def quiet_hours() -> tuple[time, time] | None:
    """From when to when text messages and chats wait; None: they never do. Raises NotConfigured."""
    value = settings.ENVIRONMENT.get("QUIET") or QUIET
    if value == NEVER_QUIET:
        return None
    try:
        begin, end = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        raise NotConfigured(_("GONGKAI_QUIET can't be understood; write 21:00-08:00, or off.")) from None
    return begin, end


def quiet_until(channel: str, now: datetime) -> datetime | None:
    """Until when a message of that channel waits because of the hour; None: it may go. Mail may go at any hour.
    Raises NotConfigured."""
    hours = None if VARIABLES[Channel(channel)] == MAIL else quiet_hours()
    if hours is None:
        return None
    begin, end = hours
    local = now.astimezone(LEGAL_ZONE)
    clock = local.time()
    is_quiet = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1 if clock >= end else 0)
    return datetime.combine(day, end, LEGAL_ZONE)


def faults() -> Iterator[tuple[str, str]]:
    """Every channel that can't be used, with the sentence that says why; for `gongkai doctor`."""
    for channel in Channel.values:
        try:
            sender_of(channel)
            quiet_until(channel, datetime(2026, 1, 1, tzinfo=LEGAL_ZONE))
        except NotConfigured as fault:
            yield channel, fault.sentence
