"""闸口: who sends too much, or comes when the machine is busy, is told so and when to come again."""

import pytest
from django.test import Client

from gongkai.portal import gate


def test_an_address_may_come_so_often_in_a_period() -> None:
    now = [0.0]
    counts = gate.Counts(3, 600, clock=lambda: now[0])
    assert [counts.seconds_to_wait("a") for _ in range(3)] == [0, 0, 0]
    now[0] = 100
    assert counts.seconds_to_wait("a") == 500
    assert counts.seconds_to_wait("b") == 0
    now[0] = 600
    assert counts.seconds_to_wait("a") == 0


def test_counts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_MOST_ADDRESSES", 2)
    counts = gate.Counts(1, 600)
    for address in "abc":
        counts.seconds_to_wait(address)
    assert counts.seconds_to_wait("c") > 0
    assert counts.seconds_to_wait("a") == 0


def test_places_are_given_back() -> None:
    places = gate.Places(1)
    with places.one(0), pytest.raises(gate.Busy), places.one(0):
        pass
    with pytest.raises(ValueError, match="x"), places.one(0):
        raise ValueError("x")
    with places.one(0):
        pass


def test_too_many_requests_are_told_to_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "counts", gate.Counts(2, gate.PERIOD))
    answers = [visitor.post("/tools/report/", {"text": "", "complete": "1"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert visitor.get("/tools/report/").status_code == 200


def test_a_busy_machine_is_told(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "places", gate.Places(1))
    monkeypatch.setattr(gate, "PATIENCE", 0)
    with gate.places.one(0):
        answer = visitor.post("/tools/report/", {"text": "x", "complete": "1"})
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert visitor.post("/tools/report/", {"text": "x", "complete": "1"}).status_code == 422
