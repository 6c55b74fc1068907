"""工作进程: threads and processes that really run: they stop cleanly, stand by for each other, and are killed."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from gongkai.platform.jobs import claims, seats
from gongkai.platform.jobs.job import JOBS, job
from gongkai.platform.jobs.models import Lease, Ticket, WorkerSeat
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.jobs.worker import Worker, start_in_process
from gongkai.platform.moments import present
from tests.platform.jobs.processes import PATIENCE, until, worker_processes

begun, may_end = Event(), Event()


@job("tests.wait", gettext_lazy("Wait"), limit=timedelta(seconds=5))
def wait(*, now) -> int:
    begun.set()
    may_end.wait(PATIENCE)
    return 1


@pytest.fixture
def waiting(effects) -> Iterator[None]:
    begun.clear()
    may_end.clear()
    JOBS["tests.wait"] = wait
    yield
    may_end.set()


@contextmanager
def running(worker: Worker) -> Iterator[Event]:
    stop = Event()
    thread = Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def states() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_a_worker_in_this_process_works_and_stops_cleanly(fresh_db, countable) -> None:
    for number in range(5):
        enqueue(countable.add, number=number)
    worker = start_in_process()
    until(lambda: countable.total() == 5, "five tasks are done")
    until(lambda: set(states()) == {"SUCCESSFUL"}, "five tasks are noted as done")
    assert len(seats.taken(present())) == 1
    assert worker.stop()
    assert not worker.is_alive
    assert not Lease.objects.exists()
    assert not WorkerSeat.objects.exists()


def test_a_worker_survives_whatever_goes_wrong_in_it(fresh_db, countable, monkeypatch, caplog) -> None:
    """Of what went wrong the log tells the kind alone."""
    asked, claim = [], claims.claim

    def failing_once(*args):
        asked.append(args)
        if len(asked) == 1:
            raise KeyError("11010519491231002X")
        return claim(*args)

    monkeypatch.setattr(claims, "claim", failing_once)
    enqueue(countable.add, number=7)
    with running(Worker(poll=0.01)):
        until(lambda: countable.numbers() == [7], "the task is done after the failure")
        until(lambda: states() == ["SUCCESSFUL"], "the task is noted as done")
    assert "builtins.KeyError" in caplog.text
    assert "11010519491231002X" not in caplog.text
    assert not WorkerSeat.objects.exists()


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_process_ends_its_worker(fresh_db, monkeypatch, end) -> None:
    def ended(*_):
        raise end

    monkeypatch.setattr(claims, "claim", ended)
    with pytest.raises(end):
        Worker(poll=0.01).run(Event())
    assert not WorkerSeat.objects.exists()


def test_of_two_web_processes_one_works_and_the_other_takes_over(fresh_db, effects) -> None:
    first = Worker(seat=seats.SHARED, poll=0.02)
    second = Worker(seat=seats.SHARED, poll=0.02)
    with running(second):
        until(lambda: seats.taken(present()) == [second.name], "the second has the seat")
        with running(first):
            until(lambda: first._tended is None, "the first has looked for the seat")
            assert seats.taken(present()) == [second.name]
    assert seats.taken(present()) == []


def test_a_seat_is_taken_over_when_it_runs_out_and_not_before(db, clock) -> None:
    minute = timedelta(minutes=1)
    assert seats.take("s", "one", clock(), clock() + minute)
    assert not seats.take("s", "two", clock(), clock() + minute)
    assert seats.take("s", "one", clock(), clock() + minute)
    clock.go_on(seconds=61)
    assert seats.take("s", "two", clock(), clock() + minute)
    assert not seats.take("s", "one", clock(), clock() + minute)


def test_a_worker_that_is_told_to_stop_finishes_its_task(fresh_db, waiting) -> None:
    enqueue(wait)
    with running(Worker(poll=0.02)) as stop:
        assert begun.wait(PATIENCE)
        stop.set()
        may_end.set()
    assert states() == ["SUCCESSFUL"]


def test_a_task_that_does_not_end_in_time_is_given_back_by_a_stopping_worker(fresh_db, waiting) -> None:
    ticket = enqueue(wait)
    with running(Worker(poll=0.02, grace=0.1)) as stop:
        assert begun.wait(PATIENCE)
        stop.set()
    assert states() == ["READY"]
    assert Ticket.objects.get(pk=ticket.pk).attempts == 0


def test_a_task_that_hangs_is_given_up_and_the_next_is_done(fresh_db, waiting, countable, clock) -> None:
    hanging = enqueue(wait, after=clock(), key="hanging")
    enqueue(countable.add, after=clock() + timedelta(seconds=1), number=1)
    with running(Worker(poll=0.02, clock=clock)):
        assert begun.wait(PATIENCE)
        clock.go_on(seconds=6)
        until(lambda: countable.total() == 1, "the next task is done")
    task = DBTaskResult.objects.get(pk=hanging.pk)
    assert (task.status, task.exception_class_path) == ("READY", "gongkai.platform.jobs.job.TimeLimitPassed")


def test_a_task_that_comes_to_life_after_its_time_changes_nothing(fresh_db, waiting, clock) -> None:
    hanging = enqueue(wait, after=clock(), key="hanging")
    with running(Worker(poll=0.02, clock=clock)):
        assert begun.wait(PATIENCE)
        clock.go_on(seconds=6)
        until(lambda: DBTaskResult.objects.get(pk=hanging.pk).status == "READY", "it is given up")
        may_end.set()
    assert DBTaskResult.objects.get(pk=hanging.pk).status == "READY"


# ---- Processes ------------------------------------------------------------------------------------------------------


@pytest.fixture
def process(databases, fresh_db, tmp_path) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts a worker in a process of its own on this test's database."""
    with worker_processes(databases, fresh_db, tmp_path) as start:
        yield start


