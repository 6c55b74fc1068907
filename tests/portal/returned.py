"""The page of return lists as a visitor uses it, with script and without; what it shows and carries."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.portal.many import a_report, upload

PAGE = "/tools/report/returns/"
ORGANS = ("青槐县林业局", "青槐县水利局", "青槐县司法局")
WRONG = [upload(f"{organ}.txt", a_report(organ, wrong=True)) for organ in ORGANS]


def files(*given: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [upload(name, data) for name, data in given]


def without_script(visitor: Client, sent: list[SimpleUploadedFile], **more: Any) -> str:
    """The page that comes back for one upload of all files."""
    response = visitor.post(PAGE, {"files": again(sent), "complete": "1", **more})
    assert response.streaming, response.content.decode()
    text = b"".join(response.streaming_content).decode()
    response.close()
    return text


def with_script(visitor: Client, sent: list[SimpleUploadedFile]) -> str:
    """The page that comes back where the files were sent a few at a time."""
    results = []
    given = again(sent)
    for few in (given[start : start + 2] for start in range(0, len(given), 2)):
        answer = visitor.post(f"{PAGE}file/", {"files": few, "complete": "1"})
        assert answer.status_code == 200, answer.content.decode()
        results += [one["result"] for one in answer.json()["results"]]
    collected = upload("results.txt", "\n".join(results).encode())
    return visitor.post(f"{PAGE}list/", {"results": collected}).content.decode()


def again(sent: list[SimpleUploadedFile]) -> list[SimpleUploadedFile]:
    """The same files, from their beginning."""
    for file in sent:
        file.seek(0)
    return sent


def outcome(page: str) -> Any:
    (found,) = html.document_fromstring(page).xpath("//section[@id='list']")
    return found


def told(page: str) -> str:
    """The list's words, without what is signed or drawn by lot."""
    return " ".join(outcome(page).text_content().split())


def carried(page: str) -> str:
    (value,) = outcome(page).xpath(".//input[@name='list']/@value")
    return value


def downloaded(visitor: Client, page: str, **wanted: str) -> Any:
    response = visitor.post(f"{PAGE}download/", {"list": carried(page), **wanted})
    assert response.status_code == 200, response.content.decode()
    assert response["Content-Disposition"].startswith("attachment")
    return response


def left(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]
