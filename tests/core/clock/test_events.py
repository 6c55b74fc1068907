"""Facts: what no request can have is refused; wrong ones are taken back; the order of recording does not matter."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gongkai.core.clock.effects import EFFECTS, ROUTES
from gongkai.core.clock.events import CHINA, BadFacts, Event, check_retractions, event_from, in_force, kinds
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.clock.receipt import channels, receipt
from gongkai.core.findings import LANGUAGES, load_catalogue

DAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)

BAD: list[tuple[str, dict[str, Any]]] = [
    ("no_kind", {"kind": "sent", "on": DAY}),
    ("bare_event", {"kind": "paid"}),
    ("bare_event", {"on": DAY}),
    ("fact_missing", {"kind": "submitted", "on": DAY}),
    ("fact_missing", {"kind": "extended", "on": DAY}),
    ("no_choice", {"kind": "submitted", "on": DAY, "channel": "telegram"}),
    ("no_choice", {"kind": "served", "on": DAY, "route": "courier"}),
    ("no_days", {"kind": "extended", "on": DAY, "days": 0}),
    ("unknown_fact", {"kind": "paid", "on": DAY, "amount": 100}),
    ("far_day", {"kind": "paid", "on": date(9999, 12, 31)}),
    ("far_day", {"kind": "paid", "on": DAY, "recorded_at": datetime(1, 1, 1, tzinfo=UTC)}),
    ("wrong_kind", {"kind": "paid", "on": "2026-03-02"}),
    ("wrong_kind", {"kind": "paid", "on": datetime(2026, 3, 2, tzinfo=CHINA)}),
    ("wrong_kind", {"kind": "extended", "on": DAY, "days": True}),
    ("wrong_kind", {"kind": "extended", "on": DAY, "days": "20"}),
]


@pytest.mark.parametrize(("code", "data"), BAD)
def test_what_no_request_can_have_is_refused(code: str, data: dict[str, Any]) -> None:
    with pytest.raises(BadFacts) as caught:
        event_from(data)
    assert caught.value.code == code
    for language in LANGUAGES:
        assert "{" not in caught.value.message(language)


def test_every_sentence_about_wrong_facts_is_said() -> None:
    said = {code for code, _ in BAD} | {"retracts_nothing", "retracts_in_a_circle", "not_submitted", "submitted_twice"}
    assert said == set(load_catalogue("gongkai.core.clock", "wrong_facts.toml"))


def test_every_kind_has_its_effect_or_is_looked_at_elsewhere() -> None:
    inquiry_parts = {f"{whom}_{part}" for whom in inquiry_kinds() for part in ("asked", "received", "answered")}
    elsewhere = {"submitted", "confirmed", "retracted", "reasons_asked"}
    assert set(kinds()) <= set(EFFECTS) | elsewhere | inquiry_parts
    assert set(EFFECTS) <= set(kinds())


def test_choices_are_those_that_the_clock_knows() -> None:
    assert kinds()["submitted"]["choices"]["channel"] == list(channels())
    assert kinds()["served"]["choices"]["route"] == list(ROUTES)


def ids(events: list[Event]) -> list[str]:
    return [event.id for event in events]


def test_what_was_taken_back_never_was() -> None:
    wrong = Event("paid", DAY, id="a")
    back = Event("retracted", LATER, id="b", about="a", reason="登记错误")
    again = Event("retracted", LATER, id="c", about="b", reason="没有登记错")
    assert ids(in_force([wrong], LATER)) == ["a"]
    assert ids(in_force([wrong, back], DAY)) == []
    assert ids(in_force([wrong, back, again], LATER)) == ["a"]


def test_a_replay_does_not_know_of_a_later_retraction() -> None:
    wrong = Event("paid", DAY, id="a")
    back = Event("retracted", LATER, id="b", about="a", reason="登记错误")
    assert ids(in_force([wrong, back], DAY, known_on=DAY)) == ["a"]
    assert ids(in_force([wrong, back], LATER, known_on=LATER)) == []


def test_a_fact_recorded_later_is_known_from_then_on() -> None:
    late = Event("paid", DAY, recorded_at=datetime(2026, 3, 9, 9, 0, tzinfo=CHINA), id="a")
    assert ids(in_force([late], LATER, known_on=date(2026, 3, 8))) == []
    assert ids(in_force([late], DAY, known_on=LATER)) == ["a"]
    assert ids(in_force([late], date(2026, 3, 1))) == []


def test_a_moment_is_told_by_the_clock_of_china() -> None:
    evening = datetime(2026, 3, 8, 17, 0, tzinfo=UTC)  # one in the morning of the 9th in China
    assert Event("paid", DAY, recorded_at=evening).known_on == LATER
    assert Event("paid", DAY, recorded_at=evening.replace(tzinfo=None)).known_on == date(2026, 3, 8)


def test_retractions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadFacts, match="retracts_nothing"):
        check_retractions([Event("retracted", DAY, id="a", about="x", reason="无")])
    assert in_force([Event("retracted", DAY, id="a", about="x", reason="无")], DAY) == []
    circle = [
        Event("retracted", DAY, id="a", about="b", reason="无"),
        Event("retracted", DAY, id="b", about="a", reason="无"),
    ]
    with pytest.raises(BadFacts, match="retracts_in_a_circle"):
        in_force(circle, DAY)


def test_a_request_is_submitted_once() -> None:
    submitted = Event("submitted", DAY, channel="online")
    with pytest.raises(BadFacts, match="not_submitted"):
        receipt([Event("paid", DAY)])
    with pytest.raises(BadFacts, match="submitted_twice"):
        receipt([submitted, submitted])


@pytest.mark.parametrize(("channel", "entry"), channels().items())
def test_the_day_of_receipt_by_channel(channel: str, entry: dict[str, Any]) -> None:
    submitted = Event("submitted", DAY, channel=channel)
    confirmed = Event("confirmed", LATER)
    at_once = entry["received"] == "submitted"
    assert receipt([submitted]).received == (DAY if at_once else None)
    assert receipt([submitted, confirmed]).received == (DAY if at_once else LATER)
    early = Event("confirmed", date(2026, 2, 27))
    assert receipt([submitted, early]).received == DAY
