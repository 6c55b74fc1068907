"""期限页: what the page on deadlines says is what the core says, day by day; mistakes stand at their field."""

from datetime import date, timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.core.calendar import calendar
from gongkai.core.clock.deadline import deadline
from gongkai.core.clock.explain import remark_words, rule_of
from gongkai.core.clock.request import derive
from gongkai.core.findings import LANGUAGES
from gongkai.core.law.parameters import on, parameter
from gongkai.portal.law.deadline_form import periods
from gongkai.portal.law.facts import KINDS, MOST_ASKED
from tests.core.clock.situations import event, situations
from tests.portal.pages import opened, text

pytestmark = pytest.mark.slow

INQUIRIES = ("third_party", "co_maker", "organ")


def as_filled_in(case: dict[str, Any]) -> dict[str, object] | None:
    """What a person fills in to tell the situation; None where the form has no place for one of its facts."""
    events = [event(fact) for fact in case["事实"]]
    if "所知" in case or any(one.recorded_at or one.kind == "retracted" for one in events):
        return None
    given: dict[str, object] = {"as_of": case["截至"], "area": case.get("地区", "")}
    rows: dict[tuple[str, str], int] = {}
    for one in events:
        if one.kind == "reasons_asked":  # it changes nothing, and the form does not ask for it
            continue
        whom, _, part = one.kind.rpartition("_")
        if whom in INQUIRIES:
            number = rows.setdefault((whom, one.about), len(rows) + 1)
            name = {"asked": "on"}.get(part, part)
            told = {f"asked_{number}_whom": whom, f"asked_{number}_{name}": one.on}
            if one.answer:
                told[f"asked_{number}_answer"] = one.answer
            told = {key: value for key, value in told.items() if key != f"asked_{number}_whom" or key not in given}
        else:
            name = "day" if one.kind == "submitted" else one.kind
            told = {name: one.on}
            if one.kind == "submitted":
                told["channel"] = one.channel
            for field in ("until", "days", "route", "outcome"):
                if getattr(one, field):
                    told[f"{one.kind}_{field}"] = getattr(one, field)
            if one.consent_by:
                told["extended_consent"] = "on"
        if told.keys() & given.keys():
            return None  # the same fact twice
        given |= told
    if len(rows) > MOST_ASKED or any(f"asked_{number}_on" not in given for number in rows.values()):
        return None
    return {name: value for name, value in given.items() if value}


CASES = [(case, given) for case in situations("clock.yaml") if (given := as_filled_in(case))]


def test_the_form_has_a_place_for_most_situations() -> None:
    assert len(CASES) >= 75
    told = {name for _, given in CASES for name in given}
    assert set(KINDS) <= told


@pytest.mark.parametrize(("case", "given"), CASES, ids=lambda one: one.get("情况", ""))
def test_a_situation_comes_out_as_the_core_has_it(db: str, case: dict[str, Any], given: dict[str, object]) -> None:
    as_of = case["截至"]
    events = [one for fact in case["事实"] if (one := event(fact))]
    clock = derive(events, as_of, calendar(as_of, case.get("地区", "")))
    client = Client(headers={"accept-language": "en"})
    page = client.get(reverse("portal:deadline"), given)
    if page.status_code == 422:  # the form refuses what the clock remarks, and days that no calendar covers
        errors = page.context["form"].errors
        assert clock.defects or "confirmed" in errors or clock.due is None
        return
    found = page.context["answer"]
    for name in ("due", "expected", "post_by", "latest", "safe", "late", "left_out", "open_because"):
        assert getattr(found, name) == getattr(clock, name), name
    for part in ("steps", "defects", "next"):
        remarks = getattr(clock, part)
        assert [rule.on for rule in getattr(found, part)] == [remark.on for remark in remarks]
        for remark in remarks:
            source = rule_of(remark, max(clock.start or clock.receipt.submitted, remark.on or date.min)).source["en"]
            assert source in unescape(text(page))
    if clock.due and found.rows:
        assert found.rows[-1].day.date == clock.due
        assert found.rows[-1].number == clock.days


def test_the_year_that_is_not_announced_is_named(db: str) -> None:
    known = calendar()
    for year in (known.last_year + 1, known.last_year + 4):
        found = opened("portal:deadline", **{"for": "requests.reply", "day": date(year, 3, 1)}).context["answer"]
        assert (found.due, found.open_year) == (None, year)


