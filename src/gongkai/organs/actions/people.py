"""人员的动作: people are added, changed, moved to another organ, deactivated and brought back.

An administrator looks after the people of their organs, and touches nobody who holds a role beyond them: whoever can
set how a person signs in, could act as that person. What is written of people goes into the journal by id alone.
"""

import re
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gongkai.organs import events, rules
from gongkai.organs.models import Appointment, Membership, Organ
from gongkai.organs.powers import lasting_administrators, require_reach_over
from gongkai.organs.roles import ADMINISTRATOR
from gongkai.platform.accounts.access import end_sign_ins
from gongkai.platform.accounts.models import Person, new_person
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.typed import require_plain

CHANGE = Permission.PEOPLE_CHANGE
AT_HOME = "person.membership.organ"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


# ---- Add ------------------------------------------------------------------------------------------------------------


def _is_well_named(name: str, email: str, person: Person | None = None) -> None:
    if not name.strip():
        raise Refused(_("Give the person's name."), field="name")
    require_plain(name, "name")
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("%(value)s is no valid address.") % {"value": email}, field="email") from None
    others = Person.objects.filter(email__iexact=email).exclude(pk=person.pk if person else None)
    if others.exists():
        raise Refused(_("Another person has this e-mail address: each needs one of their own."), field="email")


def _can_sign_in(login: str, name: str, email: str, password: str) -> None:
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Refused(
            _("A login name has 2 to 60 letters (a-z), digits, or . _ @ - and begins with a letter or digit."),
            field="login",
        )
    if Person.objects.filter(login=login).exists():
        raise Refused(_("The login name %(login)s is taken: choose another.") % {"login": login}, field="login")
    if password:
        try:
            validate_password(password, Person(login=login, name=name, email=email))
        except ValidationError as error:
            raise Refused(" ".join(error.messages), field="password") from None


def _add(
    login: str, name: str, email: str, password: str, organ: Organ | None, now: datetime, *, is_initial: bool
) -> Person:
    """`is_initial`: somebody else chose the password."""
    person = new_person(
        login=login,
        name=name,
        email=email,
        added_at=now,
        password=password or None,
        must_change_password=is_initial and bool(password),
    )
    person.save()
    Membership.objects.create(person=person, organ=organ)
    return person


def _can_be_added(
    *, by: Any, now: datetime, login: str, name: str, email: str, password: str, organ: Organ | None
) -> None:
    if organ is not None:
        rules.is_there(organ, legal_day(now), "organ")
    _is_well_named(name, email)
    _can_sign_in(login, name, email, password)


@action(events.PERSON_ADDED, needs=CHANGE, at="organ", check=_can_be_added)
def add_person(
    *, by: Any, now: datetime, login: str, name: str, email: str, password: str, organ: Organ | None
) -> Recorded[Person]:
    """A new person, looked after by that organ (None: by the whole installation), without any role. Without a password
    nobody can sign in as them until they have set one by a letter to their e-mail address; one given here must be
    changed at the first sign-in."""
    person = _add(login, name, email, password, organ, now, is_initial=True)
    payload = {"person": person.pk, "organ": organ.pk if organ else None, "with_password": bool(password)}
    return Recorded(person, about=person, organ=organ, payload=payload)


def _is_called_by_the_system(*, by: Any, now: datetime, login: str, name: str, email: str, password: str) -> None:
    if not by.is_system:
        raise Forbidden(Permission.ROLES_CHANGE)
    _is_well_named(name, email)
    if not password:
        raise Refused(_("An administrator needs a password."), field="password")
    _can_sign_in(login, name, email, password)


@action(events.ADMIN_CREATED, needs=Permission.ROLES_CHANGE, check=_is_called_by_the_system)
def create_admin(*, by: Any, now: datetime, login: str, name: str, email: str, password: str) -> Recorded[Person]:
    """An administrator of the whole installation, made by whoever commands the machine: the first one, or another where
    none can sign in any more. `by` is the system itself."""
    person = _add(login, name, email, password, None, now, is_initial=False)
    Appointment.objects.create(person=person, role=ADMINISTRATOR, organ=None, from_day=legal_day(now))
    payload = {"person": person.pk, "role": ADMINISTRATOR, "organ": None, "from": legal_day(now), "until": None}
    return Recorded(person, about=person, payload=payload)


