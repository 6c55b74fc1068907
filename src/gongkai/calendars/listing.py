"""年历列表: every version of every year, as a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.calendars import queries
from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.filters import Filters
from gongkai.platform.lists.listing import Ask, Cell, Column, Listing, register
from gongkai.platform.moments import legal_day

STATES = {"used": _("In use"), "replaced": _("Replaced"), "withdrawn": _("Withdrawn")}
TAGS = {"used": "good", "replaced": "mute", "withdrawn": "warn"}
COUNTRY = "-"
"""What stands for the whole country among areas."""
MARKS = {"V": _("text checked"), "M": _("from memory, not checked")}


class YearFilters(Filters):
    """By area and state."""

    q = None  # type: ignore[assignment]
    area = forms.ChoiceField(label=_("Area"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        areas = queries.areas(ask.person)
        self.count("area", [(COUNTRY, _("Whole country")), *((area, area) for area in areas)])
        self.count("state", STATES.items())


@dataclass(frozen=True)
class YearRow:
    """A version of a year."""

    version: queries.Version

    @property
    def pk(self) -> str:
        """What tells it from the others."""
        return f"{self.version.year.year}{self.version.year.area}-{self.version.number}"

    @property
    def state(self) -> str:
        """In use, replaced or withdrawn."""
        if self.version.is_in_use:
            return "used"
        record = self.version.record
        return "withdrawn" if record is not None and record.withdrawn_at else "replaced"


def _year(row: YearRow) -> Cell:
    year = row.version.year
    area = f"?area={quote(year.area)}" if year.area else ""
    return Cell(year.year, address=reverse("calendars:year", args=[year.year]) + area)


def _notices(row: YearRow) -> str:
    told = []
    for notice in row.version.year.notices:
        issued = gettext("issued on %(day)s") % {"day": notice.issued} if notice.issued else ""
        parts = (notice.name, issued, str(MARKS.get(notice.mark, gettext("set by this system"))))
        told.append(" · ".join(part for part in parts if part))
    return "；".join(told)


def _origin(row: YearRow) -> Cell:
    record = row.version.record
    if record is None:
        return Cell(gettext("Came with the release"))
    words = gettext("Adopted on %(day)s by %(name)s") % {
        "day": legal_day(record.adopted_at),
        "name": record.adopted_by.name,
    }
    return Cell(words, address=address_of("calendars:notice", record.pk))


def _state(row: YearRow) -> Cell:
    version, record = row.version, row.version.record
    note = ""
    if row.state == "replaced":
        note = gettext("by version %(number)d, published on %(day)s") % {
            "number": version.used,
            "day": version.used_since,
        }
    elif record is not None and record.withdrawn_at:
        day = legal_day(record.withdrawn_at)
        note = gettext("on %(day)s: %(reason)s") % {"day": day, "reason": record.withdrawal_reason}
    else:
        note = gettext("published last, on %(day)s") % {"day": version.used_since}
    return Cell(str(STATES[row.state]), tag=TAGS[row.state], note=note)


class Years(Listing):
    """工作日历."""

    key, route, title = "calendars", "calendars:list", _("Working-day calendars")
    own_order = _("the newest year first")
    filters = YearFilters
    columns = (
        Column("year", _("Year"), _year, sort=[lambda row: row.version.year.year], width=8),
        Column("area", _("Area"), lambda row: row.version.year.area or gettext("Whole country")),
        Column("version", _("Version"), lambda row: row.version.number, number=True, width=8),
        Column("notices", _("Notices"), _notices, width=70),
        Column("origin", _("Origin"), _origin, width=30),
        Column("state", _("State"), _state, width=30),
    )

    def require(self, ask: Ask) -> None:
        """Raises Forbidden for whoever may not see calendars."""
        queries.require_reader(ask.person, ask.now)

    def found(self, ask: Ask, given: dict[str, Any]) -> list[YearRow]:
        """Every version of every year, newest first."""
        area, state = given.get("area", ""), given.get("state", "")
        rows = [YearRow(version) for version in queries.versions(ask.person)]
        return [
            row
            for row in rows
            if (not area or (row.version.year.area or COUNTRY) == area) and (not state or row.state == state)
        ]

    def chosen(self, ask: Ask, ids: Any) -> list[Any]:
        """Nothing is done to many years."""
        return []


YEARS = register(Years())
