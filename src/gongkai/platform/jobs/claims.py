"""认领: a worker claims a task with a lease, keeps it alive, and gives it back with what became of it.

Whatever gives a task back deletes its lease in the same transaction, and does nothing where the lease is no longer its
own: a worker that was believed dead and comes back changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.platform.jobs.job import DELAYS, WorkerLost
from gongkai.platform.jobs.models import Lease, Ticket
from gongkai.platform.jobs.traces import class_path, masked_trace


@dataclass(frozen=True)
class Claimed:
    """A task that a worker does."""

    task: UUID
    code: str
    """Of the job."""
    arguments: dict[str, Any]
    worker: str
    attempt: int
    """1 for the first."""


def claim(worker: str, now: datetime, until: datetime) -> Claimed | None:
    """The next task that is due, leased to the worker until then; None where nothing is to be done."""
    due = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=now, ticket__isnull=False)
    if not due.exists():
        return None
    with transaction.atomic():
        task = (
            due.select_for_update(skip_locked=True, of=("self",))
            .order_by("-priority", "run_after", "enqueued_at")
            .first()
        )
        if task is None:
            return None
        task.status, task.started_at, task.finished_at = TaskResultStatus.RUNNING, now, None
        task.worker_ids = [*task.worker_ids, worker]
        task.save(update_fields=["status", "started_at", "finished_at", "worker_ids"])
        Ticket.objects.filter(pk=task.pk).update(attempts=F("attempts") + 1)
        ticket = Ticket.objects.get(pk=task.pk)
        Lease.objects.create(task=task, worker=worker, attempt=ticket.attempts, expires_at=until)
    return Claimed(task.pk, ticket.job, task.args_kwargs["kwargs"], worker, ticket.attempts)


def renew(claimed: Claimed, until: datetime) -> bool:
    """Keeps the lease; False where it is no longer the worker's."""
    return _lease(claimed).update(expires_at=until) == 1


def is_leased(task: UUID) -> bool:
    """Whether any worker does it."""
    return Lease.objects.filter(task=task).exists()


def finish(claimed: Claimed, now: datetime, done: int | None) -> bool:
    """The task is done."""
    return _give_back(
        claimed,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=now,
        return_value=done,
        exception_class_path="",
        traceback="",
    )


def fail(claimed: Claimed, now: datetime, error: BaseException) -> bool:
    """The task failed: it waits as the table of delays says, or has failed for good."""
    return _give_back(claimed, **_failed(claimed.attempt, now, error, DELAYS))


def postpone(claimed: Claimed, until: datetime) -> bool:
    """The task can't be done before that moment; the attempt does not count."""
    return _give_back(claimed, counts=False, status=TaskResultStatus.READY, run_after=until)


def release(claimed: Claimed) -> bool:
    """The worker stops before the task is done; the attempt does not count."""
    return _give_back(claimed, counts=False, status=TaskResultStatus.READY)


def recover(now: datetime) -> int:
    """Gives back every task whose worker gave no sign of life until its lease ran out: it is due at once, until it has
    been tried as often as any task. A task that runs without a lease (a worker of the library began it) is given back
    as well. Returns how many."""
    found = 0
    for lease in Lease.objects.filter(expires_at__lt=now):
        lost = Claimed(lease.task_id, "", {}, lease.worker, lease.attempt)
        found += _give_back(lost, still=lambda own: own.filter(expires_at__lt=now), **_lost(lost.attempt, now))
    bare = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, lease=None, ticket__isnull=False)
    for ticket in Ticket.objects.filter(task__in=bare.values("pk")):
        again = DBTaskResult.objects.filter(pk=ticket.pk, status=TaskResultStatus.RUNNING, lease=None)
        found += again.update(**_lost(ticket.attempts, now))
    return found


def _lost(attempt: int, now: datetime) -> dict[str, Any]:
    return _failed(attempt, now, WorkerLost(), (timedelta(0),) * len(DELAYS))


def _failed(attempt: int, now: datetime, error: BaseException, delays: tuple[timedelta, ...]) -> dict[str, Any]:
    told = {"exception_class_path": class_path(error), "traceback": masked_trace(error)}
    if attempt > len(delays):
        return told | {"status": TaskResultStatus.FAILED, "finished_at": now}
    return told | {"status": TaskResultStatus.READY, "run_after": now + delays[attempt - 1]}


def _lease(claimed: Claimed) -> Any:
    return Lease.objects.filter(task=claimed.task, worker=claimed.worker, attempt=claimed.attempt)


def _give_back(
    claimed: Claimed, *, counts: bool = True, still: Callable[[Any], Any] = lambda own: own, **changes: Any
) -> bool:
    with transaction.atomic():
        if not still(_lease(claimed)).delete()[0]:
            return False
        DBTaskResult.objects.filter(pk=claimed.task).update(**changes)
        if not counts:
            Ticket.objects.filter(pk=claimed.task).update(attempts=F("attempts") - 1)
    return True
