"""清单页面: organs as a workbook to download, and one to take in after a look at what it would change."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.organs import forms, queries
from gongkai.organs.actions.organs import set_up_organ
from gongkai.organs.actions.workbook import import_workbook, look
from gongkai.organs.views.asked import require_allowed
from gongkai.organs.workbook.reading import Unusable, rows_of
from gongkai.organs.workbook.taking_in import Problem, Problems
from gongkai.organs.workbook.writing import write
from gongkai.platform.moments import today
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.perform import perform, sent

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PROBLEMS = 200
"""Problems shown at once."""

FAULTS = {
    "no_workbook": gettext_lazy("This is no workbook that can be read: save it as .xlsx and choose it again."),
    "no_sheet": gettext_lazy("The workbook has no sheet called 机关: start from the exported one."),
    "too_many_rows": gettext_lazy("The sheet has more than 5000 rows: divide it."),
    "too_costly": gettext_lazy(
        "Reading the workbook took too long or too much memory: save it anew, without pictures."
    ),
}


def export(request: HttpRequest) -> HttpResponse:
    """The organs that the person may see, as of today: the template for an import as well."""
    on = today()
    name = f"organs-{on.isoformat()}.xlsx"
    return HttpResponse(
        write(request.user, on),
        content_type=TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def take_in(request: HttpRequest) -> HttpResponse:
    """First a workbook is chosen, then shown what it would change, then it is taken in."""
    if not queries.visible_to(request.user, today(), Permission.ORGANS_CHANGE).exists():
        require_allowed(request, set_up_organ, None)
    if "rows" in request.POST:
        return _do(request)
    form = forms.Workbook(sent(request), request.FILES or None, initial={"from_day": today()})
    if request.method == "POST" and form.is_valid():
        rows, from_day = [], form.cleaned_data["from_day"]
        try:
            rows = rows_of(form.cleaned_data["file"])
            changes = look(by=request.user, rows=rows, from_day=from_day)
        except Unusable as unusable:
            form.add_error("file", str(FAULTS[unusable.fault]))
        except Problems as problems:
            return _asked(request, form, problems.problems)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            signed = signing.dumps(rows, salt=forms.SALT, compress=True)
            again = forms.TakeIn(initial={"rows": signed, "from_day": from_day.isoformat()})
            context = {"title": _("What the workbook changes"), "changes": changes, "form": again, "on": from_day}
            return render(request, "organs/preview.html", context)
    return _asked(request, form, [])


def _asked(request: HttpRequest, form: forms.Workbook, problems: list[Problem]) -> HttpResponse:
    context = {
        "title": _("Import a workbook"),
        "button": _("Show what it changes"),
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "left_out": max(0, len(problems) - MOST_PROBLEMS),
    }
    return render(request, "organs/import.html", context, status=422 if problems or form.errors else 200)


def _do(request: HttpRequest) -> HttpResponse:
    return perform(
        request,
        forms.TakeIn(request.POST),
        import_workbook,
        title=_("Import a workbook"),
        done=_("The workbook is taken in."),
        then=reverse("organs:list"),
    )