@pytest.mark.slow
def test_a_process_stops_cleanly_when_it_is_told_to(process, countable) -> None:
    for number in range(20):
        enqueue(countable.add, number=number)
    one = process()
    until(lambda: countable.total() > 2, "it works")
    one.send_signal(signal.SIGTERM)
    out, _ = one.communicate(timeout=PATIENCE)
    assert (one.returncode, out) == (0, "stopped\n")
    assert not Lease.objects.exists()
    assert not WorkerSeat.objects.exists()
    assert set(states()) <= {"READY", "SUCCESSFUL"}
    assert states().count("SUCCESSFUL") == countable.total()


@pytest.mark.slow
def test_a_process_killed_midway_loses_and_doubles_nothing(process, countable) -> None:
    for number in range(40):
        enqueue(countable.add, number=number)
    one = process()
    until(lambda: countable.total() > 5, "it works")
    one.kill()
    process()
    until(lambda: set(states()) == {"SUCCESSFUL"}, "every task is done")
    assert countable.numbers() == list(range(40))
    assert countable.total() == 40


@pytest.mark.soak
def test_two_workers_killed_again_and_again_lose_and_double_nothing(process, countable) -> None:
    wanted, kills = 300, 8
    for number in range(wanted):
        enqueue(countable.add, key=str(number), number=number)
        enqueue(countable.add, key=str(number), number=number)
    workers = [process(), process()]
    for killed in range(kills):
        goal = (killed + 1) * wanted // (kills + 2)
        until(lambda goal=goal: countable.total() >= goal, f"{goal} tasks are done")
        victim = killed % 2
        workers[victim].kill()
        workers[victim].wait()
        workers[victim] = process()
    until(lambda: set(states()) == {"SUCCESSFUL"}, "every task is done")
    assert countable.numbers() == list(range(wanted))
    assert countable.total() == wanted
    assert DBTaskResult.objects.count() == wanted
    assert not Lease.objects.exists()
