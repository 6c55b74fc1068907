"""人员与任职: nobody reaches beyond what they hold."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.organs.actions.appointments import appoint, end_appointment, end_deputy, name_deputy
from gongkai.organs.actions.people import (
    change_person,
    deactivate_person,
)
from gongkai.organs.roles import _ALL, ROLES, roles_giving
from gongkai.platform.accounts.models import Person
from gongkai.platform.permissions import Permission, may
from gongkai.platform.refusals import Forbidden, Refused
from tests.organs.examples import appointed, deputising


@pytest.fixture
def chief(world):
    """Administrator of the district and all below it."""
    return world.person("administrator", world.district, below=True)


@pytest.fixture
def alone(world):
    """Administrator of the district alone."""
    return world.person("administrator", world.district)


# ---- Roles ----------------------------------------------------------------------------------------------------------


def test_the_table_of_roles_is_complete() -> None:
    assert list(ROLES) == [
        "drafter", "officer", "section", "first_reviewer", "second_reviewer", "final_reviewer", "signer",
        "secrecy_reviewer", "supervisor", "auditor", "administrator",
    ]  # fmt: skip
    assert [role.code for role in ROLES.values() if role.whole] == ["supervisor", "auditor", "administrator"]
    for role in ROLES.values():
        assert role.gives <= set(ROLES)
        assert len(role.code) <= 20


def test_every_permission_is_somebody_s_and_every_role_can_be_given() -> None:
    assert frozenset().union(*(role.permissions for role in ROLES.values())) == set(Permission)
    assert {code for code in ROLES if not roles_giving(code)} == set()


def test_who_gives_roles_does_not_use_them() -> None:
    """The administrator alone gives roles, and reads and adds no files. The auditor changes nothing; the supervisor
    what they collect, and nothing else."""
    giving = [role for role in ROLES.values() if role.gives or Permission.ROLES_CHANGE in role.permissions]
    assert [role.code for role in giving] == ["administrator"]
    assert not {Permission.FILES_READ, Permission.FILES_ADD} & ROLES["administrator"].permissions
    changing = {
        code: {held for held in ROLES[code].permissions if not held.endswith((".read", ".read_own"))}
        for code in ("auditor", "supervisor")
    }
    assert changing == {"auditor": set(), "supervisor": {Permission.REPORTS_COLLECT}}


def test_an_administrator_gives_what_they_do_not_hold(world, chief) -> None:
    given = appointed(world, by=chief)
    appoint(now=world.now, **given)
    assert may(given["person"], Permission.FILES_ADD, world.bureau.pk, world.today)
    assert not may(chief, Permission.FILES_READ, world.bureau.pk, world.today)


def test_the_permission_to_change_roles_gives_none_without_a_role_that_does(world, chief, monkeypatch) -> None:
    """As for a role that hands out the work of a section and no more."""
    narrow = replace(ROLES["administrator"], gives=frozenset({"section"}))
    monkeypatch.setattr("gongkai.organs.roles._ALL", (*(r for r in _ALL if r.code != "administrator"), narrow))
    appoint(now=world.now, **appointed(world, by=chief, role="section"))
    officer = world.appointment(world.nobody(world.bureau), "officer", world.bureau)
    for role in ("officer", "signer", "administrator"):
        with pytest.raises(Forbidden):
            appoint(now=world.now, **appointed(world, by=chief, role=role))
    with pytest.raises(Forbidden):
        end_appointment(by=chief, now=world.now, appointment=officer)
    with pytest.raises(Forbidden):
        name_deputy(now=world.now, **deputising(world, by=chief, appointment=officer))


@pytest.mark.parametrize("role", ["officer", "signer", "auditor", "administrator"])
def test_nobody_gives_themselves_a_role(world, chief, role) -> None:
    for by in (chief, world.admin):
        with pytest.raises(Refused, match="themselves"):
            appoint(now=world.now, **appointed(world, by=by, person=by, role=role))


def test_nor_makes_themselves_the_deputy_of_somebody(world, chief) -> None:
    for by in (chief, world.admin):
        with pytest.raises(Refused, match="themselves"):
            name_deputy(now=world.now, **deputising(world, by=by, person=by))


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if not role.whole])
def test_most_roles_are_held_in_one_organ(world, role) -> None:
    for place in ({"organ": None}, {"with_below": True}):
        with pytest.raises(Refused, match="one organ"):
            appoint(now=world.now, **appointed(world, role=role, **place))


def test_a_role_works_from_its_first_day_to_its_last(world) -> None:
    first, last = world.today + timedelta(days=1), world.today + timedelta(days=2)
    given = appointed(world, from_day=first, until_day=last)
    appoint(now=world.now, **given)
    days = [world.today + timedelta(days=n) for n in range(4)]
    held = [may(given["person"], Permission.FILES_ADD, world.bureau.pk, day) for day in days]
    assert held == [False, True, True, False]


def test_it_is_given_once_for_the_same_days(world) -> None:
    given = appointed(world)
    appoint(now=world.now, **given)
    with pytest.raises(Refused, match="already"):
        appoint(now=world.now, **given | {"from_day": world.today + timedelta(days=400)})


def test_not_for_the_past_and_not_backwards(world) -> None:
    with pytest.raises(Refused, match="today or later"):
        appoint(now=world.now, **appointed(world, from_day=world.today - timedelta(days=1)))
    with pytest.raises(Refused, match="before the first"):
        appoint(now=world.now, **appointed(world, until_day=world.today - timedelta(days=1)))


@pytest.mark.parametrize("role", ["administrator", "supervisor", "officer"])
def test_an_administrator_gives_nothing_beyond_their_organs(world, chief, role) -> None:
    mine = appointed(world, by=chief, role=role)
    appoint(now=world.now, **mine)
    beyond = [{"organ": world.city}]
    if ROLES[role].whole:
        beyond += [{"organ": None}, {"organ": world.city, "with_below": True}]
    for place in beyond:
        with pytest.raises(Forbidden):
            appoint(now=world.now, **mine | place)


def test_nor_reaches_below_where_they_don_t_themselves(world, alone) -> None:
    given = appointed(world, by=alone, person=world.nobody(world.district), role="supervisor", organ=world.district)
    appoint(now=world.now, **given)
    with pytest.raises(Forbidden):
        appoint(now=world.now, **given | {"with_below": True})
    with pytest.raises(Forbidden):
        appoint(now=world.now, **given | {"organ": world.bureau})


def test_nor_raises_themselves(world, alone, chief) -> None:
    for by in (alone, chief):
        with pytest.raises(Forbidden):
            appoint(now=world.now, **appointed(world, by=by, person=by, role="administrator", organ=None))
        with pytest.raises(Forbidden):
            appoint(now=world.now, **appointed(world, by=by, person=by, role="auditor", organ=world.city))


def test_nobody_gives_roles_to_people_whom_they_don_t_see(world, chief) -> None:
    with pytest.raises(Forbidden):
        appoint(now=world.now, **appointed(world, by=chief, person=world.nobody(world.city)))


def test_a_wider_role_is_not_taken_back_from_below(world, alone) -> None:
    wide = world.appointment(world.nobody(world.district), "administrator", world.district, below=True)
    with pytest.raises(Forbidden):
        end_appointment(by=alone, now=world.now, appointment=wide)


def test_taken_back_it_is_gone_at_once(world) -> None:
    appointment = world.appointment(world.nobody(world.bureau), "officer", world.bureau)
    end_appointment(by=world.admin, now=world.now, appointment=appointment)
    assert not may(appointment.person, Permission.FILES_ADD, world.bureau.pk, world.today)
    with pytest.raises(Refused, match="already"):
        end_appointment(by=world.admin, now=world.now, appointment=appointment)


def test_the_last_administrator_stays(world) -> None:
    system = Person.objects.system()
    mine = world.admin.appointments.get()
    for by in (world.admin, system):
        with pytest.raises(Refused, match="last administrator"):
            end_appointment(by=by, now=world.now, appointment=mine)
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(by=system, now=world.now, person=world.admin)
    # One whose own days are counted does not count.
    until = world.today + timedelta(days=1)
    world.appointment(world.nobody(None), "administrator", None, until=until)
    with pytest.raises(Refused, match="last administrator"):
        end_appointment(by=system, now=world.now, appointment=mine)
    other = world.person("administrator", None)
    end_appointment(by=world.admin, now=world.now, appointment=mine)
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(by=system, now=world.now, person=other)


# ---- Deputies -------------------------------------------------------------------------------------------------------


def test_a_deputy_holds_the_role_for_those_days(world) -> None:
    given = deputising(world)
    deputy = name_deputy(now=world.now, **given)
    last = given["until_day"]
    assert may(given["person"], Permission.MESSAGES_READ, world.bureau.pk, last)
    assert not may(given["person"], Permission.MESSAGES_READ, world.bureau.pk, last + timedelta(days=1))
    end_deputy(by=given["by"], now=world.now, deputy=deputy)
    assert not may(given["person"], Permission.MESSAGES_READ, world.bureau.pk, world.today)


def test_a_deputy_s_role_ends_with_the_appointment(world) -> None:
    given = deputising(world)
    name_deputy(now=world.now, **given)
    end_appointment(by=world.admin, now=world.now, appointment=given["appointment"])
    assert not may(given["person"], Permission.MESSAGES_READ, world.bureau.pk, world.today)


def test_who_names_a_deputy(world, chief, alone) -> None:
    given = deputising(world)
    for by in (given["person"], alone, world.person("officer", world.bureau)):
        with pytest.raises(Forbidden):
            name_deputy(now=world.now, **given | {"by": by})
    name_deputy(now=world.now, **given | {"by": chief})
    with pytest.raises(Refused, match="already"):
        name_deputy(now=world.now, **given)


def test_a_deputy_is_another_person_for_days_of_the_appointment(world) -> None:
    given = deputising(world)
    with pytest.raises(Refused, match="own deputy"):
        name_deputy(now=world.now, **given | {"person": given["by"]})
    short = world.appointment(given["by"], "drafter", world.bureau, until=world.today)
    with pytest.raises(Refused, match="not held"):
        name_deputy(now=world.now, **given | {"appointment": short})


# ---- No power outlives its days -------------------------------------------------------------------------------------


def days(world, until):
    return {"from_day": world.today, "until_day": None if until is None else world.today + timedelta(days=until)}


@pytest.fixture
def until_tomorrow(world):
    """Administrator of the whole installation, today and tomorrow."""
    person = world.nobody(None)
    world.appointment(person, "administrator", None, until=world.today + timedelta(days=1))
    return person


@pytest.fixture
def for_today(world):
    """The administrator's deputy, for today."""
    given = deputising(world, by=world.admin, appointment=world.admin.appointments.get(), person=world.nobody(None))
    name_deputy(now=world.now, **given | days(world, 0))
    return given["person"]


