"""退改与收讫: what binds what was sent back, what is late, what is sent once, and who sees what."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.calendars import in_use
from gongkai.core.calendar import Calendar
from gongkai.platform.accounts.models import Person
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.receive import keep_sound
from gongkai.platform.files.storage import store
from gongkai.platform.guard import unguarded
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.outbox.models import Message
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.reporting import days, queries
from gongkai.reporting.actions.collecting import accept_report, choose_organ, collect, record_reading
from gongkai.reporting.actions.returning import answer, hand_in, send_back, withdraw_return, write_remark
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.kept import Found
from gongkai.reporting.matching import organ_called
from gongkai.reporting.models import Answer, Reading, ReceivedReport, Return
from gongkai.reporting.movers import moved
from gongkai.reporting.standing import Stage
from tests.calendars.files import year
from tests.reporting.examples import (
    CORRECT_BY,
    FINDINGS,
    a_collection,
    a_read_report,
    a_report,
    a_return,
    closed,
    collected,
    handed_in,
    kept,
    officer,
    report_text,
    sent_back,
    supervisor,
)

pytestmark = pytest.mark.usefixtures("city")


def standing(world, collection, organ, on: date | None = None):
    rows = queries.standings(world.admin, collection, on or world.today)
    return next(row for row in rows if row.organ == organ)


# ---- Bound to the bytes ---------------------------------------------------------------------------------------------


def test_what_is_sent_is_bound_to_the_file_and_to_what_was_found_then(world) -> None:
    report = a_read_report(world)
    (returned,) = send_back(now=world.now, **sent_back(world, report))
    assert (returned.sha256, returned.organ, returned.findings) == (report.sha256, world.bureau, FINDINGS)
    with unguarded("a later release finds nothing"):
        Reading.objects.filter(report=report).update(findings={"zh": [], "en": []}, errors=0)
    assert Return.objects.get().findings == FINDINGS


def test_a_report_read_anew_since_it_was_looked_at_is_not_sent(world) -> None:
    report = a_read_report(world)
    seen = {report.pk: report.reading.digest}
    with unguarded("another release read it"):
        Reading.objects.filter(report=report).update(rules="9.9")
    with pytest.raises(Refused, match="read anew"):
        send_back(now=world.now, **sent_back(world, report, seen=seen))
    assert not Return.objects.exists()


def test_a_mended_file_takes_the_place_and_the_old_one_can_no_longer_be_accepted_or_sent(world) -> None:
    returned = a_return(world)
    mended = hand_in(now=world.now, **handed_in(world, returned.report.collection))
    assert Answer.objects.get().report == mended
    boss = supervisor(world)
    for act, arguments in (
        (accept_report, {"report": returned.report}),
        (send_back, {"collection": mended.collection, "reports": [returned.report], "correct_by": CORRECT_BY}),
        (answer, {"by": officer(world), "returned": returned, "words": "数字无误。"}),
    ):
        with pytest.raises(Refused, match="later report"):
            act(now=world.now, **{"by": boss} | arguments)


# ---- Once -----------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_twice_and_a_message_goes_to_each_officer_with_an_address(world) -> None:
    one, other = officer(world), officer(world)
    stranger, drafter = world.person("officer", world.town), world.person("drafter", world.bureau)
    with unguarded("the world of the tests"):
        for person in (one, stranger, drafter):
            person.set_email(f"{person.login}@example.gov.cn")
            person.save()
    report = a_read_report(world)
    given = sent_back(world, report)
    send_back(now=world.now, **given)
    with pytest.raises(Refused, match="sent back already"):
        send_back(now=world.now, **given)
    assert Return.objects.count() == 1
    assert [message.to for message in Message.objects.all()] == [one.email]
    assert other.email == ""


def test_after_an_answer_in_words_it_can_be_sent_once_more_as_the_next_round(world) -> None:
    report = a_read_report(world)
    (first,) = send_back(now=world.now, **sent_back(world, report))
    answer(now=world.now, by=officer(world), returned=first, words="数字无误。")
    assert standing(world, report.collection, world.bureau).stage == Stage.ANSWERED
    (second,) = send_back(now=world.now, **sent_back(world, report))
    assert [first.round, second.round] == [1, 2]
    with pytest.raises(Refused, match="once more since"):
        answer(now=world.now, by=officer(world), returned=first, words="再次说明。")
    assert standing(world, report.collection, world.bureau).stage == Stage.RETURNED


def test_withdrawn_it_can_be_sent_again_and_the_organ_is_told(world) -> None:
    person = officer(world)
    with unguarded("the world of the tests"):
        person.set_email("officer@example.gov.cn")
        person.save()
    report = a_read_report(world)
    (first,) = send_back(now=world.now, **sent_back(world, report))
    withdraw_return(now=world.now, by=supervisor(world), returned=first, reason="退错了")
    assert standing(world, report.collection, world.bureau).stage == Stage.ERRORS
    assert Message.objects.count() == 2
    (second,) = send_back(now=world.now, **sent_back(world, report))
    assert second.round == 2


def test_the_same_bytes_come_in_once(world) -> None:
    given = collected(world)
    first = collect(now=world.now, **given)
    with pytest.raises(Refused, match="here already"):
        collect(now=world.now, **given)
    more = collect(now=world.now, **given | {"files": [*given["files"], kept("c"), kept("c")]})
    assert (len(first), len(more), ReceivedReport.objects.count()) == (2, 1, 3)


# ---- Killed in between ----------------------------------------------------------------------------------------------


def test_killed_between_the_bytes_and_the_row_nothing_is_there_and_the_next_time_all_is(world, monkeypatch) -> None:
    collection = a_collection(world)
    files = [SimpleUploadedFile("a.txt", b"x")]
    monkeypatch.setattr(store().__class__, "put", _dies_after(store().__class__.put))
    with pytest.raises(KeyboardInterrupt):
        keep_sound(by=world.admin, organ=world.district, files=files)
    assert list(store().names())
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    kept_now, _ = keep_sound(by=world.admin, organ=world.district, files=[SimpleUploadedFile("a.txt", b"x")])
    collect(now=world.now, **collected(world, collection, files=kept_now))
    assert (ReceivedReport.objects.count(), Attachment.objects.count(), Ticket.objects.count()) == (1, 1, 1)


def _dies_after(put):
    def dying(*arguments):
        put(*arguments)
        raise KeyboardInterrupt

    return dying


def test_a_worker_that_dies_in_the_middle_is_followed_by_one_that_reads_the_rest(world, monkeypatch) -> None:
    collection = a_collection(world)
    for text in ("a", "b", "c"):
        a_report(world, collection, organ=None, text=text)
    calls = []

    def dies_at_the_second(**given):
        calls.append(given["report"])
        if len(calls) == 2:
            raise RuntimeError("killed")
        return record_reading(now=world.now, **given)

    with monkeypatch.context() as patched:
        patched.setattr("gongkai.reporting.jobs.record_reading", dies_at_the_second)
        with pytest.raises(RuntimeError):
            read_reports.func(now=world.now, collection=collection.pk)
    assert queries.progress(world.admin, collection).read == 1
    assert read_reports.func(now=world.now, collection=collection.pk) == 2
    assert read_reports.func(now=world.now, collection=collection.pk) == 0
    assert queries.progress(world.admin, collection).is_over


def test_lost_bytes_are_told_of_and_hold_up_nothing_else(world) -> None:
    collection = a_collection(world)
    lost, other = (a_report(world, collection, organ=None, text=text) for text in ("a", "b"))
    store().delete(lost.sha256)
    assert read_reports.func(now=world.now, collection=collection.pk) == 2
    assert "damaged or missing" in Reading.objects.get(report=lost).refused["en"]
    assert Reading.objects.get(report=other).refused["en"]  # 'b' is no report


# ---- Late -----------------------------------------------------------------------------------------------------------


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


# ---- Scope ----------------------------------------------------------------------------------------------------------


def test_who_sees_what(world) -> None:
    collection = a_collection(world)
    mine = a_return(world, a_read_report(world, collection))
    theirs = a_return(world, a_read_report(world, collection, organ=world.town, text="t"))
    draft = write_remark(
        now=world.now,
        by=world.person("supervisor", world.city),
        report=a_read_report(world, a_collection(world, organ=world.city), text="d"),
        remark="尚未发出",
    )
    seen = {
        "bureau": set(queries.returns_visible_to(officer(world), world.today)),
        "town": set(queries.returns_visible_to(world.person("drafter", world.town), world.today)),
        "nobody": set(queries.returns_visible_to(world.nobody(world.bureau), world.today)),
        "over": set(queries.returns_visible_to(world.person("auditor", world.district, below=True), world.today)),
    }
    assert seen == {"bureau": {mine}, "town": {theirs}, "nobody": set(), "over": {mine, theirs}}
    assert draft.sent_at is None
    district = world.person("supervisor", world.district)
    assert set(queries.collections_visible_to(district, world.today)) == {collection}
    assert not queries.reports_visible_to(officer(world), world.today).exists()
    assert not queries.reports_visible_to(world.person("supervisor", world.bureau), world.today).exists()


def test_an_office_hands_in_for_the_government_that_acts_through_it(world) -> None:
    office = world.organ("东湖区人民政府办公室", world.district)
    with unguarded("the world of the tests"):
        world.district.statuses.update(acts_through=office)
    collection = a_collection(world, organ=world.city)
    clerk = world.person("officer", office)
    assert world.district in [one.organ for one in queries.to_hand_in(clerk, world.today)]
    given = {"collection": collection, "organ": world.district, "files": [kept("gov")]}
    with pytest.raises(Forbidden):
        hand_in(now=world.now, by=officer(world), **given)
    report = hand_in(now=world.now, by=clerk, **given)
    returned = a_return(world, report, organ=world.district)
    assert returned in queries.returns_visible_to(clerk, world.today)
    assert returned not in queries.returns_visible_to(officer(world), world.today)


def test_an_organ_out_of_reach_can_neither_be_chosen_nor_hand_in(world) -> None:
    collection = a_collection(world, organ=world.bureau)
    report = a_report(world, collection, organ=None)
    with pytest.raises(Refused):
        choose_organ(now=world.now, by=world.person("supervisor", world.bureau), report=report, organ=world.town)
    with pytest.raises(Refused):
        hand_in(
            now=world.now,
            by=world.person("officer", world.town),
            collection=collection,
            organ=world.town,
            files=[kept("t")],
        )


# ---- From which organ -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("东湖区教育局", "bureau"),
        ("东湖区 教育局", "bureau"),
        ("临江市东湖区教育局", "bureau"),
        ("东湖区人民政府", "district"),
        ("西山市东湖区教育局", None),
        ("教育局", None),
        ("西湖区教育局", None),
        ("临江市人民政府", None),
        ("", None),
    ],
)
def test_the_title_tells_the_organ_or_leaves_it_open(world, name, organ) -> None:
    found = organ_called(name, a_collection(world), world.today)
    assert found == (getattr(world, organ) if organ else None)


def test_a_name_that_two_bear_is_nobody_s(world) -> None:
    west = world.organ("西湖区人民政府", world.city)
    for district in (world.district, west):
        world.organ("城关镇人民政府", district)
    assert organ_called("城关镇人民政府", a_collection(world, organ=world.city), world.today) is None
    found = organ_called("西湖区城关镇人民政府", a_collection(world, organ=world.city, year=2024), world.today)
    assert found is not None


def test_what_a_person_said_is_not_overruled_by_a_title(world) -> None:
    report = a_report(world, organ=None)
    choose_organ(now=world.now, by=supervisor(world), report=report, organ=world.town)
    record_reading(
        now=world.now, by=Person.objects.system(), report=report, found=Found("东湖区教育局", 2025, FINDINGS)
    )
    report.refresh_from_db()
    assert report.organ == world.town


# ---- What comes in --------------------------------------------------------------------------------------------------


def test_of_many_files_the_good_ones_come_in_and_each_bad_one_is_told_of(world, as_) -> None:
    collection, boss = a_collection(world), supervisor(world)
    files = [
        SimpleUploadedFile("a.txt", report_text("东湖区教育局").encode()),
        SimpleUploadedFile("网页.html", b'<?xml version="1.0"?><svg onload="alert(1)"/>'),
        SimpleUploadedFile("机密★5年 方案.txt", b"x"),
    ]
    sent = as_(boss).post(
        f"/staff/reports/{collection.pk}/add/",
        {"files": files, "received_on": world.today, "complete": "1"},
        follow=True,
    )
    page = sent.content.decode()
    assert [report.attachment.name for report in ReceivedReport.objects.all()] == ["a.txt"]
    assert "网页.html" in page
    assert "state secret" in page


@pytest.mark.slow
def test_three_hundred_files_come_in_at_once_and_no_more(world, as_) -> None:
    collection, browser = a_collection(world), as_(supervisor(world))
    address = f"/staff/reports/{collection.pk}/add/"

    def sent(count: int):
        files = [SimpleUploadedFile(f"{number}.txt", f"report {number}".encode()) for number in range(count)]
        return browser.post(address, {"files": files, "received_on": world.today, "complete": "1"})

    refused = sent(301)
    assert refused.status_code == 422
    assert "300" in refused.content.decode()
    assert sent(300).status_code == 302
    assert ReceivedReport.objects.count() == 300
    assert browser.get(f"/staff/reports/{collection.pk}/").status_code == 200


# ---- What is known beside a report ----------------------------------------------------------------------------------


def test_last_year_s_report_of_the_organ_is_held_beside_it(world) -> None:
    """It carried one request out, this year's carries two in."""
    before = a_collection(world, year=2024, title="2024")
    a_report(world, before, text=report_text("东湖区教育局", year=2024))
    collection = a_collection(world)
    report = a_report(world, collection, organ=None, text=report_text("东湖区教育局"))
    alone = a_report(world, collection, organ=None, text=report_text("东湖区青山镇人民政府"))
    assert read_reports.func(now=world.now, collection=collection.pk) == 2

    def codes(one) -> set[str]:
        return {item["code"] for item in Reading.objects.get(report=one).findings["zh"]}

    assert "T3.CARRY" in codes(report)
    assert "T3.CARRY" not in {
        item["code"] for item in Reading.objects.get(report=alone).findings["zh"] if item["severity"] == "error"
    }


