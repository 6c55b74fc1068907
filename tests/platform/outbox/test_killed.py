"""发送时中断: a worker killed while it sends leaves the message uncertain, and nothing is ever sent twice."""

import pytest

from gongkai.platform.outbox.models import Message
from tests.platform.jobs.processes import until, worker_processes
from tests.platform.outbox.mail_server import mail_server


def states() -> list[str]:
    return sorted(Message.objects.values_list("state", flat=True))


def of(server) -> dict[str, str]:
    return {
        "GONGKAI_SMTP": f"smtp://127.0.0.1:{server.port}",
        "GONGKAI_MAIL_FROM": "office@example.gov.cn",
    }


@pytest.mark.slow
@pytest.mark.parametrize(("silent_at", "handed_over"), [("RCPT", 0), ("TEXT", 1)])
def test_killed_while_sending_is_uncertain_and_not_sent_again(
    databases, fresh_db, write, clock, tmp_path, silent_at, handed_over
) -> None:
    write()
    with (
        mail_server(silent_at=silent_at) as server,
        worker_processes(databases, fresh_db, tmp_path, **of(server)) as start,
    ):
        one = start()
        assert server.reached.wait(60)
        assert states() == ["sending"]
        one.kill()
        one.wait()
        server.let_go.set()
        start()
        until(lambda: states() != ["sending"], "another worker finds the message")
    assert states() == ["uncertain"]
    assert Message.objects.get().reason == "interrupted"
    assert len(server.texts) == handed_over


@pytest.mark.soak
def test_no_message_is_lost_or_doubled_by_kills(databases, fresh_db, write, clock, tmp_path) -> None:
    wanted, kills = 150, 8
    for number in range(wanted):
        write(to=f"number{number}@example.com")
    with mail_server() as server, worker_processes(databases, fresh_db, tmp_path, **of(server)) as start:
        workers = [start(), start()]
        for killed in range(kills):
            goal = (killed + 1) * wanted // (kills + 2)
            until(lambda goal=goal: len(server.texts) >= goal, f"{goal} messages are handed over")
            workers[killed % 2].kill()
            workers[killed % 2].wait()
            workers[killed % 2] = start()
        until(lambda: set(states()) <= {"sent", "uncertain"}, "each message is sent or uncertain")
    given = [line for text in server.texts for line in text.splitlines() if line.startswith(b"To: ")]
    assert len(given) == len(set(given)), "a message was handed over twice"
    sent = {f"To: {message.to}".encode() for message in Message.objects.filter(state="sent")}
    assert sent <= set(given), "a message is called sent that was not handed over"
    assert states().count("uncertain") <= kills
    assert len(states()) == wanted
