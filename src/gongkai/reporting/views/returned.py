"""页面: what was sent back to an organ, as the organ sees it, and how it hands in and answers."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from gongkai.organs.models import Organ
from gongkai.organs.queries import may_for
from gongkai.platform.files.giving import given_out
from gongkai.platform.files.receive import keep_sound
from gongkai.platform.lists.page import show
from gongkai.platform.moments import today
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.ui.language import language_now
from gongkai.platform.ui.perform import perform, sent
from gongkai.reporting import forms, queries
from gongkai.reporting.actions import returning
from gongkai.reporting.days import last_day, working_days_left
from gongkai.reporting.kept import items_of
from gongkai.reporting.letters import letter_of
from gongkai.reporting.listing import RETURNED
from gongkai.reporting.models import Collection, Return
from gongkai.reporting.views.asked import document, in_its_source, letter_to, returned_to


@require_safe
def returned_list(request: HttpRequest) -> HttpResponse:
    """All that was ever sent back to the person's organs."""
    return show(request, RETURNED)


@require_GET
def returned_page(request: HttpRequest, returned: int) -> HttpResponse:
    """What is asked for, by when, and what was answered."""
    found, on, language = returned_to(request, returned), today(), language_now()
    if found.withdrawn_at is not None:
        context = {"title": _title(found), "returned": found, "report": found.report}
        return render(request, "reporting/withdrawn.html", context)
    last = last_day(found.correct_by) if found.correct_by else on
    waiting = found.pk in {one.pk for one in queries.waiting_returns(request.user, on)}
    sheets = letter_of(found, language).sheets
    can = returning.answer.hindrance(by=request.user, returned=found, words="-") is None
    context = {
        "title": _title(found),
        "returned": found,
        "report": found.report,
        "items": items_of(found.findings, language),
        "sheet": sheets[0] if sheets else None,
        "last": last,
        "left": working_days_left(on, last),
        "waiting": waiting,
        "answers": queries.answers_to(request.user, found),
        "can": can,
    }
    return render(request, "reporting/returned.html", context)


def _title(found: Return) -> str:
    return _("Sent back: annual report on %(year)s") % {"year": found.report.collection.year}


@require_GET
def file(request: HttpRequest, returned: int) -> FileResponse:
    """The file that was sent back."""
    return given_out(letter_to(request, returned).report.attachment)


@require_GET
def source(request: HttpRequest, returned: int) -> HttpResponse:
    """The report as it was read, its findings at their sentences."""
    back = reverse("reporting:returned", args=[returned])
    return in_its_source(request, letter_to(request, returned).report, back)


@require_GET
def letter(request: HttpRequest, returned: int, ending: str) -> HttpResponse:
    """The letter with its list, as a document."""
    found = letter_to(request, returned)
    return document(letter_of(found, language_now()), ending, f"{found.report.collection.title}-{_('letter')}")


def _require_handing_in(request: HttpRequest, organ: Organ | None) -> None:
    if organ is None or not may_for(request.user, today(), Permission.REPORTS_HAND_IN, organ):
        raise Forbidden(Permission.REPORTS_HAND_IN)


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, returned: int) -> HttpResponse:
    """Hands in the mended report."""
    found = returned_to(request, returned)
    _require_handing_in(request, found.organ)
    assert found.organ is not None
    return _handed_in(request, found.report.collection, found.organ, found)


@require_http_methods(["GET", "POST"])
def hand_in_first(request: HttpRequest, collection: int, organ: int) -> HttpResponse:
    """Hands in the report that is waited for, or another in its place."""
    for expected in queries.to_hand_in(request.user, today()):
        if (expected.collection.pk, expected.organ.pk) == (collection, organ):
            return _handed_in(request, expected.collection, expected.organ, None)
    raise Http404


def _handed_in(request: HttpRequest, collection: Collection, organ: Organ, returned: Return | None) -> HttpResponse:
    form = forms.Mended(request)
    if request.method == "POST" and form.is_valid():
        kept, refused = keep_sound(by=request.user, organ=organ, files=form.cleaned_data["files"], pages=True)
        words = form.cleaned_data.get("words", "")
        try:
            for sentence in refused:
                raise Refused(sentence, field="files")
            returning.hand_in(by=request.user, collection=collection, organ=organ, files=kept, words=words)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("reporting:returned", returned.pk) if returned else redirect("reporting:list")
    context: dict[str, Any] = {
        "title": _("Hand in the mended report") if returned else _("Hand in the report"),
        "collection": collection,
        "organ": organ,
        "returned": returned,
        "form": form,
    }
    return render(request, "reporting/hand_in.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, returned: int) -> HttpResponse:
    """Says why the report is right as it is."""
    found = returned_to(request, returned)
    _require_handing_in(request, found.organ)
    back = reverse("reporting:returned", args=[found.pk])
    return perform(
        request,
        forms.Words(sent(request)),
        returning.answer,
        title=_("Answer without a new file"),
        done=_("The answer was sent."),
        then=back,
        template="reporting/decide.html",
        context={"back": back, "says": _("Where all figures are right, say why. Whoever collects decides.")},
        returned=found,
    )
