"""渠道: mail to a real server on this machine, which accepts, refuses or breaks off; files; what is set up wrongly."""

import email
import email.policy
import socket
from datetime import timedelta

import pytest

from gongkai.platform.jobs.worker import Worker
from gongkai.platform.outbox.channels.configured import NotConfigured, faults, quiet_hours, sender_of
from gongkai.platform.outbox.channels.sender import NotSent, Outgoing
from gongkai.platform.outbox.channels.smtp import Smtp
from gongkai.platform.outbox.models import Message
from tests.platform.outbox.mail_server import mail_server

FROM = "office@example.gov.cn"
LETTER = Outgoing("gongkai-7", "mail", "li@example.com", "关于第1号申请的答复", "您好：\n.\n已经答复。\n")


def smtp(port: int, timeout: float = 30.0) -> Smtp:
    return Smtp("127.0.0.1", port, False, "", "", FROM, timeout)


def test_a_mail_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        smtp(server.port).send(LETTER)
    text = server.texts[0].replace(b"\r\n..\r\n", b"\r\n.\r\n")
    found = email.message_from_bytes(text, policy=email.policy.default)
    assert (found["Subject"], found["To"], found["From"]) == (LETTER.subject, LETTER.to, FROM)
    assert found["Message-ID"] == "<gongkai-7@example.gov.cn>"
    assert found.get_content().replace("\r\n", "\n") == LETTER.body
    assert server.receivers == ["rcpt TO:<li@example.com>"]


@pytest.mark.parametrize(
    ("answers", "code", "for_good"),
    [
        ({"RCPT": "550 nobody here"}, "550", True),
        ({"RCPT": "450 later"}, "450", False),
        ({"MAIL": "553 not you"}, "553", False),
        ({"DATA": "451 not now"}, "451", False),
        ({"DATA": "250 what"}, "250", False),
        ({"TEXT": "554 spam"}, "554", True),
        ({"TEXT": "452 full"}, "452", False),
        ({"HELLO": "554 go away"}, "554", False),
    ],
)
def test_what_the_server_refuses_is_surely_not_sent(answers, code, for_good) -> None:
    with mail_server(answers=answers) as server, pytest.raises(NotSent) as caught:
        smtp(server.port).send(LETTER)
    assert (caught.value.detail, caught.value.for_good) == (code, for_good)


@pytest.mark.parametrize("verb", ["HELLO", "EHLO", "MAIL", "RCPT"])
def test_a_connection_cut_before_the_text_is_surely_not_sent(verb) -> None:
    with mail_server(answers={verb: None}) as server, pytest.raises(NotSent):
        smtp(server.port).send(LETTER)
    assert server.texts == []


def test_nobody_at_the_port_is_surely_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NotSent, match="ConnectionRefusedError"):
            smtp(taken.getsockname()[1]).send(LETTER)


def test_a_connection_cut_after_the_text_is_uncertain() -> None:
    with mail_server(answers={"TEXT": None}) as server, pytest.raises(OSError, match="closed"):
        smtp(server.port).send(LETTER)
    assert len(server.texts) == 1


def test_a_server_silent_after_the_text_is_uncertain() -> None:
    with mail_server(silent_at="TEXT") as server, pytest.raises(OSError, match="timed out"):
        smtp(server.port, timeout=0.2).send(LETTER)


def test_a_server_silent_before_the_text_is_surely_not_sent() -> None:
    with mail_server(silent_at="RCPT") as server, pytest.raises(NotSent, match="Disconnected"):
        smtp(server.port, timeout=0.2).send(LETTER)


def test_a_server_that_leaves_without_goodbye_has_accepted_all_the_same() -> None:
    with mail_server(answers={"TEXT": "250 ok\r\n421 bye"}) as server:
        smtp(server.port).send(LETTER)
    assert len(server.texts) == 1


def test_a_password_is_not_sent_in_the_open() -> None:
    with mail_server() as server, pytest.raises(NotSent, match="SMTPNotSupportedError"):
        Smtp("127.0.0.1", server.port, False, "office", "secret", FROM, 30.0).send(LETTER)
    assert server.receivers == []


