"""范围: who sees what of collections, reports and what was sent back; who hands in for whom."""

import pytest

from gongkai.platform.guard import unguarded
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.reporting import queries
from gongkai.reporting.actions.collecting import choose_organ
from gongkai.reporting.actions.returning import hand_in, write_remark
from tests.reporting.examples import (
    a_collection,
    a_read_report,
    a_report,
    a_return,
    kept,
    officer,
)

pytestmark = pytest.mark.usefixtures("city")


def test_who_sees_what(world) -> None:
    collection = a_collection(world)
    mine = a_return(world, a_read_report(world, collection))
    theirs = a_return(world, a_read_report(world, collection, organ=world.town, text="t"))
    draft = write_remark(
        now=world.now,
        by=world.person("supervisor", world.city),
        report=a_read_report(world, a_collection(world, organ=world.city), text="d"),
        remark="尚未发出",
    )
    seen = {
        "bureau": set(queries.returns_visible_to(officer(world), world.today)),
        "town": set(queries.returns_visible_to(world.person("drafter", world.town), world.today)),
        "nobody": set(queries.returns_visible_to(world.nobody(world.bureau), world.today)),
        "over": set(queries.returns_visible_to(world.person("auditor", world.district, below=True), world.today)),
    }
    assert seen == {"bureau": {mine}, "town": {theirs}, "nobody": set(), "over": {mine, theirs}}
    assert draft.sent_at is None
    district = world.person("supervisor", world.district)
    assert set(queries.collections_visible_to(district, world.today)) == {collection}
    assert not queries.reports_visible_to(officer(world), world.today).exists()
    assert not queries.reports_visible_to(world.person("supervisor", world.bureau), world.today).exists()


def test_an_office_hands_in_for_the_government_that_acts_through_it(world) -> None:
    office = world.organ("东湖区人民政府办公室", world.district)
    with unguarded("the world of the tests"):
        world.district.statuses.update(acts_through=office)
    collection = a_collection(world, organ=world.city)
    clerk = world.person("officer", office)
    assert world.district in [one.organ for one in queries.to_hand_in(clerk, world.today)]
    given = {"collection": collection, "organ": world.district, "files": [kept("gov")]}
    with pytest.raises(Forbidden):
        hand_in(now=world.now, by=officer(world), **given)
    report = hand_in(now=world.now, by=clerk, **given)
    returned = a_return(world, report, organ=world.district)
    assert returned in queries.returns_visible_to(clerk, world.today)
    assert returned not in queries.returns_visible_to(officer(world), world.today)


def test_an_organ_out_of_reach_can_neither_be_chosen_nor_hand_in(world) -> None:
    collection = a_collection(world, organ=world.bureau)
    report = a_report(world, collection, organ=None)
    with pytest.raises(Refused):
        choose_organ(now=world.now, by=world.person("supervisor", world.bureau), report=report, organ=world.town)
    with pytest.raises(Refused):
        hand_in(
            now=world.now,
            by=world.person("officer", world.town),
            collection=collection,
            organ=world.town,
            files=[kept("t")],
        )
