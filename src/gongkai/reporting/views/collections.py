"""页面: the collections, one collection with its organs, files dropped in, and reports sent back together."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.platform.files.limits import MANY_FILES, Bounds
from gongkai.platform.files.receive import keep_sound
from gongkai.platform.files.receiving import takes
from gongkai.platform.moments import today
from gongkai.platform.permissions import Permission, may
from gongkai.platform.refusals import Refused
from gongkai.platform.ui.language import language_now
from gongkai.platform.ui.perform import perform, sent
from gongkai.reporting import forms, queries
from gongkai.reporting.actions import collecting, returning
from gongkai.reporting.days import day_to_ask_for
from gongkai.reporting.letters import letters_for
from gongkai.reporting.models import Collection
from gongkai.reporting.rules import is_open
from gongkai.reporting.standing import FOR_THE_SUPERVISOR, WORDS, Stage, Standing
from gongkai.reporting.views.asked import collection_of, document, require_collecting

MOST_TOLD = 20
"""Files not accepted of which the page says why; of more it gives the number."""


@require_GET
def collection_list(request: HttpRequest) -> HttpResponse:
    """The collections that the person sees, and what the organs of the person have to do with others'."""
    on = today()
    queries.require_anywhere(request.user, Permission.REPORTS_READ, on)
    mine = queries.organs_of(request.user, on)
    waiting = queries.waiting_returns(request.user, on, mine)
    collections = list(queries.collections_visible_to(request.user, on))
    senders = [one.report.collection.organ for one in waiting]
    queries.name_organs(request.user, [*(one.organ for one in collections), *senders], on)
    context = {
        "title": _("Annual reports"),
        "collections": collections,
        "can_open": queries.collecting_organs(request.user, on).exists(),
        "expected": queries.to_hand_in(request.user, on, mine),
        "waiting": waiting,
        "returned": queries.returns_visible_to(request.user, on).count(),
        "on": on,
    }
    return render(request, "reporting/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Opens a collection."""
    queries.require_anywhere(request.user, Permission.REPORTS_COLLECT, today())
    opened: list[Collection] = []

    def act(**arguments: Any) -> None:
        opened.append(collecting.open_collection(**arguments))

    response = perform(
        request,
        forms.New(sent(request), person=request.user, on=today()),
        act,
        title=_("Collect annual reports"),
        done=_("The collection is open: drop in the reports."),
        then=reverse("reporting:list"),
        context={"button": _("Begin")},
    )
    return redirect("reporting:collection", opened[0].pk) if opened else response


@require_GET
def collection_page(request: HttpRequest, collection: int) -> HttpResponse:
    """Where each organ's report stands."""
    found, on = collection_of(request, collection), today()
    rows = queries.standings(request.user, found, on)
    shown = request.GET.get("stage", "")
    context = {
        "title": found.title,
        "collection": found,
        "rows": [row for row in rows if not shown or row.stage == shown or (shown == "late" and row.is_late)],
        "stages": _counted(rows),
        "shown": shown,
        "late": sum(row.is_late for row in rows),
        "all": len(rows),
        "errors": sum(row.stage == Stage.ERRORS for row in rows),
        "stray": sum(row.organ is None and row.stage != Stage.READING for row in rows),
        "remarks": queries.drafts_in(request.user, found),
        "progress": queries.progress(request.user, found),
        "checked_before": queries.checked_before(request.user, found),
        "can_collect": may(request.user, Permission.REPORTS_COLLECT, found.organ_id, on),
        "on": on,
    }
    return render(request, "reporting/collection.html", context)


def _counted(rows: list[Standing]) -> list[tuple[Stage, Any, int]]:
    """The stages that there are, what is to be done first, with how many reports stand there."""
    first = [*FOR_THE_SUPERVISOR, *(stage for stage in Stage if stage not in FOR_THE_SUPERVISOR)]
    counts = [(stage, WORDS[stage], sum(row.stage == stage for row in rows)) for stage in first]
    return [one for one in counts if one[2]]


@require_GET
def progress(request: HttpRequest, collection: int) -> HttpResponse:
    """How far the reading is, for the page that shows it; when it is over, the page is loaded anew."""
    found = collection_of(request, collection)
    how_far = queries.progress(request.user, found)
    response = render(request, "reporting/progress.html", {"collection": found, "progress": how_far})
    if how_far.is_over:
        response["HX-Refresh"] = "true"
    return response


@takes(Bounds(files=MANY_FILES))
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, collection: int) -> HttpResponse:
    """Drops files in. Those in order are kept, whatever the others are."""
    found, on = collection_of(request, collection), today()
    require_collecting(request, collecting.collect, found)
    is_open(found)  # before 300 files are looked at
    form = forms.Incoming(request, on)
    if request.method == "POST" and form.is_valid():
        kept, refused = keep_sound(by=request.user, organ=found.organ, files=form.cleaned_data["files"], pages=True)
        try:
            if kept:
                day = form.cleaned_data["received_on"]
                came = collecting.collect(by=request.user, collection=found, files=kept, received_on=day)
                told = ngettext("%(count)s report came in.", "%(count)s reports came in.", len(came))
                messages.success(request, told % {"count": len(came)})
                if len(came) < len(kept):
                    left = len(kept) - len(came)
                    told = ngettext(
                        "%(count)s file was here already and is left out.",
                        "%(count)s files were here already and are left out.",
                        left,
                    )
                    messages.info(request, told % {"count": left})
                for sentence in refused[:MOST_TOLD]:
                    messages.error(request, sentence)
                if len(refused) > MOST_TOLD:
                    messages.error(request, _("Files not accepted in all: %(count)s.") % {"count": len(refused)})
                return redirect("reporting:collection", found.pk)
            for sentence in refused[:MOST_TOLD]:
                form.add_error("files", sentence)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"title": _("Drop in reports"), "collection": found, "form": form}
    return render(request, "reporting/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, collection: int) -> HttpResponse:
    """Shows what goes to whom, with the letters, and sends it when it is confirmed."""
    found, on = collection_of(request, collection), today()
    require_collecting(request, returning.send_back, found)
    rows = [row for row in queries.standings(request.user, found, on) if row.can_be_sent_back and row.report]
    form = forms.SendBack(sent(request), collection=found, on=on, chosen=request.POST.getlist("report"))
    if request.method == "POST" and form.is_valid():
        seen = form.seen()
        chosen = [row.report for row in rows if row.report and row.report.pk in seen]
        try:
            if len(chosen) != len(seen):
                raise Refused(_("Some of these were sent back, replaced or accepted since. Look at them again."))
            day = form.cleaned_data["correct_by"]
            done = returning.send_back(by=request.user, collection=found, reports=chosen, correct_by=day, seen=seen)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            told = ngettext("%(count)s report was sent back.", "%(count)s reports were sent back.", len(done))
            messages.success(request, told % {"count": len(done)})
            return HttpResponseRedirect(reverse("reporting:collection", args=[found.pk]))
    asked = set(request.GET.getlist("report"))
    if "chosen" in request.GET and not asked:
        messages.error(request, _("Choose at least one report."))
        return redirect("reporting:collection", found.pk)
    wanted = [row for row in rows if (str(row.report.pk) in asked if asked else row.stage == Stage.ERRORS)]  # type: ignore[union-attr]
    context = {
        "title": _("Send reports back"),
        "collection": found,
        "form": form,
        "letters": _letters(request, found, wanted, form),
        "back": reverse("reporting:collection", args=[found.pk]),
    }
    return render(request, "reporting/send_back.html", context, status=422 if form.errors else 200)


def _letters(request: HttpRequest, found: Collection, rows: list[Standing], form: forms.SendBack) -> list[Any]:
    """Each report that would go back, with the letter that would go with it; those that were taken out stay so where
    the page comes back with a mistake in it."""
    remarks, on = queries.drafts_in(request.user, found), today()
    visible = queries.reports_visible_to(request.user, on).in_bulk([row.report.pk for row in rows if row.report])
    day = (form.cleaned_data.get("correct_by") if form.is_bound else None) or form.initial["correct_by"]
    letters = []
    for row in rows:
        report = visible[row.report.pk] if row.report else None
        if report is None or row.reading is None:
            continue
        remark = remarks.get(report.pk, "")
        sheets = letters_for(found, [(report, remark)], language_now(), day, on).sheets
        told = queries.officers_told(request.user, report, on)
        letters.append(
            {
                "row": row,
                "report": report,
                "sheet": sheets[0] if sheets else None,
                "told": told,
                "chosen": not form.is_bound or str(report.pk) in form.numbers,
            }
        )
    return letters


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, collection: int) -> HttpResponse:
    """Closes the collection."""
    found = collection_of(request, collection)
    require_collecting(request, collecting.close_collection, found)
    return perform(
        request,
        Form(sent(request)),
        collecting.close_collection,
        title=_("Close the collection"),
        done=_("The collection is closed."),
        then=reverse("reporting:collection", args=[found.pk]),
        template="reporting/close.html",
        context={"shown": found, "back": reverse("reporting:collection", args=[found.pk])},
        collection=found,
    )


