"""批量办理: an act on many rows asks first, does each by itself, and tells what was done and what was not; nobody does
to many what they may not do to one."""

import re

import pytest
from django.urls import reverse
from django_tasks.base import TaskResultStatus

from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
from gongkai.platform.files.models import Attachment
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.lists import views
from gongkai.platform.lists.listing import LISTINGS
from gongkai.platform.outbox.models import Message, State
from tests.platform.files.examples import attachment
from tests.platform.jobs.examples import a_task
from tests.platform.lists.conftest import sees_all, words
from tests.platform.outbox.examples import a_message
from tests.world import World

pytestmark = pytest.mark.slow

DEACTIVATE = reverse("lists:act", args=["people", "deactivate"])


def told(answer) -> tuple[list[str], dict[str, str]]:
    """The names of what was done, and of what was not with why."""
    context = answer.context
    return [one.name for one in context["did"]], {one.name: one.why for one in context["did_not"]}


def test_it_asks_first_and_then_does_each_by_itself(world: World, browser) -> None:
    people = [world.nobody(world.bureau, name=f"李{n}") for n in range(3)]
    client = browser(world.admin)
    asked = client.post(DEACTIVATE, {"chosen": [one.pk for one in people], "query": "q=李"})
    assert [one.name for one in asked.context["will"]] == ["李0", "李1", "李2"]
    assert not Person.objects.filter(is_active=False, is_system=False).exists()
    answer = client.post(DEACTIVATE, {"chosen": [one.pk for one in people], "query": "q=李", "confirmed": "1"})
    assert told(answer) == (["李0", "李1", "李2"], {})
    assert answer.context["back"] == f"{reverse('organs:people')}?q=%E6%9D%8E"
    assert Person.objects.filter(is_active=False, is_system=False).count() == 3
    assert Entry.objects.filter(event="organs.person_deactivated").count() == 3


def test_what_is_refused_is_named_and_hinders_no_other(world: World, browser) -> None:
    one, other = world.nobody(world.bureau, name="李一"), world.nobody(world.bureau, name="李二")
    client = browser(world.admin)
    ids = [one.pk, world.admin.pk, other.pk]
    asked = client.post(DEACTIVATE, {"chosen": ids})
    assert [row.name for row in asked.context["will"]] == ["李一", "李二"]
    assert [row.name for row in asked.context["will_not"]] == ["管理员"]
    did, did_not = told(client.post(DEACTIVATE, {"chosen": ids, "confirmed": "1"}))
    assert did == ["李一", "李二"]
    assert "yourself" in did_not["管理员"]
    assert Person.objects.get(pk=world.admin.pk).is_active
    again, refused = told(client.post(DEACTIVATE, {"chosen": ids, "confirmed": "1"}))
    assert (again, len(refused)) == ([], 3)


def test_nobody_reaches_beyond_their_own_by_forging_ids(world: World, browser) -> None:
    """An administrator of the bureau sends ids of the town, of the whole, and of nobody."""
    chief = world.person("administrator", world.bureau)
    mine, stranger = world.nobody(world.bureau), world.nobody(world.town)
    client = browser(chief)
    ids = [mine.pk, stranger.pk, world.admin.pk, 10**17, "x", "-1", "²", ""]
    for confirmed in ({}, {"confirmed": "1"}):
        answer = client.post(DEACTIVATE, {"chosen": ids, **confirmed})
        assert answer.status_code == 200
        assert stranger.name not in words(answer)
        assert answer.context["gone"] == 7
    active = set(Person.objects.filter(is_active=True).values_list("pk", flat=True))
    assert mine.pk not in active
    assert {stranger.pk, world.admin.pk} <= active


def test_who_only_sees_does_nothing(world: World, browser) -> None:
    """A person with a role by which they see people and change none: to them it is not offered, and refused."""
    officer, colleague = world.person("officer", world.bureau), world.nobody(world.bureau)
    client = browser(officer)
    assert "chosen" not in client.get(reverse("organs:people")).content.decode()
    for confirmed in ({}, {"confirmed": "1"}):
        assert client.post(DEACTIVATE, {"chosen": [colleague.pk], **confirmed}).status_code == 403
    assert Person.objects.get(pk=colleague.pk).is_active


