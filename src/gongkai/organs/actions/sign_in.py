"""登录凭据的动作: an administrator helps people in who lost what they sign in with, and ends their sign-ins.

Whoever can set how a person signs in, could act as that person. So each of these is for an administrator of the organ
that looks after the person, who reaches all that the person holds; none is for one's own account, where a browser left
open would be enough; and each that gives or takes a way in ends the person's sign-ins, so that the person notices.
"""

from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.organs import events
from gongkai.organs.actions.people import AT_HOME, CHANGE, told_of
from gongkai.organs.powers import require_reach_over
from gongkai.platform.accounts import access
from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import Refused


def _is_reached(by: Any, person: Person, now: datetime) -> None:
    require_reach_over(by, person, legal_day(now))
    if person.pk == by.pk:
        raise Refused(_("This is your own account: use your own page, or ask another administrator."))


def _is_in_use(by: Any, person: Person, now: datetime) -> None:
    _is_reached(by, person, now)
    if not person.is_active:
        raise Refused(_("%(person)s is deactivated and can't sign in: reactivate them first.") % {"person": person})


def _recorded(person: Person, **more: Any) -> Recorded[Person]:
    return Recorded(person, about=person, organ=person.membership.organ, payload=told_of(person) | more)


# ---- Password -------------------------------------------------------------------------------------------------------


def _password_can_be_given(*, by: Any, now: datetime, person: Person, password: str) -> None:
    _is_in_use(by, person, now)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from None


@action(events.PASSWORD_GIVEN, needs=CHANGE, at=AT_HOME, locks=("person",), check=_password_can_be_given)
def give_password(*, by: Any, now: datetime, person: Person, password: str) -> Recorded[Person]:
    """A new password, which the person must change at the next sign-in. Their browsers are signed out."""
    access.give_initial_password(person, password)
    person.save(update_fields=["password", "must_change_password"])
    return _recorded(person, ended=access.end_sign_ins(person))


# ---- Second factor --------------------------------------------------------------------------------------------------


def _has_a_second_factor(*, by: Any, now: datetime, person: Person) -> None:
    _is_reached(by, person, now)
    if not access.has_second_factor(person):
        raise Refused(_("%(person)s has no second factor.") % {"person": person})


@action(events.SECOND_FACTORS_TAKEN, needs=CHANGE, at=AT_HOME, locks=("person",), check=_has_a_second_factor)
def remove_second_factors(*, by: Any, now: datetime, person: Person) -> Recorded[Person]:
    """Every second factor and the recovery codes go, for a person who lost them; where roles demand one, the next
    sign-in asks for a new one. Their browsers are signed out."""
    removed = access.remove_second_factors(person)
    return _recorded(person, removed=removed, ended=access.end_sign_ins(person))


# ---- Sign-ins -------------------------------------------------------------------------------------------------------


def _is_signed_in(*, by: Any, now: datetime, person: Person) -> None:
    _is_reached(by, person, now)
    if not access.is_signed_in(person, now):
        raise Refused(_("%(person)s is signed in nowhere.") % {"person": person})


@action(events.SIGN_INS_ENDED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_is_signed_in)
def end_all_sign_ins(*, by: Any, now: datetime, person: Person) -> Recorded[Person]:
    """The person is signed out in every browser, as after the loss of a device."""
    return _recorded(person, ended=access.end_sign_ins(person))


# ---- Identity provider ----------------------------------------------------------------------------------------------


def _identity_is_free(*, by: Any, now: datetime, person: Person, subject: str) -> None:
    _is_in_use(by, person, now)
    if not subject.strip():
        raise Refused(_("The identifier is empty: copy it from the page that the person sees."), field="subject")
    if access.identity_of(person):
        raise Refused(_("An identity is linked to this person already; unlink it first."), field="subject")
    if SocialAccount.objects.filter(provider=access.PROVIDER, uid=subject.strip()).exists():
        raise Refused(_("This identity is linked to somebody else already; look at the identifier."), field="subject")


@action(events.IDENTITY_LINKED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_identity_is_free)
def link_identity(*, by: Any, now: datetime, person: Person, subject: str) -> Recorded[Person]:
    """An administrator links a person to a subject at the identity provider. Nothing else ever links one: not an
    e-mail address, which the provider may let its users choose, and which people of one office share. The browsers of
    the person are signed out."""
    access.link_identity(person, subject)
    return _recorded(person, ended=access.end_sign_ins(person))


def _identity_is_linked(*, by: Any, now: datetime, person: Person) -> None:
    _is_reached(by, person, now)
    if not access.identity_of(person):
        raise Refused(_("No identity is linked to this person."))


@action(events.IDENTITY_UNLINKED, needs=CHANGE, at=AT_HOME, locks=("person",), check=_identity_is_linked)
def unlink_identity(*, by: Any, now: datetime, person: Person) -> Recorded[Person]:
    """An administrator unlinks a person from the identity provider; the person's browsers are signed out."""
    access.unlink_identity(person)
    return _recorded(person, ended=access.end_sign_ins(person))
