"""退改: what binds what was sent back, what is sent once, and the words that go with it."""

import re

import pytest
from django.urls import reverse

from gongkai.platform.guard import unguarded
from gongkai.platform.outbox.models import Message
from gongkai.platform.refusals import Refused
from gongkai.reporting.actions.collecting import accept_report
from gongkai.reporting.actions.returning import answer, hand_in, send_back, withdraw_return, write_remark
from gongkai.reporting.models import Answer, Reading, Return
from gongkai.reporting.standing import Stage
from tests.reporting.examples import (
    CORRECT_BY,
    FINDINGS,
    a_collection,
    a_read_report,
    a_return,
    handed_in,
    officer,
    sent_back,
    standing,
    supervisor,
    with_address,
)

pytestmark = pytest.mark.usefixtures("city")


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


def test_nothing_is_sent_twice_and_a_message_goes_to_each_officer_with_an_address(world) -> None:
    one, other = officer(world), officer(world)
    stranger, drafter = world.person("officer", world.town), world.person("drafter", world.bureau)
    with_address(one, stranger, drafter)
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


def test_what_was_taken_out_stays_out_where_the_day_is_wrong(world, as_) -> None:
    collection = a_collection(world)
    kept_in, taken_out = (
        a_read_report(world, collection, organ=organ, text=str(organ)) for organ in (world.bureau, world.town)
    )
    browser, page = as_(supervisor(world)), reverse("reporting:send_back", args=[collection.pk])
    chosen = f"{kept_in.pk}:{kept_in.reading.digest}"
    again = browser.post(page, {"report": chosen, "correct_by": "2026-03-15"})  # a Sunday
    assert again.status_code == 422
    assert re.findall(r'value="([0-9]+):[0-9a-f]+" checked', again.content.decode()) == [str(kept_in.pk)]
    assert f'value="{taken_out.pk}:' in again.content.decode()


def test_where_none_is_chosen_all_are_not_meant(world, as_) -> None:
    report = a_read_report(world)
    browser, page = as_(supervisor(world)), reverse("reporting:send_back", args=[report.collection_id])
    asked = browser.get(page, {"chosen": "1"}, follow=True)
    assert asked.redirect_chain[-1][0] == reverse("reporting:collection", args=[report.collection_id])
    assert "Choose at least one report." in asked.content.decode()
    assert f'value="{report.pk}:' in browser.get(page).content.decode()


def test_a_stage_where_nothing_stands_any_more_is_not_called_an_empty_collection(world, as_) -> None:
    report = a_return(world).report
    page = as_(supervisor(world)).get(f"/staff/reports/{report.collection_id}/", {"stage": "errors"}).content.decode()
    assert "No report stands there now." in page
    assert "nothing came in yet" not in page
