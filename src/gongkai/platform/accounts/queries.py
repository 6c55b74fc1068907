"""查询: what a person may read about their own sign-in, the first argument being the person; and, for the way to a new
password alone, whose an address is."""

from datetime import datetime

from django.db.models import QuerySet

from gongkai.platform.accounts.access import lasting_sign_ins
from gongkai.platform.accounts.models import Person, SignIn, email_key


def own_sign_ins(person: Person, now: datetime) -> QuerySet[SignIn]:
    """The browsers in which the person is signed in, the one used last first; not those where it is over."""
    return lasting_sign_ins(person, now)


def current_sign_in(person: Person, number: object) -> SignIn | None:
    """The sign-in that a session names, if it was not ended; whether it is over is for the middleware to say."""
    return SignIn.objects.filter(person=person, pk=number).first() if isinstance(number, int) else None


def person_with_email(typed: str) -> int | None:
    """The id of the active person who has this e-mail address, however it is spelled."""
    found = Person.objects.filter(email_key=email_key(typed), is_active=True, is_system=False)
    return found.exclude(email_key="").values_list("pk", flat=True).first()