def told_of(person: Person) -> dict[str, Any]:
    """Of whom, and who looks after them, for the journal."""
    return {"person": person.pk, "organ": person.membership.organ_id}


# ---- Change ---------------------------------------------------------------------------------------------------------


def _can_be_changed(*, by: Any, now: datetime, person: Person, name: str, email: str) -> None:
    require_reach_over(by, person, legal_day(now))
    _is_well_named(name, email, person)
    if (person.name, person.email) == (name.strip(), email.strip()):
        raise Refused(_("Nothing was changed: both stand there already."))


@action(events.PERSON_CHANGED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_can_be_changed)
def change_person(*, by: Any, now: datetime, person: Person, name: str, email: str) -> Recorded[Person]:
    """Another name or e-mail address."""
    wanted = {"name": name.strip(), "email": email.strip()}
    changed = [column for column, value in wanted.items() if getattr(person, column) != value]
    person.name, person.email = wanted["name"], wanted["email"]
    person.save(update_fields=changed)
    return Recorded(person, about=person, organ=person.membership.organ, payload=told_of(person) | {"changed": changed})


def _can_go_to(*, by: Any, now: datetime, person: Person, organ: Organ | None) -> None:
    require_reach_over(by, person, legal_day(now))
    require(by, CHANGE, organ.pk if organ else None, legal_day(now))
    if person.membership.organ == organ:
        raise Refused(_("The person is there already."), field="organ")
    if organ is not None:
        rules.is_there(organ, legal_day(now), "organ")


@action(events.PERSON_MOVED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_can_go_to)
def move_person(*, by: Any, now: datetime, person: Person, organ: Organ | None) -> Recorded[Person]:
    """Another organ looks after the person from now on. Roles stay as they are: they are given and taken one by one."""
    before = person.membership.organ_id
    person.membership.organ = organ
    person.membership.save(update_fields=["organ"])
    payload = {"person": person.pk, "from_organ": before, "to_organ": organ.pk if organ else None}
    return Recorded(person, about=person, organ=organ, payload=payload)


# ---- End and return -------------------------------------------------------------------------------------------------


def _can_be_deactivated(*, by: Any, now: datetime, person: Person) -> None:
    require_reach_over(by, person, legal_day(now))
    if not person.is_active:
        raise Refused(_("The person is deactivated already."))
    if person.pk == by.pk:
        raise Refused(_("You can't deactivate yourself: ask another administrator."))
    _leaves_an_administrator(person, now)


def _leaves_an_administrator(person: Person, now: datetime) -> None:
    """Needed here although nobody deactivates themselves: the system can, and two administrators each other."""
    lasting = lasting_administrators(legal_day(now))
    if lasting.filter(person=person).exists() and not lasting.exclude(person=person).exists():
        raise Refused(
            _("This is the last administrator of the whole installation: make another person administrator first.")
        )


@action(events.PERSON_DEACTIVATED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_can_be_deactivated)
def deactivate_person(*, by: Any, now: datetime, person: Person) -> Recorded[Person]:
    """From now on the person can't sign in and holds nothing; what they did stays theirs."""
    list(lasting_administrators(legal_day(now)).order_by("pk").select_for_update(of=("self",)))
    _leaves_an_administrator(person, now)
    person.is_active, person.deactivated_at, person.deactivated_by = False, now, by
    person.save(update_fields=["is_active", "deactivated_at", "deactivated_by"])
    payload = told_of(person) | {"ended": end_sign_ins(person)}
    return Recorded(person, about=person, organ=person.membership.organ, payload=payload)


def _can_be_reactivated(*, by: Any, now: datetime, person: Person) -> None:
    require_reach_over(by, person, legal_day(now))
    if person.is_active:
        raise Refused(_("The person is active already."))


@action(events.PERSON_REACTIVATED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_can_be_reactivated)
def reactivate_person(*, by: Any, now: datetime, person: Person) -> Recorded[Person]:
    """The person can sign in again, and holds again what was not taken back."""
    person.is_active, person.deactivated_at, person.deactivated_by = True, None, None
    person.save(update_fields=["is_active", "deactivated_at", "deactivated_by"])
    return Recorded(person, about=person, organ=person.membership.organ, payload=told_of(person))