def test_the_password_does_not_show_itself() -> None:
    assert "secret" not in repr(Smtp.at("smtp://office:secret@mail.example.com", FROM))


def test_neither_address_nor_text_show_themselves() -> None:
    assert "li@example.com" not in repr(LETTER)
    assert "您好" not in repr(LETTER)


# ---- From the outbox to the server ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        ({}, ["sent"]),
        ({"RCPT": "550 nobody"}, ["failed"]),
        ({"RCPT": "450 later"}, ["waiting"]),
        ({"TEXT": None}, ["uncertain"]),
    ],
)
def test_what_becomes_of_a_message(db, write, variables, clock, answers, states) -> None:
    message = write()
    with mail_server(answers=answers) as server:
        variables(SMTP=f"smtp://127.0.0.1:{server.port}", MAIL_FROM=FROM)
        Worker(clock=clock).step()
    assert [Message.objects.get(pk=message.pk).state] == states


def test_what_was_cut_off_after_the_text_arrives_once(db, write, variables, clock) -> None:
    message = write()
    with mail_server(answers={"TEXT": None}) as server:
        variables(SMTP=f"smtp://127.0.0.1:{server.port}", MAIL_FROM=FROM)
        worker = Worker(clock=clock)
        for _ in range(50):
            worker.step()
            clock.now += timedelta(hours=1)
    assert len(server.texts) == 1
    assert Message.objects.get(pk=message.pk).state == "uncertain"


# ---- Set up ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["mail", "sms"])
def test_files_are_written_and_replaced(variables, tmp_path, channel) -> None:
    variables(SMTP="file", SMS="file")
    letter = Outgoing("gongkai-7", channel, "li@example.com", "主题", "正文")
    for _ in range(2):
        sender_of(channel).send(letter)
    (found,) = (tmp_path / "outbox").iterdir()
    assert found.name == ("gongkai-7.eml" if channel == "mail" else "gongkai-7.txt")
    if channel == "mail":
        told = email.message_from_bytes(found.read_bytes(), policy=email.policy.default)
        assert (told["Subject"], told.get_content().strip()) == ("主题", "正文")
    else:
        assert "正文" in found.read_text("utf-8")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"SMTP": "smtp://127.0.0.1"},
        {"SMTP": "smtp://127.0.0.1", "MAIL_FROM": "nobody"},
        {"SMTP": "http://127.0.0.1", "MAIL_FROM": FROM},
        {"SMTP": "smtp://", "MAIL_FROM": FROM},
        {"SMTP": "smtp://127.0.0.1:99999", "MAIL_FROM": FROM},
        {"SMTP": "smtp://user@127.0.0.1", "MAIL_FROM": FROM},
    ],
)
def test_mail_set_up_wrongly_is_told(variables, given) -> None:
    variables(**given)
    with pytest.raises(NotConfigured) as caught:
        sender_of("mail")
    assert "GONGKAI_" in caught.value.sentence


def test_an_address_is_read_whole(variables) -> None:
    variables(SMTP="smtps://office:p%40ss@mail.example.com:2465", MAIL_FROM=FROM)
    assert sender_of("mail") == Smtp("mail.example.com", 2465, True, "office", "p@ss", FROM)


@pytest.mark.parametrize("value", ["21-8", "21:00", "x", "21:00-08:00-09:00", "25:00-08:00"])
def test_quiet_hours_set_up_wrongly_are_told(variables, value) -> None:
    variables(QUIET=value)
    with pytest.raises(NotConfigured, match="GONGKAI_QUIET"):
        quiet_hours()


def test_faults_name_every_channel_that_cannot_be_used(variables) -> None:
    variables(SMTP="file", SMS="file")
    assert [channel for channel, _ in faults()] == ["wecom", "dingtalk"]
    variables(SMTP="file", SMS="file", WECOM="file", DINGTALK="file", QUIET="x")
    assert [channel for channel, _ in faults()] == ["sms", "wecom", "dingtalk"]
