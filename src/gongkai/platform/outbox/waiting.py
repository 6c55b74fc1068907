"""待办: messages of which nobody knows whether they were sent, and those that were not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.platform.outbox import queries
from gongkai.platform.outbox.models import State
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.ui.waiting import Card


def waits(person: Any, now: datetime, held: Powers) -> Iterator[Card]:
    """How many messages want a decision, for whoever may take it."""
    if Permission.MESSAGES_CHANGE not in held.anywhere:
        return
    counts = queries.counts(person)
    if count := counts[str(State.UNCERTAIN)]:
        told = ngettext(
            "%(count)s message: uncertain whether it was sent",
            "%(count)s messages: uncertain whether they were sent",
            count,
        )
        address = f"{reverse('outbox:list')}?state={State.UNCERTAIN}"
        yield Card(told % {"count": count}, address, _("Find out, and mark it as sent or send it again."), count=count)
    if count := counts[str(State.FAILED)]:
        told = ngettext("%(count)s message was not sent", "%(count)s messages were not sent", count)
        address = f"{reverse('outbox:list')}?state={State.FAILED}"
        yield Card(told % {"count": count}, address, _("See why, and send it again or cancel it."), count=count)
