"""待办: tasks that failed, for whoever mends them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks.base import TaskResultStatus

from gongkai.platform.jobs import queries
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.ui.waiting import Card


def waits(person: Any, now: datetime, held: Powers) -> Iterator[Card]:
    """How many tasks have failed for good."""
    if Permission.JOBS_CHANGE not in held.whole:
        return
    count = queries.tickets(person, status=str(TaskResultStatus.FAILED)).count()
    if count:
        told = ngettext("%(count)s task has failed", "%(count)s tasks have failed", count) % {"count": count}
        address = f"{reverse('jobs:list')}?status={TaskResultStatus.FAILED}"
        yield Card(told, address, _("See where it failed, and have it tried again."), count=count)
