import os
import resource
import signal
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from gongkai.bulk.child import DEBUG, LEAVE_MEMORY, Child, Limits
from gongkai.bulk.pool import in_order
from tests.bulk.jobs_for_tests import (
    BUSY,
    CRASH,
    EXIT,
    RAISE,
    STUCK,
    doubled,
    leaving_one_behind,
    limits_found,
    lost,
    reason_lost,
    talk,
    with_leave,
    written,
)
from tests.bulk.processes import ends


def test_a_child_writes_no_large_file(tmp_path: Path) -> None:
    (outcome,) = in_order(written, [str(tmp_path / "large")], jobs=1, lost=reason_lost)
    assert outcome == "OSError"
    assert (tmp_path / "large").stat().st_size <= 1024 * 1024


def test_limits_hold_but_for_the_time_of_a_leave() -> None:
    ((before, during, after),) = in_order(limits_found, [1], jobs=1, lost=reason_lost)
    assert before == after
    core, memory, largest = before
    assert core == 0
    assert 0 < memory < 2**31
    assert largest == 1024 * 1024
    assert during == (0, resource.getrlimit(resource.RLIMIT_AS)[0], LEAVE_MEMORY)


def test_outside_a_child_leave_changes_nothing() -> None:
    before, during, after = limits_found(1)
    assert before == during == after


@pytest.mark.parametrize(("death", "result"), [(STUCK, "time"), (CRASH, "memory"), (EXIT, "crash"), (1, "")])
def test_leave_has_an_end_and_its_folder_too(tmp_path: Path, death: int, result: str) -> None:
    word = tmp_path / "word"
    function = partial(with_leave, 0.2 if death == STUCK else 3600, str(word))
    (told,) = in_order(function, [death], jobs=1, lost=reason_lost, limits=Limits(seconds=3600))
    folder = Path(word.read_text())
    assert told == (result or str(folder))
    assert folder.is_absolute()
    assert not folder.exists()


def test_the_folder_of_a_leave_is_gone_where_the_parent_was_killed(tmp_path: Path) -> None:
    word = tmp_path / "word"
    os.mkfifo(word)
    parent = os.fork()
    if parent == 0:
        list(in_order(partial(with_leave, 3600, str(word)), [STUCK], jobs=1, lost=reason_lost))
        os._exit(1)
    folder = Path(word.read_text())
    assert folder.exists()
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert ends(int(folder.name.split("-")[1]))
    assert not folder.exists()


@pytest.mark.slow
def test_the_system_ends_a_child_that_nobody_looks_at() -> None:
    child = Child(doubled, Limits(seconds=0.2), ())
    assert child.ask([0], [BUSY])
    assert child.answer() is None
    assert wait([child.pipe])
    with pytest.raises(EOFError):
        child.answer()
    assert child.bury().reason == "time"


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "number"
    assert list(in_order(partial(leaving_one_behind, str(path)), [1], jobs=1, lost=reason_lost)) == ["crash"]
    assert ends(int(path.read_text()))


def test_a_child_says_nothing_on_the_streams_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(in_order(talk, [1], jobs=1, lost=lost)) == [1]
    assert list(in_order(doubled, [RAISE], jobs=1, lost=reason_lost)) == ["crash"]
    assert capfd.readouterr() == ("", "")


def test_but_for_a_person_who_looks_for_a_mistake(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEBUG, "1")
    assert list(in_order(doubled, [RAISE], jobs=1, lost=reason_lost)) == ["crash"]
    said = capfd.readouterr()
    assert said.out == ""
    assert "ZeroDivisionError" in said.err
