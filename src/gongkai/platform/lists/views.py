"""页面: what all lists share beside their own pages: the export, acts on many, saved views."""

from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.platform.lists import queries
from gongkai.platform.lists.actions import choose_view, delete_view, export_list, rename_view, save_view
from gongkai.platform.lists.asked import Asked
from gongkai.platform.lists.export import TYPE, write
from gongkai.platform.lists.forms import NameView, SaveView
from gongkai.platform.lists.listing import LISTINGS, Ask, Bulk, Listing
from gongkai.platform.lists.models import SavedView
from gongkai.platform.moments import present
from gongkai.platform.permissions import powers
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.ui.perform import perform, sent

MOST_AT_ONCE = 200
"""Rows that one act is done to."""


def _opened(request: HttpRequest, key: str) -> tuple[Listing, Ask]:
    """The list of that key, which the person may open. Raises Http404, Forbidden."""
    listing = LISTINGS.get(key)
    if listing is None:
        raise Http404
    ask = Ask(request.user, present())
    listing.require(ask)
    return listing, ask


def _asked(listing: Listing, query: str, ask: Ask) -> Asked:
    """What a query string asks of the list."""
    return Asked(listing, QueryDict(query[:4000]), ask)


def _back_to(listing: Listing, query: str, ask: Ask) -> str:
    """The address of the list as it was, made anew of what the list knows."""
    return f"{listing.address}?{_asked(listing, query, ask).query() or 'view=all'}"


# ---- Export ----------------------------------------------------------------------------------------------------------


@require_POST
def export(request: HttpRequest, key: str) -> FileResponse:
    """The list as its filters show it, all pages, as a workbook; told in the journal before it is given out."""
    listing, ask = _opened(request, key)
    asked = _asked(listing, request.POST.get("query", ""), ask)
    if not asked.is_right:
        raise Refused(_("These filters can't be used for an export. Go back to the list and set them again."))
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        count, organ = write(asked, file), listing.organ(asked.given)
        export_list(by=request.user, now=ask.now, listing=key, filters=asked.form.told(), count=count, organ=organ)
        stack.pop_all()  # the answer closes it
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=f"{key}-{ask.day}.xlsx", content_type=TYPE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


# ---- Acts on many ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A row by its name, and why the act was not or will not be done to it; empty where it is."""

    number: Any
    name: str
    why: str = ""


@require_POST
def act(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """First a page that says to which rows it will be done; sent from there, each is done by itself, and the answer
    tells what was done and what was not."""
    listing, ask = _opened(request, key)
    bulk = next((one for one in listing.bulk if one.code == code), None)
    if bulk is None:
        raise Http404
    if not bulk.is_offered(powers(ask.person, ask.day)):
        raise Forbidden(bulk.act.needs)
    sent = dict.fromkeys(request.POST.getlist("chosen"))
    if not sent:
        raise Refused(_("No row is chosen. Go back to the list and tick the boxes before the rows."))
    if len(sent) > MOST_AT_ONCE:
        raise Refused(_("More than %(most)s rows are chosen. Do it in several turns.") % {"most": MOST_AT_ONCE})
    records = listing.chosen(ask, [one for one in map(listing.id_of, sent) if one is not None])
    context = {
        "title": bulk.title,
        "bulk": bulk,
        "listing": listing,
        "query": request.POST.get("query", ""),
        "back": _back_to(listing, request.POST.get("query", ""), ask),
        "gone": len(sent) - len(records),
    }
    form = bulk.form(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        return render(request, "lists/done.html", context | _done(bulk, listing, ask, records, form.cleaned_data))
    status = 422 if form.errors else 200
    return render(request, "lists/act.html", context | _foreseen(bulk, listing, ask, records, form), status=status)


def _named(listing: Listing, ask: Ask, records: list[Any]) -> list[tuple[Any, str]]:
    """Each record with what its row is called."""
    rows = listing.rows(ask, records) if records else []
    return [(record, listing.name(row)) for record, row in zip(records, rows, strict=True)]


def _foreseen(bulk: Bulk, listing: Listing, ask: Ask, records: list[Any], form: forms.Form) -> dict[str, Any]:
    """What will be done, and what can't be and why. Nothing is typed yet, so only the state of the records speaks."""
    unfilled = dict.fromkeys(form.fields, "")
    told = []
    for record, name in _named(listing, ask, records):
        hindrance = None if unfilled else bulk.act.hindrance(by=ask.person, **{bulk.argument: record})
        told.append(Told(record.pk, name, _why(hindrance) if hindrance else ""))
    return {"form": form, "will": [one for one in told if not one.why], "will_not": [one for one in told if one.why]}


def _done(bulk: Bulk, listing: Listing, ask: Ask, records: list[Any], typed: dict[str, Any]) -> dict[str, Any]:
    """Does it to each by itself: one that is refused changes nothing, and hinders no other."""
    told = []
    for record, name in _named(listing, ask, records):
        try:
            bulk.act(by=ask.person, **{bulk.argument: record}, **typed)
        except (Refused, Forbidden) as hindrance:
            told.append(Told(record.pk, name, _why(hindrance)))
        else:
            told.append(Told(record.pk, name))
    return {"did": [one for one in told if not one.why], "did_not": [one for one in told if one.why]}


def _why(hindrance: Refused | Forbidden) -> str:
    return str(hindrance) if isinstance(hindrance, Refused) else _("Your roles do not allow it there.")


# ---- Saved views -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def views(request: HttpRequest, key: str) -> HttpResponse:
    """The person's own views of a list; sent, the list as it is now becomes one more."""
    listing, ask = _opened(request, key)
    data = sent(request)
    query = _asked(listing, request.POST.get("query", ""), ask).query()
    return perform(
        request,
        SaveView(data),
        save_view,
        title=_("Views of the list: %(list)s") % {"list": listing.title},
        done=_("The view is saved. It stands above the list."),
        then=f"{listing.address}?{query or 'view=all'}",
        template="lists/views.html",
        context={
            "views": queries.own_views(request.user, key),
            "listing": listing,
            "query": query,
            "is_saving": request.method == "POST",
        },
        listing=key,
        query=query,
    )


def _own(request: HttpRequest, number: int) -> tuple[SavedView, str]:
    """The person's own view of that number, and the page of the views of its list."""
    view = get_object_or_404(queries.own_views(request.user), pk=number)
    if view.listing not in LISTINGS:
        raise Http404
    return view, reverse("lists:views", args=[view.listing])


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Another name for a view."""
    view, then = _own(request, number)
    form = NameView(sent(request), initial={"name": view.name})
    title, done = _("Rename the view %(name)s") % {"name": view.name}, _("The view is renamed.")
    return perform(request, form, rename_view, title=title, done=done, then=then, view=view)


@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """The list opens with this view, or no longer."""
    view, then = _own(request, number)
    choose_view(by=request.user, view=view, is_default=request.POST.get("is_default") == "1")
    return HttpResponseRedirect(then)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Asks whether to delete a view, and does it."""
    view, then = _own(request, number)
    return perform(
        request,
        forms.Form(sent(request)),
        delete_view,
        title=_("Delete the view %(name)s") % {"name": view.name},
        done=_("The view is deleted."),
        then=then,
        template="lists/delete_view.html",
        context={"back": then},
        view=view,
    )
