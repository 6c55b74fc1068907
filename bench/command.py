"""Speed of the command as a person calls it: how soon it answers, and what a second process brings."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figure import Figure
from bench.inputs import plain_layouts, written
from bench.machine import cores
from bench.yardstick import seconds
from gongkai.cli.example import example_report

COMMAND = (sys.executable, "-m", "gongkai.cli")
BARE = (sys.executable, "-c", "pass")
TURNS = 9
START_LIMITS = {"--version": 12, "report read --json": 25, "report check": 45}
"""Call → how many starts of a bare Python it may cost."""

FILES = 1_500
SHARE_LIMIT = 0.75
"""Share of what two bare processes gain that `--jobs 2` must gain."""

TWO_CORES_FREE = 1.7
"""What two bare processes gain where nobody else wants the cores; below it, the figure is not judged."""

NOT_JUDGED = "not judged: no two cores are free"

_BUSY = (sys.executable, "-c", "import re\nfor _ in range(60_000): re.findall('[0-9]+', '1 22 333 4444 55555 ' * 40)")


def start() -> Iterator[Figure]:
    """Seconds from call to end, beside a Python that does nothing."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_bytes(example_report())
        for call, limit in START_LIMITS.items():
            command = (*COMMAND, *call.split(), *([str(file)] if call.startswith("report") else []))
            taken, bare = _by_turns(command, BARE, TURNS)
            ratio = median(one / other for one, other in zip(taken, bare, strict=True))
            yield Figure(
                f"start: gongkai {call}",
                f"{median(taken):.2f} s",
                f"{ratio:.1f} bare starts",
                f"≤ {limit} bare starts",
                ratio <= limit,
            )


def jobs() -> Iterator[Figure]:
    """`--jobs 2` over many files beside `--jobs 1`, and beside what two bare processes gain here and now."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [file for layout in plain_layouts() for file in written(layout.name)]
        for number in range(FILES):
            (folder / f"{number:05}.txt").write_bytes(files[number % len(files)])
        read = (*COMMAND, "report", "read", "--json", str(folder), "--jobs")
        turns = [_turn((*read, "1"), (*read, "2")) for _ in range(3)]
    gain = median(turn.one / turn.two for turn in turns)
    bare = median(2 * turn.bare_one / turn.bare_two for turn in turns)
    free = are_two_free(bare)
    yield Figure(
        "jobs: --jobs 2 against --jobs 1",
        f"{FILES / median(t.two for t in turns):.0f}/s against {FILES / median(t.one for t in turns):.0f}/s",
        f"{gain:.2f} times; two bare processes {bare:.2f} times",
        f"≥ {SHARE_LIMIT:.0%} of the bare gain" if free else NOT_JUDGED,
        gain >= SHARE_LIMIT * bare if free else None,
    )


def are_two_free(gain: float) -> bool:
    """Whether two cores are free, where two bare processes gain that much."""
    return cores() > 1 and gain > TWO_CORES_FREE


def bare_seconds() -> tuple[float, float]:
    """Seconds of one bare process, and of two at once."""

    def both() -> None:
        processes = [subprocess.Popen(_BUSY) for _ in range(2)]
        for process in processes:
            process.wait()

    return seconds(lambda: _call(_BUSY)), seconds(both)


def _by_turns(one: Sequence[str], other: Sequence[str], turns: int) -> tuple[list[float], list[float]]:
    """The seconds of both commands, called by turns."""
    _call(one)
    pairs = [(seconds(lambda: _call(one)), seconds(lambda: _call(other))) for _ in range(turns)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _call(command: Sequence[str]) -> None:
    """Calls the command; the example has a mistake, so 1 is an exit status as good as 0."""
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr.decode("utf-8", "replace"))


@dataclass(frozen=True)
class _Turn:
    """Seconds of one turn: the work by one process and by two, and one bare process, and two at once."""

    one: float
    two: float
    bare_one: float
    bare_two: float


def _turn(one: Sequence[str], two: Sequence[str]) -> _Turn:
    return _Turn(seconds(lambda: _call(one)), seconds(lambda: _call(two)), *bare_seconds())
