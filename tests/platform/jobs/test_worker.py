"""后台任务: enqueued once, done once, tried again by the table of delays, recovered when a worker is gone."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from gongkai.platform.jobs import claims
from gongkai.platform.jobs.job import DELAYS, JOBS, TimeLimitPassed, WorkerLost, job
from gongkai.platform.jobs.models import Lease, Ticket
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.jobs.traces import class_path
from gongkai.platform.jobs.worker import LEASE, Worker
from gongkai.platform.refusals import ProgrammingMistake


def work_off(worker: Worker) -> int:
    done = 0
    while worker.step():
        done += 1
    return done


def state(ticket: Ticket) -> tuple[str, int]:
    fresh = Ticket.objects.select_related("task").get(pk=ticket.pk)
    return fresh.task.status, fresh.attempts


# ---- Enqueued -------------------------------------------------------------------------------------------------------


def test_a_task_is_done_and_says_how_many_things_it_did(db, countable, clock) -> None:
    ticket = enqueue(countable.add, after=clock(), number=7)
    assert work_off(Worker(clock=clock)) == 1
    assert (state(ticket), countable.numbers()) == (("SUCCESSFUL", 1), [7])
    assert Ticket.objects.get(pk=ticket.pk).task.return_value == 1
    assert not Lease.objects.exists()


def test_the_same_key_gives_one_task_also_when_it_is_done(db, countable, clock) -> None:
    first = enqueue(countable.add, key="a", after=clock(), number=1)
    assert enqueue(countable.add, key="a", after=clock(), number=2) == first
    worker = Worker(clock=clock)
    assert work_off(worker) == 1
    enqueue(countable.add, key="a", after=clock(), number=3)
    assert work_off(worker) == 0
    assert countable.numbers() == [1]


def test_the_same_key_of_another_job_is_another_task(db, effects, clock) -> None:
    first = enqueue(effects.add, key="a", after=clock(), number=1)
    assert enqueue(effects.fail, key="a", after=clock()) != first


def test_without_a_key_each_call_makes_a_task(db, countable, clock) -> None:
    for number in (1, 2):
        enqueue(countable.add, after=clock(), number=number)
    assert work_off(Worker(clock=clock)) == 2


def test_a_task_is_there_only_when_what_enqueued_it_is(db, effects, clock) -> None:
    def undone() -> None:
        with transaction.atomic():
            enqueue(effects.add, key="a", after=clock(), number=1)
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    assert not Ticket.objects.exists()


def test_a_task_waits_for_its_moment(db, countable, clock) -> None:
    enqueue(countable.add, after=clock() + timedelta(hours=1), number=1)
    worker = Worker(clock=clock)
    assert work_off(worker) == 0
    clock.go_on(hours=1)
    assert work_off(worker) == 1


def test_two_who_enqueue_the_same_at_once_make_one_task(fresh_db, effects) -> None:
    together, made = Barrier(2), []

    def put() -> None:
        try:
            together.wait()
            made.append(enqueue(effects.add, key="a", number=1).pk)
        finally:
            connections.close_all()

    threads = [Thread(target=put) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [Ticket.objects.get().pk] * 2
    assert DBTaskResult.objects.count() == 1


def test_what_has_priority_is_done_first(db, effects, clock) -> None:
    usual = enqueue(effects.fail, after=clock())
    urgent = enqueue(effects.postpone, after=clock(), until=clock().isoformat())
    DBTaskResult.objects.filter(pk=urgent.pk).update(priority=1)
    assert [claim(clock).task for _ in range(2)] == [urgent.pk, usual.pk]


def _returns_text(**_):
    return "text"


def test_a_job_that_returns_no_number_fails(db, effects, clock, monkeypatch) -> None:
    ticket = enqueue(effects.postpone, after=clock(), until="")
    monkeypatch.setitem(JOBS, "tests.postpone", replace(effects.postpone, func=_returns_text))
    work_off(Worker(clock=clock))
    assert state(ticket) == ("READY", 1)


@pytest.mark.parametrize("plain", [{}, {"number": 1, "other": 2}, {"number": object()}])
def test_values_that_the_job_does_not_take_are_a_mistake(db, effects, plain) -> None:
    with pytest.raises(ProgrammingMistake):
        enqueue(effects.add, **plain)
    assert not Ticket.objects.exists()


def test_a_key_too_long_and_the_librarys_way_are_mistakes(db, effects) -> None:
    with pytest.raises(ProgrammingMistake, match="longer"):
        enqueue(effects.add, key="x" * 201, number=1)
    with pytest.raises(ProgrammingMistake, match="enqueue"):
        effects.add.enqueue(number=1)


def _positional(now):
    return None


def _no_now(*, number):
    return None


def _reserved(*, now, key):
    return None


@pytest.mark.parametrize("function", [_positional, _no_now, _reserved])
def test_a_job_takes_keywords_alone_and_the_moment(function) -> None:
    with pytest.raises(ProgrammingMistake):
        job("tests.wrong", gettext_lazy("Wrong"))(function)
    assert "tests.wrong" not in JOBS


# ---- Failed ---------------------------------------------------------------------------------------------------------


def test_a_failing_task_is_tried_again_by_the_table_of_delays_and_then_has_failed(db, effects, clock) -> None:
    ticket = enqueue(effects.fail, after=clock())
    worker = Worker(clock=clock)
    for attempt, delay in enumerate(DELAYS, start=1):
        assert work_off(worker) == 1
        assert state(ticket) == ("READY", attempt)
        clock.now += delay - timedelta(seconds=1)
        assert work_off(worker) == 0
        clock.go_on(seconds=1)
    assert work_off(worker) == 1
    assert state(ticket) == ("FAILED", len(DELAYS) + 1)
    clock.go_on(days=30)
    assert work_off(worker) == 0


def test_a_failing_task_holds_up_no_other(db, countable, clock) -> None:
    enqueue(countable.fail, after=clock())
    for number in range(3):
        enqueue(countable.add, after=clock(), number=number)
    assert work_off(Worker(clock=clock)) == 4
    assert countable.numbers() == [0, 1, 2]


def test_a_failure_is_kept_with_its_place_and_without_what_it_says(db, effects, clock) -> None:
    secret = "11010519491231002X"
    ticket = enqueue(effects.fail, after=clock(), secret=secret)
    Worker(clock=clock).step()
    task = Ticket.objects.get(pk=ticket.pk).task
    assert task.exception_class_path == "builtins.ValueError"
    assert "in fail" in task.traceback
    assert "builtins.OSError: No space left on device" in task.traceback
    assert secret not in task.traceback
    assert "applicant's number is " not in task.traceback.replace('f"the applicant\'s number is {secret}"', "")


def test_the_log_does_not_tell_what_an_error_says(db, effects, clock, caplog) -> None:
    secret = "11010519491231002X"
    enqueue(effects.fail, after=clock(), secret=secret)
    Worker(clock=clock).step()
    assert "builtins.ValueError" in caplog.text
    assert secret not in caplog.text


def test_a_task_of_a_job_that_is_gone_fails_and_holds_up_no_other(db, countable, clock) -> None:
    gone = enqueue(countable.fail, after=clock())
    enqueue(countable.add, after=clock(), number=1)
    del JOBS["tests.fail"]
    assert work_off(Worker(clock=clock)) == 2
    assert state(gone) == ("READY", 1)
    assert Ticket.objects.get(pk=gone.pk).task.exception_class_path.endswith("UnknownJob")


def test_a_postponed_task_waits_and_counts_no_attempt(db, effects, clock) -> None:
    until = clock() + timedelta(hours=2)
    ticket = enqueue(effects.postpone, after=clock(), until=until.isoformat())
    worker = Worker(clock=clock)
    assert work_off(worker) == 1
    assert state(ticket) == ("READY", 0)
    clock.now = until
    assert work_off(worker) == 1
    assert state(ticket) == ("SUCCESSFUL", 1)


# ---- Lost -----------------------------------------------------------------------------------------------------------


def claim(clock, worker="one"):
    return claims.claim(worker, clock(), clock() + LEASE)


def test_a_claimed_task_is_nobody_elses(db, effects, clock) -> None:
    enqueue(effects.add, after=clock(), number=1)
    assert claim(clock) is not None
    assert claim(clock, "two") is None


def test_a_task_whose_lease_runs_out_is_done_by_another(db, countable, clock) -> None:
    ticket = enqueue(countable.add, after=clock(), number=1)
    claim(clock)
    other = Worker(clock=clock)
    assert work_off(other) == 0
    clock.now += LEASE + timedelta(seconds=1)
    assert work_off(other) == 1
    assert state(ticket) == ("SUCCESSFUL", 2)


def test_a_lease_that_is_renewed_does_not_run_out(db, effects, clock) -> None:
    enqueue(effects.add, after=clock(), number=1)
    claimed = claim(clock)
    clock.now += LEASE - timedelta(seconds=1)
    assert claims.renew(claimed, clock() + LEASE)
    clock.go_on(seconds=2)
    assert claims.recover(clock()) == 0


@pytest.mark.parametrize(
    "comes_back",
    [
        lambda claimed, clock: claims.finish(claimed, clock(), 1),
        lambda claimed, clock: claims.fail(claimed, clock(), TimeLimitPassed()),
        lambda claimed, clock: claims.postpone(claimed, clock()),
        lambda claimed, clock: claims.release(claimed),
        lambda claimed, clock: claims.renew(claimed, clock() + LEASE),
    ],
)
def test_a_worker_that_was_believed_dead_changes_nothing(db, effects, clock, comes_back) -> None:
    ticket = enqueue(effects.add, after=clock(), number=1)
    lost = claim(clock)
    clock.now += LEASE + timedelta(seconds=1)
    claims.recover(clock())
    claim(clock, "two")
    before = state(ticket)
    assert not comes_back(lost, clock)
    assert state(ticket) == before == ("RUNNING", 2)
    assert Lease.objects.get().worker == "two"


def test_a_task_that_kills_every_worker_fails_in_the_end(db, effects, clock) -> None:
    ticket = enqueue(effects.add, after=clock(), number=1)
    for _ in range(len(DELAYS) + 1):
        assert claim(clock) is not None
        clock.now += LEASE + timedelta(seconds=1)
        assert claims.recover(clock()) == 1
    assert claim(clock) is None
    assert state(ticket) == ("FAILED", len(DELAYS) + 1)
    assert Ticket.objects.get(pk=ticket.pk).task.exception_class_path == class_path(WorkerLost())


def test_a_task_that_runs_without_a_lease_is_given_back(db, countable, clock) -> None:
    ticket = enqueue(countable.add, after=clock(), number=1)
    claim(clock)
    Lease.objects.all().delete()
    assert work_off(Worker(clock=clock)) == 1
    assert state(ticket) == ("SUCCESSFUL", 2)


def test_a_released_task_counts_no_attempt(db, effects, clock) -> None:
    ticket = enqueue(effects.add, after=clock(), number=1)
    assert claims.release(claim(clock))
    assert state(ticket) == ("READY", 0)


def test_looking_for_work_where_there_is_none_writes_nothing(db, effects, clock) -> None:
    worker = Worker(clock=clock)
    worker.step()
    statements = []

    def watch(execute, sql, *rest):
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        worker.step()
    assert len(statements) == 1
    assert statements[0].startswith("SELECT")
