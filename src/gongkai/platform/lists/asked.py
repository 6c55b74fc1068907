"""所问: what an address asks of a list: filters, order, columns, page. The same for page, export and saved view."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from gongkai.platform.lists.listing import Ask, Column, Listing

LONGEST = 1_000
"""Characters of what a saved view holds."""


class Asked:
    """A list as an address asks for it. Nothing of an address is used but what the list itself knows."""

    def __init__(self, listing: Listing, data: QueryDict, ask: Ask) -> None:
        self.listing, self.ask = listing, ask
        self.form = listing.filters(data, ask=ask)
        self.is_right = self.form.is_valid()
        self.given: dict[str, Any] = self.form.cleaned_data if self.is_right else {}
        self.sent = {name: given for name in self.form.fields if (given := data.get(name, "").strip())}
        columns = {column.key: column for column in listing.columns}
        wanted = data.get("sort", "")
        sorting = columns.get(wanted.removeprefix("-"))
        self.sorting: Column | None = sorting if sorting and sorting.sort else None
        self.descending = self.sorting is not None and wanted.startswith("-")
        chosen = set(data.getlist("columns")) & columns.keys()
        first, *others = listing.columns
        usual = {first.key, *(one.key for one in others if one.by_default)}
        self.chosen = {first.key} | chosen if chosen else usual
        self.is_usual = self.chosen == usual
        shown = self.chosen | ({self.sorting.key} if self.sorting else set())
        self.columns = [one for one in listing.columns if one.key in shown]
        """Those that were chosen, and the one that the list is ordered by."""

    @property
    def sort(self) -> str:
        """The order as an address says it; empty for the list's own."""
        if self.sorting is None:
            return ""
        return f"-{self.sorting.key}" if self.descending else self.sorting.key

    def records(self) -> Any:
        """What it finds: a query, or a list. Nothing where a filter can't be read."""
        if not self.is_right:
            return []
        found = self.listing.found(self.ask, self.given)
        return self.listing.ordered(found, self.sorting, descending=self.descending) if self.sorting else found

    def query(self, *, without: Iterable[str] = (), sort: str | None = None, page: int = 0) -> str:
        """The address behind the question mark that asks for the same, without some filters, in another order or at
        another page."""
        found = QueryDict(mutable=True)
        for name, value in self.sent.items():
            if name not in without:
                found[name] = value
        order = self.sort if sort is None else sort
        if order:
            found["sort"] = order
        if not self.is_usual:
            found.setlist("columns", [column.key for column in self.listing.columns if column.key in self.chosen])
        if page > 1:
            found["page"] = str(page)
        return found.urlencode()


def allowed_keys(listing: Listing) -> set[str]:
    """The keys that an address of the list, and so a view of it, may have."""
    return {*listing.filters.base_fields, "sort", "columns"}
