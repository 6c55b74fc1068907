"""任职的动作: roles are given and taken back, deputies named for days.

Nobody gives or takes a role but whoever holds one that gives it (`roles`), in all of the place where it holds and for
no day beyond their own last one, which for a deputy is that of the deputy: no power outlives its days. Nobody gives a
role to themselves, or makes themselves a deputy: else whoever may give could use. Nor does a deputy take back a role of
the person they stand in for.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.organs import events, rules
from gongkai.organs.gate import in_force
from gongkai.organs.models import Appointment, Deputy, Organ
from gongkai.organs.powers import FOR_GOOD, lasting_administrators, require_gives
from gongkai.organs.queries import people_visible_to
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Forbidden, Refused

CHANGE = Permission.ROLES_CHANGE


def _is_a_colleague(by: Any, person: Person, now: datetime) -> None:
    if not people_visible_to(by, legal_day(now)).filter(pk=person.pk).exists():
        raise Forbidden(Permission.PEOPLE_READ)
    if not person.is_active:
        raise Refused(_("%(person)s is deactivated and can hold nothing.") % {"person": person}, field="person")


def _days_fit(from_day: date, until_day: date | None, now: datetime) -> None:
    rules.day_is_sensible(from_day, "from_day")
    rules.not_before_today(from_day, now, "from_day")
    if until_day is not None:
        rules.day_is_sensible(until_day, "until_day")
        if until_day < from_day:
            raise Refused(_("The last day comes before the first: exchange them."), field="until_day")


def _within_ones_own_days(until_day: date | None, last: date) -> None:
    if until_day is None and last == FOR_GOOD:
        return
    if until_day is None or until_day > last:
        raise Refused(
            _("You yourself may give this role until %(day)s: choose that day or an earlier one as the last day.")
            % {"day": last},
            field="until_day",
        )


# ---- Roles ----------------------------------------------------------------------------------------------------------


def _can_be_appointed(
    *,
    by: Any,
    now: datetime,
    person: Person,
    role: str,
    organ: Organ | None,
    with_below: bool,
    from_day: date,
    until_day: date | None,
) -> None:
    if role not in ROLES:
        raise Refused(_("Choose a role."), field="role")
    _is_a_colleague(by, person, now)
    if not ROLES[role].whole and (with_below or organ is None):
        raise Refused(
            _("The role %(role)s is held in one organ alone: choose the organ, without those below.")
            % {"role": ROLES[role].title},
            field="organ",
        )
    _days_fit(from_day, until_day, now)
    if organ is not None:
        rules.is_there(organ, from_day, "organ")
    last = require_gives(by, role, organ, with_below, legal_day(now))
    if person.pk == by.pk:
        raise Refused(_("Nobody gives themselves a role: ask another administrator."), field="role")
    _within_ones_own_days(until_day, last)
    same = Appointment.objects.filter(person=person, role=role, organ=organ, with_below=with_below, ended_at=None)
    overlapping = same.filter(Q(until_day=None) | Q(until_day__gte=from_day))
    if until_day is not None:
        overlapping = overlapping.filter(from_day__lte=until_day)
    if overlapping.exists():
        raise Refused(_("The person holds this role there already on these days."), field="role")


@action(events.APPOINTED, needs=CHANGE, at="organ", locks=("person",), check=_can_be_appointed)
def appoint(
    *,
    by: Any,
    now: datetime,
    person: Person,
    role: str,
    organ: Organ | None,
    with_below: bool,
    from_day: date,
    until_day: date | None,
) -> Recorded[Appointment]:
    """Gives a role in an organ (`with_below`: and in all that stand below it), or with None in the whole installation,
    from a day to a last day, or for good."""
    appointment = Appointment.objects.create(
        person=person,
        role=role,
        organ=organ,
        with_below=with_below and organ is not None,
        from_day=from_day,
        until_day=until_day,
    )
    return Recorded(appointment, about=appointment, organ=organ, payload=_told(appointment))


def _told(appointment: Appointment) -> dict[str, Any]:
    """Who holds what, where, from when to when, for the journal."""
    return {
        "person": appointment.person_id,
        "role": appointment.role,
        "organ": appointment.organ_id,
        "with_below": appointment.with_below,
        "from": appointment.from_day,
        "until": appointment.until_day,
    }


def _can_be_taken_back(*, by: Any, now: datetime, appointment: Appointment) -> None:
    place = (appointment.organ, appointment.with_below)
    require_gives(by, appointment.role, *place, legal_day(now), not_for=appointment.person_id)
    if appointment.ended_at is not None or (appointment.until_day and appointment.until_day < legal_day(now)):
        raise Refused(_("It has ended already."))
    _leaves_an_administrator(appointment, now)


def _leaves_an_administrator(appointment: Appointment, now: datetime) -> None:
    lasting = lasting_administrators(legal_day(now))
    if lasting.filter(pk=appointment.pk).exists() and not lasting.exclude(pk=appointment.pk).exists():
        raise Refused(
            _("This is the last administrator of the whole installation: make another person administrator first.")
        )


@action(events.APPOINTMENT_ENDED, needs=CHANGE, at="appointment.organ", check=_can_be_taken_back)
def end_appointment(*, by: Any, now: datetime, appointment: Appointment) -> Recorded[Appointment]:
    """Takes the role back, at once; it was held until the day before. Deputies of it hold nothing more either."""
    list(lasting_administrators(legal_day(now)).order_by("pk").select_for_update(of=("self",)))
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    _can_be_taken_back(by=by, now=now, appointment=appointment)
    appointment.ended_at, appointment.ended_by = now, by
    appointment.save(update_fields=["ended_at", "ended_by"])
    return Recorded(appointment, about=appointment, organ=appointment.organ, payload=_told(appointment))


# ---- Deputies -------------------------------------------------------------------------------------------------------

HOLDERS = "whoever holds the appointment names and ends its deputies; others need the permission, which is checked"


def require_hold(by: Any, appointment: Appointment, today: date) -> date:
    """Raises Forbidden unless `by` holds the appointment, or may give its role there; returns the last day on which
    they do."""
    if not by.is_active and not by.is_system:
        raise Forbidden(CHANGE)
    holds = Appointment.objects.filter(in_force(today), pk=appointment.pk, person=by).exists()
    if holds:
        return appointment.until_day or FOR_GOOD
    require(by, CHANGE, appointment.organ_id, today)
    return require_gives(by, appointment.role, appointment.organ, appointment.with_below, today)


def may_deputise(by: Any, appointment: Appointment, today: date) -> bool:
    """Whether `by` may name and end deputies of the appointment."""
    try:
        require_hold(by, appointment, today)
    except Forbidden:
        return False
    return True


def _can_be_deputy(
    *, by: Any, now: datetime, appointment: Appointment, person: Person, from_day: date, until_day: date
) -> None:
    last_of_giver = require_hold(by, appointment, legal_day(now))
    _is_a_colleague(by, person, now)
    _days_fit(from_day, until_day, now)
    if person.pk == appointment.person_id:
        raise Refused(_("Nobody is their own deputy: choose another person."), field="person")
    if person.pk == by.pk:
        raise Refused(_("Nobody makes themselves a deputy: the holder does, or another administrator."), field="person")
    last = appointment.until_day
    if appointment.ended_at is not None or from_day < appointment.from_day or (last and until_day > last):
        raise Refused(_("The role itself is not held on all of these days."), field="from_day")
    _within_ones_own_days(until_day, last_of_giver)
    others = appointment.deputies.filter(ended_at=None, from_day__lte=until_day, until_day__gte=from_day)
    if others.exists():
        raise Refused(_("There is a deputy on some of these days already: end that first."), field="from_day")


@action(events.DEPUTY_NAMED, needs=HOLDERS, locks=("appointment",), check=_can_be_deputy)
def name_deputy(
    *, by: Any, now: datetime, appointment: Appointment, person: Person, from_day: date, until_day: date
) -> Recorded[Deputy]:
    """Another person holds the appointment as well, from a day to a last day, and is shown as deputy."""
    deputy = Deputy.objects.create(appointment=appointment, person=person, from_day=from_day, until_day=until_day)
    return Recorded(deputy, about=deputy, organ=appointment.organ, payload=_told_of(deputy))


def _told_of(deputy: Deputy) -> dict[str, Any]:
    """Who stands in for whom in what, where, from when to when, for the journal."""
    held = deputy.appointment
    days = {"from": deputy.from_day, "until": deputy.until_day}
    return _told(held) | days | {"appointment": held.pk, "deputy": deputy.person_id}


def _can_be_ended(*, by: Any, now: datetime, deputy: Deputy) -> None:
    require_hold(by, deputy.appointment, legal_day(now))
    if deputy.ended_at is not None or deputy.until_day < legal_day(now):
        raise Refused(_("It has ended already."))


@action(events.DEPUTY_ENDED, needs=HOLDERS, locks=("deputy",), check=_can_be_ended)
def end_deputy(*, by: Any, now: datetime, deputy: Deputy) -> Recorded[Deputy]:
    """The deputy holds nothing more, at once."""
    deputy.ended_at, deputy.ended_by = now, by
    deputy.save(update_fields=["ended_at", "ended_by"])
    return Recorded(deputy, about=deputy, organ=deputy.appointment.organ, payload=_told_of(deputy))
