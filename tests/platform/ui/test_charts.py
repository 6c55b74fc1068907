"""图表: bars as long as their amounts, lines that break where an amount is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.platform.refusals import ProgrammingMistake
from gongkai.platform.ui.charts import BarChart, LineChart

AMOUNTS = st.one_of(st.none(), st.integers(0, 10**9))


@given(st.lists(st.tuples(st.text(max_size=4), st.tuples(AMOUNTS, AMOUNTS)), max_size=6))
def test_a_bar_is_as_long_as_its_amount(rows) -> None:
    amounts = [amount or 0 for _, both in rows for amount in both]
    for (label, both), (shown, bars) in zip(rows, BarChart("t", ["a", "b"], rows).bars(), strict=True):
        assert shown == label
        assert [bar.amount for bar in bars] == list(both)
        for bar in bars:
            assert bar.width == pytest.approx(100 * (bar.amount or 0) / max(max(amounts), 1), abs=0.01)


def test_an_unknown_amount_breaks_the_line() -> None:
    ((name, number, stretches),) = LineChart("t", ["1", "2", "3", "4"], [("a", [4, None, 2, 0])]).lines()
    assert (name, number) == ("a", 1)
    assert stretches == ["0.00,4.00", "66.67,50.00 100.00,96.00"]


@pytest.mark.parametrize(
    "chart",
    [
        lambda: BarChart("t", [], []),
        lambda: BarChart("t", ["1", "2", "3", "4", "5"], []),
        lambda: BarChart("t", ["1"], [("a", [1, 2])]),
        lambda: BarChart("t", ["1"], [("a", [-1])]),
        lambda: LineChart("t", ["1", "2"], [("a", [1])]),
    ],
)
def test_a_chart_that_can_not_be_drawn_is_a_mistake(chart) -> None:
    with pytest.raises(ProgrammingMistake):
        chart()
