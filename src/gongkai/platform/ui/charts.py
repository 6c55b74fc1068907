"""图表: pictures of a few figures, drawn on the server, each beside the table that holds the same figures.

Words and numbers are text of the page, which grows with the reader's type; only bars and lines are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.platform.refusals import ProgrammingMistake

MOST_SERIES = 4
"""As many as the style sheet has colours that differ also for who sees few."""

Amount = int | float | None
"""None: unknown. It is drawn as nothing, and said to be unknown."""


@dataclass(frozen=True)
class Bar:
    """A bar: how long it is, in hundredths of the longest, and what it stands for."""

    width: float
    amount: Amount
    series: int
    name: str


@dataclass(frozen=True)
class BarChart:
    """横条图: for each row a bar of each series. `rows`: label and amounts, one for each series."""

    title: str
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Amount]]]

    def __post_init__(self) -> None:
        _check(self.series, [amounts for _, amounts in self.rows])

    def bars(self) -> list[tuple[str, list[Bar]]]:
        """Each row's label and its bars."""
        longest = max((amount or 0 for _, amounts in self.rows for amount in amounts), default=0)
        return [
            (
                label,
                [
                    Bar(
                        round(100 * (amount or 0) / longest, 2) if longest else 0, amount, place, self.series[place - 1]
                    )
                    for place, amount in enumerate(amounts, start=1)
                ],
            )
            for label, amounts in self.rows
        ]


@dataclass(frozen=True)
class LineChart:
    """折线图: a line for each series over the columns, from left to right. An unknown amount breaks its line."""

    title: str
    columns: Sequence[str]
    series: Sequence[tuple[str, Sequence[Amount]]]

    def __post_init__(self) -> None:
        _check([name for name, _ in self.series], [])
        if any(len(amounts) != len(self.columns) for _, amounts in self.series):
            raise ProgrammingMistake("every series has an amount for each column")

    @property
    def highest(self) -> Amount:
        """The highest amount."""
        return max((amount or 0 for _, amounts in self.series for amount in amounts), default=0)

    def lines(self) -> list[tuple[str, int, list[str]]]:
        """Of each series its name, its number and its unbroken stretches, as points in a square of 100."""
        across, high = 100 / max(len(self.columns) - 1, 1), self.highest or 1
        drawn = []
        for number, (name, amounts) in enumerate(self.series, start=1):
            stretches: list[list[str]] = [[]]
            for place, amount in enumerate(amounts):
                if amount is None:
                    stretches.append([])
                else:
                    stretches[-1].append(f"{place * across:.2f},{96 - 92 * amount / high:.2f}")
            drawn.append((name, number, [" ".join(points) for points in stretches if points]))
        return drawn


def _check(series: Sequence[str], rows: Sequence[Sequence[Amount]]) -> None:
    if not 1 <= len(series) <= MOST_SERIES:
        raise ProgrammingMistake(f"a chart has 1 to {MOST_SERIES} series")
    if any(len(amounts) != len(series) for amounts in rows):
        raise ProgrammingMistake("every row has an amount for each series")
    if any((amount or 0) < 0 for amounts in rows for amount in amounts):
        raise ProgrammingMistake("a bar shows no amount below zero")
