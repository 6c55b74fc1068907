"""列表: what a list of the site is made of, said once; one page, one export and one way of acting on many follow.

    class People(Listing):
        key, route, title = "people", "organs:people", _("People")
        columns = (Column("name", _("Name"), lambda row: Cell(row.name, address=...)), ...)
        filters = PeopleFilters

        def found(self, ask, given):
            return narrowed(queries.people_visible_to(ask.person, ask.day), given)

Each application keeps its lists in its module `listing`, and registers them there. A list asks queries.py and narrows
what it got: nothing that a person types, saves or sends can widen it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.platform.lists.filters import Filters, Picked
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.refusals import ProgrammingMistake

Words: TypeAlias = str | Promise
Value: TypeAlias = str | int | date | datetime | Promise | None

LISTINGS: dict[str, "Listing"] = {}
"""Every list, by its key."""


@dataclass(frozen=True)
class Ask:
    """Who asks, and when."""

    person: Any
    now: datetime

    @property
    def day(self) -> date:
        """The legal day of the moment."""
        return legal_day(self.now)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: one value, and how it is shown."""

    value: Value
    address: str = ""
    """Where it leads."""
    tag: str = ""
    """Shown as a state: good, warn, bad, mute or plain."""
    words: Words = ""
    """What is shown for the value, where that is not the value itself."""
    note: Words = ""
    """What is added behind it."""
    depth: int = 0
    """How deep it stands in a tree."""
    about: str = ""
    """What it is about, said to those who hear the page: for words that are alike in every row."""
    isolated: bool = False
    """Whether its text was typed elsewhere and may be written in another direction, as file names may."""

    @property
    def text(self) -> str:
        """The words on the screen; a moment to the minute, in legal time."""
        return str(self.words) if self.words else shown(self.value)

    @property
    def named(self) -> str:
        """What a row is called whose heading it is, where it is spoken of by itself."""
        return f"{self.text} ({self.about})" if self.about else self.text

    @property
    def shown(self) -> SafeString:
        """As the page shows it. Put together here: a list has hundreds, and a template takes its time over each."""
        text = escape(self.text)
        if self.tag:
            text = f'<span class="tag {escape(self.tag)}">{text}</span>'
        elif isinstance(self.value, date):
            machines = f' datetime="{self.value.isoformat()}"' if self.words else ""  # which read ours as well
            text = f"<time{machines}>{text}</time>"
        elif self.isolated:
            text = f"<bdi>{text}</bdi>"
        if self.about:
            text += f'<span class="unseen">{escape(gettext(": "))}<bdi>{escape(self.about)}</bdi></span>'
        if self.address:
            text = f'<a href="{escape(self.address)}">{text}</a>'
        return SafeString(f"{text} {escape(str(self.note))}" if self.note else text)


def shown(value: Value) -> str:
    """The value as the screen shows it.

    >>> shown(None), shown(7), shown(date(2026, 3, 2))
    ('', '7', '2026-03-02')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(localtime(value), "Y-m-d H:i")
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class Column:
    """A column: its key in addresses, its heading, and what stands in it for a row."""

    key: str
    title: Words
    cell: Callable[[Any], Cell | Value]
    sort: Sequence[Any] = ()
    """What a query is ordered by for it, text by `Codepoints`; for a list that is none, one function of the row. Empty:
    it can't be ordered by."""
    by_default: bool = True
    """Whether it is there where nobody chose the columns."""
    exported: bool = True
    exported_title: Words = ""
    number: bool = False
    width: int = 18
    """In the workbook, in characters."""

    def of(self, row: Any) -> Cell:
        """Its cell in that row."""
        found = self.cell(row)
        return found if isinstance(found, Cell) else Cell(found)


@dataclass(frozen=True)
class Bulk:
    """批量办理: an action that can be done to many rows at once, each by itself, after a page that says so."""

    code: str
    title: Words
    act: Any
    """The action that is done to a single one."""
    argument: str
    """The keyword by which it takes the record."""
    caution: Words = ""
    """What to think of before."""
    form: type[forms.Form] = forms.Form
    """What has to be typed for it, as for a single one."""
    is_danger: bool = False

    def is_offered(self, held: Powers) -> bool:
        """Whether someone with these powers may do it to any record at all."""
        if not isinstance(self.act.needs, Permission):
            return True
        return self.act.needs in (held.anywhere if self.act.at else held.whole)


