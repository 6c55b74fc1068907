"""同时: two acts at the same moment, each right by itself, are never wrong together."""

from datetime import date
from functools import partial
from threading import Barrier, Thread, get_ident

import pytest
from django.db import connection

from gongkai.organs import rules
from gongkai.organs.actions import people
from gongkai.organs.actions.appointments import end_appointment
from gongkai.organs.actions.organs import (
    change_organ_details,
    move_organ,
    rename_organ,
    set_reports_into,
    set_up_organ,
)
from gongkai.organs.actions.people import add_person, change_person, deactivate_person
from gongkai.organs.models import Organ, OrganName
from gongkai.organs.powers import lasting_administrators
from gongkai.organs.queries import into_of, parent_of
from gongkai.platform.accounts.models import Person
from gongkai.platform.refusals import Forbidden, Refused
from tests.organs.examples import added, details, renamed, set_up

pytestmark = pytest.mark.slow


def at_once(*acts) -> list[str]:
    """Does them in threads that start together; what was said to those that were not done."""
    gate, refused, done = Barrier(len(acts)), [], []

    def run(act) -> None:
        try:
            gate.wait(timeout=30)
            act()
            done.append(act)
        except (Refused, Forbidden) as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(done) + len(refused) == len(acts)
    return refused


@pytest.fixture
def both_look_first(monkeypatch):
    """Neither act goes on before the other has found the name free as well, where two can look at once."""
    looked, found_free = Barrier(2), rules.name_is_free
    seen: dict[int, bool] = {}

    def name_is_free(*given) -> None:
        found_free(*given)
        if connection.vendor == "postgresql" and not seen.setdefault(get_ident(), False):
            seen[get_ident()] = True
            looked.wait(timeout=30)

    monkeypatch.setattr(rules, "name_is_free", name_is_free)


NAME = "东湖区水务局"


@pytest.mark.usefixtures("both_look_first")
@pytest.mark.parametrize("how", ["set up", "rename", "mixed"])
def test_two_organs_do_not_take_one_name(fresh_world, how) -> None:
    world = fresh_world
    new, other = set_up(world, name=NAME), renamed(world, name=NAME)
    colleague = world.person("administrator", None)
    acts = {
        "set up": (
            lambda: set_up_organ(now=world.now, **new),
            lambda: set_up_organ(now=world.now, **new | {"parent": None, "by": colleague}),
        ),
        "rename": (
            lambda: rename_organ(now=world.now, **other),
            lambda: rename_organ(now=world.now, **other | {"organ": world.town, "by": colleague}),
        ),
        "mixed": (
            lambda: set_up_organ(now=world.now, **new),
            lambda: rename_organ(now=world.now, **other | {"by": colleague}),
        ),
    }[how]
    assert len(at_once(*acts)) == 1
    assert OrganName.objects.filter(name=NAME).count() == 1


@pytest.mark.usefixtures("both_look_first")
def test_nor_do_the_very_first_two(fresh_db) -> None:
    new = {"name": NAME, "short_name": "", "kind": "department", "level": "county", "set_up_on": date(2026, 3, 2)}
    act = partial(set_up_organ, by=Person.objects.system(), parent=None, **new)
    assert len(at_once(act, act)) == 1
    assert Organ.objects.count() == 1


def plain(world):
    """Details without codes, which two organs can't share, and without who acts."""
    given = details(world, organisation_code="", credit_code="")
    del given["acts_through"]
    return given


def test_two_organs_do_not_act_through_each_other(fresh_world) -> None:
    world = fresh_world
    for _ in range(5):
        refused = at_once(
            lambda: change_organ_details(now=world.now, **plain(world), acts_through=world.town),
            lambda: change_organ_details(
                now=world.now, **plain(world) | {"organ": world.town}, acts_through=world.bureau
            ),
        )
        assert len(refused) == 1
        for organ in (world.bureau, world.town):
            change_organ_details(now=world.now, **plain(world) | {"organ": organ}, acts_through=None)


@pytest.mark.parametrize("what", ["tree", "reports"])
def test_two_moves_make_no_circle(fresh_world, what) -> None:
    world = fresh_world
    act, field = (move_organ, "parent") if what == "tree" else (set_reports_into, "into")
    given = {"by": world.admin, "now": world.now, "from_day": world.today}
    refused = at_once(
        lambda: act(**given, organ=world.bureau, **{field: world.town}),
        lambda: act(**given, organ=world.town, **{field: world.bureau}),
    )
    assert len(refused) == 1
    found = parent_of if what == "tree" else into_of
    others = {found(world.bureau, world.today), found(world.town, world.today)}
    assert world.district in others


@pytest.mark.parametrize("how", ["end", "deactivate", "mixed"])
def test_two_last_administrators_do_not_end_each_other(fresh_world, how) -> None:
    world = fresh_world
    other = world.person("administrator", None)
    mine, theirs = world.admin.appointments.get(), other.appointments.get()
    acts = {
        "end": (
            lambda: end_appointment(by=other, now=world.now, appointment=mine),
            lambda: end_appointment(by=world.admin, now=world.now, appointment=theirs),
        ),
        "deactivate": (
            lambda: deactivate_person(by=Person.objects.system(), now=world.now, person=world.admin),
            lambda: deactivate_person(by=Person.objects.system(), now=world.now, person=other),
        ),
        "mixed": (
            lambda: end_appointment(by=Person.objects.system(), now=world.now, appointment=mine),
            lambda: deactivate_person(by=Person.objects.system(), now=world.now, person=other),
        ),
    }[how]
    assert len(at_once(*acts)) == 1
    assert lasting_administrators(world.today).count() == 1


@pytest.mark.parametrize(("how", "told"), [("email", "电子邮箱"), ("login", "登录名"), ("change", "电子邮箱")])
def test_two_people_do_not_take_one_address_or_one_login(fresh_world, monkeypatch, how, told) -> None:
    world, looked, found_free = fresh_world, Barrier(2), people._email_is_free
    seen: set[int] = set()

    def email_is_free(*given) -> None:
        found_free(*given)
        if connection.vendor == "postgresql" and get_ident() not in seen:
            seen.add(get_ident())
            looked.wait(timeout=30)

    monkeypatch.setattr(people, "_email_is_free", email_is_free)
    new, colleague = added(world), world.person("administrator", None)
    if how == "change":
        one, other = world.nobody(world.bureau), world.nobody(world.bureau)
        given = {"now": world.now, "name": "李娜"}
        acts = (
            lambda: change_person(**given, by=world.admin, person=one, email="li@example.cn"),
            lambda: change_person(**given, by=colleague, person=other, email="LI@example.cn"),
        )
    else:
        second = {"login": "li.na.2"} if how == "email" else {"email": "li.na.2@example.gov.cn"}
        acts = (
            lambda: add_person(now=world.now, **new),
            lambda: add_person(now=world.now, **new | second | {"by": colleague}),
        )
    (sentence,) = at_once(*acts)
    assert told in sentence
