"""The yardstick: a fixed piece of plain work, timed in the same moments as what is measured.

A busy or slow machine slows both alike, so their ratio tells more than a rate does. One pass of the yardstick
decodes the bundled example report, finds all its numbers by a regular expression and adds them up one by one:
what the least reader of a report would do. A limit in reports a second holds for a machine that makes
REFERENCE passes a second, so it is a limit on how many passes a report may cost, the same on every machine.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from gongkai.cli.example import example_report

REFERENCE = 13_000
"""Passes a second of the machine that limits are stated for: one core of two, at rest, CPython 3.11."""

ROUNDS, FEWER_ROUNDS = 9, 3
"""Rounds of a measurement; fewer where one takes more than half a second."""

ROUND = 0.08
"""Seconds that the work of one round takes, about; the yardstick takes as long, before and behind it."""

_EXAMPLE = example_report()
_NUMBER = re.compile(r"\d+")


def one_pass() -> int:
    """One pass of the yardstick."""
    total = 0
    for number in _NUMBER.findall(_EXAMPLE.decode()):
        total += int(number)
    return total


@dataclass(frozen=True)
class Speed:
    """`rate`: items a second now. `passes`: yardstick passes that an item costs."""

    rate: float
    passes: float

    @property
    def at_reference(self) -> float:
        """Items a second on the machine that limits are stated for."""
        return REFERENCE / self.passes


def speed(work: Callable[[], object], items: int) -> Speed:
    """The speed of `work`, which does `items` items: medians of rounds, by turns with the yardstick."""
    work()
    once = seconds(work)
    times = max(1, round(ROUND / once))
    passes = max(1, round(ROUND / 2 / seconds(_hundred_passes) * 100))
    rates, costs = [], []
    for _ in range(ROUNDS if once < 0.5 else FEWER_ROUNDS):
        before = seconds(one_pass, passes)
        worked = seconds(work, times) / (times * items)
        after = seconds(one_pass, passes)
        rates.append(1 / worked)
        costs.append(worked * 2 * passes / (before + after))
    return Speed(median(rates), median(costs))


def slowness() -> float:
    """How many times as long as the machine that limits are stated for this one takes now."""
    return REFERENCE * seconds(_hundred_passes) / 100


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The seconds that `work` takes so many times over."""
    start = perf_counter()
    for _ in range(times):
        work()
    return perf_counter() - start


def _hundred_passes() -> None:
    for _ in range(100):
        one_pass()
