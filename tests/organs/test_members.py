"""人员: who sees whom, who changes whom, and who has left."""

from datetime import timedelta

import pytest

from gongkai.organs.actions.appointments import appoint, name_deputy
from gongkai.organs.actions.people import (
    add_person,
    change_person,
    create_admin,
    deactivate_person,
    move_person,
    reactivate_person,
)
from gongkai.organs.queries import people_visible_to
from gongkai.platform.audit.models import Payload
from gongkai.platform.permissions import Permission, may
from gongkai.platform.refusals import Forbidden, Refused
from tests.organs.examples import added, appointed, first_admin


@pytest.fixture
def chief(world):
    """Administrator of the district and all below it."""
    return world.person("administrator", world.district, below=True)


# ---- People ---------------------------------------------------------------------------------------------------------


def test_who_sees_whom(world, chief) -> None:
    upper, lower, other = world.nobody(world.city), world.nobody(world.bureau), world.nobody(None)
    seen = set(people_visible_to(chief, world.today))
    assert {chief, lower} <= seen
    assert not {upper, other} & seen
    assert set(people_visible_to(other, world.today)) == {other}
    guest = world.nobody(world.city)
    world.appointment(guest, "officer", world.town)
    assert guest in people_visible_to(chief, world.today)
    assert {upper, lower, other, guest} <= set(people_visible_to(world.admin, world.today))
    assert not people_visible_to(world.admin, world.today).filter(is_system=True).exists()


def test_an_administrator_touches_no_person_of_another_organ(world, chief) -> None:
    stranger = world.nobody(world.city)
    for act, given in (
        (change_person, {"person": stranger, "name": "改名", "email": ""}),
        (deactivate_person, {"person": stranger}),
        (move_person, {"person": stranger, "organ": world.bureau}),
        (move_person, {"person": world.nobody(world.bureau), "organ": world.city}),
        (add_person, added(world, organ=world.city)),
        (add_person, added(world, organ=None)),
    ):
        with pytest.raises(Forbidden):
            act(now=world.now, **given | {"by": chief})


@pytest.mark.parametrize("how", ["appointed", "later", "deputy"])
def test_nor_one_of_their_own_who_holds_more_than_they(world, chief, how) -> None:
    """Whoever can change the address to which a new password goes, can sign in as that person."""
    person = world.nobody(world.bureau)
    if how == "deputy":
        days = {"from_day": world.today, "until_day": world.today}
        name_deputy(by=world.admin, now=world.now, appointment=world.admin.appointments.get(), person=person, **days)
    else:
        day = world.today + timedelta(days=5 if how == "later" else 0)
        appoint(now=world.now, **appointed(world, person=person, role="auditor", organ=None, from_day=day))
    for act, given in (
        (change_person, {"name": person.name, "email": "mine@example.com"}),
        (deactivate_person, {}),
        (move_person, {"organ": world.town}),
    ):
        with pytest.raises(Forbidden):
            act(by=chief, now=world.now, person=person, **given)
        if act is deactivate_person:
            act(by=world.admin, now=world.now, person=person)
            with pytest.raises(Forbidden):
                reactivate_person(by=chief, now=world.now, person=person)
            reactivate_person(by=world.admin, now=world.now, person=person)


def test_who_left_holds_nothing_and_gets_nothing_until_back(world) -> None:
    person = world.person("officer", world.bureau)
    deactivate_person(by=world.admin, now=world.now, person=person)
    person.refresh_from_db()
    assert not may(person, Permission.FILES_ADD, world.bureau.pk, world.today)
    with pytest.raises(Refused, match="deactivated"):
        appoint(now=world.now, **appointed(world, person=person, role="drafter"))
    reactivate_person(by=world.admin, now=world.now, person=person)
    person.refresh_from_db()
    assert may(person, Permission.FILES_ADD, world.bureau.pk, world.today)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "李\u200b娜"), ("name", "娜\u202e李"), ("login", "li\u200bna"), ("login", "ｌｉｎａ"),
        ("login", ""), ("login", "李娜"), ("login", "a b"), ("login", "SYSTEM"), ("name", " "), ("email", "x"),
        ("email", "su@\u017fh\u0131lan.example"),
        ("password", "short"), ("password", "123456789012"),
    ],
)  # fmt: skip
def test_a_person_is_well_described(world, field, value) -> None:
    with pytest.raises(Refused) as refused:
        add_person(now=world.now, **added(world, **{field: value}))
    assert refused.value.field == field


def test_an_address_belongs_to_one_person(world) -> None:
    add_person(now=world.now, **added(world))
    with pytest.raises(Refused, match="e-mail"):
        add_person(now=world.now, **added(world, login="other", email="LI.NA@example.gov.cn"))


def test_without_a_password_nobody_signs_in(world) -> None:
    assert not add_person(now=world.now, **added(world, password="")).has_usable_password()


def test_the_journal_names_no_person(world) -> None:
    given = added(world)
    person = add_person(now=world.now, **given)
    change_person(by=world.admin, now=world.now, person=person, name="李娜娜", email="")
    texts = " ".join(Payload.objects.values_list("text", flat=True))
    for word in ("李娜", given["email"], given["login"].lower(), given["password"]):
        assert word not in texts


def test_an_administrator_is_made_by_the_system_alone(world) -> None:
    with pytest.raises(Forbidden):
        create_admin(now=world.now, **first_admin(world, by=world.admin))
    made = create_admin(now=world.now, **first_admin(world))
    assert may(made, Permission.KEYS_ROTATE, None, world.today)
    assert made.check_password("correct horse battery")
