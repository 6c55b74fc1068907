"""消息列表: the messages of a person's organs, as a list. Addresses are masked here and in the export."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.filters import Filters
from gongkai.platform.lists.listing import Ask, Bulk, Cell, Column, Empty, Listing, register
from gongkai.platform.outbox import queries
from gongkai.platform.outbox.actions import cancel, send_again
from gongkai.platform.outbox.models import Channel, State
from gongkai.platform.outbox.shown import Row, row_of
from gongkai.platform.refusals import Forbidden

TAGS = {
    State.UNCERTAIN: "warn",
    State.FAILED: "bad",
    State.SENDING: "plain",
    State.WAITING: "plain",
    State.SENT: "good",
    State.CANCELLED: "mute",
}


class MessageFilters(Filters):
    """By state and channel, and what the subject holds."""

    state = forms.ChoiceField(label=_("State"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        self.fields["q"].label = _("Subject holds")
        self.count("state", State.choices, queries.counts(ask.person))
        self.count("channel", Channel.choices)


def _subject(row: Row) -> Cell:
    message = row.message
    words = message.subject or gettext("Message %(number)d") % {"number": message.pk}
    return Cell(words, address=address_of("outbox:message", message.pk))


class Messages(Listing):
    """消息."""

    key, route, title = "messages", "outbox:list", _("Messages")
    own_order = _("what wants a decision first, then the latest")
    filters = MessageFilters
    columns = (
        Column("subject", _("Subject"), _subject, width=36),
        Column("receiver", _("Receiver"), lambda row: row.address, width=24),
        Column("channel", _("Channel"), lambda row: row.channel),
        Column("state", _("State"), lambda row: Cell(row.state, tag=TAGS[State(row.message.state)])),
        Column("reason", _("Reason"), lambda row: row.why, width=40),
        Column("written", _("Written"), lambda row: row.message.queued_at, sort=["queued_at"], width=20),
        Column(
            "attempts",
            _("Attempts"),
            lambda row: row.message.attempts,
            sort=["attempts"],
            number=True,
            by_default=False,
        ),
        Column("begun", _("Last tried"), lambda row: row.message.begun_at, sort=["begun_at"], by_default=False),
        Column("sent", _("Sent"), lambda row: row.message.sent_at, sort=["sent_at"], by_default=False, width=20),
    )
    bulk = (
        Bulk(
            "send-again",
            _("Send again"),
            send_again,
            "message",
            _("The receivers may get the message twice. Ask first, where that would do harm."),
        ),
        Bulk(
            "cancel", _("Cancel the messages"), cancel, "message", _("They will not go out any more."), is_danger=True
        ),
    )

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever reads no messages anywhere."""
        if not queries.sees_messages(ask.person):
            raise Forbidden

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The messages that the person may see."""
        found = queries.listed(ask.person, state=given.get("state", ""), channel=given.get("channel", ""))
        return found.filter(subject__icontains=given["q"]) if given.get("q") else found

    def rows(self, ask: Ask, records: Sequence[Any]) -> Sequence[Row]:
        """With their words, addresses masked."""
        return [row_of(message, ask.now) for message in records]

    def number(self, row: Any) -> Any:
        """The message's id."""
        return row.message.pk

    def empty(self, ask: Ask) -> Empty:
        """Nothing was ever sent."""
        return Empty(
            _("No message was written yet in the organs whose messages you read."),
            _("Messages are written by other acts, such as a letter to set a password."),
        )


MESSAGES = register(Messages())
