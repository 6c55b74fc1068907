"""期限: what is late, by the working-day calendar, and what a new notice moves."""

from datetime import date, timedelta

import pytest

from gongkai.calendars import in_use
from gongkai.core.calendar import Calendar
from gongkai.platform.guard import unguarded
from gongkai.platform.refusals import Refused
from gongkai.reporting import days
from gongkai.reporting.actions.returning import send_back, withdraw_return
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.movers import moved
from gongkai.reporting.standing import Stage
from tests.calendars.files import year
from tests.reporting.examples import (
    CORRECT_BY,
    a_collection,
    a_read_report,
    a_return,
    an_answer,
    sent_back,
    standing,
    supervisor,
)

pytestmark = pytest.mark.usefixtures("city")


def test_late_is_counted_by_the_working_day_calendar(world) -> None:
    returned = a_return(world, correct_by=date(2026, 4, 3))  # a Friday; Monday the 6th is a holiday
    collection = returned.report.collection
    assert not standing(world, collection, world.bureau, date(2026, 4, 3)).is_late
    assert standing(world, collection, world.bureau, date(2026, 4, 4)).is_late
    assert days.working_days_left(date(2026, 4, 3), date(2026, 4, 7)) == 1


def test_where_the_day_became_a_day_off_the_next_working_day_counts(world, monkeypatch) -> None:
    returned = a_return(world, correct_by=date(2026, 3, 16))
    collection = returned.report.collection
    assert standing(world, collection, world.bureau, date(2026, 3, 17)).is_late
    works = Calendar._works

    def closed_on_monday(self, ordinal):
        return ordinal != date(2026, 3, 16).toordinal() and works(self, ordinal)

    in_use._assembled.cache_clear()
    monkeypatch.setattr(Calendar, "_works", closed_on_monday)
    try:
        assert standing(world, collection, world.bureau).mend_by == date(2026, 3, 17)
        assert not standing(world, collection, world.bureau, date(2026, 3, 17)).is_late
    finally:
        monkeypatch.undo()
        in_use._assembled.cache_clear()


def test_a_new_notice_lists_the_last_days_that_it_moves(world) -> None:
    returned = a_return(world, correct_by=date(2027, 1, 4))
    before = in_use.in_use()
    after = before.with_year(year(2027, "2026-11-20"))
    assert [(one.before, one.after) for one in moved(before, after)] == [
        (None, after.calendar().on_or_after(date(2027, 1, 4)))
    ]
    with unguarded("it was accepted"):
        ReceivedReport.objects.filter(pk=returned.report_id).update(accepted_at=world.now, accepted_by=world.admin)
    assert list(moved(before, after)) == []


@pytest.mark.parametrize("act", ["answered", "overtaken", "withdrawn"])
def test_a_new_notice_moves_no_last_day_that_nobody_waits_for(world, act) -> None:
    returned = a_return(world, correct_by=date(2027, 1, 4))
    before = in_use.in_use()
    after = before.with_year(year(2027, "2026-11-20"))
    assert len(list(moved(before, after))) == 1
    if act == "answered":
        an_answer(world, returned)
    elif act == "overtaken":
        a_read_report(world, returned.report.collection, text="mended")
    else:
        withdraw_return(now=world.now, by=supervisor(world), returned=returned, reason="退错了")
    assert list(moved(before, after)) == []


@pytest.mark.parametrize("came", [0, 1])
def test_a_mended_report_that_came_after_the_day_stays_late(world, came) -> None:
    returned = a_return(world, correct_by=world.today)
    a_read_report(world, returned.report.collection, text="mended")
    with unguarded("it came then"):
        ReceivedReport.objects.filter(pk__gt=returned.report_id).update(received_on=world.today + timedelta(days=came))
    row = standing(world, returned.report.collection, world.bureau, world.today + timedelta(days=9))
    assert (row.stage, row.is_late) == (Stage.MENDED, bool(came))


def test_a_day_off_or_past_is_no_day_to_ask_for(world) -> None:
    for day in (world.today, date(2026, 3, 15), date(2026, 4, 6), date(2028, 1, 3)):
        with pytest.raises(Refused):
            send_back(now=world.now, **sent_back(world, a_read_report(world, text=str(day)), correct_by=day))
        with unguarded("the next case"):
            ReceivedReport.objects.all().update(set_aside_at=world.now, set_aside_by=world.admin)
            ReceivedReport.objects.first().collection.__class__.objects.update(
                closed_at=world.now, closed_by=world.admin
            )


def test_once_the_planned_day_has_passed_the_page_asks_for_one_to_come(world, as_) -> None:
    report = a_read_report(world, a_collection(world, correct_by=date(2026, 1, 12)))
    page = as_(supervisor(world)).get(f"/staff/reports/{report.collection_id}/send-back/")
    assert page.context["form"].initial["correct_by"] == days.usual_day(world.today)
    assert days.day_to_ask_for(CORRECT_BY, world.today) == CORRECT_BY
