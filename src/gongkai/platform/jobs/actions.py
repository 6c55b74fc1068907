"""动作: what people do to tasks."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.jobs.events import TRIED_AGAIN
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused


def _has_failed(*, by: Any, now: datetime, ticket: Ticket) -> None:
    if ticket.task.status != TaskResultStatus.FAILED:
        raise Refused(_("This task has not failed. Only a task that failed for good can be tried again."))


@action(TRIED_AGAIN, needs=Permission.JOBS_CHANGE, locks=("ticket",), check=_has_failed)
def try_again(*, by: Any, now: datetime, ticket: Ticket) -> Recorded[Ticket]:
    """A task that failed for good is due at once, and counts its attempts anew."""
    ticket.attempts = 0
    ticket.save(update_fields=["attempts"])
    ticket.task.status, ticket.task.run_after, ticket.task.finished_at = TaskResultStatus.READY, now, None
    ticket.task.save(update_fields=["status", "run_after", "finished_at"])
    return Recorded(ticket, about=ticket, payload={"job": ticket.job, "key": ticket.key})
