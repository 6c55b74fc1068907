"""机关与人员列表: organs as a tree of a day, and people, as lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongkai.organs import queries
from gongkai.organs.actions.people import deactivate_person
from gongkai.organs.models import Kind, Level, sort_key
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person
from gongkai.platform.ids import these
from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.filters import Filters, OrganFilter
from gongkai.platform.lists.listing import Ask, Bulk, Cell, Column, Empty, Listing, register
from gongkai.platform.lists.order import Codepoints
from gongkai.platform.permissions import Permission
from gongkai.platform.typed import day_field

# ---- Organs ---------------------------------------------------------------------------------------------------------


class OrganFilters(Filters):
    """By name or code, kind, level, and as of which day."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    on = day_field(_("As of the day"), required=False, help_text=_("Empty: today."))
    ended = forms.BooleanField(label=_("With those that have ended"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        self.fields["q"].label = _("Name or code holds")
        self.count("kind", Kind.choices)
        self.count("level", Level.choices)


@dataclass(frozen=True)
class OrganRow:
    """An organ where it stands in the tree, and the day that is looked at where it is not today."""

    place: queries.Place
    on: str
    in_tree: bool

    @property
    def pk(self) -> int:
        """The organ's id."""
        return int(self.place.organ.pk)


def _organ(row: OrganRow) -> Cell:
    organ: Any = row.place.organ
    note = gettext("(ends on %(day)s)") % {"day": organ.ended_on} if organ.ended_on else ""
    address = address_of("organs:organ", organ.pk) + (f"?on={row.on}" if row.on else "")
    return Cell(organ.name, address=address, note=note, depth=row.place.depth if row.in_tree else 0)


def _status(row: OrganRow) -> Any:
    return row.place.status


class Organs(Listing):
    """机关. The tree of the day is read whole, as its order needs all of it; a page of it is shown."""

    key, route, title = "organs", "organs:list", _("Organs")
    own_order = _("their place in the tree")
    size = 100
    filters = OrganFilters
    columns = (
        Column("name", _("Name"), _organ, sort=[lambda row: sort_key(row.place.organ.name)], width=36),
        Column(
            "short",
            _("Short name"),
            lambda row: row.place.organ.short_name,
            sort=[lambda row: sort_key(row.place.organ.short_name or "")],
            by_default=False,
        ),
        Column(
            "kind",
            _("Kind"),
            lambda row: _status(row).get_kind_display(),
            sort=[lambda row: Kind.values.index(_status(row).kind)],
            width=24,
        ),
        Column(
            "level",
            _("Level"),
            lambda row: _status(row).get_level_display(),
            sort=[lambda row: Level.values.index(_status(row).level)],
            width=10,
        ),
        Column(
            "code",
            _("Organisation code"),
            lambda row: row.place.organ.organisation_code,
            sort=[lambda row: row.place.organ.organisation_code],
        ),
        Column(
            "into",
            _("Hands in its report to"),
            lambda row: row.place.into.name if row.place.into else "",
            width=36,
        ),
        Column(
            "credit",
            _("Unified social credit code"),
            lambda row: row.place.organ.credit_code,
            by_default=False,
            width=22,
        ),
        Column(
            "set_up",
            _("Set up on"),
            lambda row: row.place.organ.set_up_on,
            sort=[lambda row: row.place.organ.set_up_on],
            by_default=False,
        ),
        Column(
            "office",
            _("Office in charge of disclosure"),
            lambda row: row.place.organ.contact_office,
            by_default=False,
            width=30,
        ),
        Column("telephone", _("Telephone"), lambda row: row.place.organ.contact_telephone, by_default=False),
    )

    def found(self, ask: Ask, given: dict[str, Any]) -> list[Any]:
        """The organs that the person may see, each behind the one above it."""
        on = given.get("on") or ask.day
        places = queries.tree(
            ask.person, ask.day, shown_on=on, text=given.get("q", ""), with_ended=given.get("ended", False)
        )
        shown_on = on.isoformat() if on != ask.day else ""
        return [
            OrganRow(place, shown_on, True)
            for place in places
            if place.status.kind == (given.get("kind") or place.status.kind)
            and place.status.level == (given.get("level") or place.status.level)
        ]

    def ordered(self, found: list[OrganRow], column: Column, *, descending: bool) -> list[Any]:
        """By a column; what is alike there stays as in the tree."""
        rows = super().ordered(found, column, descending=descending)
        return [OrganRow(row.place, row.on, False) for row in rows]

    def chosen(self, ask: Ask, ids: Any) -> list[Any]:
        """Those with these ids."""
        wanted = set(ids)
        return [row for row in self.found(ask, {}) if row.pk in wanted]

    def empty(self, ask: Ask) -> Empty:
        """Without a role nobody sees an organ."""
        return Empty(
            _("There is no organ here that you may see."), _("Without a role you see none: ask an administrator.")
        )


# ---- People ---------------------------------------------------------------------------------------------------------


class PeopleFilters(Filters):
    """By name, state, the organ that looks after them, and the role they hold."""

    state = forms.ChoiceField(label=_("State"), required=False)
    organ = OrganFilter(label=_("Looked after by"), required=False)
    role = forms.ChoiceField(label=_("Holds the role"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        self.fields["q"].label = _("Name, login name or e-mail holds")
        self.count("state", [("active", _("active")), ("deactivated", _("deactivated"))])
        self.count("role", [(role.code, role.title) for role in ROLES.values()])
        organ: Any = self.fields["organ"]
        organ.offer(queries.visible_to(ask.person, ask.day, Permission.PEOPLE_READ))


@dataclass(frozen=True)
class PersonRow:
    """A person, and the organ that looks after them."""

    person: Person
    home: str
    roles: str

    @property
    def pk(self) -> int:
        """The person's id."""
        return int(self.person.pk)


def _state(row: PersonRow) -> Cell:
    if row.person.is_active:
        return Cell(gettext("active"), tag="good")
    return Cell(gettext("deactivated"), tag="mute")


class People(Listing):
    """人员."""

    key, route, title = "people", "organs:people", _("People")
    own_order = _("login name")
    filters = PeopleFilters
    columns = (
        Column(
            "name",
            pgettext_lazy("of a person", "Name"),
            lambda row: Cell(row.person.name, address=address_of("organs:person", row.person.pk)),
        ),
        Column("login", _("Login name"), lambda row: row.person.login, sort=[Codepoints("login")]),
        Column("home", _("Looked after by"), lambda row: row.home or gettext("The whole installation"), width=30),
        Column("roles", _("Roles held today"), lambda row: row.roles, width=40),
        Column("state", _("State"), _state, sort=["is_active"], width=12),
        Column("email", _("E-mail"), lambda row: row.person.email, by_default=False, width=30),
        Column("added", _("Added"), lambda row: row.person.added_at, sort=["added_at"], by_default=False, width=20),
    )
    bulk = (
        Bulk(
            "deactivate",
            _("Deactivate"),
            deactivate_person,
            "person",
            _("From then on they can't sign in and hold nothing; what they did stays theirs. They can be reactivated."),
            is_danger=True,
        ),
    )

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The people whom the person may see."""
        found = queries.people_visible_to(ask.person, ask.day).select_related("membership")
        if text := given.get("q"):
            found = found.filter(Q(login__icontains=text) | Q(name__icontains=text) | Q(email__icontains=text))
        if given.get("state"):
            found = found.filter(is_active=given["state"] == "active")
        if given.get("organ"):
            found = found.filter(membership__organ__in=given["organ"].organs)
        if given.get("role"):
            held = queries.running(queries.appointments_visible_to(ask.person, ask.day), ask.day)
            found = found.filter(pk__in=held.filter(role=given["role"]).order_by().values("person"))
        return found

    def rows(self, ask: Ask, records: Sequence[Any]) -> Sequence[PersonRow]:
        """With the names of organs, and their roles."""
        held = queries.running(queries.appointments_visible_to(ask.person, ask.day), ask.day)
        roles: dict[int, list[str]] = {}
        for person, role in held.filter(person__in=these(one.pk for one in records)).values_list("person", "role"):
            if (title := str(ROLES[role].title)) not in roles.setdefault(person, []):
                roles[person].append(title)
        homes = [person.membership.organ_id for person in records]
        names = queries.names_of(ask.person, homes, ask.day)
        return [
            PersonRow(person, names.get(home or 0, ""), "、".join(sorted(roles.get(person.pk, []))))
            for person, home in zip(records, homes, strict=True)
        ]


ORGANS, PEOPLE = register(Organs()), register(People())
