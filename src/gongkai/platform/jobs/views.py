"""页面: the tasks and the daily schedule, and a failed task that is tried again."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.platform.jobs import queries
from gongkai.platform.jobs.actions import try_again
from gongkai.platform.jobs.listing import TASKS
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.jobs.shown import state_of, title_of
from gongkai.platform.lists.page import show
from gongkai.platform.ui.perform import perform, sent


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """All tasks; below them the schedule, above whether workers work."""
    context = {"schedule": queries.schedule(request.user), "workers": queries.workers_alive(request.user)}
    return show(request, TASKS, template="jobs/list.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task; one that failed can be tried again here."""
    ticket = get_object_or_404(queries.tickets(request.user), pk=task_id)
    hindrance = try_again.hindrance(by=request.user, ticket=ticket)
    return perform(
        request,
        Form(sent(request)),
        try_again,
        title=title_of(ticket.job),
        done=_("The task will be tried again at once."),
        then=reverse("jobs:task", args=[task_id]),
        template="jobs/task.html",
        context={**_row(ticket), "is_possible": hindrance is None, "button": _("Try again")},
        ticket=ticket,
    )


def _row(ticket: Ticket) -> dict[str, Any]:
    return {"ticket": ticket, "job": title_of(ticket.job), "state": state_of(ticket)}
