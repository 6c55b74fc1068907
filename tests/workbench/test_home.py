"""工作台首页: what waits for whom, what is late, what was done last, and what to do first."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gongkai.organs.actions.organs import rename_organ
from gongkai.platform.guard import unguarded
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import powers
from gongkai.platform.ui.waiting import STEPS
from gongkai.reporting.models import ReceivedReport, Return
from gongkai.workbench.views import home
from tests.organs.examples import renamed
from tests.platform.jobs.examples import a_task
from tests.platform.outbox.examples import a_message
from tests.reporting.examples import a_collection, a_read_report, a_return, an_answer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def waiting_for(person, now):
    return home.waiting_for(person, now, powers(person, legal_day(now)))


def titles(person, world) -> list[str]:
    return [str(card.title) for card in waiting_for(person, world.now)]


def page(person) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    text = client.get(reverse("home")).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_an_officer_sees_what_was_sent_back_with_its_last_day_and_others_do_not(world) -> None:
    returned = a_return(world)
    officer, drafter = world.person("officer", world.bureau), world.person("drafter", world.bureau)
    beside = world.person("officer", world.town)
    for person in (officer, drafter):
        (card, *_rest) = waiting_for(person, world.now)
        assert (card.title, card.day, card.is_late) == (
            "东湖区教育局: annual report sent back",
            returned.correct_by,
            False,
        )
    assert not any("sent back" in title for title in titles(beside, world))
    assert not any("sent back" in title for title in titles(world.person("signer", world.bureau), world))


def test_what_was_answered_withdrawn_or_replaced_waits_no_longer(world) -> None:
    officer = world.person("officer", world.bureau)
    answered = an_answer(world).returned
    assert not any("sent back" in title for title in titles(officer, world))
    with unguarded("the world of the tests"):
        answered.answers.all().delete()
    assert any("sent back" in title for title in titles(officer, world))
    a_read_report(world, answered.report.collection, text="mended")
    assert not any("sent back" in title for title in titles(officer, world))


def test_past_its_last_working_day_it_is_late(world) -> None:
    a_return(world, correct_by=date(2026, 2, 27))
    officer = world.person("officer", world.bureau)
    assert waiting_for(officer, world.now)[0].is_late
    assert "Late 1" in page(officer)


def sent(person, world) -> list[tuple[str, date | None]]:
    return [(str(card.title), card.day) for card in waiting_for(person, world.now) if card.is_sent]


def test_what_was_sent_back_stands_under_sent_until_it_is_answered_or_late(world) -> None:
    boss = world.person("supervisor", world.district)
    returned = a_return(world)
    assert sent(boss, world) == [("2025 年度报告: 1 organ mends its report", returned.correct_by)]
    assert "Sent 1" in page(boss)
    an_answer(world, returned)
    assert sent(boss, world) == []
    with unguarded("the world of the tests"):
        returned.answers.all().delete()
        Return.objects.filter(pk=returned.pk).update(correct_by=date(2026, 2, 27))
    assert sent(boss, world) == []
    assert "Sent" not in page(boss)


def test_a_report_that_was_handed_in_stands_under_sent_until_it_is_accepted_or_sent_back(world) -> None:
    officer, told = world.person("officer", world.bureau), "东湖区教育局: annual report on 2025 is handed in"
    assert sent(officer, world) == []
    report = a_read_report(world)
    assert sent(officer, world) == [(told, None)]
    returned = a_return(world, report)
    assert sent(officer, world) == []
    an_answer(world, returned)
    assert sent(officer, world) == [(told, None)]
    with unguarded("the world of the tests"):
        ReceivedReport.objects.filter(pk=report.pk).update(accepted_at=world.now, accepted_by=world.admin)
    assert sent(officer, world) == []


def test_a_report_that_is_waited_for_shows_at_the_organ_and_at_the_supervisor(world) -> None:
    a_collection(world)
    officer, boss = world.person("officer", world.bureau), world.person("supervisor", world.district)
    assert "东湖区教育局: annual report on 2025" in titles(officer, world)
    late = {str(card.title): card.is_late for card in waiting_for(boss, world.now)}
    assert late["2025 年度报告: 2 organs have not handed in"]  # the bureau's day was 31 January


def test_the_supervisor_sees_errors_answers_and_files_of_nobody(world) -> None:
    collection = a_collection(world)
    an_answer(world, a_return(world, a_read_report(world, collection, organ=world.bureau, text="a")))
    a_read_report(world, collection, organ=world.town, text="b")
    a_read_report(world, collection, organ=None, text="c")
    boss = world.person("supervisor", world.district)
    assert {
        "2025 年度报告: 1 organ answered",
        "2025 年度报告: errors in 1 report",
        "2025 年度报告: 1 file of an organ not known",
    } <= set(titles(boss, world))
    assert not any("2025" in title for title in titles(world.person("supervisor", world.town), world))


def test_the_administrator_sees_what_got_stuck(world) -> None:
    a_task(world)
    a_message(world, "uncertain")
    idle = world.nobody(world.bureau, "李某")
    told = titles(world.admin, world)
    assert {"1 task has failed", "1 message: uncertain whether it was sent", "1 person has no role"} <= set(told)
    card = next(card for card in waiting_for(world.admin, world.now) if "no role" in str(card.title))
    assert card.address == reverse("organs:person", args=[idle.pk])
    for title in ("failed", "uncertain", "no role"):
        assert not any(title in other for other in titles(world.person("officer", world.bureau), world))


def test_a_demanded_second_factor_waits_for_whoever_has_none(world, monkeypatch) -> None:
    assert "Your roles demand a second factor" not in titles(world.admin, world)
    monkeypatch.setattr(settings, "SECOND_FACTOR_IS_ENFORCED", True)
    assert "Your roles demand a second factor" in titles(world.admin, world)
    assert "Your roles demand a second factor" not in titles(world.person("officer", world.bureau), world)


def test_in_december_the_calendar_of_the_next_year_waits_and_in_january_it_is_late(world) -> None:
    from gongkai.calendars.in_use import calendar_in_use

    last = calendar_in_use().last_year

    def calendar_card(day: date):
        moment = world.now.replace(year=day.year, month=day.month, day=day.day)
        return [card for card in waiting_for(world.admin, moment) if "holidays" in str(card.title)]

    assert calendar_card(date(last, 11, 30)) == []
    assert [card.is_late for card in calendar_card(date(last, 12, 1))] == [False]
    assert [card.is_late for card in calendar_card(date(last + 1, 1, 1))] == [True]


def test_the_first_steps_end_when_all_are_done(world) -> None:
    def left() -> list[bool]:
        steps = [
            step for provider in STEPS for step in provider(world.admin, world.now, powers(world.admin, world.today))
        ]
        return [step.is_done for step in sorted(steps, key=lambda step: step.place)]

    assert left() == [True, False, False, True]
    assert "First steps" in page(world.admin)
    world.person("officer", world.bureau)
    assert left() == [True, True, True, True]
    assert "First steps" not in page(world.admin)
    assert "First steps" not in page(world.person("officer", world.bureau))


def test_what_was_done_last_is_told_to_the_person_alone(world) -> None:
    rename_organ(now=world.now, **renamed(world))
    assert "Organ renamed" in page(world.admin)
    assert "Organ renamed" not in page(world.person("administrator", None))


def test_without_a_role_the_page_says_what_to_do(world) -> None:
    assert "Ask your administrator" in page(world.nobody(world.bureau))
    assert "Begin a collection" in page(world.person("supervisor", world.town))
    assert "check your annual report" in page(world.person("officer", world.bureau))


def test_the_days_until_then_are_later_first_last(world) -> None:
    later = a_return(world, correct_by=world.today + timedelta(days=30))
    other = a_collection(world, organ=world.city, year=2024, title="2024")
    a_return(world, a_read_report(world, other, text="y"), correct_by=world.today + timedelta(days=3))
    days = [card.day for card in waiting_for(world.person("officer", world.bureau), world.now) if card.day]
    assert days == sorted(days)
    assert later.correct_by is not None