# ---- Words, and lost bytes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e数字无误", "\x08", "\u3164"])
def test_words_that_are_not_seen_are_no_words(world, unseen) -> None:
    report = a_read_report(world, findings={"zh": [], "en": []})
    with pytest.raises(Refused, match="can't be seen"):
        write_remark(now=world.now, by=supervisor(world), report=report, remark=unseen)
    returned = a_return(world, report)
    with pytest.raises(Refused, match="can't be seen"):
        answer(now=world.now, by=officer(world), returned=returned, words=unseen)
    with pytest.raises(Refused, match="can't be seen"):
        withdraw_return(now=world.now, by=supervisor(world), returned=returned, reason=unseen)


def test_a_form_leaves_out_what_is_not_seen_and_keeps_the_lines(world, as_) -> None:
    returned = a_return(world)
    browser = as_(officer(world))
    page = reverse("reporting:answer", args=[returned.pk])
    assert browser.post(page, {"words": "\u200b\r\n\u202e"}).status_code == 422
    browser.post(page, {"words": "数字\u202e无误。\r\n见附件。"})
    assert Answer.objects.get().words == "数字无误。\n见附件。"


def test_a_reason_that_is_too_long_is_refused_and_not_cut(world) -> None:
    returned = a_return(world)
    with pytest.raises(Refused):
        withdraw_return(now=world.now, by=supervisor(world), returned=returned, reason="退错了" * 70)


@pytest.mark.parametrize("page", ["file", "source", "compare"])
def test_lost_bytes_are_a_page_that_says_so(world, as_, page, caplog) -> None:
    earlier = a_read_report(world, text="a")
    report = a_read_report(world, earlier.collection, text="b")
    for path in store().folder.glob("??/*"):
        path.unlink()
    answered = as_(supervisor(world)).get(reverse(f"reporting:{page}", args=[report.pk]))
    assert (answered.status_code, "damaged or missing" in answered.content.decode()) == (500, True)
    assert f"no bytes are kept under {report.sha256 if page != 'compare' else earlier.sha256}" in caplog.text


def test_into_a_closed_collection_nothing_is_looked_at(world, as_, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reporting.views.collections.keep_sound", None)
    browser = as_(supervisor(world))
    page = reverse("reporting:add", args=[closed(world).pk])
    given = {"files": SimpleUploadedFile("a.txt", b"x"), "received_on": world.today, "complete": "1"}
    assert (browser.get(page).status_code, browser.post(page, given).status_code) == (409, 409)
