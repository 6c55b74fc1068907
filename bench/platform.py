"""Speed of the working system: actions with their journal entries on both databases, starts, memory, serials.

The work is done by processes of its own (`bench.acting`, `gongkai serve`, `gongkai worker`) in installations that are
made for it. PostgreSQL is the server of the tests, which does not wait for the disk.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psycopg

from bench.command import BARE, COMMAND, NOT_JUDGED, are_two_free, bare_seconds
from bench.figure import Figure, thousands
from bench.yardstick import seconds
from tests.config.browser import Browser, served
from tests.postgres import programs, server

SLOWEST_ACTION = 5.0
"""Milliseconds of an action on SQLite."""
LEAST_RATE = 200
"""Actions a second of each of two processes on PostgreSQL."""
LONGEST_START = 3.0
LARGEST = 120
"""MB of a process."""
SERIALS, PROCESSES = 10_000, 4
TURNS = 3
FOR_SECONDS = 5
NO_POSTGRES = "not judged: no PostgreSQL"

ACTIONS = (
    "platform: an action with its journal entry, SQLite",
    "platform: the same with lock, permission and checks, SQLite",
)
RATE = "platform: actions of 2 processes, PostgreSQL"
START = "platform: start with an existing database"
WEB, WORKER = "platform: memory of serve, SQLite", "platform: memory of worker, PostgreSQL"
NUMBERS = f"platform: {thousands(SERIALS)} serials by {PROCESSES} processes, PostgreSQL"


def platform() -> Iterator[Figure]:
    """Actions with their journal entries on both databases, start, memory, serials under load."""
    with TemporaryDirectory(prefix="gongkai-bench-") as name:
        variables = _installed(Path(name) / "home")
        yield from _actions(variables, Path(name) / "bare.sqlite3")
        yield from _start_and_memory(variables)
        if programs() is None:
            yield from (Figure(name, NO_POSTGRES) for name in (RATE, WORKER, NUMBERS))
            return
        with _postgres() as address:
            variables = _installed(Path(name) / "postgres", GONGKAI_DATABASE=address)
            yield _rate(variables)
            yield _serials(variables)
            yield _worker(variables)


def _installed(home: Path, **more: str) -> dict[str, str]:
    """The environment of a new installation with a few people."""
    variables = {
        **os.environ, "GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", **more
    }  # fmt: skip
    subprocess.run([*COMMAND, "migrate"], check=True, stdout=subprocess.DEVNULL, env=variables)
    _work([("prepare", "2")], variables)
    return variables


@contextmanager
def _postgres() -> Iterator[str]:
    with server() as address:
        with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield address.format(name="bench")


def _work(calls: Sequence[Sequence[str]], variables: dict[str, str]) -> list[Any]:
    """What processes find that begin in the same moment."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "bench.acting", *call],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env=variables,
                )
            )
            for call in calls
        ]
        for process in processes:
            assert process.stdout is not None
            if process.stdout.readline() != "ready\n":
                raise RuntimeError("a process of the bench did not begin")
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        return [json.loads(process.communicate()[0]) for process in processes]


def _actions(variables: dict[str, str], bare_file: Path) -> Iterator[Figure]:
    """The quietest round counts; the ratio is the median of all. The limit is that of the mechanism, not of whatever an
    action asks besides."""
    (rounds,) = _work([("beside", "30", str(bare_file))], variables)
    for place, name in enumerate(ACTIONS):
        took = min(one[place] for one in rounds) * 1000
        ratio = median(one[place] / one[-1] for one in rounds)
        limit, met = (f"≤ {SLOWEST_ACTION:.0f} ms", took <= SLOWEST_ACTION) if place == 0 else ("", None)
        yield Figure(name, f"{took:.1f} ms", f"{ratio:.1f} bare INSERT and COMMIT", limit, met)


def _start_and_memory(variables: dict[str, str]) -> Iterator[Figure]:
    taken, sizes = [], []
    for _ in range(TURNS):
        began = perf_counter()
        with served(variables) as (address, process):
            Browser(address).go("")
            taken.append(perf_counter() - began)
            sizes += [_megabytes(number) for number in (process.pid, *_children(process.pid))]
    bare = median(seconds(lambda: subprocess.run(BARE, check=True)) for _ in range(TURNS))
    took, limit = median(taken), f"≤ {LONGEST_START:.0f} s"
    yield Figure(START, f"{took:.2f} s", f"{took / bare:.0f} bare starts", limit, took <= LONGEST_START)
    yield _memory(WEB, sizes)


def _worker(variables: dict[str, str]) -> Figure:
    with subprocess.Popen(
        [*COMMAND, "worker"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=variables
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        size = _megabytes(process.pid)
        process.terminate()
    return _memory(WORKER, [size])


def _memory(name: str, sizes: Sequence[float]) -> Figure:
    """The largest of these processes."""
    if not all(sizes):
        return Figure(name, "not judged: no /proc")
    return Figure(name, f"{max(sizes):.0f} MB", "", f"≤ {LARGEST} MB", max(sizes) <= LARGEST)


def _megabytes(process: int) -> float:
    """What it has in memory now; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _children(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in children.read_text().split()] if children.exists() else []


def _rate(variables: dict[str, str]) -> Figure:
    """What the processes reach is judged where two cores are free; an error counts everywhere."""
    one, two = bare_seconds()
    found = _work([("rate", number, str(FOR_SECONDS)) for number in ("0", "1")], variables)
    slower, errors = min(process["rate"] for process in found), sum(process["errors"] for process in found)
    (after,) = _work([("series",)], variables)
    is_sound = errors == after["faults"] == 0
    free = are_two_free(2 * one / two)
    told = " and ".join(thousands(process["rate"]) for process in found)
    met = is_sound and slower >= LEAST_RATE if free else None if is_sound else False
    limit = f"≥ {LEAST_RATE}/s each, errors 0" if free else NOT_JUDGED
    return Figure(RATE, f"{told}/s, errors {errors:.0f}", f"two bare processes {2 * one / two:.2f} times", limit, met)


def _serials(variables: dict[str, str]) -> Figure:
    began = perf_counter()
    given = _work([("serials", str(SERIALS // PROCESSES))] * PROCESSES, variables)
    took = perf_counter() - began
    (after,) = _work([("series",)], variables)
    numbers = sorted(number for some in given for number in some)
    met = numbers == list(range(1, SERIALS + 1)) and (after["last"], after["faults"]) == (SERIALS, 0)
    told = f"{len(set(numbers))} different, 1 to {after['last']}, {thousands(SERIALS / took)}/s"
    return Figure(NUMBERS, told, "", "no gap, no double", met)
