"""入队: hands work to the workers, in the transaction of whoever asks for it.

The task is a row of the same database: it is there when the action that enqueued it commits, and only then.
"""

import uuid
from datetime import datetime
from inspect import signature
from typing import Any

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from gongkai.platform.jobs.job import JOBS, Job
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.moments import present
from gongkai.platform.refusals import ProgrammingMistake

_NAMESPACE = uuid.UUID("6f3c6f52-8f0b-4a0e-9a5e-0b1c8e2f7a41")
"""The ids of tasks are made in it. Never changed: the same key must go on giving the same id."""

LONGEST_KEY = 200


def task_id(code: str, key: str) -> uuid.UUID:
    """The id of the task of that job with that key."""
    return uuid.uuid5(_NAMESPACE, f"{code}\n{key}")


def enqueue(job: Job, *, key: str = "", after: datetime | None = None, **plain: Any) -> Ticket:
    """Enqueues the job with these plain values, to be done as soon as possible, or `after` that moment. A second task
    with the same `key` is not made: the first is returned, whatever became of it, until it is pruned; without a key
    each call makes one. No personal data: pass ids. Raises ProgrammingMistake for values that the job does not take."""
    if JOBS.get(job.code) is not job:
        raise ProgrammingMistake(f"{job.code} is no job")
    key = key or str(uuid.uuid4())
    if len(key) > LONGEST_KEY:
        raise ProgrammingMistake(f"{job.code}: the key is longer than {LONGEST_KEY} characters")
    moment = present()
    try:
        signature(job.func).bind(now=moment, **plain)
        values = normalize_json(plain)
    except (TypeError, ValueError) as mistake:
        raise ProgrammingMistake(f"{job.code} can't be called with {sorted(plain)}: {mistake}") from mistake
    task: DBTaskResult[..., Any] = DBTaskResult(
        id=task_id(job.code, key),
        status=TaskResultStatus.READY,
        args_kwargs={"args": [], "kwargs": values},
        priority=job.priority,
        task_path=job.module_path,
        queue_name=job.queue_name,
        backend_name=job.backend,
        run_after=after or moment,
    )
    with transaction.atomic():
        DBTaskResult.objects.bulk_create([task], ignore_conflicts=True)
        Ticket.objects.bulk_create([Ticket(task_id=task.pk, job=job.code, key=key)], ignore_conflicts=True)
    return Ticket.objects.get(pk=task.pk)
