"""动作: what the mechanism gives to every action, tried on actions made for the purpose."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import Part, Recorded
from gongkai.platform.audit import journal
from gongkai.platform.audit.models import Entry, Payload
from gongkai.platform.audit.verify import verify
from gongkai.platform.guard import WriteOutsideAction, unguarded
from gongkai.platform.numbering.models import Counter
from gongkai.platform.permissions import Permission, set_gate
from gongkai.platform.permissions import _gates as gates
from gongkai.platform.refusals import Forbidden, ProgrammingMistake, Refused

pytestmark = pytest.mark.usefixtures("db")

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def count(*, by, now, kind, organ=1):
    """Writes one row."""
    row = Counter.objects.create(organ=organ, kind=kind, year=now.year)
    return Recorded(row, about=row, organ=organ, payload={"kind": kind, "on": date(2026, 3, 1)})


@pytest.fixture
def system():
    return Person.objects.system()


class Holding:
    """A gate through which the named person may do everything in organ 1."""

    def __init__(self, person_id):
        self.person_id = person_id

    def may(self, person, permission, organ_id, on):
        return person.pk == self.person_id and organ_id == 1

    def organs_where(self, person, permission, on):
        raise NotImplementedError


@pytest.fixture
def clerk(make_action):
    """A person who may do everything in organ 1."""

    def add(*, by, now):
        person = Person(login="clerk", name="办事员", added_at=now)
        person.save()
        return Recorded(person, about=person)

    person = make_action(add)(by=Person.objects.system())
    before = list(gates)
    set_gate(Holding(person.pk))
    yield person
    gates[:] = before


def test_it_leaves_one_entry_with_person_moment_and_what_it_is_about(make_action, system) -> None:
    act = make_action(count)
    row = act(by=system, now=NOON, kind="k")
    (entry,) = Entry.objects.all()
    assert (entry.seq, entry.at, entry.event, entry.person) == (1, NOON, act.event.code, system.pk)
    assert (entry.about_kind, entry.about, entry.organ) == ("numbering.counter", str(row.pk), 1)
    assert Payload.objects.get(seq=1).text == '{"kind":"k","on":"2026-03-01"}'
    assert "kind" not in entry.text
    assert verify().faults == ()


def test_what_it_did_in_several_organs_stands_in_the_journal_of_each_once(make_action, system) -> None:
    def several(*, by, now, organs):
        row = Counter.objects.create(organ=1, kind=str(organs), year=now.year)
        parts = [Part(row, organ, {"organ": organ}) for organ in organs]
        return Recorded(row, about=None, payload={"organs": organs}, parts=parts)

    act = make_action(several)
    act(by=system, now=NOON, organs=[7, 8])
    entries = list(Entry.objects.order_by("seq"))
    assert [(entry.organ, entry.event, entry.person, entry.at) for entry in entries] == [
        (organ, act.event.code, system.pk, NOON) for organ in (None, 7, 8)
    ]
    assert list(Payload.objects.order_by("seq").values_list("text", flat=True))[1:] == ['{"organ":7}', '{"organ":8}']
    assert verify().faults == ()
    with pytest.raises(ProgrammingMistake, match="one organ"):
        act(by=system, now=NOON, organs=[7, 7])
    assert Entry.objects.count() == 3


def test_without_a_moment_it_is_now(make_action, system) -> None:
    before = datetime.now(UTC)
    make_action(count)(by=system, kind="k")
    assert before <= Entry.objects.get().at <= datetime.now(UTC)


def test_a_moment_without_its_zone_is_a_mistake_of_the_program(make_action, system) -> None:
    with pytest.raises(ProgrammingMistake, match="zone"):
        make_action(count)(by=system, now=datetime(2026, 3, 2), kind="k")  # noqa: DTZ001


def test_what_is_refused_changes_nothing(make_action, system) -> None:
    def refuse(*, by, now, kind):
        raise Refused("not in this state")

    with pytest.raises(Refused):
        make_action(count, check=refuse)(by=system, kind="k")
    assert not Counter.objects.exists()
    assert not Entry.objects.exists()


def test_what_fails_halfway_changes_nothing(make_action, system) -> None:
    def fail(*, by, now, kind):
        count(by=by, now=now, kind=kind)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_action(fail)(by=system, kind="k")
    assert not Counter.objects.exists()
    assert not Entry.objects.exists()


def test_without_its_entry_it_is_undone(make_action, system, monkeypatch) -> None:
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(ZeroDivisionError):
        make_action(count)(by=system, kind="k")
    assert not Counter.objects.exists()


def test_a_check_may_not_write(make_action, system) -> None:
    def write(*, by, now, kind):
        Counter.objects.create(organ=1, kind=kind, year=2026)

    with pytest.raises(WriteOutsideAction):
        make_action(count, check=write)(by=system, kind="k")


def test_an_action_inside_an_action_is_a_mistake(make_action, system) -> None:
    inner = make_action(count)

    def outer(*, by, now):
        inner(by=by, kind="k")
        return Recorded(None, about=None)

    with pytest.raises(ProgrammingMistake, match="inside another"):
        make_action(outer)(by=system)
    assert not Entry.objects.exists()


def test_a_permission_is_asked_for_in_the_organ_it_is_about(make_action, clerk, system) -> None:
    act = make_action(count, needs=Permission.ORGANS_CHANGE, at="organ")
    act(by=clerk, kind="k", organ=1)
    with pytest.raises(Forbidden):
        act(by=clerk, kind="k", organ=2)
    act(by=system, kind="k", organ=2)
    assert [act.is_allowed(clerk, organ) for organ in (1, 2, None)] == [True, False, False]


def test_whoever_left_may_nothing(make_action, clerk) -> None:
    act = make_action(count, needs=Permission.ORGANS_CHANGE, at="organ")
    with unguarded("somebody else, a moment ago"):
        Person.objects.filter(pk=clerk.pk).update(is_active=False, deactivated_at=NOON, deactivated_by=clerk)
    assert clerk.is_active
    with pytest.raises(Forbidden):
        act(by=clerk, kind="k", organ=1)


def test_a_hindrance_is_told_without_doing_it(make_action, clerk) -> None:
    def never_x(*, by, now, kind, organ):
        if kind == "x":
            raise Refused("x never")

    act = make_action(count, needs=Permission.ORGANS_CHANGE, at="organ", check=never_x)
    assert act.hindrance(by=clerk, kind="k", organ=1) is None
    assert isinstance(act.hindrance(by=clerk, kind="k", organ=2), Forbidden)
    assert str(act.hindrance(by=clerk, kind="x", organ=1)) == "x never"
    assert not Counter.objects.exists()


def test_what_is_locked_is_read_anew(make_action, system) -> None:
    row = make_action(count)(by=system, kind="k")

    def raise_it(*, by, now, row):
        row.last += 1
        row.save()
        return Recorded(row.last, about=row)

    act = make_action(raise_it, locks=("row",))
    assert [act(by=system, row=row), act(by=system, row=row)] == [1, 2]


def test_the_person_of_a_request_may_be_a_stand_in_that_is_looked_up_late(system, make_action) -> None:
    """As Django's `request.user` is."""
    from django.utils.functional import SimpleLazyObject

    make_action(count)(by=SimpleLazyObject(lambda: system), kind="a")
    assert Entry.objects.get().person == system.pk


