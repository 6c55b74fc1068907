"""页面: each sees the messages of their own organs, addresses masked; who may decides on what failed or is open."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.platform.audit.models import Entry
from gongkai.platform.outbox import actions, shown
from gongkai.platform.outbox.models import Message, State
from gongkai.platform.refusals import Forbidden
from tests.platform.outbox.examples import a_message

LIST = reverse("outbox:list")


@pytest.fixture
def browser(world, variables):
    def signed_in(person) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def administrator(world):
    return world.person("administrator", world.bureau)


def address(message: Message, decision: str = "") -> str:
    if decision:
        return reverse("outbox:decide", args=[message.pk, decision])
    return reverse("outbox:message", args=[message.pk])


def numbers(client: Client, **asked: str) -> list[int]:
    return [row.number for row in client.get(LIST, asked).context["shown"].rows]


def test_each_sees_the_messages_of_their_own_organs(world, browser) -> None:
    bureau, town = a_message(world), a_message(world, organ=world.town.pk)
    whole = a_message(world, organ=None)
    officer = browser(world.person("officer", world.bureau))
    assert numbers(officer) == [bureau.pk]
    assert [officer.get(address(one)).status_code for one in (bureau, town, whole)] == [200, 404, 404]
    assert set(numbers(browser(world.admin))) == {bureau.pk, town.pk, whole.pk}
    assert LIST in officer.get(reverse("home")).content.decode()


def test_without_a_role_that_reads_messages_there_is_no_list(world, browser) -> None:
    message = a_message(world)
    client = browser(world.person("drafter", world.bureau))
    assert client.get(LIST).status_code == 403
    assert client.get(address(message)).status_code == 404
    assert LIST not in client.get(reverse("home")).content.decode()


def test_the_address_is_masked_and_the_text_not_shown(world, browser) -> None:
    message = a_message(world, body="张三的申请")
    client = browser(world.admin)
    for page in (client.get(LIST), client.get(address(message))):
        told = page.content.decode()
        assert "l***@example.com" in told
        assert "li@example.com" not in told
        assert "张三" not in told


@pytest.mark.parametrize(
    ("channel", "to", "expected"),
    [("mail", "li@example.com", "l***@example.com"), ("sms", "13812345678", "138****5678"), ("wecom", "li.si", "***")],
)
def test_every_kind_of_address_is_masked(world, channel, to, expected) -> None:
    assert shown.masked(a_message(world, channel=channel, to=to)) == expected


def test_what_wants_a_decision_stands_first_and_filters_work(world, browser) -> None:
    made = {state: a_message(world, state).pk for state in (State.SENT, State.WAITING, State.FAILED, State.UNCERTAIN)}
    sms = a_message(world, channel="sms", to="13812345678")
    client = browser(world.admin)
    assert numbers(client)[:2] == [made[State.UNCERTAIN], made[State.FAILED]]
    assert numbers(client, state="sent") == [made[State.SENT]]
    assert numbers(client, channel="sms") == [sms.pk]
    assert len(numbers(client, page="z")) == 5
    assert numbers(client, state="x") == numbers(client, channel="y") == []


def test_a_waiting_message_says_what_it_waits_for(world, browser, variables) -> None:
    message = a_message(world)
    client = browser(world.admin)
    assert "Mail is not set up (GONGKAI_SMTP)" in client.get(address(message)).content.decode()
    variables(SMTP="file")
    assert "GONGKAI_SMTP" not in client.get(address(message)).content.decode()


DECISIONS = [("send-again", "waiting"), ("mark-as-sent", "sent"), ("cancel", "cancelled")]


@pytest.mark.parametrize(("decision", "state"), DECISIONS)
def test_a_person_decides_and_the_journal_tells(world, browser, administrator, decision, state) -> None:
    message = a_message(world, State.UNCERTAIN)
    client = browser(administrator)
    assert address(message, decision) in client.get(address(message)).content.decode()
    assert client.get(address(message, decision)).status_code == 200
    assert client.post(address(message, decision)).status_code == 302
    assert Message.objects.get(pk=message.pk).state == state
    entry = Entry.objects.get(event__startswith="outbox.")
    assert (entry.person, entry.organ, entry.about) == (administrator.pk, world.bureau.pk, str(message.pk))


@pytest.mark.parametrize(("decision", "_state"), DECISIONS)
def test_who_may_only_read_decides_nothing(world, browser, decision, _state) -> None:
    message = a_message(world, State.UNCERTAIN)
    officer = world.person("officer", world.bureau)
    client = browser(officer)
    assert "/cancel/" not in client.get(address(message)).content.decode()
    assert client.get(address(message, decision)).status_code == 403
    assert client.post(address(message, decision)).status_code == 403
    with pytest.raises(Forbidden):
        shown.DECISIONS[decision](by=officer, message=message)
    assert Message.objects.get(pk=message.pk).state == "uncertain"


@pytest.mark.parametrize(("decision", "_state"), DECISIONS)
def test_nobody_decides_in_another_organ(world, browser, decision, _state) -> None:
    message = a_message(world, State.UNCERTAIN)
    stranger = world.person("administrator", world.town)
    assert browser(stranger).post(address(message, decision)).status_code == 404
    with pytest.raises(Forbidden):
        shown.DECISIONS[decision](by=stranger, message=message)


def test_what_is_not_possible_is_not_offered_and_refused(world, browser, administrator) -> None:
    message = a_message(world, State.SENT)
    client = browser(administrator)
    assert "/send-again/" not in client.get(address(message)).content.decode()
    assert client.post(address(message, "send-again")).status_code == 409
    assert not Entry.objects.filter(event__startswith="outbox.").exists()


def test_there_are_no_other_decisions(world, browser, administrator) -> None:
    assert browser(administrator).get(address(a_message(world), "delete")).status_code == 404


def test_looking_changes_nothing(world, browser, administrator) -> None:
    message = a_message(world, State.UNCERTAIN)
    client = browser(administrator)
    for decision, _ in DECISIONS:
        client.get(address(message, decision))
    assert Message.objects.get(pk=message.pk).state == "uncertain"


def test_nobody_signed_in_sees_no_messages(world) -> None:
    assert Client().get(LIST).status_code == 302


def test_holding_back_wants_the_whole_installation(world, administrator) -> None:
    with pytest.raises(Forbidden):
        actions.hold_unsent(by=administrator)
