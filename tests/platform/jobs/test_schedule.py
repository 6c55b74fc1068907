"""定时任务: each day once, however many workers; a missed day is made up for once."""

from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django_tasks_db.models import DBTaskResult

from gongkai.platform.jobs import jobs, schedule
from gongkai.platform.jobs.models import ScheduledRun, Ticket, WorkerSeat
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.jobs.schedule import Daily, start_due
from gongkai.platform.jobs.worker import Worker
from tests.platform.jobs.clock import START

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
def daily(effects, monkeypatch):
    def put(is_made_up=True):
        monkeypatch.setattr(schedule, "SCHEDULE", [Daily(effects.fail, time(3, 0), is_made_up=is_made_up)])

    return put


def days() -> list[date]:
    return [date.fromisoformat(key) for key in Ticket.objects.order_by("key").values_list("key", flat=True)]


def test_it_starts_at_its_time_and_once_a_day(db, daily) -> None:
    daily(is_made_up=False)
    started = [start_due(at(f"2026-03-02 {moment}")) for moment in ("02:59:59", "03:00:00", "03:00:01", "23:59:59")]
    assert started == [0, 1, 0, 0]
    assert start_due(at("2026-03-03 03:00")) == 1
    assert days() == [date(2026, 3, 2), date(2026, 3, 3)]


def test_the_day_is_the_legal_day_not_that_of_utc(db, daily) -> None:
    daily()
    start_due(datetime(2026, 3, 1, 20, 0, tzinfo=ZoneInfo("UTC")))
    assert days() == [date(2026, 3, 2)]


def test_a_week_without_a_worker_is_made_up_for_once(db, daily) -> None:
    daily()
    start_due(at("2026-03-02 03:00"))
    assert start_due(at("2026-03-10 01:00")) == 1
    assert start_due(at("2026-03-10 01:01")) == 0
    assert start_due(at("2026-03-10 03:00")) == 1
    assert days() == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10)]


def test_what_need_not_be_made_up_for_waits_for_its_time(db, daily) -> None:
    daily(is_made_up=False)
    assert start_due(at("2026-03-10 01:00")) == 0


def test_a_schedule_is_started_by_the_workers_themselves(db, daily, clock) -> None:
    daily()
    assert Worker(clock=clock).step()
    assert ScheduledRun.objects.count() == 1


def test_two_workers_at_once_start_it_once(fresh_db, daily) -> None:
    daily()
    together, started = Barrier(2), []

    def start() -> None:
        try:
            together.wait()
            started.append(start_due(START))
        finally:
            connections.close_all()

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(started) == [0, 1]
    assert Ticket.objects.count() == DBTaskResult.objects.count() == 1


# ---- The first jobs -------------------------------------------------------------------------------------------------


def test_the_schedule_lists_the_first_jobs() -> None:
    codes = [entry.job.code for entry in schedule.SCHEDULE]
    assert {"jobs.anchor_journal", "jobs.clear_sessions", "jobs.prune"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_expired_sessions_are_cleared_and_others_stay(db) -> None:
    for key, days in (("gone", -1), ("there", 1)):
        Session(session_key=key, session_data="", expire_date=START + timedelta(days=days)).save()
    assert jobs.clear_sessions.func(now=START) == 1
    assert [session.pk for session in Session.objects.all()] == ["there"]


def test_tasks_that_ended_long_ago_are_removed_and_no_others(db, countable, clock) -> None:
    old = enqueue(countable.add, after=clock(), number=1)
    Worker(clock=clock).step()
    clock.go_on(days=91)
    new = enqueue(countable.add, after=clock(), number=2)
    Worker(clock=clock).step()
    waiting = enqueue(countable.add, after=clock() + timedelta(days=400), number=3)
    ScheduledRun.objects.create(job="tests.add", day=START.date())
    ScheduledRun.objects.create(job="tests.add", day=clock().date())
    WorkerSeat.objects.create(seat="gone", worker="gone", expires_at=START)
    jobs.prune.func(now=clock())
    assert {ticket.pk for ticket in Ticket.objects.all()} == {new.pk, waiting.pk}
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
    assert ScheduledRun.objects.get().day == clock().date()
    assert not WorkerSeat.objects.filter(seat="gone").exists()


def test_the_journal_is_anchored_by_its_job(db, settings_with_anchors, journal_entry) -> None:
    journal_entry()
    assert jobs.anchor_journal.func(now=START) == 1
    assert jobs.anchor_journal.func(now=START) == 0
