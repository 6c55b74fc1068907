"""事件: what becomes of messages."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

SENDING_BEGUN = Event("outbox.sending_begun", _("Sending of a message begun"))
SENT = Event("outbox.sent", _("Message sent"))
NOT_SENT = Event("outbox.not_sent", _("Message not sent"))
UNCERTAIN = Event("outbox.uncertain", _("Uncertain whether a message was sent"))
SENT_AGAIN = Event("outbox.sent_again", _("Message to be sent again"))
MARKED_AS_SENT = Event("outbox.marked_as_sent", _("Message marked as sent"))
CANCELLED = Event("outbox.cancelled", _("Message cancelled"))
HELD = Event("outbox.held", _("Unsent messages held back after a restore"))
