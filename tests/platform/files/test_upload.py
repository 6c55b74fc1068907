"""上传页: limits are told in a sentence, nothing of a broken upload is kept, and whoever may not adds nothing."""

import io
import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from gongkai.platform.audit.models import Entry
from gongkai.platform.files import receiving
from gongkai.platform.files.limits import LARGEST_FILE
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.receiving import BoundedUploadHandler, nameless, refused_upload
from tests.platform.files.conftest import everything_in
from tests.platform.files.made import PNG, docx, pdf, upload

pytestmark = pytest.mark.slow

BOUNDARY = "boundaryOfTheTests"


@pytest.fixture
def clerk(city):
    return city.person("drafter", city.bureau)


@pytest.fixture
def page(city):
    return reverse("files:add", args=[city.bureau.pk])


@pytest.fixture
def browser(clerk, signed_in):
    return signed_in(clerk)


def send(browser, page, *files, **more):
    return browser.post(page, {"files": list(files), "complete": "1", **more})


def told(response) -> str:
    """The page's text without tags."""
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def multipart(*parts: tuple[str, bytes], end: bool = True) -> bytes:
    body = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + data + b"\r\n"
        for head, data in parts
    )
    return body + (f"--{BOUNDARY}--\r\n".encode() if end else b"")


def send_body(browser, page, body: bytes, **more):
    return browser.generic("POST", page, body, content_type=f"multipart/form-data; boundary={BOUNDARY}", **more)


def test_the_page_is_shown_and_files_are_kept(browser, page, city) -> None:
    shown = browser.get(page)
    assert shown.status_code == 200
    html = shown.content.decode()
    assert 'enctype="multipart/form-data"' in html
    assert html.index('type="file"') < html.index('name="complete"')
    assert 'for="id_files"' in html
    done = send(browser, page, upload("通知.pdf", pdf("x")), upload("图.png", PNG))
    assert done.status_code == 302
    assert Attachment.objects.count() == 2
    listed = browser.get(done["Location"])
    assert "通知.pdf" in told(listed)
    assert "东湖区教育局" in told(listed)


def test_what_is_refused_is_told_on_the_page(browser, page, place) -> None:
    response = send(browser, page, upload("好.pdf", pdf("x")), upload("坏.svg", b"<svg/>"))
    assert response.status_code == 422
    assert "坏.svg" in told(response)
    assert everything_in(place) == []


def test_a_mark_is_told_and_journaled(browser, page, place) -> None:
    response = send(browser, page, upload("文.docx", docx("机密★5年")))
    assert response.status_code == 422
    assert [entry.event for entry in Entry.objects.filter(event__startswith="files.")] == ["files.marked_refused"]
    assert everything_in(place) == []


def test_nothing_chosen_is_told(browser, page) -> None:
    assert browser.post(page, {"complete": "1"}).status_code == 422


def test_eleven_files_are_refused_with_a_sentence(browser, page, place) -> None:
    response = send(browser, page, *[upload(f"{n}.txt", b"x") for n in range(11)])
    assert response.status_code == 422
    assert "10" in told(response)
    assert not Attachment.objects.exists()
    assert everything_in(place) == []


def test_a_file_of_21_megabytes_is_refused_with_a_sentence(browser, page, place) -> None:
    response = send(browser, page, upload("big.txt", b"x" * (LARGEST_FILE + 1)))
    assert response.status_code == 422
    assert "20" in told(response)
    assert everything_in(place) == []


def test_a_file_of_20_megabytes_is_received(city, page) -> None:
    request = RequestFactory().post(page, {"files": upload("big.txt", b"x" * LARGEST_FILE)})
    assert request.FILES["files"].size == LARGEST_FILE
    assert refused_upload(request) == ""
    request.close()


class Counting(io.BytesIO):
    """A body that counts how much of it was read."""

    taken = 0

    def read(self, size=-1):
        data = super().read(size)
        self.taken += len(data)
        return data


