"""后台任务: the tables beside the library's own, which keeps a task's arguments, its state and its result."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Ticket(models.Model):
    """任务单: which job a task is, under which key it was enqueued, and how often it was tried."""

    unguarded_because = "the work of the machine, like the library's own table; what people do to it are actions"

    task = models.OneToOneField(DBTaskResult, primary_key=True, on_delete=models.CASCADE, related_name="ticket")
    """Its id is made of job and key, so that the same key gives the same task."""
    job = models.CharField(max_length=80, db_index=True)
    """The code of the job."""
    key = models.CharField(max_length=200)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often it was begun, not counting what was postponed."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["job", "key"], name="jobs_one_task_a_key"),)


class Lease(models.Model):
    """租约: which worker does a task, and until when it is believed without a sign of life. There while it is done."""

    unguarded_because = "a lease is no record: it says which process works"

    task = models.OneToOneField(DBTaskResult, primary_key=True, on_delete=models.CASCADE, related_name="lease")
    worker = models.CharField(max_length=80)
    attempt = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)


class ScheduledRun(models.Model):
    """定时执行: a job of the daily schedule was started for that day; whoever writes the row starts it."""

    unguarded_because = "the note of a machine: it says what was started"

    job = models.CharField(max_length=80)
    day = models.DateField()
    """The legal day for which it was started."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["job", "day"], name="jobs_one_run_a_day"),)


class WorkerSeat(models.Model):
    """工位: a worker that is alive. Workers inside web processes share one seat, so that one of them works."""

    unguarded_because = "a seat is no record: it says which process works"

    seat = models.CharField(max_length=80, primary_key=True)
    worker = models.CharField(max_length=80)
    expires_at = models.DateTimeField()
