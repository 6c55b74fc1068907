"""动作: signing in and out and all that belongs to it, each in the journal. Most record what the sign-in libraries have
just done; `signals` calls them."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.platform.accounts import events
from gongkai.platform.accounts.access import LONGEST, end_sign_ins
from gongkai.platform.accounts.models import Person, SignIn
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.refusals import Refused

ONESELF = "a person signs in for themselves"
STRANGER = "whoever fails to sign in has no permissions yet"


@action(events.SIGNED_IN, needs=ONESELF)
def record_sign_in(
    *, by: Person, now: datetime, means: tuple[str, ...], browser: str, address: str
) -> Recorded[SignIn]:
    """A person has signed in by these means ('password', 'totp', …). Returns the sign-in that the session names. Those
    of the person that are long over go: a browser that was only closed never says so."""
    SignIn.objects.filter(person=by, began_at__lt=now - LONGEST).delete()
    sign_in = SignIn.objects.create(person=by, began_at=now, seen_at=now, browser=browser[:200], address=address[:45])
    return Recorded(sign_in, about=by, payload={"means": list(means)})


@action(events.SIGN_IN_FAILED, needs=STRANGER)
def record_failure(*, by: Person, now: datetime, step: str, tried: str) -> Recorded[None]:
    """Somebody failed to sign in. `by` is the person whose login was typed, else the system; `tried` then is the mark
    of what was typed (`access.mark`). `step` is 'password' or 'second_factor'."""
    return Recorded(None, about=None if by.is_system else by, payload={"step": step, "tried": tried})


@action(events.LOCKED_OUT, needs=STRANGER)
def record_lockout(*, by: Person, now: datetime, tried: str) -> Recorded[None]:
    """Too many failures: this login is locked for a while at this address."""
    return Recorded(None, about=None if by.is_system else by, payload={"tried": tried})


@action(events.SIGNED_OUT, needs=ONESELF)
def record_sign_out(*, by: Person, now: datetime, why: str, sign_in: int | None) -> Recorded[None]:
    """A person has signed out, or was: `why` is 'asked', 'idle', 'too_long' or 'ended'."""
    SignIn.objects.filter(pk=sign_in, person=by).delete()
    return Recorded(None, about=by, payload={"why": why})


def _sign_in_is_own(*, by: Person, now: datetime, sign_in: SignIn) -> None:
    if sign_in.person_id != by.pk:
        raise Refused(_("This sign-in belongs to somebody else. Go back to your own page."))


@action(events.SIGN_IN_ENDED, needs=ONESELF, locks=("sign_in",), check=_sign_in_is_own)
def end_sign_in(*, by: Person, now: datetime, sign_in: SignIn) -> Recorded[None]:
    """A person ends a sign-in of theirs in another browser."""
    sign_in.delete()
    return Recorded(None, about=by)


@action(events.PASSWORD_CHANGED, needs=ONESELF)
def record_password_change(*, by: Person, now: datetime, sign_in: int | None) -> Recorded[int]:
    """A person has changed their password; every other browser is signed out."""
    return _password_is_ones_own(by, sign_in)


@action(events.PASSWORD_RESET, needs="the link that was sent to the person's address stands for the person")
def record_password_reset(*, by: Person, now: datetime) -> Recorded[int]:
    """A person has set a new password by the link in an e-mail; every browser is signed out."""
    return _password_is_ones_own(by, None)


def _password_is_ones_own(person: Person, sign_in: int | None) -> Recorded[int]:
    Person.objects.filter(pk=person.pk).update(must_change_password=False)
    ended = end_sign_ins(person, but=sign_in)
    return Recorded(ended, about=person, payload={"ended": ended})


@action(events.SECOND_FACTOR_ADDED, needs=ONESELF)
def record_second_factor_added(*, by: Person, now: datetime, kind: str) -> Recorded[None]:
    """A person has set up a second factor of that kind ('totp', 'webauthn')."""
    return Recorded(None, about=by, payload={"kind": kind})


@action(events.SECOND_FACTOR_REMOVED, needs=ONESELF)
def record_second_factor_removed(*, by: Person, now: datetime, kind: str) -> Recorded[None]:
    """A person has removed a second factor of that kind, or the recovery codes with the last of them."""
    return Recorded(None, about=by, payload={"kind": kind})


@action(events.RECOVERY_CODES_MADE, needs=ONESELF)
def record_recovery_codes(*, by: Person, now: datetime) -> Recorded[None]:
    """New recovery codes were made for a person; older ones are void."""
    return Recorded(None, about=by)


def _language_is_known(*, by: Person, now: datetime, language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("The site can't be read in this language. Choose Chinese or English."), field="language")


@action(events.LANGUAGE_CHOSEN, needs=ONESELF, check=_language_is_known)
def choose_language(*, by: Person, now: datetime, language: str) -> Recorded[None]:
    """A person chooses the language of their pages."""
    Person.objects.filter(pk=by.pk).update(language=language)
    return Recorded(None, about=by, payload={"language": language})
