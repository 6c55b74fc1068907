"""查询: what a person may read about their own sign-in. The first argument is the person."""

from datetime import datetime

from django.db.models import QuerySet

from gongkai.platform.accounts.access import lasting_sign_ins
from gongkai.platform.accounts.models import Person, SignIn


def own_sign_ins(person: Person, now: datetime) -> QuerySet[SignIn]:
    """The browsers in which the person is signed in, the one used last first; not those where it is over."""
    return lasting_sign_ins(person, now)


def current_sign_in(person: Person, number: object) -> SignIn | None:
    """The sign-in that a session names, if it was not ended; whether it is over is for the middleware to say."""
    return SignIn.objects.filter(person=person, pk=number).first() if isinstance(number, int) else None
