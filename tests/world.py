"""The world of the tests: a small city with a district, a department of it and a town, and people in roles."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gongkai.organs.models import (
    Appointment,
    Kind,
    Level,
    Membership,
    Organ,
    OrganParent,
    OrganStatus,
    ReportsInto,
    new_name,
)
from gongkai.organs.roles import ROLES
from gongkai.platform.accounts.models import Person, new_person
from gongkai.platform.guard import unguarded

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FOUNDED = date(2000, 1, 1)
PASSWORD = "a long word for tests"


@dataclass
class World:
    """What there is at `now`. All of it was written around the actions, so the journal is empty."""

    now: datetime
    city: Organ
    """A municipal government."""
    district: Organ
    """A district government, below the city."""
    bureau: Organ
    """A department of the district."""
    town: Organ
    """A town below the district."""
    admin: Person
    """Administrator of the whole installation."""
    numbers: Any = field(default_factory=count)

    @property
    def today(self) -> date:
        """The legal day of `now`."""
        return self.now.date()

    def organ(self, name: str, parent: Organ | None, kind: str = Kind.DEPARTMENT, level: str = Level.COUNTY) -> Organ:
        """One more organ."""
        with unguarded("the world of the tests"):
            organ = Organ.objects.create(set_up_on=FOUNDED, added_at=self.now)
            OrganStatus.objects.create(organ=organ, from_day=FOUNDED, kind=kind, level=level)
            new_name(organ, name, "", FOUNDED).save()
            OrganParent.objects.create(organ=organ, from_day=FOUNDED, parent=parent)
            ReportsInto.objects.create(organ=organ, from_day=FOUNDED, into=parent)
        return organ

    def nobody(self, organ: Organ | None = None, name: str = "") -> Person:
        """A new person without any role, looked after by that organ."""
        number = next(self.numbers)
        with unguarded("the world of the tests"):
            person = new_person(
                login=f"person{number}", name=name or f"张{number}", email="", added_at=self.now, password=PASSWORD
            )
            person.save()
            Membership.objects.create(person=person, organ=organ)
        return person

    def appointment(
        self, person: Person, role: str, organ: Organ | None, *, below: bool = False, until: date | None = None
    ) -> Appointment:
        """Gives the person a role, since the day before."""
        assert role in ROLES, role
        with unguarded("the world of the tests"):
            return Appointment.objects.create(
                person=person,
                role=role,
                organ=organ,
                with_below=below,
                from_day=self.today - timedelta(days=1),
                until_day=until,
            )

    def person(self, role: str, organ: Organ | None, name: str = "", *, below: bool = False) -> Person:
        """A new person appointed in that role (`organs.roles`), in that organ; None: in the whole installation."""
        person = self.nobody(organ, name)
        self.appointment(person, role, organ, below=below)
        return person


@pytest.fixture
def world(db: Any) -> World:
    """A new world, on both databases, undone after the test."""
    return make_world()


@pytest.fixture
def fresh_world(fresh_db: str) -> World:
    """A new world in a database of the test's own, in which transactions end."""
    return make_world()


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the clock of the pages at the world's `now`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.now)


def make_world(now: datetime = NOW) -> World:
    """The world in the database that is in use."""
    world = World(now, *[None] * 5)  # type: ignore[arg-type]
    world.city = world.organ("临江市人民政府", None, Kind.GOVERNMENT, Level.PREFECTURE)
    world.district = world.organ("东湖区人民政府", world.city, Kind.GOVERNMENT, Level.COUNTY)
    world.bureau = world.organ("东湖区教育局", world.district)
    world.town = world.organ("东湖区青山镇人民政府", world.district, Kind.TOWNSHIP, Level.TOWNSHIP)
    world.admin = world.person("administrator", None, "管理员")
    return world
