"""规则: what must hold for organs whichever way they are changed. Each function raises Refused, or returns nothing."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from gongkai.core.periods import next_year_s_day
from gongkai.organs import codes
from gongkai.organs.gate import above, reported_above
from gongkai.organs.models import (
    REPORT_DAYS,
    Kind,
    Level,
    Organ,
    OrganParent,
    OrganStatus,
    ReportsInto,
    lawful_report_day,
)
from gongkai.organs.names import rows_of_day
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import FIRST_DAY, LAST_DAY, require_plain

FIRST_REPORT = 2019
"""The year of the first report under the regulation in force."""

DATED = ("kind", "level", "acts_through", "site_address", "report_by")
"""The details that hold from a day on (OrganStatus)."""

DETAILS = (
    *DATED,
    "position",
    "organisation_code",
    "credit_code",
    "index_prefix",
    "contact_office",
    "contact_telephone",
    "contact_email",
    "contact_address",
)
"""The details that are changed together; those that are not dated stand in the organ itself."""


def details_of(organ: Organ, status: OrganStatus) -> dict[str, Any]:
    """Its details, with that status of a day."""
    return {column: getattr(status if column in DATED else organ, column) for column in DETAILS}


def day_is_sensible(day: date, field: str) -> None:
    """Whether the day is within reason."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(_("The day %(day)s can't be right: look at its year.") % {"day": day}, field=field)


def is_there(organ: Organ, day: date, field: str = "") -> None:
    """Whether the organ is there on that day: set up, not merged or abolished. Nothing new is accepted of it else."""
    if day < organ.set_up_on:
        about = {"organ": organ.name_on(day), "start": organ.set_up_on}
        raise Refused(_("%(organ)s was set up on %(start)s: choose that day or a later one.") % about, field=field)
    if organ.has_ended(day):
        about = {"organ": organ.name_on(day), "end": organ.ended_on}
        raise Refused(_("%(organ)s is no longer there since %(end)s: choose its successor.") % about, field=field)


def has_not_ended(organ: Organ) -> None:
    """Whether no end of the organ is recorded, be it in the future."""
    if organ.ended_on is not None:
        about = {"organ": organ.name_on(organ.ended_on), "end": organ.ended_on}
        raise Refused(_("%(organ)s ends on %(end)s: nothing about it can be changed any more.") % about)


def name_is_free(name: str, from_day: date, organ: Organ | None) -> None:
    """Whether the name is one, and no other organ bears it on that day."""
    if not name.strip():
        raise Refused(_("Give the organ its full name."), field="name")
    require_plain(name, "name")
    bearers = Organ.objects.filter(names__name=name.strip()).exclude(pk=organ.pk if organ else None).distinct()
    if any(not other.has_ended(from_day) and other.name_on(from_day) == name.strip() for other in bearers):
        raise Refused(
            _("Another organ is called %(name)s on %(day)s: is it this one? Else give the name in full.")
            % {"name": name.strip(), "day": from_day},
            field="name",
        )


def stays_a_tree(organ: Organ, parent: Organ | None, from_day: date) -> None:
    """Whether the organ can stand below `parent` from that day on without standing below itself, then or later."""
    if parent is not None:
        for day in _days_of_change(OrganParent, from_day):
            if above(parent.pk, day).filter(pk=organ.pk).exists():
                raise Refused(
                    _("%(parent)s stands below %(organ)s on %(day)s: neither can stand below the other at once.")
                    % {"parent": parent.name_on(day), "organ": organ.name_on(day), "day": day},
                    field="parent",
                )


def reports_end_somewhere(organ: Organ, into: Organ | None, from_day: date) -> None:
    """Whether the organ can report into `into` from that day on without its report coming back to it."""
    if into is not None:
        for day in _days_of_change(ReportsInto, from_day):
            if reported_above(into.pk, day).filter(pk=organ.pk).exists():
                raise Refused(
                    _("%(into)s reports into %(organ)s on %(day)s: a report must not come back to its own organ.")
                    % {"into": into.name_on(day), "organ": organ.name_on(day), "day": day},
                    field="into",
                )


def _days_of_change(facts: Any, from_day: date) -> list[date]:
    later = facts.objects.filter(from_day__gt=from_day).order_by("from_day").values_list("from_day", flat=True)
    return [from_day, *later.distinct()]


def nothing_hangs_on(organ: Organ, from_day: date) -> None:
    """Whether from that day on no organ stands below it, reports into it or acts through it."""
    for facts, column, sentence in (
        (OrganParent, "parent", _("These organs still stand below it: %(names)s. Move them first.")),
        (ReportsInto, "into", _("These organs still report into it: %(names)s. Let them report elsewhere first.")),
        (OrganStatus, "acts_through", _("These organs still act through it: %(names)s. Change that first.")),
    ):
        found = [
            fact.organ
            for fact in facts.objects.filter(**{column: organ}).select_related("organ")
            if _still_holds(facts, fact, from_day)
        ]
        _refuse_named(sentence, found, from_day)


