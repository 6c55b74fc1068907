"""收报: files that come in, once each; what is left where a process dies in between or bytes are lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.receive import keep_sound
from gongkai.platform.files.storage import store
from gongkai.platform.jobs.models import Ticket
from gongkai.platform.refusals import Refused
from gongkai.reporting import queries
from gongkai.reporting.actions.collecting import collect, record_reading
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.models import Reading, ReceivedReport
from tests.reporting.examples import (
    a_collection,
    a_read_report,
    a_report,
    closed,
    collected,
    kept,
    report_text,
    supervisor,
)

pytestmark = pytest.mark.usefixtures("city")


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


def test_the_same_bytes_come_in_once(world) -> None:
    given = collected(world)
    first = collect(now=world.now, **given)
    with pytest.raises(Refused, match="here already"):
        collect(now=world.now, **given)
    more = collect(now=world.now, **given | {"files": [*given["files"], kept("c"), kept("c")]})
    assert (len(first), len(more), ReceivedReport.objects.count()) == (2, 1, 3)


def test_into_a_closed_collection_nothing_is_looked_at(world, as_, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reporting.views.collections.keep_sound", None)
    browser = as_(supervisor(world))
    page = reverse("reporting:add", args=[closed(world).pk])
    given = {"files": SimpleUploadedFile("a.txt", b"x"), "received_on": world.today, "complete": "1"}
    assert (browser.get(page).status_code, browser.post(page, given).status_code) == (409, 409)


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


@pytest.mark.parametrize("page", ["file", "source", "compare"])
def test_lost_bytes_are_a_page_that_says_so(world, as_, page, caplog) -> None:
    earlier = a_read_report(world, text="a")
    report = a_read_report(world, earlier.collection, text="b")
    for path in store().folder.glob("??/*"):
        path.unlink()
    answered = as_(supervisor(world)).get(reverse(f"reporting:{page}", args=[report.pk]))
    assert (answered.status_code, "damaged or missing" in answered.content.decode()) == (500, True)
    assert f"no bytes are kept under {report.sha256 if page != 'compare' else earlier.sha256}" in caplog.text


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
