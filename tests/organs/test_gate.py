"""权限之门: who may do what where, as of the day."""

from datetime import date, timedelta

import pytest

from gongkai.organs.gate import below
from gongkai.organs.models import Deputy, OrganParent
from gongkai.platform.accounts.models import Person
from gongkai.platform.guard import unguarded
from gongkai.platform.permissions import Permission, may, organs_where

READ, CHANGE = Permission.ORGANS_READ, Permission.ORGANS_CHANGE


def where(person, world, permission=READ, on=None):
    """The names of the organs in which the person holds the permission."""
    return [organ.name for organ in organs_where(person, permission, on or world.today)]


def agrees(person, world, permission=READ, on=None):
    """Whether the single question and the list say the same of every organ."""
    on = on or world.today
    listed = set(organs_where(person, permission, on).values_list("pk", flat=True))
    for organ in (world.city, world.district, world.bureau, world.town):
        assert may(person, permission, organ.pk, on) == (organ.pk in listed)


def test_without_a_role_nothing(world) -> None:
    person = world.nobody(world.district)
    assert where(person, world) == []
    assert not any(may(person, permission, None, world.today) for permission in Permission)
    agrees(person, world)


def test_in_its_own_organ_alone(world) -> None:
    person = world.person("officer", world.district)
    assert where(person, world) == ["东湖区人民政府"]
    assert where(person, world, CHANGE) == []
    agrees(person, world)


def test_with_those_below(world) -> None:
    person = world.person("supervisor", world.district, below=True)
    assert set(where(person, world)) == {"东湖区人民政府", "东湖区教育局", "东湖区青山镇人民政府"}
    agrees(person, world)


def test_in_the_whole_installation(world) -> None:
    assert len(where(world.admin, world, CHANGE)) == 4
    assert may(world.admin, CHANGE, None, world.today)
    assert not may(world.person("administrator", world.city, below=True), CHANGE, None, world.today)
    agrees(world.admin, world)


def test_the_tree_of_the_day_counts(world) -> None:
    person = world.person("supervisor", world.district, below=True)
    moved_on = world.today + timedelta(days=10)
    with unguarded("a test"):
        OrganParent.objects.create(organ=world.town, from_day=moved_on, parent=world.city)
    assert "东湖区青山镇人民政府" in where(person, world, on=moved_on - timedelta(days=1))
    assert "东湖区青山镇人民政府" not in where(person, world, on=moved_on)
    agrees(person, world, on=moved_on)


def test_what_a_moved_organ_has_below_moves_along(world) -> None:
    village = world.organ("青山镇水务站", world.town)
    person = world.person("supervisor", world.district, below=True)
    moved_on = world.today + timedelta(days=10)
    with unguarded("a test"):
        OrganParent.objects.create(organ=world.town, from_day=moved_on, parent=world.city)
    assert may(person, READ, village.pk, moved_on - timedelta(days=1))
    assert not may(person, READ, village.pk, moved_on)


def test_the_days_of_an_appointment_are_its_first_and_its_last(world) -> None:
    person = world.nobody(world.district)
    appointment = world.appointment(person, "officer", world.district, until=world.today)
    days = [appointment.from_day + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [may(person, READ, world.district.pk, day) for day in days] == [False, True, True, False]


def test_taken_back_it_holds_no_more_from_that_day_on(world) -> None:
    person = world.nobody(world.district)
    appointment = world.appointment(person, "officer", world.district)
    with unguarded("a test"):
        appointment.ended_at, appointment.ended_by = world.now, world.admin
        appointment.save()
    assert not may(person, READ, world.district.pk, world.today)
    assert may(person, READ, world.district.pk, world.today - timedelta(days=1))


@pytest.mark.parametrize("who", ["deputy", "holder"])
def test_whoever_is_deactivated_holds_nothing_nor_hands_it_on(world, who) -> None:
    holder, deputy = world.nobody(world.district), world.nobody(world.district)
    appointment = world.appointment(holder, "officer", world.district)
    with unguarded("a test"):
        Deputy.objects.create(
            appointment=appointment, person=deputy, from_day=world.today, until_day=world.today + timedelta(days=1)
        )
    days = [world.today + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [may(deputy, READ, world.district.pk, day) for day in days] == [False, True, True, False]
    gone = {"deputy": deputy, "holder": holder}[who]
    with unguarded("a test"):
        gone.is_active, gone.deactivated_at, gone.deactivated_by = False, world.now, world.admin
        gone.save()
    deputy.refresh_from_db()
    assert not may(deputy, READ, world.district.pk, world.today)
    assert where(deputy, world) == []


def test_before_its_first_day_an_organ_is_taken_as_on_it(world) -> None:
    long_ago = date(1990, 1, 1)
    assert set(below([world.district.pk], long_ago)) == {world.district, world.bureau, world.town}
    assert "东湖区教育局" in where(Person.objects.system(), world, on=long_ago)
