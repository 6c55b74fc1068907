"""网页报告: most reports are web pages: they come in, are read, and are given out as bytes that no browser shows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.platform.audit.models import Entry
from gongkai.platform.files.models import Attachment
from gongkai.reporting.jobs import read_reports
from gongkai.reporting.models import Reading, ReceivedReport
from tests.bulk.test_sorts import DISGUISED, HTML
from tests.reporting.examples import a_collection, a_return, officer, report_text, supervisor

pytestmark = pytest.mark.usefixtures("city")

SCRIPT = "<script>alert(document.cookie)</script>"


def page_of(organ: str, *, wrong: bool = False, more: str = SCRIPT) -> bytes:
    """The report as a content management system shows it, with a script in it."""
    lines = "".join(f"<p>{line}</p>" for line in report_text(organ, wrong=wrong).split("\n"))
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{more}</head><body>{lines}</body></html>".encode()


def send(browser, collection, world, **files: bytes):
    sent = [SimpleUploadedFile(name.replace("_", "."), data, "text/html") for name, data in files.items()]
    address = reverse("reporting:add", args=[collection.pk])
    return browser.post(address, {"files": sent, "received_on": world.today, "complete": "1"}, follow=True)


def is_given_out_as_bytes(response, data: bytes) -> None:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response) == data


def test_a_page_comes_in_is_read_and_is_never_shown_as_a_page(world, as_) -> None:
    collection, boss = a_collection(world), as_(supervisor(world))
    data = page_of("东湖区教育局", wrong=True)
    send(boss, collection, world, a_html=data)
    report = ReceivedReport.objects.get()
    assert (report.attachment.name, report.attachment.stored.kind) == ("a.html", "page")
    assert report.attachment.stored.looked_through
    assert read_reports.func(now=world.now, collection=collection.pk) == 1
    report.refresh_from_db()
    assert report.organ == world.bureau
    assert Reading.objects.get().errors
    is_given_out_as_bytes(boss.get(reverse("reporting:file", args=[report.pk])), data)
    is_given_out_as_bytes(boss.get(reverse("files:download", args=[report.attachment_id])), data)
    shown = boss.get(reverse("reporting:source", args=[report.pk])).content.decode()
    assert "<script>alert" not in shown
    assert "全年新收" in shown
    assert boss.get(reverse("files:list")).status_code == 200
    assert boss.get(reverse("files:list") + "?kind=page").status_code == 200


def test_an_organ_hands_in_a_page_and_gets_back_bytes(world, as_) -> None:
    returned = a_return(world)
    browser, data = as_(officer(world)), page_of("东湖区教育局")
    address = reverse("reporting:hand_in", args=[returned.pk])
    given = {"files": [SimpleUploadedFile("报告.htm", data)], "complete": "1"}
    assert browser.post(address, given).status_code == 302
    report = ReceivedReport.objects.last()
    assert (report.organ, report.attachment.stored.kind) == (world.bureau, "page")


@pytest.mark.parametrize(("data", "code"), [pytest.param(data, code, id=name) for name, data, code in DISGUISED])
def test_what_only_looks_like_a_page_does_not_come_in(world, as_, data, code) -> None:
    collection = a_collection(world)
    answer = send(as_(supervisor(world)), collection, world, a_html=data)
    assert answer.status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("name", ["a_exe", "a_svg", "a_php", "a_pdf", "a_js", "a_hta", "a_mht"])
def test_a_page_bears_the_name_of_a_page_or_of_a_text(world, as_, name) -> None:
    assert send(as_(supervisor(world)), a_collection(world), world, **{name: HTML}).status_code == 422


@pytest.mark.parametrize("name", ["a_html", "a_htm", "a_shtml", "a_xhtml", "a_txt", "a_md", "a_json", "a"])
def test_names_as_content_management_systems_save_them(world, as_, name) -> None:
    send(as_(supervisor(world)), a_collection(world), world, **{name: HTML})
    assert ReceivedReport.objects.count() == 1


def test_a_page_with_a_mark_of_secrecy_is_refused_and_journaled(world, as_) -> None:
    data = page_of("东湖区教育局", more="<!-- 机密★5年 -->")
    assert send(as_(supervisor(world)), a_collection(world), world, a_html=data).status_code == 422
    assert not Attachment.objects.exists()
    assert Entry.objects.filter(event="files.marked_refused").exists()


def test_everywhere_else_a_page_is_refused_as_before(world, as_) -> None:
    """The officer may add files; a report's page is none of them."""
    address = reverse("files:add", args=[world.bureau.pk])
    answer = as_(officer(world)).post(address, {"files": [SimpleUploadedFile("a.html", HTML)], "complete": "1"})
    assert answer.status_code == 422
    assert "is a web page" in answer.content.decode()
    assert not Attachment.objects.exists()
