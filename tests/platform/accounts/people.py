"""What the tests of signing in share."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from gongkai.platform.accounts.models import Person, new_person
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.guard import unguarded
from gongkai.platform.moments import present
from gongkai.platform.permissions import Powers

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Gate:
    """Answers about roles as the test says."""

    def __init__(self) -> None:
        self.demanding: set[int] = set()
        self.held: set[tuple[int, str]] = set()

    def may(self, person, permission, organ_id, on) -> bool:
        return (person.pk, permission) in self.held

    def organs_where(self, person, permission, on):
        return Person.objects.none()

    def organ_ids_where(self, person, permission, on):
        return Person.objects.none().values("pk")

    def powers(self, person, on) -> Powers:
        return Powers(frozenset(permission for number, permission in self.held if number == person.pk))

    def needs_second_factor(self, person, on) -> bool:
        return person.pk in self.demanding


def add_person(login: str, name: str = "某人", **details) -> Person:
    """A person in the database, with a password unless told otherwise."""
    details = {"email": "", "password": PASSWORD, "added_at": present()} | details
    person = new_person(login=login, name=name, **details)
    with unguarded("a test"):
        person.save()
    return person


def confirm(client) -> None:
    """Types the password once more, as before something sensitive."""
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def with_code(person: Person) -> Client:
    """A browser in which the person signed in with password and code."""
    client = Client()
    client.post("/account/login/", {"login": person.login, "password": PASSWORD})
    assert client.post("/account/2fa/authenticate/", {"code": code()})["Location"] == "/staff/"
    return client


def confirm_with_code(client) -> None:
    """Types a code once more, as before something sensitive."""
    assert client.post("/account/2fa/reauthenticate/", {"code": code(1)}).status_code == 302


def give_app(person: Person) -> Authenticator:
    """Sets up an authenticator app with the secret above, and recovery codes."""
    found = totp.TOTP.activate(person, SECRET).instance
    RecoveryCodes.activate(person)
    return found


def code(shift: int = 0) -> str:
    """The code that the app shows now, or that many steps from now."""
    steps = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(SECRET, steps[len(steps) // 2] + shift))


def wrong_code() -> str:
    """A code that no step near now shows."""
    near = {code(shift) for shift in range(-3, 4)}
    return next(text for text in (digit * 6 for digit in "01234567") if text not in near)


def told(event: str) -> list[Entry]:
    """The entries of that event, the oldest first."""
    return list(Entry.objects.filter(event=f"accounts.{event}").order_by("seq"))


def happened() -> list[str]:
    """What the journal tells of accounts, in order."""
    codes = Entry.objects.filter(event__startswith="accounts.").order_by("seq").values_list("event", flat=True)
    return [found.removeprefix("accounts.") for found in codes]


def payloads() -> Iterator[str]:
    """Every payload of the journal, as stored."""
    yield from Payload.objects.values_list("text", flat=True)
