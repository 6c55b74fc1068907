"""发送: each message at most once; what surely failed is tried again; what nobody knows is left to a person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongkai.platform.accounts.models import Person
from gongkai.platform.audit.models import Entry
from gongkai.platform.jobs.job import DELAYS
from gongkai.platform.jobs.worker import LEASE, Worker
from gongkai.platform.outbox import actions
from gongkai.platform.outbox.channels.sender import NotSent, Outgoing
from gongkai.platform.outbox.jobs import send
from gongkai.platform.outbox.models import Message
from gongkai.platform.refusals import Refused

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Scripted:
    """A plug-in that does what the test says, and keeps what it was given."""

    sent: list[Outgoing] = []  # noqa: RUF012 - the plug-in is built anew for each message
    does: list[Exception | None] = []  # noqa: RUF012 - as above

    def __init__(self, variables) -> None:
        pass

    def send(self, message: Outgoing) -> None:
        outcome = self.does.pop(0) if self.does else None
        if outcome is not None:
            raise outcome
        self.sent.append(message)


@pytest.fixture
def scripted(variables):
    Scripted.sent, Scripted.does = [], []
    variables(SMS=f"{__name__}:Scripted", QUIET="off")
    return Scripted


@pytest.fixture
def sms(db, write, scripted):
    return lambda **given: write(channel="sms", to="13812345678", subject="", **given)


def work_off(clock) -> int:
    worker, done = Worker(clock=clock), 0
    while worker.step():
        done += 1
    return done


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def events() -> list[str]:
    return [event for event in Entry.objects.order_by("seq").values_list("event", flat=True) if "outbox" in event]


def system() -> Person:
    return Person.objects.system()


def test_a_message_is_sent_once_and_the_journal_tells(sms, scripted, clock) -> None:
    message = sms(body="hello")
    assert work_off(clock) == 1
    assert [one.body for one in scripted.sent] == ["hello"]
    assert scripted.sent[0].reference == f"gongkai-{message.pk}"
    found = fresh(message)
    assert (found.state, found.sent_at, found.sent_by, found.attempts) == ("sent", clock(), system(), 1)
    assert events() == ["outbox.sending_begun", "outbox.sent"]
    send.func(now=clock(), message=message.pk)
    assert len(scripted.sent) == 1


def test_it_is_marked_as_being_sent_before_it_is_handed_over(sms, scripted, clock, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(Scripted, "send", lambda _self, _message: seen.append(Message.objects.get().state))
    sms()
    work_off(clock)
    assert seen == ["sending"]


def test_what_surely_was_not_sent_is_tried_again_by_the_table_and_then_has_failed(sms, scripted, clock) -> None:
    message = sms()
    scripted.does = [NotSent("421") for _ in range(len(DELAYS) + 1)]
    for delay in DELAYS:
        assert work_off(clock) == 1
        found = fresh(message)
        assert (found.state, found.reason, found.detail) == ("waiting", "unreachable", "421")
        clock.now += delay - timedelta(seconds=1)
        assert work_off(clock) == 0
        clock.go_on(seconds=1)
    work_off(clock)
    assert fresh(message).state == "failed"
    clock.go_on(days=9)
    assert work_off(clock) == 0
    assert scripted.sent == []


def test_what_is_refused_for_good_is_not_tried_again(sms, scripted, clock) -> None:
    message = sms()
    scripted.does = [NotSent("550", is_refusal=True, for_good=True)]
    work_off(clock)
    assert (fresh(message).state, fresh(message).reason) == ("failed", "refused")


@pytest.mark.parametrize("error", [TimeoutError(), ValueError("13812345678"), ConnectionResetError()])
def test_whatever_else_happens_leaves_it_uncertain_and_it_is_never_sent_by_itself(sms, scripted, clock, error) -> None:
    message = sms()
    scripted.does = [error]
    work_off(clock)
    found = fresh(message)
    assert (found.state, found.reason, found.detail) == ("uncertain", "no_answer", type(error).__name__)
    clock.go_on(days=9)
    assert work_off(clock) == 0
    assert scripted.sent == []
    assert events() == ["outbox.sending_begun", "outbox.uncertain"]


def test_a_message_whose_worker_died_while_sending_is_uncertain(sms, scripted, clock) -> None:
    from gongkai.platform.jobs import claims

    message = sms()
    claims.claim("dies", clock(), clock() + LEASE)
    actions.begin_sending(by=system(), now=clock(), message=message)
    clock.now += LEASE + timedelta(seconds=1)
    assert work_off(clock) == 1
    assert (fresh(message).state, fresh(message).reason) == ("uncertain", "interrupted")
    assert scripted.sent == []


def test_a_worker_that_comes_back_still_tells_that_it_was_sent(sms, clock) -> None:
    begun = actions.begin_sending(by=system(), now=clock(), message=sms())
    actions.record_uncertain(by=system(), now=clock(), message=begun, attempt=1, reason="interrupted")
    actions.record_sent(by=system(), now=clock(), message=begun, attempt=1)
    assert fresh(begun).state == "sent"


def test_a_worker_that_comes_back_says_nothing_of_a_later_attempt(sms, clock) -> None:
    begun = actions.begin_sending(by=system(), now=clock(), message=sms())
    actions.record_uncertain(by=system(), now=clock(), message=begun, attempt=1, reason="interrupted")
    actions.send_again(by=system(), now=clock(), message=begun)
    actions.begin_sending(by=system(), now=clock(), message=begun)
    for late in (actions.record_sent, actions.record_uncertain, actions.record_not_sent):
        given = {"reason": "refused", "detail": "", "for_good": False} if late is not actions.record_sent else {}
        if late is actions.record_uncertain:
            given = {"reason": "refused"}
        with pytest.raises(Refused):
            late(by=system(), now=clock(), message=begun, attempt=1, **given)
    assert fresh(begun).state == "sending"


def test_two_workers_cannot_both_begin(sms, clock) -> None:
    message = sms()
    actions.begin_sending(by=system(), now=clock(), message=message)
    with pytest.raises(Refused):
        actions.begin_sending(by=system(), now=clock(), message=message)


# ---- Waiting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", "no.such.module:Sender", "tests.platform.outbox.mail_server:Nothing"])
def test_without_a_channel_a_message_waits_until_there_is_one(sms, scripted, clock, variables, value) -> None:
    message = sms()
    variables(SMS=value, QUIET="off")
    assert work_off(clock) == 1
    assert (fresh(message).state, fresh(message).attempts) == ("waiting", 0)
    variables(SMS=f"{__name__}:Scripted", QUIET="off")
    clock.go_on(minutes=15)
    assert work_off(clock) == 1
    assert fresh(message).state == "sent"


@pytest.mark.parametrize(
    ("hour", "goes_out"),
    [
        ("2026-03-02 20:59:59", "2026-03-02 20:59:59"),
        ("2026-03-02 21:00", "2026-03-03 08:00"),
        ("2026-03-02 23:30", "2026-03-03 08:00"),
        ("2026-03-03 00:00", "2026-03-03 08:00"),
        ("2026-03-03 07:59:59", "2026-03-03 08:00"),
        ("2026-03-03 08:00", "2026-03-03 08:00"),
    ],
)
def test_text_messages_wait_in_the_quiet_hours(sms, scripted, clock, variables, hour, goes_out) -> None:
    variables(SMS=f"{__name__}:Scripted")
    clock.now = datetime.fromisoformat(hour).replace(tzinfo=SHANGHAI)
    message = sms()
    assert work_off(clock) == 1
    expected = datetime.fromisoformat(goes_out).replace(tzinfo=SHANGHAI)
    assert (fresh(message).state == "sent") == (expected == clock())
    clock.now = max(clock(), expected - timedelta(seconds=1))
    work_off(clock)
    clock.now = expected
    work_off(clock)
    found = fresh(message)
    assert (found.state, found.sent_at, found.attempts) == ("sent", expected, 1)


def test_quiet_hours_by_the_clock_of_the_office_not_of_the_server(sms, scripted, clock, variables) -> None:
    variables(SMS=f"{__name__}:Scripted", QUIET="12:00-14:00")
    clock.now = datetime(2026, 3, 2, 5, 0, tzinfo=ZoneInfo("UTC"))
    message = sms()
    work_off(clock)
    assert fresh(message).state == "waiting"


def test_mail_goes_at_any_hour(db, write, variables, clock) -> None:
    variables(SMTP="file")
    clock.now = datetime(2026, 3, 2, 23, 0, tzinfo=SHANGHAI)
    message = write()
    work_off(clock)
    assert fresh(message).state == "sent"


def test_a_message_waits_for_its_moment(sms, clock) -> None:
    message = sms(not_before=clock() + timedelta(days=2))
    clock.go_on(days=1)
    work_off(clock)
    assert fresh(message).state == "waiting"
    clock.go_on(days=1)
    work_off(clock)
    assert fresh(message).state == "sent"


# ---- Decided by people ----------------------------------------------------------------------------------------------


@pytest.fixture
def uncertain(sms, scripted, clock) -> Message:
    message = sms()
    scripted.does = [TimeoutError()]
    work_off(clock)
    return fresh(message)


def test_a_person_has_it_sent_again(uncertain, scripted, clock) -> None:
    actions.send_again(by=system(), now=clock(), message=uncertain)
    assert work_off(clock) == 1
    found = fresh(uncertain)
    assert (found.state, found.attempts, found.round, found.reason) == ("sent", 2, 2, "")
    assert len(scripted.sent) == 1


def test_a_message_sent_again_has_all_its_retries(sms, scripted, clock) -> None:
    message = sms()
    scripted.does = [NotSent(for_good=True), NotSent()]
    work_off(clock)
    actions.send_again(by=system(), now=clock(), message=message)
    work_off(clock)
    assert (fresh(message).state, fresh(message).not_before) == ("waiting", clock() + DELAYS[0])


def test_a_person_marks_it_as_sent(uncertain, clock) -> None:
    actions.mark_as_sent(by=system(), now=clock(), message=uncertain)
    assert fresh(uncertain).state == "sent"
    assert work_off(clock) == 0


def test_a_person_cancels_it(sms, scripted, clock) -> None:
    message = sms()
    actions.cancel(by=system(), now=clock(), message=message)
    work_off(clock)
    found = fresh(message)
    assert (found.state, found.cancelled_by, scripted.sent) == ("cancelled", system(), [])


def test_what_was_sent_can_neither_be_sent_again_nor_cancelled(sms, clock) -> None:
    message = sms()
    work_off(clock)
    for act in (actions.send_again, actions.mark_as_sent, actions.cancel):
        with pytest.raises(Refused):
            act(by=system(), now=clock(), message=message)


def test_after_a_restore_nothing_goes_out_by_itself(sms, scripted, clock) -> None:
    waiting, being_sent, sent = sms(), sms(), sms()
    actions.begin_sending(by=system(), now=clock(), message=being_sent)
    actions.begin_sending(by=system(), now=clock(), message=sent)
    actions.record_sent(by=system(), now=clock(), message=sent, attempt=1)
    assert actions.hold_unsent(by=system(), now=clock()) == 2
    work_off(clock)
    assert scripted.sent == []
    assert [fresh(one).state for one in (waiting, being_sent, sent)] == ["uncertain", "uncertain", "sent"]
