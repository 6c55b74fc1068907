"""写入发件箱: with the action or not at all; encrypted; nothing that a mail server could be tricked with."""

import pytest
from django.db import connection

from gongkai.platform.accounts.models import Person
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.outbox.models import Message
from gongkai.platform.outbox.queue import queue
from gongkai.platform.refusals import ProgrammingMistake, Refused


def test_a_message_and_its_task_are_there_with_the_action(db, write, clock) -> None:
    message = write(organ_id=7, about=Person.objects.system())
    found = Message.objects.get()
    assert (found.state, found.organ, found.about_kind) == ("waiting", 7, "accounts.person")
    assert (found.queued_at, found.not_before) == (clock(), clock())
    assert Ticket.objects.get().key == f"{message.pk}.1"


def test_a_message_is_not_there_when_the_action_fails(db, write) -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        write(then=fail)
    assert not Message.objects.exists()
    assert not Ticket.objects.exists()


def test_a_message_is_queued_inside_an_action_alone(db, clock) -> None:
    with pytest.raises(ProgrammingMistake, match="action"):
        queue(by=Person.objects.system(), now=clock(), channel="mail", to="a@example.com", subject="s", body="b")


def test_address_and_text_are_encrypted_in_the_database(db, write) -> None:
    write(to="li@example.com", body="张三的申请")
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", body FROM outbox_message')
        stored = cursor.fetchone()
    assert "li@example.com" not in stored[0]
    assert "张三" not in stored[1]
    assert Message.objects.get().to == "li@example.com"


REFUSED = [
    ("to", {"to": "li@example.com\nBcc: all@example.com"}),
    ("to", {"to": "li@example.com\r\nBcc: all@example.com"}),
    ("to", {"to": "li@example.com, wang@example.com"}),
    ("to", {"to": "李@example.com"}),
    ("to", {"to": ""}),
    ("to", {"to": "li"}),
    ("to", {"channel": "sms", "to": "12 34"}),
    ("to", {"channel": "sms", "to": "13812345678\n"}),
    ("to", {"channel": "wecom", "to": "../etc"}),
    ("subject", {"subject": "Reply\nBcc: all@example.com"}),
    ("subject", {"subject": "Reply\r\n\r\nanother text"}),
    ("subject", {"subject": "Reply\u2028next"}),
    ("subject", {"subject": ""}),
    ("subject", {"subject": "x" * 201}),
    ("subject", {"subject": "关于11010519491231002X的答复"}),
    ("subject", {"subject": "致13812345678"}),
    ("subject", {"subject": "to li@example.com"}),
    ("body", {"body": " \n"}),
    ("body", {"body": "x" * 100_001}),
    ("body", {"channel": "sms", "to": "13812345678", "body": "字" * 501}),
]


@pytest.mark.parametrize(("field", "given"), REFUSED)
def test_what_no_message_may_hold_is_refused(db, write, field, given) -> None:
    with pytest.raises(Refused) as caught:
        write(**given)
    assert caught.value.field == field
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"subject": "关于2026年第0001号申请的答复"},
        {"subject": "索引号 000014349/2026-00012"},
        {"channel": "sms", "to": "+8613812345678", "subject": ""},
        {"channel": "dingtalk", "to": "manager.4220@corp", "subject": ""},
    ],
)
def test_what_a_message_may_hold(db, write, given) -> None:
    assert write(**given).pk


def test_no_journal_entry_holds_address_or_text(db, write, clock, variables) -> None:
    from gongkai.platform.audit.models import Entry, Payload
    from gongkai.platform.jobs.worker import Worker

    variables(SMTP="file")
    write(to="li@example.com", body="张三的申请")
    Worker(clock=clock).step()
    told = "".join([*Entry.objects.values_list("text", flat=True), *Payload.objects.values_list("text", flat=True)])
    assert "outbox.sent" in told
    assert "li@example.com" not in told
    assert "张三" not in told
