"""闸口: who sends too much, or comes when the machine is busy, is told so and when to come again."""

import threading

import pytest
from django.test import Client, RequestFactory, override_settings

from gongkai.platform.addresses import network_of
from gongkai.platform.often import Counts
from gongkai.portal import gate, turning_away


def test_places_are_given_back() -> None:
    places = gate.Places(1)
    with places.one(0), pytest.raises(gate.Busy), places.one(0):
        pass
    with pytest.raises(ValueError, match="x"), places.one(0):
        raise ValueError("x")
    with places.one(0):
        pass


def test_only_so_many_wait_for_a_place() -> None:
    places, answers = gate.Places(1, most_waiting=1), []

    def come() -> None:
        with places.one(30):
            answers.append("read")

    with places.one(0):
        waiting = threading.Thread(target=come)
        waiting.start()
        while not places._waiting:
            pass
        with pytest.raises(gate.Busy), places.one(30):
            pass
    waiting.join()
    assert answers == ["read"]


def test_the_last_place_is_not_for_a_visitor_who_has_the_others() -> None:
    places = gate.Places(3)
    with places.one(0, "192.0.2.7"), places.one(0, "192.0.2.7"):
        with pytest.raises(gate.Busy), places.one(0, "192.0.2.7"):
            pass
        for other in ("203.0.113.9", ""):
            with places.one(0, other), pytest.raises(gate.Busy), places.one(0):
                pass
    with gate.Places(1).one(0, "192.0.2.7"):
        pass


@pytest.mark.parametrize(
    ("proxied", "meta", "network"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.7"),
        (True, {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.7"}, "192.0.2.7"),
        (True, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, nobody"}, "192.0.2.1"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:ffff::9"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": "::ffff:192.0.2.7"}, "192.0.2.7"),
        (False, {"REMOTE_ADDR": "fe80::1%eth0"}, "fe80::/64"),
        (False, {"REMOTE_ADDR": ""}, ""),
    ],
)
def test_what_is_counted_as_one_visitor(proxied: bool, meta: dict[str, str], network: str) -> None:
    with override_settings(IS_BEHIND_PROXY=proxied):
        assert network_of(RequestFactory().get("/", **meta)) == network


def test_too_many_requests_are_told_to_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning_away, "_COUNTS", {turning_away.Kind.REPORT: Counts(2, gate.PERIOD)})
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
