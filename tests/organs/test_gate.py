"""权限之门: who may do what where, as of the day."""

from datetime import date, datetime, time, timedelta

import pytest

from gongkai.organs.actions.appointments import end_appointment
from gongkai.organs.actions.people import move_person
from gongkai.organs.gate import below
from gongkai.organs.models import Deputy, Organ, OrganParent, Successor
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person
from gongkai.platform.guard import unguarded
from gongkai.platform.moments import LEGAL_ZONE
from gongkai.platform.permissions import PAST_THE_END, READING, Permission, may, organs_where, powers

READ, CHANGE = Permission.ORGANS_READ, Permission.ORGANS_CHANGE


def where(person, world, permission=READ, on=None):
    """The names of the organs in which the person holds the permission."""
    return [organ.name for organ in organs_where(person, permission, on or world.today)]


def agrees(person, world, permission=READ, on=None):
    """Whether the single question and the list say the same of every organ."""
    on = on or world.today
    listed = set(organs_where(person, permission, on).values_list("pk", flat=True))
    for organ in Organ.objects.all():
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


# ---- Organs that have ended -----------------------------------------------------------------------------------------


def end(organ, heirs, on):
    """The organ is gone from that day on; the heirs carry on what it did."""
    with unguarded("a test"):
        organ.ended_on, organ.ended_how = on, "merged"
        organ.save()
        for heir in heirs:
            Successor.objects.create(organ=organ, heir=heir, from_day=on)


def test_what_reads_is_told_apart_from_what_writes() -> None:
    assert {permission for permission in Permission if permission.value.endswith(".read")} == READING
    assert not {permission for permission in PAST_THE_END if permission.value.endswith(".add")}


@pytest.mark.parametrize("of", ["itself", "above", "whole"])
def test_nothing_is_added_in_an_organ_from_the_day_on_which_it_ended(world, of) -> None:
    person = {
        "itself": lambda: world.person("administrator", world.town),
        "above": lambda: world.person("administrator", world.city, below=True),
        "whole": lambda: world.admin,
    }[of]()
    day = world.today + timedelta(days=3)
    end(world.town, [world.bureau], day)
    for permission in sorted(ROLES["administrator"].permissions):
        days = [may(person, permission, world.town.pk, on) for on in (day - timedelta(days=1), day)]
        assert days == [True, permission in PAST_THE_END], permission
        agrees(person, world, permission, on=day)
        agrees(person, world, permission, on=day - timedelta(days=1))


def test_an_officer_of_an_ended_organ_reads_it_and_is_offered_nothing_new(world) -> None:
    officer = world.person("officer", world.town)
    assert Permission.FILES_ADD in powers(officer, world.today).anywhere
    end(world.town, [world.bureau], world.today)
    assert not may(officer, Permission.FILES_ADD, world.town.pk, world.today)
    assert may(officer, Permission.FILES_READ, world.town.pk, world.today)
    assert powers(officer, world.today).anywhere <= READING
    assert where(officer, world) == ["东湖区青山镇人民政府"]


def test_an_heir_reads_what_it_carries_on_through_others_too_and_adds_nothing_to_it(world) -> None:
    """The station became part of the town, and five days later the town part of the bureau."""
    station = world.organ("青山镇水务站", world.town)
    officer, days = world.person("officer", world.bureau), [world.today + timedelta(days=n) for n in (0, 5)]
    end(station, [world.town], days[0])
    end(world.town, [world.bureau], days[1])
    own, two = "东湖区教育局", {"青山镇水务站", "东湖区青山镇人民政府"}
    for permission in (READ, Permission.FILES_READ, Permission.MESSAGES_READ):
        assert where(officer, world, permission, on=days[1] - timedelta(days=1)) == [own]
        assert set(where(officer, world, permission, on=days[1])) == {own, *two}
        for day in days:
            agrees(officer, world, permission, on=day)
    assert where(officer, world, Permission.FILES_ADD, on=days[1]) == [own]
    agrees(officer, world, Permission.FILES_ADD, on=days[1])
    assert not may(officer, Permission.JOURNAL_READ, station.pk, days[1])


def test_those_above_an_heir_read_what_it_carries_on(world) -> None:
    """An organ of another district is merged into the bureau; its old district still reads it."""
    other = world.organ("西山区人民政府", world.city)
    land = world.organ("西山区土地局", other)
    end(land, [world.bureau], world.today)
    for top in (world.district, other):
        supervisor = world.person("supervisor", top, below=True)
        assert "西山区土地局" in where(supervisor, world)
        agrees(supervisor, world)
    auditor = world.person("auditor", world.bureau)
    assert set(where(auditor, world, Permission.JOURNAL_READ)) == {"东湖区教育局", "西山区土地局"}


def test_roles_in_an_ended_organ_are_taken_back_and_its_people_go_on_elsewhere(world) -> None:
    person = world.nobody(world.town)
    appointment = world.appointment(person, "officer", world.town)
    end(world.town, [world.bureau], world.today)
    chief = world.person("administrator", world.district, below=True)
    later = datetime.combine(world.today + timedelta(days=1), time(9), LEGAL_ZONE)
    move_person(by=chief, now=later, person=person, organ=world.bureau)
    end_appointment(by=chief, now=later, appointment=appointment)
    assert where(person, world, on=later.date()) == []
