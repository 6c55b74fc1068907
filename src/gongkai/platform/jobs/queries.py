"""查询: the tasks, for whoever looks after the installation. Tasks belong to no organ."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from gongkai.platform.jobs import seats
from gongkai.platform.jobs.models import ScheduledRun, Ticket
from gongkai.platform.jobs.schedule import SCHEDULE, Daily
from gongkai.platform.jobs.shown import STATES
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, require


@dataclass(frozen=True)
class Scheduled:
    """A line of the daily schedule with the day for which it was last started."""

    entry: Daily
    last: date | None


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


def workers_alive(person: Any) -> list[str]:
    """The names of the workers that are alive: none means that nothing is being done. Raises Forbidden."""
    require(person, Permission.JOBS_READ, None, legal_day(present()))
    return seats.taken(present())
