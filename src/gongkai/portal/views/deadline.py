"""期限计算: from a day, a period of the law and the facts to the due day, with every day of it; for anyone."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.clock.events import BadFacts
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import parameter
from gongkai.platform.moments import today
from gongkai.platform.ui.language import language_now
from gongkai.portal.law.answer import Answer, answer
from gongkai.portal.law.days import folded
from gongkai.portal.law.deadline_form import DeadlineForm


@login_not_required
@require_GET
def deadline(request: HttpRequest) -> HttpResponse:
    """The form, and below it what it comes to. Fields left empty are dropped from the address first."""
    if "day" not in request.GET:
        form = DeadlineForm(initial=request.GET.dict())
        return render(request, "portal/deadline.html", {"title": _("Count a deadline"), "form": form})
    if any(not value for name, value in request.GET.items() if name != "day"):
        kept = [(name, value) for name, value in request.GET.items() if value or name == "day"]
        return HttpResponseRedirect(f"{request.path}?{urlencode(kept)}")
    form = DeadlineForm(request.GET)
    on = today()
    found = _answered(form, on)
    context = {
        "title": _("Count a deadline"),
        "form": form,
        "answer": found,
        "rows": list(folded(found.rows)) if found else [],
        "today": on,
        "address": request.build_absolute_uri(),
    }
    return render(request, "portal/deadline.html", context, status=200 if found else 422)


def _answered(form: DeadlineForm, on: date) -> Answer | None:
    """What the form comes to; None where something is wrong, which the form then says."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        return answer(given, form.calendar, on)
    except OutsideTheLaw:
        first = parameter(given["for"]).values[0].start
        form.add_error("day", _("On that day the law had no such period; it begins on %(start)s.") % {"start": first})
    except BadFacts as bad:
        form.add_error(None, bad.message(language_now()))
    return None