def _still_holds(facts: Any, fact: Any, day: date) -> bool:
    """Whether the fact holds on that day or a later one, and its organ is still there then."""
    replaced = facts.objects.filter(organ=fact.organ, from_day__gt=fact.from_day, from_day__lte=day).exists()
    return not replaced and not fact.organ.has_ended(max(day, fact.from_day))


def _refuse_named(sentence: str, organs: Iterable[Organ], day: date) -> None:
    if names := sorted({organ.name_on(day) for organ in organs}):
        raise Refused(sentence % {"names": _(", ").join(names)})


def details_fit(organ: Organ, details: dict[str, Any], from_day: date) -> None:
    """Whether these details of an organ (DETAILS) are right in themselves and beside the others from that day on."""
    if details["kind"] not in Kind.values:
        raise Refused(_("Choose what kind of organ it is."), field="kind")
    if details["level"] not in Level.values:
        raise Refused(_("Choose the level of the organ."), field="level")
    for column in ("index_prefix", "contact_office", "contact_telephone", "contact_address"):
        require_plain(details[column], column)
    _code_fits(organ, "organisation_code", details["organisation_code"])
    _code_fits(organ, "credit_code", details["credit_code"])
    if details["site_address"]:
        _valid(URLValidator(("http", "https")), details["site_address"], "site_address")
    if details["contact_email"]:
        _valid(validate_email, details["contact_email"], "contact_email")
    if details["report_by"]:
        _report_day_fits(details["kind"], details["report_by"])
    if not 0 <= details["position"] <= 9999:
        raise Refused(_("The place in official lists is a number from 0 to 9999."), field="position")
    _actor_fits(organ, details["acts_through"], from_day)


def _code_fits(organ: Organ, field: str, code: str) -> None:
    is_right = {"organisation_code": codes.is_organisation_code, "credit_code": codes.is_credit_code}[field]
    if not code:
        return
    if not is_right(code):
        raise Refused(
            _("The code %(code)s is wrong: its check digit does not fit. Compare it with the certificate.")
            % {"code": code},
            field=field,
        )
    others = Organ.objects.filter(**{field: codes.compact(code)}).exclude(pk=organ.pk)
    for other in others:
        raise Refused(
            _("%(organ)s has the code %(code)s already: no two organs share one.") % {"organ": other, "code": code},
            field=field,
        )


def _valid(validate: Any, value: str, field: str) -> None:
    try:
        validate(value)
    except ValidationError:
        raise Refused(_("%(value)s is no valid address.") % {"value": value}, field=field) from None


def _report_day_fits(kind: str, day: str) -> None:
    try:
        if not re.fullmatch(r"\d\d-\d\d", day):
            raise ValueError
        next_year_s_day(day, 2000)
    except ValueError:
        raise Refused(_("Write the day of the report as month and day, like 01-20."), field="report_by") from None
    lawful = lawful_report_day(kind, FIRST_REPORT)
    if REPORT_DAYS.get(Kind(kind)) != "township" and day > lawful:
        raise Refused(
            _("The law asks for this report by %(day)s: choose that day or an earlier one.") % {"day": lawful},
            field="report_by",
        )


def _actor_fits(organ: Organ, actor: Organ | None, from_day: date) -> None:
    if actor is None:
        return
    if actor.pk == organ.pk:
        raise Refused(_("An organ that acts itself acts through no other: leave this empty."), field="acts_through")
    if actor.ended_on is not None:
        raise Refused(
            _("%(organ)s ends on %(end)s: it can't act for another.") % {"organ": actor, "end": actor.ended_on},
            field="acts_through",
        )
    is_there(actor, from_day, "acts_through")
    for day in _days_of_change(OrganStatus, from_day):
        rows = rows_of_day(OrganStatus, day)
        if rows.filter(organ=actor, acts_through__isnull=False).exists():
            raise Refused(
                _("%(organ)s itself acts through another on %(day)s: choose the one that acts.")
                % {"organ": actor, "day": day},
                field="acts_through",
            )
        if rows.filter(acts_through=organ).exists():
            raise Refused(
                _("Other organs act through this one on %(day)s, so it must act itself.") % {"day": day},
                field="acts_through",
            )


def not_before_today(day: date, now: Any, field: str) -> None:
    """Whether the day is today or later: powers are not given for the past."""
    if day < legal_day(now):
        raise Refused(_("It can begin today or later, not on %(day)s.") % {"day": day}, field=field)