def test_held_there_and_not_here(world: World, browser) -> None:
    """Somebody who may add files in one organ and only read them in another removes those of the first."""
    person = world.person("drafter", world.bureau)
    world.appointment(person, "auditor", world.town)
    mine = attachment(world, b"1", name="可.txt")
    others = attachment(world, b"2", name="不可.txt", organ=world.town.pk)
    address = reverse("lists:act", args=["files", "remove"])
    did, did_not = told(browser(person).post(address, {"chosen": [mine.pk, others.pk], "confirmed": "1"}))
    assert did == ["可.txt"]
    assert did_not == {"不可.txt": "Your roles do not allow it there."}
    assert [one.pk for one in Attachment.objects.filter(removed_at=None)] == [others.pk]


def test_messages_are_sent_again_and_cancelled(world: World, browser, monkeypatch) -> None:
    failed, sent = a_message(world, State.FAILED), a_message(world, State.SENT)
    client = browser(world.admin)
    ids = [failed.pk, sent.pk]
    did, did_not = told(
        client.post(reverse("lists:act", args=["messages", "send-again"]), {"chosen": ids, "confirmed": "1"})
    )
    assert (len(did), len(did_not)) == (1, 1)
    assert Message.objects.get(pk=failed.pk).state == State.WAITING
    client.post(reverse("lists:act", args=["messages", "cancel"]), {"chosen": ids, "confirmed": "1"})
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {failed.pk: State.CANCELLED, sent.pk: State.SENT}


def test_tasks_are_tried_again(world: World, browser) -> None:
    failed, waiting = a_task(world), a_task(world, TaskResultStatus.READY)
    address = reverse("lists:act", args=["tasks", "try-again"])
    ids = [str(failed.pk), str(waiting.pk), "no id"]
    answer = browser(world.admin).post(address, {"chosen": ids, "confirmed": "1"})
    did, did_not = told(answer)
    assert (len(did), answer.context["gone"]) == (1, 1)
    assert "has not failed" in next(iter(did_not.values()))
    assert Ticket.objects.get(pk=failed.pk).task.status == TaskResultStatus.READY
    auditor = browser(world.person("auditor", None))
    assert auditor.post(address, {"chosen": ids}).status_code == 403


def test_nothing_chosen_too_much_chosen_no_such_act(world: World, browser, monkeypatch) -> None:
    client = browser(world.admin)
    assert client.post(DEACTIVATE).status_code == 409
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    assert client.post(DEACTIVATE, {"chosen": ["1", "2", "3"]}).status_code == 409
    for address in (reverse("lists:act", args=["people", "x"]), reverse("lists:act", args=["x", "deactivate"])):
        assert client.post(address, {"chosen": ["1"]}).status_code == 404
    assert client.get(DEACTIVATE).status_code == 405


def test_a_mistake_of_the_program_midway_leaves_none_half_done(world: World, browser, monkeypatch) -> None:
    from gongkai.platform.audit import journal

    people = [world.nobody(world.bureau) for _ in range(3)]
    before, written = journal.append, []

    def broken(*arguments, **given):
        written.append(1)
        if len(written) == 2:
            raise RuntimeError("the journal can't be written")
        return before(*arguments, **given)

    client = browser(world.admin)
    monkeypatch.setattr(journal, "append", broken)
    with pytest.raises(RuntimeError):
        client.post(DEACTIVATE, {"chosen": [one.pk for one in people], "confirmed": "1"})
    monkeypatch.undo()
    gone = Person.objects.filter(is_active=False, is_system=False).count()
    assert gone == Entry.objects.filter(event="organs.person_deactivated").count() == 1


@pytest.mark.parametrize("key", [key for key, listing in LISTINGS.items() if listing.bulk])
def test_boxes_work_without_a_script(world: World, browser, key: str) -> None:
    a_task(world), a_message(world, State.FAILED), attachment(world)
    page = browser(sees_all(world)).get(LISTINGS[key].address).content.decode()
    boxes = re.findall(r'<input type="checkbox" name="chosen" value="[^"]+" aria-label="([^"]+)"', page)
    assert boxes
    assert all(len(label) > len("Choose ") for label in boxes)
    for act in LISTINGS[key].bulk:
        assert f'formaction="{reverse("lists:act", args=[key, act.code])}"' in page
