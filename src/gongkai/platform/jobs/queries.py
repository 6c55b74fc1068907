"""查询: the tasks, for whoever looks after the installation. Tasks belong to no organ."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from gongkai.platform.jobs import seats
from gongkai.platform.jobs.job import JOBS
from gongkai.platform.jobs.models import ScheduledRun, Ticket
from gongkai.platform.jobs.schedule import SCHEDULE, Daily
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, require

STATES: dict[str, Promise] = {
    str(TaskResultStatus.FAILED): _("Failed"),
    str(TaskResultStatus.RUNNING): _("Running"),
    str(TaskResultStatus.READY): _("Waiting"),
    str(TaskResultStatus.SUCCESSFUL): _("Done"),
}
"""State of a task → its name on the screen, the most urgent first."""


@dataclass(frozen=True)
class Scheduled:
    """A line of the daily schedule with the day for which it was last started."""

    entry: Daily
    last: date | None


def title_of(code: str) -> str:
    """The name of a job on the screen; its code where this release no longer has it."""
    return str(JOBS[code].title) if code in JOBS else code


def state_of(ticket: Ticket) -> str:
    """The name of the task's state on the screen."""
    return str(STATES[ticket.task.status])


def tickets(person: Any, *, status: str = "", job: str = "") -> QuerySet[Ticket]:
    """The tasks, the latest first. Raises Forbidden."""
    require(person, Permission.JOBS_READ, None, legal_day(present()))
    found = Ticket.objects.select_related("task").order_by("-task__enqueued_at", "pk")
    if status:
        found = found.filter(task__status=status)
    return found.filter(job=job) if job else found


def counts(person: Any) -> dict[str, int]:
    """State → how many tasks are in it. Raises Forbidden."""
    found = tickets(person).order_by().values_list("task__status").annotate(Count("pk"))
    return {state: dict(found).get(state, 0) for state in STATES}


def schedule(person: Any) -> list[Scheduled]:
    """The daily schedule by the time of day. Raises Forbidden."""
    require(person, Permission.JOBS_READ, None, legal_day(present()))
    last = dict(ScheduledRun.objects.values_list("job").annotate(Max("day")))
    return [Scheduled(entry, last.get(entry.job.code)) for entry in sorted(SCHEDULE, key=lambda entry: entry.at)]


def workers_alive(now: datetime) -> list[str]:
    """The names of the workers that are alive: none means that nothing is being done."""
    return seats.taken(now)
