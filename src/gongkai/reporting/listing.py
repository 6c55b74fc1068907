"""退改列表: what was ever sent back to the organs of a person, as a list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.organs.queries import acted_for
from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.filters import Filters, OrganFilter
from gongkai.platform.lists.listing import Ask, Cell, Column, Empty, Listing, register
from gongkai.platform.permissions import Permission
from gongkai.reporting import queries
from gongkai.reporting.models import Return

STATES = {
    "waits": _("waits for an answer"),
    "answered": _("answered or replaced"),
    "accepted": _("accepted"),
    "closed": _("collection closed before an answer came"),
    "withdrawn": _("withdrawn"),
}
"""What became of it (`queries.returns_listed`) → what it is called."""
TAGS = {"waits": "warn", "answered": "plain", "accepted": "good", "closed": "bad", "withdrawn": "mute"}


class ReturnedFilters(Filters):
    """By the organ, the year of the report, and what became of it."""

    q = None  # type: ignore[assignment]
    organ = OrganFilter(label=_("Organ"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        organ: Any = self.fields["organ"]
        organ.offer(acted_for(ask.person, ask.day, Permission.REPORTS_READ))
        self.count("year", [(str(year), year) for year in queries.years_returned(ask.person, ask.day)])
        self.count("state", STATES.items())


def _organ(row: Any) -> Cell:
    return Cell(row.organ.name, address=address_of("reporting:returned", row.pk), about=str(row.report.collection.year))


class Returned(Listing):
    """退改."""

    key, route, title = "returned", "reporting:returned_list", _("Sent back")
    own_order = _("the latest first")
    filters = ReturnedFilters
    columns = (
        Column("organ", _("Organ"), _organ, width=36),
        Column("year", _("Year"), lambda row: row.report.collection.year, sort=["report__collection__year"], width=8),
        Column("state", _("State"), lambda row: Cell(row.state, words=STATES[row.state], tag=TAGS[row.state])),
        Column("sender", _("Sent back by"), lambda row: row.report.collection.organ.name, width=36),
        Column("sent", _("Sent on"), lambda row: row.sent_at, sort=["sent_at"], width=20),
        Column("correct_by", _("To be mended by"), lambda row: row.correct_by, sort=["correct_by"]),
    )

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever reads reports nowhere."""
        queries.require_anywhere(ask.person, Permission.REPORTS_READ, ask.day)

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """What was sent back to the person's organs."""
        found = queries.returns_listed(ask.person, ask.day)
        if given.get("organ"):
            found = found.filter(organ__in=given["organ"].organs)
        if given.get("year"):
            found = found.filter(report__collection__year=given["year"])
        return found.filter(state=given["state"]) if given.get("state") else found

    def rows(self, ask: Ask, records: Sequence[Return]) -> Sequence[Return]:
        """With the names of organs."""
        named = [organ for one in records for organ in (one.organ, one.report.collection.organ)]
        queries.name_organs(ask.person, named, ask.day)
        return records

    def empty(self, ask: Ask) -> Empty:
        """Nothing was found wrong."""
        return Empty(_("Nothing was sent back to your organ."))


RETURNED = register(Returned())
