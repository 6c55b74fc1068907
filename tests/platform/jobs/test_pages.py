"""页面: the tasks are shown to whoever looks after the installation; a failed one can be tried again, and that is
journaled."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks.base import TaskResultStatus

from gongkai.platform.audit.models import Entry
from gongkai.platform.jobs import seats
from gongkai.platform.jobs.actions import try_again
from gongkai.platform.jobs.jobs import prune
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.jobs.queue import enqueue
from gongkai.platform.jobs.worker import LEASE
from gongkai.platform.moments import present
from gongkai.platform.refusals import Forbidden, Refused
from tests.platform.jobs.examples import a_task

LIST = reverse("jobs:list")


@pytest.fixture
def browser(world):
    def signed_in(person=world.admin) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(person)
        return client

    return signed_in


def address(ticket: Ticket) -> str:
    return reverse("jobs:task", args=[ticket.pk])


def test_the_list_shows_tasks_by_state(world, browser) -> None:
    failed, waiting = a_task(world), a_task(world, TaskResultStatus.READY)
    page = browser().get(LIST).content.decode()
    assert address(failed) in page
    assert address(waiting) in page
    page = browser().get(LIST, {"status": "FAILED"}).content.decode()
    assert address(failed) in page
    assert address(waiting) not in page


def test_tasks_of_one_job_are_told_apart_by_their_boxes(world, browser) -> None:
    for day in ("2026-03-01", "2026-03-02"):
        enqueue(prune, key=day)
    page = browser().get(LIST).content.decode()
    boxes = re.findall(r'aria-label="(Choose [^"]+)"', page)
    assert len(boxes) == 2
    assert len(set(boxes)) == 2


@pytest.mark.parametrize("asked", [{"status": "x"}, {"job": "x"}, {"page": "x"}, {"page": "99"}])
def test_a_filter_that_makes_no_sense_shows_nothing_and_a_page_the_nearest(world, browser, asked) -> None:
    ticket = a_task(world)
    answer = browser().get(LIST, asked)
    is_page = "page" in asked
    assert answer.status_code == (200 if is_page else 422)
    assert (address(ticket) in answer.content.decode()) == is_page


def test_the_list_warns_when_no_worker_is_alive(world, browser) -> None:
    assert "No worker is running" in browser().get(LIST).content.decode()
    seats.take("s", "one", present(), present() + LEASE)
    assert "No worker is running" not in browser().get(LIST).content.decode()


def test_the_list_shows_the_daily_schedule(world, browser) -> None:
    page = browser().get(LIST).content.decode()
    assert "Anchor the journal" in page
    assert "02:10" in page


def test_pages_speak_chinese_first(world) -> None:
    client = Client()
    client.force_login(world.admin)
    assert "后台任务" in client.get(LIST).content.decode()


def test_a_failed_task_is_tried_again_from_its_page(world, browser) -> None:
    ticket = a_task(world)
    client = browser()
    page = client.get(address(ticket)).content.decode()
    assert "builtins.ValueError" in page
    assert "Try again" in page
    assert client.post(address(ticket)).status_code == 302
    fresh = Ticket.objects.select_related("task").get(pk=ticket.pk)
    assert (fresh.task.status, fresh.attempts) == ("READY", 0)
    entry = Entry.objects.get(event="jobs.tried_again")
    assert (entry.person, entry.about) == (world.admin.pk, str(ticket.pk))


def test_a_task_that_waits_offers_nothing_and_is_refused(world, browser) -> None:
    ticket = a_task(world, TaskResultStatus.READY)
    client = browser()
    assert "Try again" not in client.get(address(ticket)).content.decode()
    answer = client.post(address(ticket))
    assert answer.status_code == 422
    assert "has not failed" in answer.content.decode()
    with pytest.raises(Refused):
        try_again(by=world.admin, ticket=ticket)


def test_an_auditor_looks_and_changes_nothing(world, browser) -> None:
    ticket = a_task(world)
    auditor = world.person("auditor", None)
    client = browser(auditor)
    assert client.get(LIST).status_code == 200
    assert "Try again" not in client.get(address(ticket)).content.decode()
    assert client.post(address(ticket)).status_code == 403
    with pytest.raises(Forbidden):
        try_again(by=auditor, ticket=ticket)
    assert Ticket.objects.get(pk=ticket.pk).task.status == "FAILED"


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_whoever_looks_after_one_organ_sees_no_tasks(world, browser, role) -> None:
    client = browser(world.person(role, world.bureau))
    assert client.get(LIST).status_code == 403
    assert client.get(address(a_task(world))).status_code == 403
    assert LIST not in client.get(reverse("home")).content.decode()


def test_nobody_signed_in_sees_no_tasks(world) -> None:
    assert Client().get(LIST).status_code == 302
