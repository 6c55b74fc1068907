"""登录凭据: what lets a person in, and how it is taken away. Plain functions for actions, here and in `organs`."""

import hashlib
import hmac
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet

from gongkai.platform.accounts.models import Person, SignIn

PROVIDER = "oidc"
"""The identity provider of the installation, if it has one; there is one at most."""
LONGEST = timedelta(hours=12)
"""How long a sign-in lasts, however busy."""
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor. Recovery codes alone do not: they only stand in for one."""


def has_second_factor(person: Person) -> bool:
    """Whether the person has set up a second factor."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS).exists()


def lasting_sign_ins(person: Person, now: datetime) -> QuerySet[SignIn]:
    """The browsers in which the person is signed in, the one used last first; not those where it is over."""
    idle = timedelta(minutes=settings.IDLE_MINUTES)
    return SignIn.objects.filter(person=person, seen_at__gte=now - idle, began_at__gte=now - LONGEST)


def is_signed_in(person: Person, now: datetime) -> bool:
    """Whether the person is signed in anywhere."""
    return lasting_sign_ins(person, now).exists()


def end_sign_ins(person: Person, *, but: int | None = None) -> int:
    """Ends the person's sign-ins in every browser, `but` the one of that id; each browser learns it at its next
    request. For actions that take something away: a deactivation, a new password."""
    return SignIn.objects.filter(person=person).exclude(pk=but).delete()[0]


def remove_second_factors(person: Person) -> int:
    """Removes every second factor and the recovery codes, for a person who lost them; returns how many."""
    return Authenticator.objects.filter(user_id=person.pk).delete()[0]


def give_initial_password(person: Person, password: str) -> None:
    """Sets the password that an administrator chose; unsaved. The person must change it at the next sign-in."""
    person.set_password(password)
    person.must_change_password = True


def identity_of(person: Person) -> str:
    """The subject at the identity provider by which the person signs in; empty where none is linked."""
    found = SocialAccount.objects.filter(user_id=person.pk, provider=PROVIDER).first()
    return found.uid if found else ""


def link_identity(person: Person, subject: str) -> None:
    """Lets whoever the identity provider calls `subject` sign in as the person."""
    SocialAccount.objects.create(user_id=person.pk, provider=PROVIDER, uid=subject.strip(), extra_data={})


def unlink_identity(person: Person) -> None:
    """Lets nobody sign in as the person through the identity provider."""
    SocialAccount.objects.filter(user_id=person.pk, provider=PROVIDER).delete()


def mark(typed: str) -> str:
    """What stands for a typed login name where the name itself must not be kept: somebody may have typed a password
    there. Keyed, so that nobody without the keys can try names against it."""
    name = typed.strip().lower().encode()
    return hmac.new(settings.KEYS.blind, b"login\n" + name, hashlib.sha256).hexdigest()[:32]
