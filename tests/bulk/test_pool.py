import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from gongkai.bulk.pool import WINDOW, WorkerRaised, in_order
from tests.bulk.jobs_for_tests import (
    CRASH,
    EXIT,
    LONG,
    RAISE,
    doubled,
    lost,
    process,
    waiting_for_word,
    whether_interrupts_are_ignored,
)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = [LONG, *range(50)]
    assert list(in_order(doubled, items, jobs=jobs, lost=lost)) == [2 * item for item in items]


def test_no_items_give_no_results() -> None:
    assert list(in_order(doubled, [], jobs=4, lost=lost)) == []


def test_several_processes_share_the_work_and_one_alone_is_this_one() -> None:
    items = range(60)
    assert len(set(in_order(process, items, jobs=2, lost=lost))) == 2
    assert set(in_order(process, items, jobs=1, lost=lost)) == {os.getpid()}


@pytest.mark.parametrize("death", [CRASH, EXIT])
@pytest.mark.parametrize("place", [0, 7, 39])
def test_a_worker_that_dies_costs_the_item_it_was_at_alone(death: int, place: int) -> None:
    items = list(range(40))
    items[place] = death
    expected = [lost(item) if item == death else 2 * item for item in items]
    assert list(in_order(doubled, items, jobs=2, lost=lost)) == expected


def test_many_deaths_are_survived() -> None:
    items = [CRASH if item % 3 == 0 else item for item in range(30)]
    expected = [lost(item) if item == CRASH else 2 * item for item in items]
    assert list(in_order(doubled, items, jobs=3, lost=lost)) == expected


def test_an_exception_in_the_function_is_a_mistake_and_raises() -> None:
    with pytest.raises(WorkerRaised):
        list(in_order(doubled, [1, 2, RAISE, 3], jobs=2, lost=lost))
    with pytest.raises(ZeroDivisionError):
        list(in_order(doubled, [RAISE], jobs=1, lost=lost))


def test_workers_leave_ctrl_c_to_the_parent() -> None:
    assert all(in_order(whether_interrupts_are_ignored, [1, 2, 3, 4], jobs=2, lost=bool))


class Window(Sequence[int]):
    """Items that remember the furthest one taken, and give the word when the last of a window is."""

    def __init__(self, length: int, last: int, path: Path) -> None:
        self.length, self.last, self.path, self.furthest = length, last, path, -1

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        self.furthest = max(self.furthest, place)
        if place == self.last:
            self.path.write_bytes(b"now")
        return place


def test_no_more_than_a_window_is_ever_ahead_of_the_result_due_next(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    items = Window(2000, 2 * WINDOW - 1, pipe)
    results = in_order(partial(waiting_for_word, str(pipe)), items, jobs=2, lost=lost)
    assert next(results) == 0
    assert items.furthest == items.last
    assert list(results) == list(range(1, 2000))


def test_closing_early_ends_the_workers() -> None:
    results = in_order(process, range(1000), jobs=2, lost=lost)
    worker = next(results)
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


PARENT = """
import sys
from gongkai.bulk.pool import in_order
from tests.bulk.jobs_for_tests import process, lost
if __name__ == "__main__":
    results = in_order(process, range(10**6), jobs=2, lost=lost)
    print(next(results), flush=True)
    for _ in results:
        pass
"""


def test_workers_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    ended, _, _ = select.select([worker], [], [], 20)
    os.close(worker)
    assert ended