def test_a_request_that_is_too_large_is_not_read_to_its_end(browser, page, place, monkeypatch) -> None:
    monkeypatch.setattr(receiving, "USUAL", replace(receiving.USUAL, request=3 << 20))
    body = multipart(('name="files"; filename="a.txt"', b"x" * 5_000_000), ('name="complete"', b"1"))
    counting = Counting(body)
    response = browser.post(
        page,
        **{"wsgi.input": counting},
        CONTENT_LENGTH=str(len(body)),
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert response.status_code == 422
    assert counting.taken < 1_000_000
    assert re.search(r"\b3 ?MB", told(response))
    assert everything_in(place) == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_an_upload_that_is_cut_off_keeps_nothing(browser, page, place, share) -> None:
    body = multipart(
        ('name="files"; filename="a.txt"', b"a" * 300_000),
        ('name="files"; filename="b.txt"', b"b" * 300_000),
        ('name="complete"', b"1"),
        end=False,
    )
    cut = body[: int(len(body) * share)]
    response = send_body(browser, page, cut)
    assert response.status_code == 422
    assert not Attachment.objects.exists()
    assert everything_in(place) == []


def test_a_client_that_hangs_up_keeps_nothing(clerk, signed_in, page, place) -> None:
    class HangsUp(io.BytesIO):
        def read(self, size=-1):
            if self.tell() > 100_000:
                raise OSError("connection reset by peer")
            return super().read(size)

    body = multipart(('name="files"; filename="a.txt"', b"a" * 900_000), ('name="complete"', b"1"))
    response = signed_in(clerk, enforce_csrf_checks=True).post(
        page,
        **{"wsgi.input": HangsUp(body)},
        CONTENT_LENGTH=str(len(body)),
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert response.status_code == 403
    assert not Attachment.objects.exists()
    assert everything_in(place) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("&lt;b&gt;.txt", "b_.txt"),
        (".hidden.txt", "hidden.txt"),
        ("con.txt", "_con.txt"),
    ],
)
def test_names_that_attack(browser, page, name, kept) -> None:
    body = multipart((f'name="files"; filename="{name}"', b"x"), ('name="complete"', b"1"))
    send_body(browser, page, body)
    found = Attachment.objects.get().name
    assert found in (kept, f"_{kept}")
    assert "<b>" not in browser.get(reverse("files:list")).content.decode()


def test_uploads_wait_in_files_without_a_name(place) -> None:
    handler = BoundedUploadHandler(RequestFactory().post("/"))
    handler.new_file("files", "a.txt", "text/plain", 10)
    handler.receive_data_chunk(b"secret", 0)
    assert everything_in(place) == []
    file = handler._taking
    handler.upload_interrupted()
    assert file.closed
    assert settings.ATTACHMENTS.temporary.stat().st_mode & 0o777 == 0o700
    nameless().close()


def test_without_the_forms_token_nothing_is_added(clerk, page, signed_in) -> None:
    strict = signed_in(clerk, enforce_csrf_checks=True)
    assert send(strict, page, upload("a.txt", b"x")).status_code == 403
    token = strict.get(page).cookies["csrftoken"].value
    assert send(strict, page, upload("a.txt", b"x"), csrfmiddlewaretoken=token).status_code == 302
    too_many = [upload(f"{n}.txt", b"x") for n in range(11)]
    assert strict.post(page, {"csrfmiddlewaretoken": token, "files": too_many}).status_code == 422


@pytest.mark.parametrize(("role", "where", "status"), [("auditor", "bureau", 403), ("drafter", "town", 404)])
def test_whoever_may_not_gets_no_page_and_adds_nothing(city, signed_in, page, role, where, status) -> None:
    other = signed_in(city.person(role, getattr(city, where)))
    assert other.get(page).status_code == status
    assert send(other, page, upload("a.txt", b"x")).status_code == status
    assert not Attachment.objects.exists()


def test_nobody_signed_in_is_led_to_sign_in(city, page) -> None:
    assert send(Client(), page, upload("a.txt", b"x")).status_code == 302
    assert not Attachment.objects.exists()
