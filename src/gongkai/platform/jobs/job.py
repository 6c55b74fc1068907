"""任务: a function that is done apart from the pages becomes a job.

    @job("files.sweep", _("Remove files that nothing refers to"))
    def sweep(*, now: datetime) -> int:
        ...

It takes keywords alone, `now` among them, and plain values; it returns how many things it did, or None. **A job must be
idempotent**: a worker may die between the job's own work and the note that it is done, and then it is done again. So it
looks first whether its work is there already, in the transaction that does it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from inspect import Parameter, signature
from typing import Any

from django.utils.functional import Promise
from django_tasks.base import Task

from gongkai.platform.refusals import ProgrammingMistake

JOBS: dict[str, "Job"] = {}
"""Every job, by its code. The module `jobs` of each application is loaded when the site starts."""

DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""How long a failed task waits before it is tried again, attempt by attempt; after the last it has failed for good."""

LIMIT = timedelta(minutes=10)
"""How long a task may take where its job says nothing else."""

RESERVED = frozenset({"key", "after"})
"""What `enqueue` takes for itself."""


class Postponed(Exception):
    """Raised by a job that can't be done before a certain moment, through no fault; the attempt does not count."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class TimeLimitPassed(Exception):
    """A task took longer than its job may."""


class UnknownJob(Exception):
    """A task names a job that this release does not have."""


class WorkerLost(Exception):
    """The worker went away while it did the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[Any, Any]):
    """A task of the library with what it lacks: a code that never changes, words for the screen, a time limit."""

    code: str
    title: Promise
    limit: timedelta = LIMIT

    def enqueue(self, *args: Any, **kwargs: Any) -> Any:
        """The library's own way to enqueue knows neither key nor ticket. Raises ProgrammingMistake."""
        raise ProgrammingMistake(f"{self.code}: enqueue a job by gongkai.platform.jobs.enqueue")


def job(
    code: str, title: Promise, *, limit: timedelta = LIMIT, priority: int = 0
) -> Callable[[Callable[..., int | None]], Job]:
    """Makes a job of a function on the top level of a module. Of the tasks that are due, those of a higher `priority`
    are done first; below 0 is what comes in great numbers or waits for others."""

    def make(function: Callable[..., int | None]) -> Job:
        parameters = signature(function).parameters
        keywords = all(parameter.kind is Parameter.KEYWORD_ONLY for parameter in parameters.values())
        if "now" not in parameters or not keywords or RESERVED & parameters.keys():
            raise ProgrammingMistake(f"job {code}: keywords alone, `now` among them, none called {sorted(RESERVED)}")
        if code in JOBS:
            raise ProgrammingMistake(f"two jobs have the code {code}")
        JOBS[code] = Job(func=function, code=code, title=title, limit=limit, priority=priority)
        return JOBS[code]

    return make
