"""撤回退改: what was sent to the wrong organ is taken back from it, and can then go to the right one."""

import pytest
from django.urls import reverse

from gongkai.platform.outbox.models import Message
from gongkai.reporting import queries
from gongkai.reporting.actions.collecting import choose_organ
from gongkai.reporting.actions.returning import send_back, withdraw_return
from gongkai.reporting.standing import Stage
from tests.reporting.examples import (
    ITEM,
    a_read_report,
    a_return,
    officer,
    sent_back,
    standing,
    supervisor,
    with_address,
)

pytestmark = pytest.mark.usefixtures("city")


def withdrawn(world, returned):
    withdraw_return(now=world.now, by=supervisor(world), returned=returned, reason="退错了机关")
    returned.refresh_from_db()
    return returned


def test_it_can_be_sent_again_and_the_organ_is_told(world) -> None:
    with_address(officer(world))
    report = a_read_report(world)
    (first,) = send_back(now=world.now, **sent_back(world, report))
    withdrawn(world, first)
    assert standing(world, report.collection, world.bureau).stage == Stage.ERRORS
    assert Message.objects.count() == 2
    (second,) = send_back(now=world.now, **sent_back(world, report))
    assert second.round == 2


def test_the_organ_sees_that_it_was_withdrawn_and_nothing_of_what_was_sent(world, as_) -> None:
    returned = a_return(world, remark="请同时核对第三项。")
    browser = as_(officer(world))
    pages = [
        reverse("reporting:returned_file", args=[returned.pk]),
        reverse("reporting:letter", args=[returned.pk, "docx"]),
        reverse("reporting:returned_source", args=[returned.pk]),
    ]
    assert returned in queries.letters_visible_to(officer(world), world.today)
    assert browser.get(pages[1]).status_code == 200
    withdrawn(world, returned)
    assert [browser.get(page).status_code for page in pages] == [404, 404, 404]
    page = browser.get(reverse("reporting:returned", args=[returned.pk])).content.decode()
    assert "退错了机关" in page
    for told in (ITEM["message"], ITEM["quote"], returned.report.attachment.name, "请同时核对第三项。"):
        assert told not in page
    assert returned in queries.returns_visible_to(officer(world), world.today)


def test_the_report_can_then_be_laid_to_the_right_organ(world, as_) -> None:
    returned = a_return(world)
    report, boss = returned.report, as_(supervisor(world))
    page = reverse("reporting:choose", args=[report.pk])
    assert boss.post(page, {"organ": world.town.pk}).status_code == 422
    withdrawn(world, returned)
    assert page in boss.get(reverse("reporting:report", args=[report.pk])).content.decode()
    choose_organ(now=world.now, by=supervisor(world), report=report, organ=world.town)
    assert [row.organ for row in queries.standings(world.admin, report.collection, world.today) if row.report] == [
        world.town
    ]
    history = boss.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert world.bureau.name_on(world.today) in history, "to whom it went by mistake stays on record"
