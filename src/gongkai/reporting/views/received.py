"""页面: one received report: what was found, what was said about it, and what the supervisor does with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.platform.files.giving import given_out
from gongkai.platform.moments import today
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now
from gongkai.platform.ui.perform import perform, sent
from gongkai.reporting import forms, queries
from gongkai.reporting.actions import collecting, returning
from gongkai.reporting.beside import Beside, beside
from gongkai.reporting.kept import items_of
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.unchecked import in_words
from gongkai.reporting.views.asked import in_its_source, report_of, require_collecting


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
        "unchecked": in_words(reading.unchecked) if reading else (),
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


@dataclass(frozen=True)
class Decision:
    """What can be decided about one report: the action, what is typed for it, and what the page says."""

    act: Any
    title: str | Promise
    done: str | Promise
    says: str | Promise = ""
    form: type[Form] = Form
    template: str = "reporting/decide.html"
    initial: Callable[[Any, ReceivedReport], dict[str, str]] = lambda person, report: {}
    """What stands in the form before anything was typed."""


def _remark_so_far(person: Any, report: ReceivedReport) -> dict[str, str]:
    draft = queries.draft_for(person, report)
    return {"remark": draft.remark if draft else ""}


DECISIONS = {
    "remark": Decision(
        returning.write_remark,
        gettext_lazy("Remark for the letter"),
        gettext_lazy("The remark is kept. It goes out with the letter."),
        form=forms.Remark,
        initial=_remark_so_far,
    ),
    "accept": Decision(
        collecting.accept_report,
        gettext_lazy("Accept the report"),
        gettext_lazy("The report is accepted."),
        gettext_lazy("It counts as it is, and nothing more is asked of the organ."),
    ),
    "set_aside": Decision(
        collecting.set_aside,
        gettext_lazy("Set the report aside"),
        gettext_lazy("The report is set aside."),
        gettext_lazy("It came in by mistake and counts no longer. The file and the reason are kept."),
        form=forms.Reason,
        template="reporting/decide_danger.html",
    ),
}
"""Name of the route → what is decided there."""


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, report: int, decision: str) -> HttpResponse:
    """Remarks on it, accepts it or sets it aside."""
    found, what = report_of(request, report), DECISIONS[decision]
    return _decide(
        request,
        found,
        what.act,
        what.form(sent(request), initial=what.initial(request.user, found)),
        title=what.title,
        done=what.done,
        template=what.template,
        says=what.says,
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
        says=_(
            "Nothing is asked of the organ any more, and what was sent can't be looked at there. It is told so, with "
            "the reason."
        ),
        returned=history[-1],
    )
