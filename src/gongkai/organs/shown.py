"""显示: what other applications' pages show of organs, people and roles: a person's own page, and the journal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.organs import queries
from gongkai.organs.models import Ending, Kind, Level
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person


def own_roles(person: Person, on: date) -> dict[str, Any]:
    """The roles of a person for their own page."""
    mine, deputising = queries.own_roles(person, on)
    held = [*mine, *(deputy.appointment for deputy in deputising)]
    names = queries.names_of(person, [appointment.organ_id for appointment in held], on)
    return {
        "person": person,
        "today": on,
        "held": [(one, ROLES[one.role].title, names.get(one.organ_id or 0)) for one in mine],
        "deputising": [
            (one, ROLES[one.appointment.role].title, names.get(one.appointment.organ_id or 0)) for one in deputising
        ],
    }


# ---- The journal ----------------------------------------------------------------------------------------------------


def _numbers(values: Iterable[Any]) -> dict[int, Any]:
    """Those that are ids, with the value as the journal has it: some are keys, and so text."""
    return {int(value): value for value in values if str(value).isascii() and str(value).isdecimal()}


def _people(asking: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    """Names of the people whom the person who asks may see."""
    ids = _numbers(values)
    found = queries.people_visible_to(asking, on).filter(pk__in=ids)
    return {ids[one.pk]: f"{one.name} ({one.login})" for one in found}


def _organs(asking: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    ids = _numbers(values)
    return {ids[number]: name for number, name in queries.names_of(asking, ids, on).items()}


def _places(asking: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    return {None: _("The whole installation"), **_organs(asking, values, on)}


def _roles(asking: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    return {code: str(role.title) for code, role in ROLES.items()}


def _choices(choices: Any) -> Any:
    return lambda asking, values, on: {code: str(words) for code, words in choices.choices}


def _last_days(asking: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    return {None: _("for good")}


WORDS = {
    **dict.fromkeys(("person", "deputy", "accounts.person"), _people),
    **dict.fromkeys(("organ", "from_organ", "to_organ"), _places),
    **dict.fromkeys(
        ("parent", "into", "heir", "successors", "acts_through", "added", "changed", "organs.organ"), _organs
    ),
    "role": _roles,
    "kind": _choices(Kind),
    "level": _choices(Level),
    "ended_how": _choices(Ending),
    "until": _last_days,
}
"""What stands for the values in the journal, by the key under which they stand there, or the kind of record."""

KINDS = {
    "organs.organ": gettext_lazy("Organ"),
    "organs.appointment": gettext_lazy("Appointment"),
    "organs.deputy": gettext_lazy("Naming of a deputy"),
}
"""What the records are called that entries of the journal are about."""

LABELS = {
    "acts_through": gettext_lazy("Acts through"),
    "added": gettext_lazy("Added"),
    "appointment": gettext_lazy("Number of the appointment"),
    "changed": gettext_lazy("Changed"),
    "contact_address": gettext_lazy("Address"),
    "dropped": gettext_lazy("Planned places that were dropped"),
    "contact_email": gettext_lazy("E-mail"),
    "contact_office": gettext_lazy("Office in charge of disclosure"),
    "contact_telephone": gettext_lazy("Telephone"),
    "credit_code": gettext_lazy("Unified social credit code"),
    "deputy": gettext_lazy("Deputy"),
    "from": gettext_lazy("First day"),
    "from_day": gettext_lazy("From this day on"),
    "from_organ": gettext_lazy("Looked after until now by"),
    "heir": gettext_lazy("Becomes part of"),
    "index_prefix": gettext_lazy("Index number prefix"),
    "into": gettext_lazy("Hands in its report to"),
    "level": gettext_lazy("Level"),
    "new": gettext_lazy("New"),
    "organ": gettext_lazy("Organ"),
    "organisation_code": gettext_lazy("Organisation code"),
    "parent": gettext_lazy("Stands below"),
    "position": gettext_lazy("Place in official lists"),
    "removed": gettext_lazy("Removed"),
    "report_by": gettext_lazy("Day of the yearly report"),
    "role": gettext_lazy("Role"),
    "row": gettext_lazy("Row"),
    "set_up_on": gettext_lazy("Set up on"),
    "short_name": gettext_lazy("Short name"),
    "site_address": gettext_lazy("Publishes on another site"),
    "successors": gettext_lazy("Successors"),
    "to_organ": gettext_lazy("Looked after from now on by"),
    "until": gettext_lazy("Last day"),
    "with_below": gettext_lazy("And in all organs below it"),
    "with_password": gettext_lazy("With a first password"),
}
"""What the keys are called on the page of an entry."""