def test_random_days_end_as_the_core_counts_them(db: str) -> None:
    dice = Random(8)
    known = calendar()
    for _ in range(60):
        key = dice.choice(periods())
        first = max(parameter(key).values[0].start, date(known.first_year, 1, 1))
        day = first + timedelta(dice.randrange((date(known.last_year + 2, 1, 1) - first).days))
        rule = on(key, day)
        wanted = deadline(day, parameter(key).unit, rule.value, known)
        found = opened("portal:deadline", **{"for": key, "day": day}).context["answer"]
        assert (found.due, found.expected) == (wanted.due, wanted.expected), (key, day)
        assert found.period_rule.source == rule.source["zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_stands_in_the_table_and_on_the_calendar(db: str, language: str) -> None:
    page = opened("portal:deadline", day="2026-09-18", language=language)
    said = text(page)
    days = [date(2026, 9, 18) + timedelta(n) for n in range((date(2026, 10, 22) - date(2026, 9, 18)).days + 1)]
    rows = said[said.index('<table class="data days">') :]
    assert all(f'<th scope="row"><time datetime="{day}">' in rows for day in days)
    assert [row.number for row in page.context["answer"].rows if row.number] == list(range(1, 21))
    assert said.count('<table class="month">') == 2
    works = {"zh": "上班", "en": "works"}[language]
    assert f'<td class="worked">20 <small>{works}</small>' in said
    assert "国办发明电〔2025〕7号" in said
    for key in ("counting.start_day", "counting.posting", "holidays.rest_days"):
        assert on(key, days[0]).source[language] in unescape(said)


def test_a_year_without_notice_is_only_expected(db: str) -> None:
    page = opened("portal:deadline", day="2026-12-14", language="en")
    found = page.context["answer"]
    assert (found.due, found.expected, found.open_year) == (None, date(2027, 1, 12), 2027)
    assert "No certain last day yet." in text(page)
    assert "Last day:" not in text(page)
    assert 'class="expected_weekday expected"' in text(page)


def test_an_area_adds_its_holidays(db: str) -> None:
    page = opened("portal:deadline", day="2026-03-02", area="宁夏回族自治区", language="en")
    wanted = deadline(date(2026, 3, 2), "working_days", 20, calendar(area="宁夏回族自治区"))
    assert (page.context["answer"].due, page.context["answer"].expected) == (wanted.due, wanted.expected)


def test_a_clock_that_waits_says_for_what(db: str) -> None:
    given = {"day": "2026-03-02", "channel": "in_person", "supplement_asked": "2026-03-04"}
    page = opened("portal:deadline", language="en", as_of="2026-03-05", supplement_asked_until="2026-03-20", **given)
    assert page.context["answer"].due is None
    assert "starts anew when the supplemented request comes in" in text(page)
    assert remark_words(page.context["answer"].clock.next[0], "en") in unescape(text(page))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": "1900-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "2050-01-01"}, "day"),
        ({"day": "-1"}, "day"),
        ({"day": "<script>alert(1)</script>"}, "day"),
        ({"day": "2026-03-02\0"}, "day"),
        ({"day": "2019-02-01"}, "day"),
        ({"day": "2026-03-02", "for": "requests.extension"}, "for"),
        ({"day": "2026-03-02", "for": "<b>"}, "for"),
        ({"day": "2026-03-02", "channel": "pigeon"}, "channel"),
        ({"day": "2026-03-02", "confirmed": "2026-03-03"}, "confirmed"),
        ({"day": "2026-03-02", "area": "某州"}, "area"),
        ({"day": "2026-03-02", "as_of": "2017-01-01"}, "as_of"),
        ({"day": "2026-03-02", "extended": "2026-03-10", "extended_days": "0"}, "extended_days"),
        ({"day": "2026-03-02", "extended": "2026-03-10", "extended_days": "9" * 30}, "extended_days"),
        ({"day": "2026-03-02", "extended_days": "20"}, "extended"),
        ({"day": "2026-03-02", "delayed": "2026-03-10"}, "delayed_until"),
        ({"day": "2026-03-02", "asked_1_on": "2026-03-10"}, "asked_1_whom"),
        ({"day": "2026-03-02", "asked_1_whom": "organ"}, "asked_1_on"),
        (
            {"day": "2026-03-02", "asked_1_whom": "organ", "asked_1_on": "2026-03-10", "asked_1_answered": "2026-03-9"},
            "asked_1_answered",
        ),
        ({"day": "2026-03-02", "for": "publication.budget", "paid": "2026-03-10"}, "paid"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_one_sentence_at_its_field(db: str, given: dict[str, str], field: str, language: str) -> None:
    page = opened("portal:deadline", language=language, status=422, **given)
    assert field in page.context["form"].errors
    assert f'id="id_{field}_error"' in text(page)
    assert "<script>alert" not in text(page)


def test_a_day_is_understood_as_people_write_it(db: str) -> None:
    for written in ("2026-9-18", "2026/9/18", "2026.9.18", "2026年9月18日"):
        assert opened("portal:deadline", day=written).context["answer"].due == date(2026, 10, 22)


def test_empty_fields_leave_the_address(db: str) -> None:
    page = opened("portal:deadline", status=302, day="2026-09-18", channel="", paid="")
    assert page["Location"] == reverse("portal:deadline") + "?day=2026-09-18"


def test_the_period_can_be_chosen_beforehand(db: str) -> None:
    page = opened("portal:deadline", **{"for": "remedies.suit"})
    assert '<option value="remedies.suit" selected>' in text(page)
    assert "answer" not in page.context


def test_another_inquiry_can_always_be_added_up_to_the_most(db: str) -> None:
    given: dict[str, object] = {"day": "2026-03-02", "channel": "in_person", "as_of": "2026-03-20"}
    for number in range(1, MOST_ASKED + 1):
        page = opened("portal:deadline", **given)
        assert f'name="asked_{number}_whom"' in text(page)
        assert f'name="asked_{number + 1}_whom"' not in text(page)
        given |= {f"asked_{number}_whom": "organ", f"asked_{number}_on": "2026-03-05"}
    assert len(opened("portal:deadline", **given).context["answer"].clock.inquiries) == MOST_ASKED


def test_a_long_wait_is_one_row(db: str) -> None:
    given = {"asked_1_whom": "organ", "asked_1_on": "2020-03-10", "asked_1_answered": "2025-03-10"}
    page = opened("portal:deadline", day="2020-03-02", as_of="2025-03-11", **given)
    assert len(page.context["rows"]) < 70
    assert len(page.context["answer"].months) < 5
    assert len(page.content) < 100_000
