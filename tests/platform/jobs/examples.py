"""Examples of what people do to tasks."""

from typing import Any

from django_tasks.base import TaskResultStatus

from gongkai.platform.jobs.actions import try_again
from gongkai.platform.jobs.jobs import prune
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.jobs.queue import enqueue
from tests.examples import Example


def a_task(world: Any, status: str = TaskResultStatus.FAILED) -> Ticket:
    """A task in that state."""
    ticket = enqueue(prune, after=world.now)
    ticket.task.status, ticket.task.finished_at = status, world.now
    ticket.task.traceback = '  File "sweep.py", line 7, in sweep\nbuiltins.ValueError\n'
    ticket.task.exception_class_path = "builtins.ValueError"
    ticket.task.save()
    ticket.attempts = 6
    ticket.save()
    return ticket


EXAMPLES = [
    Example(
        try_again,
        right=lambda world: {"by": world.admin, "ticket": a_task(world)},
        refused=lambda world: {"by": world.admin, "ticket": a_task(world, TaskResultStatus.READY)},
    )
]
