"""下载: through scope, as an attachment that no browser runs, and only the very bytes that were uploaded."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from gongkai.bulk.sorts import SORTS
from gongkai.platform.files.actions import remove_file
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.queries import visible_to
from gongkai.platform.files.receive import receive
from gongkai.platform.files.storage import store
from gongkai.platform.refusals import Forbidden
from tests.bulk.test_sorts import ACCEPTED
from tests.platform.files.made import pdf, upload

pytestmark = pytest.mark.slow


@pytest.fixture
def clerk(city):
    return city.person("drafter", city.bureau)


@pytest.fixture
def add(city, clerk):
    def one(name="通知 一.pdf", data=None) -> Attachment:
        return receive(by=clerk, organ=city.bureau, files=[upload(name, pdf("x") if data is None else data)])[0]

    return one


def address(attachment) -> str:
    return reverse("files:download", args=[attachment.pk])


def without_token(response) -> str:
    """The page without its own address, and without the token of its forms, which differs each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return text.replace(response.request["PATH_INFO"], "")


def test_the_bytes_come_back_under_their_name(add, clerk, signed_in) -> None:
    data = pdf("x")
    response = signed_in(clerk).get(address(add(data=data)))
    assert b"".join(response) == data
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(data))
    assert unquote(response["Content-Disposition"]) == "attachment; filename*=utf-8''通知 一.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", SORTS)
def test_every_kind_has_its_own_content_type(add, clerk, signed_in, kind) -> None:
    response = signed_in(clerk).get(address(add(f"a.{SORTS[kind].endings[-1]}", ACCEPTED[kind])))
    assert response["Content-Type"] == SORTS[kind].content_type
    assert response["Content-Disposition"].startswith("attachment;")
    list(response)


def test_it_is_not_read_into_memory(add, clerk, signed_in) -> None:
    response = signed_in(clerk).get(address(add("a.txt", b"x" * 1_000_000)))
    assert response.streaming
    assert max(map(len, response)) <= 64 * 1024


@pytest.mark.parametrize("role", ["auditor", "supervisor", "signer", "drafter"])
def test_another_organ_sees_no_difference_from_an_absent_file(add, city, signed_in, role) -> None:
    stranger = signed_in(city.person(role, city.town))
    attachment = add()
    absent = stranger.get(reverse("files:download", args=[attachment.pk + 1000]))
    hidden = stranger.get(address(attachment))
    assert (hidden.status_code, without_token(hidden)) == (404, without_token(absent))
    remove = reverse("files:remove", args=[attachment.pk])
    assert stranger.post(remove).status_code == stranger.get(remove).status_code == 404
    assert "通知" not in stranger.get(reverse("files:list")).content.decode()
    assert "通知" not in stranger.get(reverse("files:list") + f"?organ={city.bureau.pk}").content.decode()
    assert Attachment.objects.get().removed_at is None


def test_a_reader_of_the_organ_reads_and_does_not_remove(add, city, signed_in) -> None:
    reader = signed_in(city.person("auditor", city.bureau))
    attachment = add()
    response = reader.get(address(attachment))
    assert response.status_code == 200
    list(response)
    assert reader.post(reverse("files:remove", args=[attachment.pk])).status_code == 403
    assert "remove" not in reader.get(reverse("files:list")).content.decode()


def test_a_removed_file_is_gone(add, clerk, signed_in) -> None:
    browser, attachment = signed_in(clerk), add()
    remove = reverse("files:remove", args=[attachment.pk])
    assert attachment.name in browser.get(remove).content.decode()
    assert browser.post(remove).status_code == 302
    assert browser.get(address(attachment)).status_code == 404
    assert browser.post(remove).status_code == 404
    assert attachment.name not in browser.get(reverse("files:list")).content.decode()


@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_bytes_that_changed_on_the_disk_are_not_given_out(add, clerk, signed_in, harm, caplog) -> None:
    attachment = add()
    (path,) = store().folder.glob("??/*")
    if harm == "gone":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:-1] if harm == "cut" else data[:-1] + b"?")
    response = signed_in(clerk).get(address(attachment))
    assert response.status_code == 500
    assert not response.streaming
    assert b"%PDF" not in response.content
    assert attachment.stored.sha256 in caplog.text
    assert attachment.name not in caplog.text


def test_the_list_has_pages_and_bears_strange_addresses(add, clerk, city, signed_in, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.platform.files.listing.Files.size", 2)
    for n in range(3):
        add(f"file{n}.txt", b"x")
    browser, page = signed_in(clerk), reverse("files:list")
    first, second = (browser.get(f"{page}?page={n}").content.decode() for n in (1, 2))
    assert [f"file{n}.txt" in first for n in range(3)] == [False, True, True]
    assert [f"file{n}.txt" in second for n in range(3)] == [True, False, False]
    for query in ("page=-1", "page=x", "organ=", "sort=x", "columns=x", "other=x"):
        assert browser.get(f"{page}?{query}").status_code == 200
    for query in ("organ=x", "organ=9999999999999999999999", "organ=²", "kind=x", "since=x"):
        answer = browser.get(f"{page}?{query}")
        assert answer.status_code == 422
        assert "file2.txt" not in answer.content.decode()


def test_the_pages_speak_both_languages(add, clerk, signed_in) -> None:
    add()
    browser = signed_in(clerk)
    pages = [reverse("files:list"), reverse("files:add", args=[Attachment.objects.get().organ])]
    for page in pages:
        english = browser.get(page, headers={"accept-language": "en"}).content.decode()
        chinese = browser.get(page, headers={"accept-language": "zh-hans"}).content.decode()
        assert "Upload files" in english
        assert "上传文件" in chinese


def test_a_section_reads_and_removes_what_it_added_itself_and_nothing_else(add, city, signed_in) -> None:
    section = city.person("section", city.bureau)
    others = add()
    (own,) = receive(by=section, organ=city.bureau, files=[upload("意见.pdf", pdf("y"))])
    browser = signed_in(section)
    assert [row.number for row in browser.get(reverse("files:list")).context["shown"].rows] == [own.pk]
    assert browser.get(address(others)).status_code == 404
    assert browser.get(reverse("files:remove", args=[others.pk])).status_code == 404
    with pytest.raises(Forbidden):
        remove_file(by=section, attachment=others)
    response = browser.get(address(own))
    assert response.status_code == 200
    list(response)
    assert browser.post(reverse("files:remove", args=[own.pk])).status_code == 302
    assert not visible_to(section, city.today).exists()
