"""One call of the command over a hostile file and a good one, and what came of it."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.calls import COMMAND, SOUND, lines
from tests.hostile.attack import LISTENING, Attack

PATIENCE = 120
"""Seconds until a call is given up."""


@dataclass(frozen=True)
class Verdict:
    """What came of a call: its exit status, what it said, a line a file, the seconds that it took, the bytes of memory
    that its largest process took, whether something was fetched, which files were written."""

    status: int
    said: list[str]
    results: list[dict[str, Any]]
    seconds: float
    memory: int
    fetched: bool
    written: set[str]


def verdict(attack: Attack, folder: Path) -> Verdict:
    """Calls `report read` over the attack's file and a good one, in `folder`, which is new."""
    for name in ("home", "temporary", "here"):
        (folder / name).mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        LISTENING.set(server.getsockname()[1])
        bad, good = folder / "here" / f"bad.{attack.ending}", folder / "here" / "good.txt"
        bad.write_bytes(attack.build())
        good.write_bytes(SOUND)
        before = _tree(folder)
        outcome = _call([*COMMAND, "report", "read", "--json", bad.name, good.name], folder)
        server.settimeout(0)
        try:
            server.accept()
            fetched = True
        except BlockingIOError:
            fetched = False
    bad.unlink()
    return Verdict(**outcome, fetched=fetched, written=_tree(folder) - before)


# A process counts the memory that its caller held when it was started as its own: the caller must be small.
_CALLER = """
import resource, subprocess, sys, time
began = time.monotonic()
status = subprocess.call(sys.argv[2:])
seconds = time.monotonic() - began
with open(sys.argv[1], "w") as told:
    print(status, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=told)
"""


def _call(command: list[str], folder: Path) -> dict[str, Any]:
    environment = {**os.environ, "HOME": str(folder / "home"), "TMPDIR": str(folder / "temporary")}
    told = folder.parent / "told"
    called = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _CALLER, str(told), *command],
        cwd=folder / "here",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    status, seconds, kilobytes = told.read_text().split()
    return {
        "status": int(status),
        "said": called.stderr.decode().splitlines(),
        "results": lines(called.stdout),
        "seconds": float(seconds),
        "memory": int(kilobytes) * 1024,
    }


def _tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
