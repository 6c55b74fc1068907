"""重新校核: whose report it is was said later, last year's was mended, the program changed: it is read once more."""

import pytest

from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.refusals import Refused
from gongkai.reporting import queries
from gongkai.reporting.actions.collecting import (
    accept_report,
    check_again,
    choose_organ,
    record_reading,
    set_aside,
)
from gongkai.reporting.examining import known_beside
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.kept import Found
from gongkai.reporting.models import Reading, Return
from gongkai.reporting.standing import Stage
from tests.reporting.examples import (
    FINDINGS,
    a_collection,
    a_read_report,
    a_report,
    a_return,
    again,
    report_text,
    sent_back,
    supervisor,
)

pytestmark = pytest.mark.usefixtures("city")

CODE, OTHERS = "00123456X", "001234567"


def codes(report) -> set[str]:
    return {item["code"] for item in Reading.objects.get(report=report).findings["zh"]}


def read(world, collection) -> int:
    return read_reports.func(now=world.now, collection=collection.pk)


def with_last_year_s(world):
    """Last year's report carries one request out, this year's two in."""
    before = a_collection(world, year=2024, title="2024")
    a_report(world, before, text=report_text("东湖区教育局", year=2024))
    return a_collection(world)


def test_when_its_organ_is_chosen_it_is_read_beside_that_organ_s_report_of_last_year(world) -> None:
    collection = with_last_year_s(world)
    report = a_report(world, collection, organ=None, text=report_text("东湖区教育和体育局"))
    assert read(world, collection) == 1
    assert (report.organ, "T3.CARRY" in codes(report)) == (None, False)
    choose_organ(now=world.now, by=supervisor(world), report=report, organ=world.bureau)
    assert not queries.progress(world.admin, collection).is_over
    assert Ticket.objects.count() == 1
    assert read(world, collection) == 1
    assert "T3.CARRY" in codes(report)


def test_when_last_year_s_came_in_later_it_is_checked_again_on_demand(world) -> None:
    collection = a_collection(world)
    report = a_report(world, collection, text=report_text("东湖区教育局"))
    assert read(world, collection) == 1
    assert "T3.CARRY" not in codes(report)
    a_report(world, a_collection(world, year=2024, title="2024"), text=report_text("东湖区教育局", year=2024))
    check_again(now=world.now, **again(world, report))
    assert read(world, collection) == 1
    assert "T3.CARRY" in codes(report)


def test_meanwhile_nobody_accepts_it_or_sends_it_back(world) -> None:
    from gongkai.reporting.actions.returning import send_back

    report = a_read_report(world)
    check_again(now=world.now, **again(world, report))
    report.refresh_from_db()
    rows = queries.standings(world.admin, report.collection, world.today)
    assert next(row for row in rows if row.organ == world.bureau).stage == Stage.READING
    with pytest.raises(Refused):
        accept_report(now=world.now, by=supervisor(world), report=report)
    with pytest.raises(Refused):
        send_back(now=world.now, **sent_back(world, report))


def test_what_was_sent_back_stays_as_it_was_sent(world) -> None:
    returned = a_return(world)
    check_again(now=world.now, **again(world, returned.report))
    assert read(world, returned.report.collection) == 1
    assert (Return.objects.get().findings, Reading.objects.get().findings) == (FINDINGS, {})


def test_a_reading_begun_before_the_organ_was_chosen_does_not_count(world) -> None:
    report = a_report(world, organ=None)
    choose_organ(now=world.now, by=supervisor(world), report=report, organ=world.bureau)
    for begun in (0, world.town.pk):
        with pytest.raises(Refused, match="meanwhile"):
            record_reading(now=world.now, by=supervisor(world), report=report, found=Found(beside=begun))
    record_reading(now=world.now, by=supervisor(world), report=report, found=Found(beside=world.bureau.pk))


def test_all_of_a_collection_but_what_is_accepted_or_set_aside(world, as_) -> None:
    collection = a_collection(world)
    boss = supervisor(world)
    old, accepted, aside = (
        a_read_report(world, collection, organ=organ, text=str(organ))
        for organ in (world.bureau, world.town, world.district)
    )
    accept_report(now=world.now, by=boss, report=accepted)
    set_aside(now=world.now, by=boss, report=aside, reason="重复")
    with unguarded("an earlier version read them"):
        Reading.objects.update(rules="0.1")
    browser, page = as_(boss), f"/staff/reports/{collection.pk}/"
    assert "1 report was checked by an earlier version" in browser.get(page).content.decode()
    assert browser.post(f"{page}check-again/").status_code == 302
    assert [one.report for one in Reading.objects.filter(rules="")] == [old]
    assert "earlier version" not in browser.get(page).content.decode()
    assert browser.post(f"/staff/reports/received/{accepted.pk}/check-again/").status_code == 422
    assert "Check again" not in browser.get(f"/staff/reports/received/{accepted.pk}/").content.decode()


# ---- What the records know of the organ -----------------------------------------------------------------------------


def test_an_index_number_is_held_against_the_organ_s_code(world) -> None:
    with unguarded("the world of the tests"):
        world.bureau.organisation_code = CODE
        world.bureau.save()
    collection = a_collection(world)
    numbered = report_text("东湖区教育局").split("\n", 1)
    right, wrong = (
        a_report(world, collection, text=f"{numbered[0]}\n索引号：{code}/2026-00001\n{numbered[1]}", organ=organ)
        for code, organ in ((CODE, world.bureau), (OTHERS, None))
    )
    assert read(world, collection) == 2
    told = {one.report_id: {item["code"] for item in one.findings["zh"]} for one in Reading.objects.all()}
    assert "META.INDEX" not in told[right.pk]
    assert "META.INDEX" in told[wrong.pk]


def test_the_level_is_that_of_the_organ_in_the_records_and_no_day_is_guessed(world) -> None:
    collection = a_collection(world)
    known = {organ: known_beside(collection, organ) for organ in (world.district, world.bureau, world.town)}
    assert [one.level for one in known.values()] == ["government", "department", "township"]
    assert {(one.published, one.organ_code) for one in known.values()} == {(None, None)}
    with unguarded("an organ of a kind of which the law says nothing"):
        world.bureau.statuses.update(kind="authorised")
    assert known_beside(collection, world.bureau).level is None


def test_a_late_day_is_decided_where_only_the_records_tell_the_level(world) -> None:
    """By its name nobody could say what the committee is."""
    with unguarded("the world of the tests"):
        world.bureau.names.update(name="东湖区教育工委")
    collection = a_collection(world)
    head, rest = report_text("东湖区教育工委").split("\n", 1)
    report = a_report(world, collection, text=f"{head}\n发布日期：2026-02-19\n{rest}")
    assert read(world, collection) == 1
    (late,) = (item for item in Reading.objects.get(report=report).findings["zh"] if item["code"] == "DATE.LATE")
    assert late["severity"] in ("error", "warning")
