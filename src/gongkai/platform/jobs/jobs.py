"""定时任务: the first jobs of every day."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.platform.audit.anchor import write_anchor
from gongkai.platform.jobs import seats
from gongkai.platform.jobs.job import job
from gongkai.platform.jobs.models import ScheduledRun
from gongkai.platform.jobs.schedule import SCHEDULE, Daily
from gongkai.platform.moments import legal_day
from gongkai.platform.search.reindex import reindex

KEPT = timedelta(days=90)
"""How long a task that ended is shown; so long its key stands."""


@job("jobs.clear_sessions", _("Clear expired sessions"))
def clear_sessions(*, now: datetime) -> int:
    """Deletes the sessions that have run out."""
    expired: int = SessionStore.get_model_class().objects.filter(expire_date__lt=now).delete()[0]
    return expired


@job("jobs.anchor_journal", _("Anchor the journal"))
def anchor_journal(*, now: datetime) -> int:
    """Writes the journal's last entry into the anchor file, which belongs on another machine."""
    return int(write_anchor(settings.JOURNAL_ANCHORS, now))


@job("jobs.prune", _("Remove tasks that ended long ago"))
def prune(*, now: datetime) -> int:
    """Deletes tasks that ended, notes of the schedule, and seats of workers that are gone."""
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    removed = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=now - KEPT).delete()[0]
    ScheduledRun.objects.filter(day__lt=legal_day(now) - KEPT).delete()
    seats.sweep(now)
    return int(removed)


@job("jobs.refresh_index", _("Compare the search index with the records"))
def refresh_index(*, now: datetime) -> int:
    """Mends what the index says otherwise than the records: a name that holds from today on, what was written past the
    actions. Returns how many rows that were."""
    return sum(one.added + one.changed + one.removed for one in reindex(trusting=True).values())


SCHEDULE += [
    Daily(anchor_journal, time(2, 10), is_made_up=True),
    Daily(clear_sessions, time(3, 0), is_made_up=False),
    Daily(prune, time(3, 20), is_made_up=False),
    Daily(refresh_index, time(0, 10), is_made_up=True),
]
