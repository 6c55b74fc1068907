"""日志列表: the journal as far as a person may read it, as a list."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.platform.auditor import queries
from gongkai.platform.auditor.forms import FilterForm
from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.listing import Ask, Cell, Column, Empty, Listing, register
from gongkai.platform.lists.order import Codepoints


def _content(row: queries.Shown) -> str:
    return row.payload.text if row.payload else ""


class Journal(Listing):
    """日志."""

    key, route, title = "journal", "auditor:list", _("Journal")
    own_order = _("the newest first")
    filters = FilterForm
    columns = (
        Column(
            "seq",
            _("No."),
            lambda row: Cell(row.entry.seq, address=address_of("auditor:entry", row.entry.seq)),
            sort=["seq"],
            width=10,
        ),
        Column("at", _("Time"), lambda row: row.entry.at, sort=["at"], width=20),
        Column("what", _("What"), lambda row: row.title, sort=[Codepoints("event")], width=36),
        Column("person", _("Person"), lambda row: row.person, sort=["person"], width=24),
        Column("organ", _("Organ"), lambda row: row.organ, sort=["organ"], width=30),
        Column("about", _("About"), lambda row: row.about, width=24),
        Column("event", _("Event"), lambda row: row.entry.event, by_default=False, width=24),
        Column(
            "record", _("Record"), lambda row: f"{row.entry.about_kind} {row.entry.about}".strip(), by_default=False
        ),
        Column("content", _("Content"), _content, by_default=False, width=60),
        Column("hash", _("Hash"), lambda row: row.entry.hash, by_default=False, width=66),
    )

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever may read nothing in the journal."""
        queries.require_reader(ask.person, ask.now)

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The entries that the person may read."""
        return queries.entries(ask.person, ask.now, queries.Filter(**given))

    def rows(self, ask: Ask, records: Sequence[Any]) -> Sequence[queries.Shown]:
        """With the names of people and organs."""
        return queries.shown(ask.person, ask.now, records)

    def number(self, row: Any) -> Any:
        """The entry's number."""
        return row.entry.seq

    def empty(self, ask: Ask) -> Empty:
        """Nothing happened yet where the person reads."""
        return Empty(_("No entry stands in the journal of the organs that you may read."))


JOURNAL = register(Journal())
