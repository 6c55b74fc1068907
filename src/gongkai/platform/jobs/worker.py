"""工作进程: does the tasks, one at a time, and gives signs of life meanwhile.

A task is done in a thread of its own, while the worker renews its lease and looks at the clock: a task that hangs is
given back when its time is up, and the worker goes on with the next. Several workers may run on PostgreSQL. Those in
web processes share one seat, as do all on SQLite: the first works, the others stand by and take over when it is gone.
The clocks of several machines must agree to within half a lease.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import InterfaceError, OperationalError, close_old_connections, connection, connections

from gongkai.platform.jobs import claims, seats
from gongkai.platform.jobs.claims import Claimed
from gongkai.platform.jobs.job import JOBS, Postponed, TimeLimitPassed, UnknownJob
from gongkai.platform.jobs.schedule import start_due
from gongkai.platform.jobs.traces import class_path
from gongkai.platform.moments import present
from gongkai.platform.refusals import ProgrammingMistake

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LEASE = timedelta(seconds=60)
"""After that long without a sign of life a worker is believed dead."""
POLL = 1.0
"""Seconds between two looks for work."""
GRACE = 10.0
"""Seconds that a stopping worker waits for its task before it gives it back."""
TEND = timedelta(seconds=15)
"""How often the worker gives a sign of life, recovers what others lost, and looks at the schedule."""

_GONE = (OperationalError, InterfaceError)
"""The database is locked, restarts, or can't be reached."""


class Worker:
    """One worker."""

    def __init__(
        self,
        *,
        seat: str = "",
        clock: Clock = present,
        lease: timedelta = LEASE,
        poll: float = POLL,
        grace: float = GRACE,
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.seat = seat or self.name
        self.clock = clock
        self.lease = lease
        self.poll = poll
        self.grace = grace
        self._tended: datetime | None = None

    def run(self, stop: Event) -> None:
        """Works until `stop` is set; then finishes its task, or gives it back after the grace. Whatever else goes wrong
        is logged by its kind, for what it says may hold personal data, and the worker goes on a little later."""
        logger.info("worker %s starts", self.name)
        try:
            while not stop.is_set():
                try:
                    close_old_connections()
                    claimed = self._next()
                    if claimed is None:
                        stop.wait(self.poll)
                    else:
                        self._watch(claimed, stop)
                except _GONE as error:
                    self._wait(stop, "the database does not answer, the worker waits: %s", error)
                except Exception as error:  # noqa: BLE001 - without its worker the site would serve on and do nothing
                    self._wait(stop, "the worker goes on after a failure of its own: %s", error)
        finally:
            self._leave()
            connections.close_all()
        logger.info("worker %s has stopped", self.name)

    def step(self) -> bool:
        """One turn in this thread: whether there was a task to do."""
        claimed = self._next()
        if claimed is not None:
            self._do(claimed)
        return claimed is not None

    def _next(self) -> Claimed | None:
        if not self._tend():
            return None
        now = self.clock()
        return claims.claim(self.name, now, now + self.lease)

    def _tend(self) -> bool:
        """Every now and then: keeps the seat, recovers what is lost, starts what is due. False without a seat."""
        now = self.clock()
        if self._tended is not None and self._tended <= now < self._tended + min(TEND, self.lease / 4):
            return True
        if not seats.take(self.seat, self.name, now, now + self.lease):
            self._tended = None
            return False
        self._tended = now
        if lost := claims.recover(now):
            logger.warning("%d tasks were given back: their worker is gone", lost)
        start_due(now)
        return True

    def _watch(self, claimed: Claimed, stop: Event) -> None:
        """Has the task done in a thread, and waits for it."""
        ended, begun = Event(), self.clock()
        Thread(target=self._in_thread, args=(claimed, ended), name=f"job {claimed.code}", daemon=True).start()
        job = JOBS.get(claimed.code)
        stopped_at: datetime | None = None
        while not ended.wait(self.poll):
            now = self.clock()
            if job is not None and now - begun >= job.limit:
                logger.error("task %s (%s) takes too long and is given up", claimed.task, claimed.code)
                claims.fail(claimed, now, TimeLimitPassed())
                return
            if stop.is_set():
                stopped_at = stopped_at or now
                if (now - stopped_at).total_seconds() >= self.grace:
                    claims.release(claimed)
                    return
            if not self._give_sign(claimed, now):
                logger.error("task %s (%s) was taken from %s", claimed.task, claimed.code, self.name)
                return

    def _give_sign(self, claimed: Claimed, now: datetime) -> bool:
        """Renews lease and seat when it is time; False where the lease is another's."""
        if self._tended is not None and now < self._tended + min(TEND, self.lease / 4):
            return True
        self._tended = now
        try:
            seats.take(self.seat, self.name, now, now + self.lease)
            # Without any lease, the thread has just given the task back itself.
            return claims.renew(claimed, now + self.lease) or not claims.is_leased(claimed.task)
        except _GONE as error:
            logger.warning("the database does not answer: %s", class_path(error))
            connection.close()
            return True

    def _in_thread(self, claimed: Claimed, ended: Event) -> None:
        try:
            self._do(claimed)
        except _GONE as error:
            logger.warning("task %s: what became of it can't be written: %s", claimed.task, class_path(error))
        finally:
            connections.close_all()
            ended.set()

    def _do(self, claimed: Claimed) -> None:
        """Does the task and writes down what became of it."""
        job = JOBS.get(claimed.code)
        try:
            if job is None:
                raise UnknownJob(claimed.code)
            done = job.func(now=self.clock(), **claimed.arguments)
            if not (done is None or isinstance(done, int)):
                raise ProgrammingMistake(f"{claimed.code} returned no number")
        except Postponed as postponed:
            claims.postpone(claimed, postponed.until)
        except Exception as error:  # noqa: BLE001 - a job may raise anything; it is written down, shown, tried again
            logger.warning("task %s (%s) failed: %s", claimed.task, claimed.code, class_path(error))
            claims.fail(claimed, self.clock(), error)
        else:
            claims.finish(claimed, self.clock(), done)

    def _wait(self, stop: Event, why: str, error: Exception) -> None:
        logger.warning(why, class_path(error))
        connection.close()
        stop.wait(self.poll * 5)

    def _leave(self) -> None:
        try:
            seats.leave(self.seat, self.name)
        except _GONE as error:
            logger.warning("the seat is left to run out: %s", class_path(error))


def run(stop: Event, *, is_in_web_process: bool = False) -> None:
    """Runs a worker until `stop` is set. On SQLite, and in web processes, one works and the others stand by."""
    is_one = is_in_web_process or connection.vendor == "sqlite"
    Worker(seat=seats.SHARED if is_one else "").run(stop)


class InProcess:
    """A worker in a thread of this process."""

    def __init__(self) -> None:
        self._stop = Event()
        self._thread = Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        run(self._stop, is_in_web_process=True)

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._thread.is_alive()

    def stop(self, timeout: float = GRACE + 5) -> bool:
        """Stops it and waits; False where it still runs."""
        self._stop.set()
        self._thread.join(timeout)
        return not self._thread.is_alive()


def start_in_process() -> InProcess:
    """Starts a worker in a thread of this web process; call it in each, after they have forked: one of them works."""
    return InProcess()
