"""定时任务: the jobs of every day, each at its local time, started once however many workers there are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from gongkai.platform.jobs.job import Job
from gongkai.platform.jobs.models import ScheduledRun
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.moments import LEGAL_ZONE


@dataclass(frozen=True)
class Daily:
    """A job of every day."""

    job: Job
    at: time
    """The local time (Asia/Shanghai) from which it is due."""
    is_made_up: bool
    """Whether a day that went by while no worker ran is made up for: the last one, once."""

    def due_day(self, now: datetime) -> date | None:
        """The legal day for which it should have been started by now, or none."""
        local = now.astimezone(LEGAL_ZONE)
        if local.time() >= self.at:
            return local.date()
        return local.date() - timedelta(days=1) if self.is_made_up else None


SCHEDULE: list[Daily] = []
"""The daily schedule. Applications add theirs in their module `jobs`; docs/administration.md lists all."""


def start_due(now: datetime) -> int:
    """Enqueues what is due and was not started yet. Returns how many."""
    days = {entry.job.code: (entry, day) for entry in SCHEDULE if (day := entry.due_day(now))}
    there = set(
        ScheduledRun.objects.filter(day__gte=now.astimezone(LEGAL_ZONE).date() - timedelta(days=1)).values_list(
            "job", "day"
        )
    )
    return sum(_start(entry.job, day, now) for code, (entry, day) in days.items() if (code, day) not in there)


def _start(job: Job, day: date, now: datetime) -> bool:
    """Whoever writes the row enqueues; the task's own key keeps it single should two write at once."""
    with transaction.atomic():
        _run, is_ours = ScheduledRun.objects.get_or_create(job=job.code, day=day)
        if is_ours:
            enqueue(job, key=day.isoformat(), after=now)
    return is_ours
