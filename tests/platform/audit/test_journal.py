"""日志: the journal proves itself, and both databases refuse to change it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import ACTIONS, Recorded, action
from gongkai.platform.audit import verify as verifying
from gongkai.platform.audit.events import EVENTS, Event
from gongkai.platform.audit.verify import verify
from gongkai.platform.guard import unguarded

ATTACKS = [
    "UPDATE audit_entry SET event = 'other' WHERE seq = 2",
    "DELETE FROM audit_entry WHERE seq = 2",
    "DELETE FROM audit_payload WHERE seq = 2",
]


@pytest.fixture
def act():
    @action(Event("tests.acted", gettext_lazy("Acted")), needs="a test")
    def acted(*, by, now, n):
        return Recorded(None, about=by, payload={"n": n})

    yield acted
    del ACTIONS["tests.acted"], EVENTS["tests.acted"]


@pytest.fixture
def three_entries(db, act):
    for n in range(3):
        act(by=Person.objects.system(), n=n)


@pytest.mark.usefixtures("three_entries")
def test_a_journal_that_nobody_touched_verifies() -> None:
    verdict = verify()
    assert (verdict.entries, verdict.faults) == (3, ())


@pytest.mark.usefixtures("three_entries")
@pytest.mark.parametrize("statement", ATTACKS)
def test_both_databases_refuse(statement: str) -> None:
    with unguarded("an attack"), pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify().faults == ()


def test_in_a_database_of_its_own(fresh_db, act) -> None:
    act(by=Person.objects.system(), n=1)
    assert verify().entries == 1


@pytest.mark.usefixtures("three_entries")
def test_what_is_written_while_it_is_verified_is_no_fault(act, monkeypatch) -> None:
    read = verifying._beyond

    def read_and_write(*given):
        found = read(*given)
        act(by=Person.objects.system(), n=9)
        return found

    monkeypatch.setattr(verifying, "_beyond", read_and_write)
    verdict = verify()
    assert (verdict.entries, verdict.faults) == (5, ())
