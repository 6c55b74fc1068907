"""年度报告核对: anyone may have a report read and checked, and converted. Nothing is kept: no file, no row, no session.

The answer itself carries the report back to whoever sent it (reporting/carrying.py); converting is another such visit.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.core.checks.known import Known
from gongkai.platform.ui.language import language_now
from gongkai.portal.forms import ReportForm
from gongkai.portal.growing import as_file
from gongkai.portal.turning_away import limited
from gongkai.reporting.answer import Answer
from gongkai.reporting.carrying import seal, unseal
from gongkai.reporting.converting import MADE, make
from gongkai.reporting.reading import Examined, Refusal, examine_one, read_one

KINDS = {
    "docx": gettext_lazy("Word"),
    "xlsx": gettext_lazy("Excel"),
    "pdf": "PDF",
    "html": gettext_lazy("web page"),
    "md": "Markdown",
    "csv": "CSV",
    "json": "JSON",
}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@limited
def report(request: HttpRequest) -> HttpResponse:
    """Asks for a report; answers with what was read and found, or with what to do."""
    form = ReportForm(request)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form)
    known = _known(form)
    if isinstance(known, Refusal):
        form.add_error("previous", known.sentence[language_now()])
        return _asked(request, form)
    examined = examine_one(*form.given, known=known, shown=True)
    if examined.refused is not None:
        form.add_error("report" if form.cleaned_data.get("report") else "text", _because(examined))
        return _asked(request, form)
    return _answered(request, Answer(examined), seal(examined))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@limited
def convert(request: HttpRequest) -> HttpResponse:
    """Gives the report that a page carried as another kind of file."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:report"))
    sealed, wanted = request.POST.get("report", ""), request.POST.get("kind", "")
    checked = unseal(sealed)
    if checked is None or wanted not in MADE:
        sentence = _("The report did not come back as this page gave it out. Send the report again.")
        return _unmade(request, sentence)
    made = make(checked, wanted, language_now())
    if made.refused is not None:
        return _unmade(request, made.refused.sentence[language_now()], sealed)
    return as_file(made.data, made.name, made.content_type)


def _asked(request: HttpRequest, form: ReportForm) -> HttpResponse:
    context = {"title": _("Check an annual report"), "form": form}
    return render(request, "portal/report.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, answer: Answer, sealed: str) -> HttpResponse:
    context = {"title": answer.title, "answer": answer, "sealed": sealed, "kinds": KINDS}
    return render(request, "portal/report_answer.html", context)


def _known(form: ReportForm) -> Known | Refusal:
    """What is known beside the report, or why last year's could not be read."""
    last_year = form.last_year
    previous = None
    if last_year is not None:
        found = read_one(*last_year)
        if found.refused is not None:
            return found.refused
        previous = found.report
    return Known(previous, form.cleaned_data["published"], form.cleaned_data["level"] or None)


def _because(examined: Examined) -> str:
    assert examined.refused is not None
    return examined.refused.sentence[language_now()]


def _unmade(request: HttpRequest, sentence: str, sealed: str = "") -> HttpResponse:
    context = {"title": _("No file was made"), "sentence": sentence, "sealed": sealed, "kinds": KINDS}
    return render(request, "portal/report_unmade.html", context, status=422)
