"""进程池: one function over many items in worker processes, the results in the order of the items.

Made for untrusted files: a worker that crashes (or is killed) costs the item it was at, which gets the result
that `lost` makes of it; its other items go to a new worker. An exception inside the function is a mistake in
the program: its traceback is printed by the worker and :class:`WorkerRaised` is raised here.

Each worker is a child of its own with a pipe of its own, so what it was doing is always known. It is handed a
small lot of items only when it has answered the last, so neither side can block the other; no more than a
window of items is ever ahead of the result due next, so memory stays bounded however many items there are.
Workers leave Ctrl-C to the parent and end when the parent does.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST_LOT = 16
"""Items handed to a worker at once, at most; lots start at one and double, so that a few items are spread
evenly."""

WINDOW = 4 * LARGEST_LOT
"""Items a worker that may be ahead of the result due next."""

_EXIT_OF_AN_EXCEPTION = 1


class WorkerRaised(RuntimeError):
    """The function raised inside a worker; the traceback stands on standard error."""


@dataclass(slots=True)
class _Worker:
    """A child process, its pipe, the places of the items it has not answered, the size of its next lot."""

    process: BaseProcess
    pipe: Connection
    waiting: deque[int] = field(default_factory=deque)
    lot: int = 1


def in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
    preload: Sequence[str] = (),
) -> Iterator[Result]:
    """`function` of every item, in order, by `jobs` processes (by this one where `jobs` is 1 or there is one
    item).

    `function`, items and results must pickle. `preload` names modules that the workers will need anyway.
    Closing the iterator early ends the workers.
    """
    jobs = min(jobs, len(items))
    if jobs <= 1:
        yield from map(function, items)
        return
    pool = _Pool(function, items, lost, jobs, preload)
    try:
        yield from pool.results()
    finally:
        pool.end()


def _context(preload: Sequence[str]) -> ForkServerContext | SpawnContext:
    """How children are started: forked from a server that has the modules loaded already, or else afresh."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, *preload])
    return context


class _Pool(Generic[Item, Result]):
    """The state of one run: which items are to be handed out, which results wait for their turn."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        lost: Callable[[Item], Result],
        jobs: int,
        preload: Sequence[str],
    ) -> None:
        self.context = _context(preload)
        self.function, self.items, self.lost, self.jobs = function, items, lost, jobs
        self.fresh = 0
        self.again: deque[int] = deque()
        self.due = 0
        self.done: dict[int, Result] = {}
        self.workers: list[_Worker] = []

    def results(self) -> Iterator[Result]:
        """The results in order, each as soon as it and all before it are there."""
        while self.due < len(self.items):
            self._hand_out()
            self._collect()
            while self.due in self.done:
                yield self.done.pop(self.due)
                self.due += 1

    def end(self) -> None:
        """Ends all workers at once, whatever they are at."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()

    def _hand_out(self) -> None:
        while len(self.workers) < self.jobs and self._left():
            self.workers.append(self._start())
        for worker in list(self.workers):
            if not worker.waiting:
                self._hand_lot(worker)

    def _left(self) -> bool:
        limit = min(len(self.items), self.due + WINDOW * self.jobs)
        return bool(self.again) or self.fresh < limit

    def _hand_lot(self, worker: _Worker) -> None:
        while self._left() and len(worker.waiting) < worker.lot:
            if self.again:
                worker.waiting.append(self.again.popleft())
            else:
                worker.waiting.append(self.fresh)
                self.fresh += 1
        if not worker.waiting:
            return
        worker.lot = min(worker.lot * 2, LARGEST_LOT)
        try:
            worker.pipe.send([self.items[place] for place in worker.waiting])
        except OSError:
            self.again.extendleft(reversed(worker.waiting))
            self._dismiss(worker)

    def _collect(self) -> None:
        busy = [worker for worker in self.workers if worker.waiting]
        ready = set(wait([worker.pipe for worker in busy]))
        for worker in busy:
            if worker.pipe not in ready:
                continue
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self.done[worker.waiting.popleft()] = result

    def _bury(self, worker: _Worker) -> None:
        """The worker is gone: the item it was at is lost, those behind it are handed out again."""
        self._dismiss(worker)
        culprit = worker.waiting.popleft()
        self.done[culprit] = self.lost(self.items[culprit])
        self.again.extendleft(reversed(worker.waiting))

    def _dismiss(self, worker: _Worker) -> None:
        """Takes a dead worker off the list. Raises WorkerRaised if it died of an exception."""
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)
        if worker.process.exitcode == _EXIT_OF_AN_EXCEPTION:
            raise WorkerRaised("a worker process raised; its traceback stands above")

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs, self.function), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _work(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """The life of a worker: lots of items in, one result after the other out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            lot = pipe.recv()
        except (EOFError, OSError):
            return
        for item in lot:
            result = function(item)
            try:
                pipe.send(result)
            except OSError:
                return


def _end_with_parent() -> None:
    """Waits for the parent to end, however it ends, and ends this process then."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(0)
