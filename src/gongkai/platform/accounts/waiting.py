"""待办: a second factor that a person's roles demand and that is not set up."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.platform.accounts.access import has_second_factor
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Powers, needs_second_factor
from gongkai.platform.ui.waiting import Card


def waits(person: Any, now: datetime, held: Powers) -> Iterator[Card]:
    """To set it up. In the demo nobody asks for one."""
    wanted = settings.SECOND_FACTOR_IS_ENFORCED and needs_second_factor(person, legal_day(now))
    if wanted and not has_second_factor(person):
        yield Card(
            _("Your roles demand a second factor"),
            reverse("mfa_index"),
            _("Set it up: an app with codes, or a security key."),
        )
