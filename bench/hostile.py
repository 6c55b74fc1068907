"""What the worst of the hostile files costs, and what it costs to read every file in a child process."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.command import NOT_JUDGED, are_two_free, bare_seconds
from bench.figure import Figure
from bench.inputs import plain_layouts, written
from bench.yardstick import seconds
from gongkai.bulk.folders import LeftOut, sources
from gongkai.bulk.pool import in_order
from gongkai.cli.screen import Look
from gongkai.cli.work import PRELOAD, bound
from tests.hostile.call import verdict
from tests.hostile.register import ATTACKS

SECONDS, MEGABYTES = 10, 1024
"""What a call over a hostile file may take, of time and of memory."""

FILES, TURNS = 2_000, 5
COST_LIMIT = 0.15
"""Share that reading in a child may cost beside reading in the process itself."""


def hostile() -> Iterator[Figure]:
    """Calls over each hostile file: the slowest, and the one that takes most memory."""
    verdicts = {}
    for attack in ATTACKS:
        with TemporaryDirectory() as folder:
            verdicts[attack] = verdict(attack, Path(folder, "call"))
    slowest = max(verdicts, key=lambda attack: verdicts[attack].seconds)
    largest = max(verdicts, key=lambda attack: verdicts[attack].memory)
    taken, memory = verdicts[slowest].seconds, verdicts[largest].memory / 2**20
    name = f"hostile files ({len(ATTACKS)})"
    yield Figure(f"{name}: slowest", f"{taken:.1f} s", str(slowest), f"≤ {SECONDS} s", taken <= SECONDS)
    yield Figure(f"{name}: largest", f"{memory:.0f} MB", str(largest), f"≤ {MEGABYTES} MB", memory <= MEGABYTES)


def isolation() -> Iterator[Figure]:
    """A long list read to JSON in one child process, beside reading it without one, by turns."""
    files = [file for layout in plain_layouts() for file in written(layout.name)]
    function, lost = bound("read", Look("zh", as_json=True))
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(FILES):
            (folder / f"{number:05}.txt").write_bytes(files[number % len(files)])
        items = list(sources(name, LeftOut()))

        def inside() -> None:
            for _ in map(function, items):
                pass

        def isolated() -> None:
            for _ in in_order(function, items, jobs=1, lost=lost, preload=PRELOAD):
                pass

        inside()
        turns = [(seconds(inside), seconds(isolated), *bare_seconds()) for _ in range(TURNS)]
    cost = median(other / one for one, other, *_ in turns) - 1
    free = are_two_free(median(2 * alone / both for *_, alone, both in turns))
    one, other, *_ = (FILES / median(taken) for taken in zip(*turns, strict=True))
    yield Figure(
        "isolation: a child process against none",
        f"{other:.0f}/s against {one:.0f}/s",
        f"{cost:+.0%}",
        f"≤ {COST_LIMIT:.0%}" if free else NOT_JUDGED,
        cost <= COST_LIMIT if free else None,
    )