@require_http_methods(["GET", "POST"])
def check_again(request: HttpRequest, collection: int) -> HttpResponse:
    """Has all reports read and checked once more."""
    found = collection_of(request, collection)
    require_collecting(request, collecting.check_again, found)
    return perform(
        request,
        Form(sent(request)),
        collecting.check_again,
        title=_("Check all again"),
        done=_("The reports are being checked again."),
        then=reverse("reporting:collection", args=[found.pk]),
        template="reporting/decide.html",
        context={
            "back": reverse("reporting:collection", args=[found.pk]),
            "says": _("All reports that are not accepted are read once more. What was sent back stays as it was sent."),
        },
        collection=found,
        reports=queries.to_check_again(request.user, found),
    )


@require_GET
def return_list(request: HttpRequest, collection: int, ending: str) -> HttpResponse:
    """The return list over the reports that count, as a document."""
    found, on = collection_of(request, collection), today()
    rows = queries.standings(request.user, found, on)
    numbers = [row.report.pk for row in rows if row.report and row.reading]
    reports = queries.reports_visible_to(request.user, on).in_bulk(numbers)
    remarks = queries.drafts_in(request.user, found)
    chosen = [(reports[number], remarks.get(number, "")) for number in numbers]
    made = letters_for(found, chosen, language_now(), day_to_ask_for(found.correct_by, on), on)
    return document(made, ending, f"{found.title}-{_('return list')}")
