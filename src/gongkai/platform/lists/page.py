"""列表页: a list on the screen: filters, chips, views, headings to order by, a page of rows, acts, export."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.platform.lists import queries
from gongkai.platform.lists.asked import Asked
from gongkai.platform.lists.export import MOST_ROWS
from gongkai.platform.lists.listing import Ask, Bulk, Column, Empty, Listing, Row
from gongkai.platform.moments import present
from gongkai.platform.permissions import powers

PART = "list"
"""The id of what is replaced where a script asks for the list alone."""

DIRECTIONS = {True: "descending", False: "ascending"}


@dataclass(frozen=True)
class Head:
    """A heading: by what link the list is ordered by it, and whether it is."""

    column: Column
    address: str
    direction: str


@dataclass(frozen=True)
class Chip:
    """One thing that is filtered by, and the address without it."""

    label: str
    words: str
    address: str


@dataclass(frozen=True)
class Tab:
    """A saved view, or the whole list."""

    name: str
    address: str
    is_current: bool


class Shown:
    """A list as the template draws it."""

    def __init__(self, asked: Asked, page_asked: str | None) -> None:
        self.asked, self.listing, self.form = asked, asked.listing, asked.form
        self.held = powers(asked.ask.person, asked.ask.day)
        self.page = Paginator(asked.records(), self.listing.size).get_page(page_asked)
        self.count = self.page.paginator.count
        self.views = list(queries.own_views(asked.ask.person, self.listing.key))
        self.query = asked.query()
        records = list(self.page.object_list)
        self.labels = [escape(str(column.title)) for column in asked.columns]
        self.rows = [self._row(row) for row in self.listing.rows(asked.ask, records)] if records else []

    def _row(self, row: Any) -> Row:
        cells = [(column, column.of(row)) for column in self.asked.columns]
        return Row(self.listing.number(row), cells[0][1].named, cells, self.labels)

    def acts(self) -> list[tuple[Bulk, str]]:
        """The acts on many that are offered, each with its address."""
        if not self.rows:
            return []
        return [
            (one, reverse("lists:act", args=[self.listing.key, one.code]))
            for one in self.listing.bulk
            if one.is_offered(self.held)
        ]

    def heads(self) -> Iterator[Head]:
        """The headings. A link orders by its column, once more the other way."""
        for column in self.asked.columns:
            is_it = column is self.asked.sorting
            other_way = is_it and not self.asked.descending
            address = f"?{self.asked.query(sort=f'-{column.key}' if other_way else column.key)}" if column.sort else ""
            yield Head(column, address, DIRECTIONS[self.asked.descending] if is_it else "")

    def chips(self) -> Iterator[Chip]:
        """What is filtered by."""
        for name in self.asked.sent if self.asked.is_right else ():
            label = str(self.form.fields[name].label)
            yield Chip(label, self.form.words(name), f"?{self.asked.query(without=[name]) or 'view=all'}")

    def order(self) -> str:
        """By what the list is ordered, in words."""
        if self.asked.sorting is None:
            return str(self.listing.own_order)
        title = str(self.asked.sorting.title)
        return _("%(column)s, descending") % {"column": title} if self.asked.descending else title

    def orders(self) -> Iterator[tuple[str, str]]:
        """The orders that can be chosen beside the list's own, as an address says them and in words."""
        for column in self.listing.columns:
            if column.sort:
                yield column.key, str(column.title)
                yield f"-{column.key}", _("%(column)s, descending") % {"column": column.title}

    def own_order_address(self) -> str:
        """Back to the list's own order; empty where it is in it."""
        return f"?{self.asked.query(sort='') or 'view=all'}" if self.asked.sorting else ""

    def tabs(self) -> list[Tab]:
        """The person's own views, behind the whole list; none where they have no view."""
        if not self.views:
            return []
        whole = Tab(_("All"), "?view=all", self.query == "")
        return [whole, *(Tab(one.name, f"?{one.query or 'view=all'}", one.query == self.query) for one in self.views)]

    def can_be_saved(self) -> bool:
        """Whether it is something that a view can hold, and none holds yet."""
        return bool(self.query) and self.asked.is_right and all(one.query != self.query for one in self.views)

    def choices_of_columns(self) -> list[tuple[Column, bool]]:
        """The columns that can be chosen, and whether each is there; none where there is no choice."""
        found = [(column, column.key in self.asked.chosen) for column in self.listing.columns[1:]]
        return found if len(found) > 1 else []

    def empty(self) -> Empty | None:
        """Why nothing is there, where no filter is the reason."""
        return None if self.asked.sent else self.listing.empty(self.asked.ask)

    def is_cut(self) -> bool:
        """Whether there is more than a workbook takes."""
        return self.count > MOST_ROWS

    @property
    def most_rows(self) -> int:
        """How many rows a workbook takes."""
        return MOST_ROWS

    @property
    def export_address(self) -> str:
        """Where the export is asked for."""
        return reverse("lists:export", args=[self.listing.key])

    @property
    def views_address(self) -> str:
        """Where a view is saved, and the views are looked after."""
        return reverse("lists:views", args=[self.listing.key])


def show(
    request: HttpRequest,
    listing: Listing,
    *,
    template: str = "lists/page.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of a list, or the list alone where a script of ours replaces it in its page. Without anything asked it
    opens with the person's default view. `context` is what the template has around the list."""
    ask = Ask(request.user, present())
    listing.require(ask)
    shown = Shown(Asked(listing, request.GET, ask), request.GET.get("page"))
    if not request.GET:
        default = next((view for view in shown.views if view.is_default and view.query), None)
        if default is not None:
            return HttpResponseRedirect(f"{request.path}?{default.query}")
    if _wants_part(request):
        response = render(request, "lists/list.html", {"shown": shown, "page": shown.page})
    else:
        status = 200 if shown.asked.is_right else 422
        given = {"title": listing.title, "shown": shown, "page": shown.page, **(context or {})}
        response = render(request, template, given, status=status)
    response["Vary"] = "HX-Request, HX-Target, Cookie, Accept-Language"
    return response


def _wants_part(request: HttpRequest) -> bool:
    """Whether a script asks for the list alone. Going back in the browser asks for the whole page."""
    asked = request.headers
    return (
        asked.get("HX-Request") == "true"
        and asked.get("HX-Target") == PART
        and asked.get("HX-History-Restore-Request") != "true"
    )
