"""同时: two acts at the same moment, each right by itself, are never wrong together."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from gongkai.organs.actions.appointments import end_appointment
from gongkai.organs.actions.organs import move_organ, set_reports_into
from gongkai.organs.actions.people import deactivate_person
from gongkai.organs.powers import lasting_administrators
from gongkai.organs.queries import into_of, parent_of
from gongkai.platform.accounts.models import Person
from gongkai.platform.refusals import Forbidden, Refused

pytestmark = pytest.mark.slow


def at_once(*acts) -> list[str]:
    """Does them in threads that start together; what was said to those that were not done."""
    gate, refused = Barrier(len(acts)), []

    def run(act) -> None:
        try:
            gate.wait(timeout=30)
            act()
        except (Refused, Forbidden) as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refused


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