@pytest.mark.parametrize("turned", [False, True])
def test_records_are_locked_in_one_order_whichever_way_they_are_named(make_action, system, turned) -> None:
    """Else two acts that name the same two would wait for each other."""
    write = make_action(count)
    low, high = write(by=system, kind="k"), write(by=system, kind="l")

    def nothing(*, by, now, one, other, person):
        return Recorded(None, about=one)

    one, other = (high, low) if turned else (low, high)
    act = make_action(nothing, locks=("one", "person", "other"))
    with CaptureQueriesContext(connection) as asked:
        act(by=system, one=one, other=other, person=system)
    tables = [re.search(r'FROM "(\w+)" WHERE "\w+"."id" = (\d+) ', query["sql"]) for query in asked]
    named = [(found[1], int(found[2])) for found in tables if found and found[1] != "audit_head"]
    assert named == [("accounts_person", system.pk), ("numbering_counter", low.pk), ("numbering_counter", high.pk)]


def test_what_is_gone_is_refused(make_action, system) -> None:
    row = make_action(count)(by=system, kind="k")

    def remove(*, by, now, row):
        about = Counter(pk=row.pk)
        row.delete()
        return Recorded(None, about=about)

    act = make_action(remove, locks=("row",))
    act(by=system, row=row)
    with pytest.raises(Refused, match=r"不存在|no longer exists"):
        act(by=system, row=row)


@pytest.mark.parametrize("wrong", [lambda *, by: None, lambda *, now: None, lambda by, now: None])
def test_an_action_takes_keywords_with_person_and_moment(make_action, wrong) -> None:
    with pytest.raises(ProgrammingMistake, match="keywords"):
        make_action(wrong)


def test_a_payload_holds_plain_values(make_action, system) -> None:
    def odd(*, by, now):
        return Recorded(None, about=None, payload={"x": object()})

    with pytest.raises(TypeError, match="no plain value"):
        make_action(odd)(by=system)
    assert not Entry.objects.exists()
