"""查询: what a person may read about their own sign-in. The first argument is the person."""

from django.db.models import QuerySet

from gongkai.platform.accounts.models import Person, SignIn


def own_sign_ins(person: Person) -> QuerySet[SignIn]:
    """The browsers in which the person is signed in, the one used last first."""
    return SignIn.objects.filter(person=person)


def current_sign_in(person: Person, number: object) -> SignIn | None:
    """The sign-in that a session names, if it still stands."""
    return own_sign_ins(person).filter(pk=number).first() if isinstance(number, int) else None
