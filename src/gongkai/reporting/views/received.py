"""页面: one received report: what was found, what was said about it, and what the supervisor does with it."""

from typing import Any

from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.platform.files.giving import given_out
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.perform import perform
from gongkai.reporting import forms, queries
from gongkai.reporting.actions import collecting, returning
from gongkai.reporting.answer import language_now
from gongkai.reporting.beside import Beside, beside
from gongkai.reporting.kept import items_of
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.views.asked import in_its_source, report_of, require_collecting, sent, today


@require_GET
def report_page(request: HttpRequest, report: int) -> HttpResponse:
    """What is known of the report."""
    found, person = report_of(request, report), request.user
    reading = found.reading_now
    history = queries.history_of_report(person, found)
    language = language_now()
    context = {
        "title": found.attachment.name,
        "report": found,
        "collection": found.collection,
        "standing": queries.standing_in(person, found, today()),
        "reading": reading,
        "refused": reading.refused.get(language, "") if reading else "",
        "items": items_of(reading.findings, language) if reading else (),
        "ready": reading is not None and not reading.refused and not reading.errors,
        "answered": getattr(found, "answer", None),
        "earlier": queries.earlier_of(person, found),
        "history": history,
        "draft": queries.draft_for(person, found),
        "can": _possible(person, found),
        "withdrawable": bool(history)
        and returning.withdraw_return.hindrance(by=person, returned=history[-1], reason="-") is None,
    }
    return render(request, "reporting/report.html", context)


def _possible(person: Any, report: ReceivedReport) -> dict[str, bool]:
    """What the person can do with the report as it is."""
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "accept": (collecting.accept_report, {}),
        "set_aside": (collecting.set_aside, {"reason": "-"}),
        "remark": (returning.write_remark, {"remark": ""}),
    }
    found = {
        name: act.hindrance(by=person, report=report, **arguments) is None for name, (act, arguments) in acts.items()
    }
    again = {"collection": report.collection, "reports": [report]}
    found["check_again"] = (
        report.reading_now is not None and collecting.check_again.hindrance(by=person, **again) is None
    )
    found["choose"] = found["set_aside"] and not queries.origin_stands_fast(person, report)
    found["send_back"] = found["remark"] and report.organ_id is not None and report.reading_now is not None
    return found


@require_GET
def file(request: HttpRequest, report: int) -> FileResponse:
    """The file itself."""
    return given_out(report_of(request, report).attachment)


@require_GET
def source(request: HttpRequest, report: int) -> HttpResponse:
    """The report as it was read, its findings at their sentences."""
    return in_its_source(request, report_of(request, report), reverse("reporting:report", args=[report]))


@require_GET
def compare(request: HttpRequest, report: int) -> HttpResponse:
    """The report beside the one of the same organ that it took the place of: what is mended, what is left, what is
    new."""
    found = report_of(request, report)
    earlier = queries.earlier_of(request.user, found)
    if earlier is None:
        raise Refused(_("There is no earlier report of this organ to compare it with."))
    shown: Beside = beside(earlier, found, language_now())
    context = {"title": _("Before and after"), "report": found, "earlier": earlier, "beside": shown}
    return render(request, "reporting/compare.html", context)


def _decide(
    request: HttpRequest,
    about: ReceivedReport,
    act: Any,
    form: Form,
    *,
    title: str | Promise,
    done: str | Promise,
    template: str = "ui/form.html",
    says: str | Promise = "",
    **arguments: Any,
) -> HttpResponse:
    back = reverse("reporting:report", args=[about.pk])
    context = {"back": back, "says": says, "report": about}
    require_collecting(request, act, about.collection)
    return perform(
        request, form, act, title=title, done=done, then=back, template=template, context=context, **arguments
    )


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, report: int) -> HttpResponse:
    """Says from which organ it is."""
    found = report_of(request, report)
    form = forms.FromOrgan(sent(request), person=request.user, report=found, on=today())
    return _decide(
        request,
        found,
        collecting.choose_organ,
        form,
        title=_("From which organ is this report?"),
        done=_("The report is laid to that organ."),
        template="reporting/decide.html",
        says=_("The report calls its organ “%(name)s”.") % {"name": _named(found)} if _named(found) else "",
        report=found,
    )


def _named(report: ReceivedReport) -> str:
    reading = getattr(report, "reading", None)
    return str(reading.organ_named) if reading else ""


@require_http_methods(["GET", "POST"])
def check_again(request: HttpRequest, report: int) -> HttpResponse:
    """Has it read and checked once more."""
    found = report_of(request, report)
    return _decide(
        request,
        found,
        collecting.check_again,
        Form(sent(request)),
        title=_("Check again"),
        done=_("The report is being checked again."),
        template="reporting/decide.html",
        says=_("It is read once more, by the rules of today and beside last year's report as it is today."),
        collection=found.collection,
        reports=[found],
    )


@require_http_methods(["GET", "POST"])
def remark(request: HttpRequest, report: int) -> HttpResponse:
    """Writes what the letter shall say beside the findings."""
    found = report_of(request, report)
    form = forms.Remark(sent(request))
    draft = queries.draft_for(request.user, found)
    form.initial["remark"] = draft.remark if draft else ""
    return _decide(
        request,
        found,
        returning.write_remark,
        form,
        title=_("Remark for the letter"),
        done=_("The remark is kept. It goes out with the letter."),
        template="reporting/decide.html",
        report=found,
    )


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, report: int) -> HttpResponse:
    """Accepts the report as it is."""
    found = report_of(request, report)
    return _decide(
        request,
        found,
        collecting.accept_report,
        Form(sent(request)),
        title=_("Accept the report"),
        done=_("The report is accepted."),
        template="reporting/decide.html",
        says=_("It counts as it is, and nothing more is asked of the organ."),
        report=found,
    )


@require_http_methods(["GET", "POST"])
def put_aside(request: HttpRequest, report: int) -> HttpResponse:
    """Sets it aside."""
    found = report_of(request, report)
    return _decide(
        request,
        found,
        collecting.set_aside,
        forms.Reason(sent(request)),
        title=_("Set the report aside"),
        done=_("The report is set aside."),
        template="reporting/decide_danger.html",
        says=_("It came in by mistake and counts no longer. The file and the reason are kept."),
        report=found,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, report: int) -> HttpResponse:
    """Takes back what was sent back last."""
    found = report_of(request, report)
    require_collecting(request, returning.withdraw_return, found.collection)
    history = queries.history_of_report(request.user, found)
    if not history:
        raise Refused(_("Nothing of this report was sent back."))
    return _decide(
        request,
        found,
        returning.withdraw_return,
        forms.Reason(sent(request)),
        title=_("Withdraw what was sent back"),
        done=_("It is withdrawn, and the organ is told."),
        template="reporting/decide_danger.html",
        says=_("Nothing is asked of the organ any more. It is told so, with the reason."),
        returned=history[-1],
    )