@dataclass(frozen=True)
class Empty:
    """Why a list without filters holds nothing, and what to do."""

    why: Words
    what_to_do: Words = ""
    address: str = ""
    link: Words = ""


@dataclass(frozen=True)
class Row:
    """A row on the screen."""

    number: Any
    name: str
    cells: list[tuple[Column, Cell]] = field(default_factory=list)
    labels: Sequence[str] = ()
    """The headings of the columns, escaped."""

    @property
    def choose(self) -> str:
        """What the box says by which it is chosen."""
        return gettext("Choose %(name)s") % {"name": self.name}

    def shown(self) -> SafeString:
        """Its cells as the page shows them, the first as the heading of the row; a label each, for the screen on which
        they stand one below the other."""
        return SafeString("\n".join(self._shown()))

    def _shown(self) -> Iterator[str]:
        for place, (column, cell) in enumerate(self.cells):
            if place:
                kind, said = ' class="number"' if column.number else "", cell.shown
                label = f' data-label="{self.labels[place]}"' if said else ""
                yield f"<td{label}{kind}>{said}</td>"
            else:
                depth = f' class="depth-{cell.depth}"' if cell.depth else ""
                yield f'<th scope="row"{depth}>{cell.shown}</th>'


def whole_number(text: str) -> int | None:
    """The id that was sent, or None.

    >>> whole_number("17"), whole_number("²"), whole_number("9" * 30)
    (17, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class Listing:
    """A list. What a subclass must say: key, route, title, columns and `found`."""

    key: ClassVar[str]
    route: ClassVar[str]
    """Of its page."""
    title: ClassVar[Words]
    columns: ClassVar[tuple[Column, ...]]
    """The first one names the row and is always there."""
    filters: ClassVar[type[Filters]] = Filters
    own_order: ClassVar[Words] = _("its own order")
    """What the order is called in which `found` gives the records."""
    size: ClassVar[int] = 40
    """Rows on a page."""
    bulk: ClassVar[tuple[Bulk, ...]] = ()

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever may not open the list at all."""

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The records that the person may see and that fit what was filtered by (names of filters → values, any of
        them may be missing), in the list's own order: a query, or a list."""
        raise NotImplementedError

    def ordered(self, found: Any, column: Column, *, descending: bool) -> Any:
        """The same by a column; what is alike there goes by its id, so that no page repeats or leaves out a row."""
        if isinstance(found, list):
            return sorted(found, key=column.sort[0], reverse=descending)
        ways = [expression if hasattr(expression, "asc") else F(expression) for expression in column.sort]
        return found.order_by(
            *(way.desc(nulls_last=True) if descending else way.asc(nulls_last=True) for way in ways), "pk"
        )

    def rows(self, ask: Ask, records: Sequence[Any]) -> Sequence[Any]:
        """What the columns take for each of these records, in the same order. What is looked up for them is looked up
        for all of them together."""
        return records

    def number(self, row: Any) -> Any:
        """The id of a row's record."""
        return row.pk

    def name(self, row: Any) -> str:
        """What a row is called, where it is spoken of by itself."""
        return self.columns[0].of(row).named

    def id_of(self, text: str) -> Any:
        """The id that was sent; None for what is none."""
        return whole_number(text)

    def chosen(self, ask: Ask, ids: Iterable[Any]) -> list[Any]:
        """Those of the records with these ids that the person may see."""
        return list(self.found(ask, {}).filter(pk__in=list(ids)))

    def empty(self, ask: Ask) -> Empty:
        """Why it holds nothing, where nothing is filtered by."""
        return Empty(_("There is nothing here yet."))

    def organ(self, given: dict[str, Any]) -> Any:
        """The id of the organ in whose journal an export of what was filtered by stands, which is the one that was
        chosen in the filter `organ`; None: of the whole."""
        picked = given.get("organ")
        return picked.number if isinstance(picked, Picked) else None

    @property
    def address(self) -> str:
        """Of its page."""
        return reverse(self.route)


def register(listing: Listing) -> Listing:
    """Makes the list known to the export, the saved views and the acts on many."""
    if listing.key in LISTINGS:
        raise ProgrammingMistake(f"two lists have the key {listing.key}")
    LISTINGS[listing.key] = listing
    return listing
