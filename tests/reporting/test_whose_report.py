"""机关识别: from which organ a report is, by its title or by what a person said."""

import pytest

from gongkai.platform.accounts.models import Person
from gongkai.reporting.actions.collecting import choose_organ, record_reading
from gongkai.reporting.kept import Found
from gongkai.reporting.matching import organ_called
from tests.reporting.examples import (
    FINDINGS,
    a_collection,
    a_report,
    supervisor,
)

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("东湖区教育局", "bureau"),
        ("东湖区 教育局", "bureau"),
        ("临江市东湖区教育局", "bureau"),
        ("东湖区人民政府", "district"),
        ("西山市东湖区教育局", None),
        ("教育局", None),
        ("西湖区教育局", None),
        ("临江市人民政府", None),
        ("", None),
    ],
)
def test_the_title_tells_the_organ_or_leaves_it_open(world, name, organ) -> None:
    found = organ_called(name, a_collection(world), world.today)
    assert found == (getattr(world, organ) if organ else None)


def test_a_name_that_two_bear_is_nobody_s(world) -> None:
    west = world.organ("西湖区人民政府", world.city)
    for district in (world.district, west):
        world.organ("城关镇人民政府", district)
    assert organ_called("城关镇人民政府", a_collection(world, organ=world.city), world.today) is None
    found = organ_called("西湖区城关镇人民政府", a_collection(world, organ=world.city, year=2024), world.today)
    assert found is not None


def test_what_a_person_said_is_not_overruled_by_a_title(world) -> None:
    report = a_report(world, organ=None)
    choose_organ(now=world.now, by=supervisor(world), report=report, organ=world.town)
    record_reading(
        now=world.now, by=Person.objects.system(), report=report, found=Found("东湖区教育局", 2025, FINDINGS)
    )
    report.refresh_from_db()
    assert report.organ == world.town
