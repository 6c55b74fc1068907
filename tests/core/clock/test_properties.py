"""What must hold of every request: later facts, more inquiries, other orders of recording, replays of the past."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar import calendar
from gongkai.core.clock.events import Event
from gongkai.core.clock.explain import catalogue, remark_words, rule_of
from gongkai.core.clock.request import Clock, derive
from gongkai.core.findings import LANGUAGES, load_catalogue
from gongkai.core.law.parameters import keys
from tests.strategies import facts

FIRST, LAST = date(2025, 3, 3), date(2025, 9, 1)
DAY = timedelta(days=1)
channels = st.sampled_from(["in_person", "oral", "post", "mail", "online", "fax"])
as_of_days = st.dates(FIRST, LAST + 60 * DAY)


def submitted(day: date, channel: str = "in_person") -> Event:
    return Event("submitted", day, channel=channel)


def clock(events: list[Event], as_of: date, known_on: date | None = None) -> Clock:
    return derive(events, as_of, calendar(known_on), known_on)


@given(facts(FIRST, LAST), channels, as_of_days)
def test_any_facts_have_a_clock_that_can_be_told(events: list[Event], channel: str, as_of: date) -> None:
    found = clock([submitted(FIRST, channel), *events], as_of)
    for remark in (*found.steps, *found.defects, *found.next):
        for language in LANGUAGES:
            words = remark_words(remark, language)
            assert "{" not in words
            assert "None" not in words
        assert rule_of(remark, as_of).source
    if found.due is not None:
        assert found.post_by is not None
        assert found.post_by <= found.due
        assert found.start is not None
        assert found.due > found.start
    assert (found.latest is None) or (found.due is not None and found.due <= found.latest)
    assert (found.late is None) == (found.due is None)
    assert (found.safe is not None) == (found.receipt.received is None)


@given(facts(date(2025, 5, 6), LAST), st.dates(FIRST, date(2025, 5, 5)), st.integers(0, 60), as_of_days)
def test_a_later_receipt_is_never_due_earlier(events: list[Event], day: date, later: int, as_of: date) -> None:
    second = min(day + later * DAY, date(2025, 5, 5))
    first, then = (clock([submitted(start), *events], max(as_of, second)) for start in (day, second))
    if first.due is not None and then.due is not None:
        assert first.due <= then.due


@given(facts(FIRST, LAST), st.dates(FIRST, LAST), st.integers(1, 40), as_of_days)
def test_one_more_inquiry_never_makes_it_due_earlier(events: list[Event], day: date, days: int, as_of: date) -> None:
    inquiry = [
        Event("third_party_asked", day, about="丙"),
        Event("third_party_answered", day + days * DAY, about="丙", answer="consent"),
    ]
    request = [submitted(FIRST), *events]
    without, with_it = clock(request, as_of), clock([*request, *inquiry], as_of)
    if without.due is not None and with_it.due is not None:
        assert without.due <= with_it.due


@given(facts(FIRST, LAST), channels, as_of_days, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(events: list[Event], channel: str, as_of: date, random: Random) -> None:
    request = [submitted(FIRST, channel), *events]
    shuffled = [replace(event, recorded_at=None) for event in random.sample(request, len(request))]
    assert clock(request, as_of) == clock(shuffled, as_of)


@given(facts(FIRST, LAST), facts(FIRST, LAST, most=4), channels, as_of_days)
def test_a_replay_does_not_change_by_what_is_recorded_later(
    events: list[Event], later: list[Event], channel: str, as_of: date
) -> None:
    """As it was known on a day: what is recorded after that day, of whatever legal day, changes nothing."""
    request = [submitted(FIRST, channel), *events]
    known = [event for event in request if event.known_on <= as_of]
    recorded_after = [
        replace(event, id=f"later {event.id}", about="" if event.kind == "retracted" else event.about)
        for event in later
        if event.known_on > as_of and event.kind != "retracted"
    ]
    assert clock(known, as_of, as_of) == clock([*request, *recorded_after], as_of, as_of)


@given(facts(FIRST, LAST), channels)
def test_once_ended_time_changes_nothing(events: list[Event], channel: str) -> None:
    request = [submitted(FIRST, channel), *events, Event("replied", LAST), Event("served", LAST, route="post")]
    first, then = (clock(request, day) for day in (LAST + DAY, LAST + 90 * DAY))
    assert (first.due, first.late, first.status) == (then.due, then.late, then.status)


@pytest.mark.parametrize("code", catalogue())
def test_every_remark_rests_on_a_rule(code: str) -> None:
    assert catalogue()[code]["source"] in keys()
    assert set(catalogue()[code]["sentences"]["main"]) == set(LANGUAGES)


def test_every_remark_is_made_somewhere() -> None:
    from pathlib import Path

    import gongkai.core.clock as package

    source = "\n".join(path.read_text("utf-8") for path in Path(package.__file__).parent.glob("*.py"))
    made = {"closed_uncorrected_", "closed_unpaid_", "silence_", "objection_"}
    unmade = [
        code
        for code in load_catalogue("gongkai.core.clock", "words.toml")
        if f'"{code}"' not in source
        and not any(code.startswith(start) for start in made)
        and code not in ("closed", "withdrawn")
    ]
    assert unmade == []
