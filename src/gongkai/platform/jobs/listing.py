"""任务列表: the tasks, as a list."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from gongkai.platform.jobs import queries
from gongkai.platform.jobs.actions import try_again
from gongkai.platform.jobs.job import JOBS
from gongkai.platform.jobs.shown import STATES, state_of, title_of
from gongkai.platform.lists.filters import Filters
from gongkai.platform.lists.listing import Ask, Bulk, Cell, Column, Empty, Listing, register
from gongkai.platform.lists.order import Codepoints
from gongkai.platform.permissions import Permission, require

TAGS = {
    str(TaskResultStatus.FAILED): "bad",
    str(TaskResultStatus.RUNNING): "plain",
    str(TaskResultStatus.READY): "mute",
    str(TaskResultStatus.SUCCESSFUL): "good",
}


class TaskFilters(Filters):
    """By state and job."""

    q = None  # type: ignore[assignment]
    status = forms.ChoiceField(label=_("State"), required=False)
    job = forms.ChoiceField(label=_("Job"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        self.count("status", STATES.items(), queries.counts(ask.person))
        self.count("job", sorted((code, str(found.title)) for code, found in JOBS.items()))


class Tasks(Listing):
    """后台任务."""

    key, route, title = "tasks", "jobs:list", _("Background tasks")
    own_order = _("the latest first")
    filters = TaskFilters
    columns = (
        Column(
            "job",
            _("Job"),
            lambda one: Cell(title_of(one.job), address=reverse("jobs:task", args=[one.pk]), about=one.key),
            sort=[Codepoints("job")],
            width=36,
        ),
        Column("status", _("State"), lambda one: Cell(state_of(one), tag=TAGS[one.task.status])),
        Column("enqueued", _("Enqueued"), lambda one: one.task.enqueued_at, sort=["task__enqueued_at"], width=20),
        Column("attempts", _("Attempts"), lambda one: one.attempts, sort=["attempts"], number=True, width=10),
        Column("ended", _("Ended"), lambda one: one.task.finished_at, sort=["task__finished_at"], width=20),
        Column("begun", _("Last begun"), lambda one: one.task.started_at, sort=["task__started_at"], by_default=False),
        Column("key", _("Key of the task"), lambda one: one.key, by_default=False, width=36),
    )
    bulk = (
        Bulk(
            "try-again",
            _("Try again"),
            try_again,
            "ticket",
            _("The tasks are due at once, and count their attempts anew."),
        ),
    )

    def id_of(self, text: str) -> UUID | None:
        """The id that was sent, or None."""
        try:
            return UUID(text)
        except ValueError:
            return None

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever does not look after the installation."""
        require(ask.person, Permission.JOBS_READ, None, ask.day)

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The tasks, the latest first."""
        return queries.tickets(ask.person, status=given.get("status", ""), job=given.get("job", ""))

    def empty(self, ask: Ask) -> Empty:
        """No task was ever enqueued, or all were cleared away."""
        return Empty(_("There is no task."), _("Tasks come by themselves: from the schedule below, and from acts."))


TASKS = register(Tasks())
