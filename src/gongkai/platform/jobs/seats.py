"""工位: which workers are alive, and the one seat that workers inside web processes share."""

from datetime import datetime

from django.db.models import Q

from gongkai.platform.jobs.models import WorkerSeat

SHARED = "shared"
"""The seat of which there is one: for workers in web processes, and for every worker on SQLite."""


def take(seat: str, worker: str, now: datetime, until: datetime) -> bool:
    """Takes the seat, or keeps it, until then; False while another worker has it."""
    own_or_left = WorkerSeat.objects.filter(Q(worker=worker) | Q(expires_at__lt=now), seat=seat)
    if own_or_left.update(worker=worker, expires_at=until):
        return True
    WorkerSeat.objects.bulk_create([WorkerSeat(seat=seat, worker=worker, expires_at=until)], ignore_conflicts=True)
    return WorkerSeat.objects.filter(seat=seat, worker=worker).exists()


def leave(seat: str, worker: str) -> None:
    """Gives the seat up, so that another takes it at once."""
    WorkerSeat.objects.filter(seat=seat, worker=worker).delete()


def sweep(now: datetime) -> int:
    """Forgets the seats of workers that are gone. Returns how many."""
    return WorkerSeat.objects.filter(expires_at__lt=now).delete()[0]


def taken(now: datetime) -> list[str]:
    """The workers that are alive."""
    return list(WorkerSeat.objects.filter(expires_at__gte=now).order_by("seat").values_list("worker", flat=True))
