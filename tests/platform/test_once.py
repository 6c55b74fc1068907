"""一问一答: what is kept within a request that only reads, and that nothing is kept beyond it."""

from datetime import timedelta

from gongkai.organs.actions.appointments import end_appointment
from gongkai.organs.models import Appointment
from gongkai.platform.guard import unguarded
from gongkai.platform.once import answer, asked_once
from gongkai.platform.permissions import Permission, may, powers


def counted():
    """A question, and how often it was put."""
    put = []

    def ask():
        put.append(1)
        return len(put)

    return ask, put


def test_a_question_is_put_once_a_request() -> None:
    ask, put = counted()
    with asked_once():
        assert [answer("which", ask), answer("which", ask)] == [1, 1]
        assert answer("another", ask) == 2
    assert answer("which", ask) == 3
    with asked_once():
        assert answer("which", ask) == 4
    assert len(put) == 4


def test_from_a_write_on_nothing_is_kept() -> None:
    ask, _ = counted()
    with asked_once():
        answer("which", ask)
        with unguarded("a test"):
            assert answer("which", ask) == 2
        assert answer("which", ask) == 3


def test_people_are_kept_apart(world) -> None:
    one, other = world.person("supervisor", world.district, below=True), world.nobody(world.district)
    with asked_once():
        assert powers(one, world.today).anywhere
        assert not powers(other, world.today).anywhere
        assert may(one, Permission.ORGANS_READ, world.bureau.pk, world.today)
        assert not may(other, Permission.ORGANS_READ, world.bureau.pk, world.today)


def test_a_role_taken_back_in_the_same_request_is_gone(fresh_world) -> None:
    world = fresh_world
    person = world.person("officer", world.bureau)
    held = Appointment.objects.get(person=person)
    tomorrow = world.today + timedelta(days=1)
    with asked_once():
        assert may(person, Permission.ORGANS_READ, world.bureau.pk, tomorrow)
        end_appointment(by=world.admin, now=world.now, appointment=held)
        assert not may(person, Permission.ORGANS_READ, world.bureau.pk, tomorrow)
