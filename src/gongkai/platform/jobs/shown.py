"""显示: the words for a task on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from gongkai.platform.jobs.job import JOBS
from gongkai.platform.jobs.models import Ticket

STATES: dict[str, Promise] = {
    str(TaskResultStatus.FAILED): _("Failed"),
    str(TaskResultStatus.RUNNING): _("Running"),
    str(TaskResultStatus.READY): _("Waiting"),
    str(TaskResultStatus.SUCCESSFUL): _("Done"),
}
"""State of a task → its name on the screen, the most urgent first."""


def title_of(code: str) -> str:
    """The name of a job on the screen; its code where this release no longer has it."""
    return str(JOBS[code].title) if code in JOBS else code


def state_of(ticket: Ticket) -> str:
    """The name of the task's state on the screen."""
    return str(STATES[ticket.task.status])
