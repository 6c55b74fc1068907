"""来访次数: so often in a period, and no more is kept of anybody than that."""

import pytest

from gongkai.platform import often


def test_an_address_may_come_so_often_in_a_period() -> None:
    now = [0.0]
    counts = often.Counts(3, 600, clock=lambda: now[0])
    assert [counts.seconds_to_wait("a") for _ in range(3)] == [0, 0, 0]
    now[0] = 100
    assert counts.seconds_to_wait("a") == 500
    assert counts.seconds_to_wait("b") == 0
    now[0] = 600
    assert counts.seconds_to_wait("a") == 0


def test_counts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(often, "_MOST_ADDRESSES", 2)
    counts = often.Counts(1, 600)
    for address in "abc":
        counts.seconds_to_wait(address)
    assert counts.seconds_to_wait("c") > 0
    assert counts.seconds_to_wait("a") == 0
