"""页面: the tasks and the daily schedule, and a failed task that is tried again."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.platform.jobs import queries
from gongkai.platform.jobs.actions import try_again
from gongkai.platform.jobs.job import JOBS
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.jobs.shown import STATES, state_of, title_of
from gongkai.platform.ui.perform import perform

PAGE = 50


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """All tasks, filtered by state and job; above them the schedule and the workers."""
    status = request.GET.get("status", "")
    job = request.GET.get("job", "")
    status, job = status if status in STATES else "", job if job in JOBS else ""
    counts = queries.counts(request.user)
    page = Paginator(queries.tickets(request.user, status=status, job=job), PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Background tasks"),
        "page": page,
        "rows": [_row(ticket) for ticket in page],
        "states": [(state, title, counts[state]) for state, title in STATES.items()],
        "jobs": sorted((code, str(found.title)) for code, found in JOBS.items()),
        "status": status,
        "job": job,
        "schedule": queries.schedule(request.user),
        "workers": queries.workers_alive(request.user),
    }
    return render(request, "jobs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task; one that failed can be tried again here."""
    ticket = get_object_or_404(queries.tickets(request.user), pk=task_id)
    hindrance = try_again.hindrance(by=request.user, ticket=ticket)
    return perform(
        request,
        Form(request.POST if request.method == "POST" else None),
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