@pytest.mark.parametrize(("who", "last"), [("until_tomorrow", 1), ("for_today", 0)])
@pytest.mark.parametrize(
    "place", [{"role": "administrator", "organ": None}, {"role": "officer"}, {"role": "auditor", "with_below": True}]
)
def test_nobody_gives_a_role_for_longer_than_they_may_give_it(world, request, who, last, place) -> None:
    given = appointed(world, by=request.getfixturevalue(who), **place)
    for until in (None, last + 1):
        with pytest.raises(Refused, match="choose that day or an earlier one") as refused:
            appoint(now=world.now, **given | days(world, until))
        assert refused.value.field == "until_day"
    appoint(now=world.now, **given | days(world, last))


@pytest.mark.parametrize(("who", "last"), [("until_tomorrow", 1), ("for_today", 0)])
def test_nor_names_a_deputy_for_longer(world, request, who, last) -> None:
    given = deputising(world, by=request.getfixturevalue(who))
    with pytest.raises(Refused, match="choose that day or an earlier one"):
        name_deputy(now=world.now, **given | days(world, last + 1))
    name_deputy(now=world.now, **given | days(world, last))


def test_the_longest_of_one_s_own_appointments_counts(world, until_tomorrow) -> None:
    world.appointment(until_tomorrow, "administrator", world.district, below=True)
    appoint(now=world.now, **appointed(world, by=until_tomorrow))
    with pytest.raises(Refused, match="choose that day"):
        appoint(now=world.now, **appointed(world, by=until_tomorrow, organ=world.city))


def test_a_deputy_takes_back_no_role_of_whom_they_stand_in_for(world, for_today) -> None:
    other = world.appointment(world.nobody(None), "administrator", None)
    twice = world.appointment(world.admin, "administrator", world.city)
    for appointment in (world.admin.appointments.get(organ=None), twice):
        with pytest.raises(Forbidden):
            end_appointment(by=for_today, now=world.now, appointment=appointment)
    end_appointment(by=for_today, now=world.now, appointment=other)


def test_nor_changes_how_they_sign_in(world, for_today, until_tomorrow) -> None:
    """Whoever can act as an administrator, holds the power as long as that one."""
    for by in (for_today, until_tomorrow):
        with pytest.raises(Forbidden):
            change_person(by=by, now=world.now, person=world.admin, name="管理员", email="mine@example.com")
        with pytest.raises(Forbidden):
            deactivate_person(by=by, now=world.now, person=world.admin)
    for by in (for_today, until_tomorrow):
        change_person(by=by, now=world.now, person=by, name="改名", email="")
        officer = world.person("officer", world.bureau)
        change_person(by=by, now=world.now, person=officer, name="改名", email="")
