"""进程池: one function over many items in child processes, the results in the order of the items.

Made for untrusted files: an item over which a child dies, or that takes more than its limits, gets the result that
`lost` makes of it and of the reason; the items behind it go to a new child. An exception is such a death too: who
can tell a mistake of ours from one that a file provoked in a library?

A child is handed a small lot of items when it has answered most of the last, so neither side waits for the other; no
more than a window of items is ever ahead of the result due next, so memory stays bounded however many items there are.
Children leave Ctrl-C to the parent and end when the parent does.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from gongkai.bulk.child import LARGEST_LOT, Child, Limits, Loss

Item = TypeVar("Item")
Result = TypeVar("Result")

WINDOW = 4 * LARGEST_LOT
"""Items a child that may be ahead of the result due next."""

LIMITS = Limits()


def in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    lost: Callable[[Item, Loss], Result],
    limits: Limits = LIMITS,
    preload: Sequence[str] = (),
) -> Iterator[Result]:
    """`function` of every item, in order, by `jobs` children, which start at once: before the caller starts threads.

    `function`, items and results must pickle. `preload` names modules that the children will need anyway. Closing the
    iterator early ends the children. Raises NotStarted where they can't start.
    """
    return _Pool(function, items, lost, jobs, limits, preload).results()


class _Pool(Generic[Item, Result]):
    """The state of one run: which items are to be handed out, which results wait for their turn."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        lost: Callable[[Item, Loss], Result],
        jobs: int,
        limits: Limits,
        preload: Sequence[str],
    ) -> None:
        self.items, self.lost = items, lost
        self.jobs = min(jobs, len(items))
        self.start = lambda: Child(function, limits, preload)
        self.fresh = 0
        self.again: deque[int] = deque()
        self.due = 0
        self.done: dict[int, Result] = {}
        self.children = [self.start() for _ in range(self.jobs)]

    def results(self) -> Iterator[Result]:
        """The results in order, each as soon as it and all before it are there."""
        try:
            while self.due < len(self.items):
                self._hand_out()
                self._collect()
                while self.due in self.done:
                    yield self.done.pop(self.due)
                    self.due += 1
        finally:
            for child in self.children:
                child.end()

    def _hand_out(self) -> None:
        while len(self.children) < self.jobs and self._left():
            self.children.append(self.start())
        for child in list(self.children):
            if len(child.waiting) <= child.lot // 2:
                self._hand_lot(child)

    def _left(self) -> bool:
        limit = min(len(self.items), self.due + WINDOW * self.jobs)
        return bool(self.again) or self.fresh < limit

    def _hand_lot(self, child: Child) -> None:
        places: list[int] = []
        while self._left() and len(places) < child.lot:
            if self.again:
                places.append(self.again.popleft())
            else:
                places.append(self.fresh)
                self.fresh += 1
        if not places or child.ask(places, [self.items[place] for place in places]):
            return
        self.again.extendleft(reversed(places))
        if not child.waiting:
            self.children.remove(child)
            child.bury()

    def _collect(self) -> None:
        busy = [child for child in self.children if child.waiting]
        if not busy:
            return
        left = min(child.seconds_left for child in busy)
        ready = wait([child.pipe for child in busy], None if left == math.inf else max(left, 0))
        for child in busy:
            if child.pipe in ready:
                try:
                    answer = child.answer()
                except EOFError:
                    self._bury(child)
                else:
                    if answer is not None:
                        self.done[answer[0]] = answer[1]
            elif child.seconds_left <= 0:
                self._bury(child, overdue=True)

    def _bury(self, child: Child, overdue: bool = False) -> None:
        """The child is gone: the item it was at is lost, those behind it are handed out again."""
        self.children.remove(child)
        loss = child.bury(overdue)
        culprit = child.waiting.popleft()
        self.done[culprit] = self.lost(self.items[culprit], loss)
        self.again.extendleft(reversed(child.waiting))
