import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from gongkai.bulk.child import Limits, Loss, NotStarted
from gongkai.bulk.pool import WINDOW, in_order
from tests.bulk.jobs_for_tests import (
    CRASH,
    DEATHS,
    EXIT,
    LONG,
    RAISE,
    doubled,
    length,
    lost,
    process,
    reason_lost,
    waiting_for_word,
    whether_interrupts_are_ignored,
)
from tests.bulk.processes import ends

pytestmark = pytest.mark.slow

LOSS = Loss("crash", 9)
SHORT = Limits(seconds=1.5)


@contextmanager
def threads(running: bool) -> Iterator[None]:
    """Inside, this process has a thread of its own, so that it can't be forked."""
    word = threading.Event()
    if running:
        threading.Thread(target=word.wait).start()
    try:
        yield
    finally:
        word.set()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("threaded", [False, True])
def test_results_come_in_the_order_of_the_items(jobs: int, threaded: bool) -> None:
    items = [LONG, *range(50)]
    with threads(threaded):
        assert list(in_order(doubled, items, jobs=jobs, lost=lost)) == [2 * item for item in items]


def test_no_items_give_no_results() -> None:
    assert list(in_order(doubled, [], jobs=4, lost=lost)) == []


def test_items_larger_than_a_pipe_block_nobody() -> None:
    items = ["x" * 2_000_000 for _ in range(40)]
    assert list(in_order(length, items, jobs=2, lost=reason_lost)) == [2_000_000] * 40
    assert list(in_order(str.upper, items, jobs=2, lost=reason_lost)) == ["X" * 2_000_000] * 40


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_is_worked_at_in_a_child_and_many_share_one(jobs: int) -> None:
    children = set(in_order(process, range(60), jobs=jobs, lost=lost))
    assert len(children) == jobs
    assert os.getpid() not in children


@pytest.mark.parametrize("death", [CRASH, EXIT, RAISE])
@pytest.mark.parametrize("place", [0, 7, 39])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_costs_the_item_it_was_at_alone(death: int, place: int, jobs: int) -> None:
    items = list(range(40))
    items[place] = death
    expected = [lost(item, LOSS) if item == death else 2 * item for item in items]
    assert list(in_order(doubled, items, jobs=jobs, lost=lost)) == expected


@pytest.mark.slow
@pytest.mark.parametrize("death", sorted(DEATHS))
@pytest.mark.parametrize("threaded", [False, True])
def test_a_death_has_its_reason(death: int, threaded: bool) -> None:
    with threads(threaded):
        results = list(in_order(doubled, [1, death, 2], jobs=1, lost=reason_lost, limits=SHORT))
    assert results == [2, DEATHS[death], 4]


def test_many_deaths_are_survived() -> None:
    items = [CRASH if item % 3 == 0 else item for item in range(30)]
    expected = [lost(item, LOSS) if item == CRASH else 2 * item for item in items]
    assert list(in_order(doubled, items, jobs=3, lost=lost)) == expected


class Unloadable:
    """A function that no child can load."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("no number",)

    def __call__(self, number: int) -> int:
        return number


def test_a_child_that_can_not_start_is_a_mistake_of_the_program() -> None:
    with threads(True), pytest.raises(NotStarted, match="GONGKAI_DEBUG"):
        list(in_order(Unloadable(), [1], jobs=1, lost=lost))


def test_workers_leave_ctrl_c_to_the_parent() -> None:
    assert all(in_order(whether_interrupts_are_ignored, [1, 2, 3, 4], jobs=2, lost=lost))


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
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert ends(worker)
