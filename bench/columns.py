"""Speed of many reports in columns: every relation over all of them, and the roll-up of a province's seven years."""

from collections.abc import Iterator
from statistics import median

import numpy as np

from bench.figure import Figure
from bench.yardstick import ROUNDS, seconds, speed
from gongkai.bulk.columns import Columns, judge_all, roll_up_all
from gongkai.core.law.editions import edition

REPORTS, MOST_FLOORS = 200_000, 4
ORGANS, YEARS, PARENTS, MOST_SECONDS = 45_000, 7, 3_000, 1


def columns() -> Iterator[Figure]:
    """Relations beside one plain reading (the sum) of the same array; adding up beside the yardstick."""
    many = _invented(REPORTS)
    relations = len(many.form.relations)
    took, ratios = [], []
    for _ in range(ROUNDS):
        before, judged, after = seconds(many.cells.sum), seconds(lambda: judge_all(many)), seconds(many.cells.sum)
        took.append(judged)
        ratios.append(2 * judged / (before + after))
    yield Figure(
        f"columns: {relations} relations over {REPORTS // 1000} 000 reports",
        f"{1000 * median(took):.0f} ms",
        f"{median(ratios):.1f} × reading",
        f"≤ {MOST_FLOORS} × reading",
        median(ratios) <= MOST_FLOORS,
    )
    every = _invented(ORGANS * YEARS)
    places = np.arange(ORGANS * YEARS)
    groups = places // YEARS % PARENTS * YEARS + places % YEARS
    names, years = [f"{place // YEARS}" for place in range(PARENTS * YEARS)], [2019, 2020, 2021, 2022, 2023, 2024, 2025]
    found = speed(lambda: roll_up_all(every, groups, names, years * PARENTS), 1)
    yield Figure(
        f"columns: roll-up of {ORGANS // 1000} 000 organs × {YEARS} years",
        f"{1000 / found.rate:.0f} ms",
        f"{1000 / found.at_reference:.0f} ms",
        f"≤ {MOST_SECONDS} s",
        1 / found.at_reference <= MOST_SECONDS,
    )


def _invented(count: int) -> Columns:
    form = edition("2021").form
    chance = np.random.default_rng(6)
    cells = chance.integers(0, 50, (len(form.cells), count)).astype(np.float64)
    return Columns(form, cells, [""] * count, np.zeros(count, dtype=np.int32))
