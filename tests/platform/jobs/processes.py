"""Workers in processes of their own, on the database of a test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

from django.db import connections

from tests.databases import Databases

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
"""Seconds after which a test gives up waiting for what should have come long ago."""

LEASE = 2.0

PROCESS = """
import signal
import sys
from datetime import timedelta
from threading import Event

import django

django.setup()
from gongkai.platform.jobs import schedule
from gongkai.platform.jobs.worker import Worker
from tests.platform.jobs import effects

schedule.SCHEDULE.clear()
stop = Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
print("ready", flush=True)
Worker(poll=0.05, lease=timedelta(seconds=float(sys.argv[1])), seat=sys.argv[2]).run(stop)
print("stopped", flush=True)
"""


def until(happened: Callable[[], bool], what: str) -> None:
    """Looks again and again, for as long as it takes."""
    pause, end = Event(), monotonic() + PATIENCE
    while not happened():
        assert monotonic() < end, f"never: {what}"
        pause.wait(0.02)


@contextmanager
def worker_processes(
    databases: Databases, name: str, folder: Path, **variables: str
) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts workers on that database, with those variables of the environment; whatever still runs in the end is
    killed. On SQLite they share the one seat, as they do in an installation."""
    home = folder / "home"
    home.mkdir()
    if databases.kind == "sqlite":
        (home / "gongkai.sqlite3").symlink_to(databases.folder / f"{name}.sqlite3")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "GONGKAI_HOME": str(home),
        "GONGKAI_KEYS": os.environ["GONGKAI_HOME"] + "/keys.json",
        **databases.variables(name),
        **variables,
    }
    seat = "shared" if databases.kind == "sqlite" else ""
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        found = subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(LEASE), seat], env=environment, stdout=subprocess.PIPE, text=True
        )
        started.append(found)
        assert found.stdout is not None
        assert found.stdout.readline() == "ready\n"
        return found

    connections["default"].close()
    try:
        yield start
    finally:
        for one in started:
            one.kill()
            one.wait()
            assert one.stdout is not None
            one.stdout.close()
