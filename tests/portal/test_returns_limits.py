"""退改清单页: nothing is kept and nobody is held up: how much is taken, and what comes back from a page."""

import gc
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from gongkai.core.readers import read
from gongkai.core.writers import report_json
from gongkai.core.writers.return_list import CheckedFile
from gongkai.platform.often import Counts
from gongkai.portal import checking, growing, turning_away
from gongkai.portal.carried import carry
from gongkai.portal.gate import Places
from gongkai.portal.packing import packed, unpacked
from gongkai.portal.uploads import MANY, MOST
from gongkai.portal.views import returns
from tests.portal.many import a_report, upload
from tests.portal.returned import (
    PAGE,
    WRONG,
    again,
    carried,
    left,
    without_script,
)

pytestmark = pytest.mark.slow


def test_more_than_three_hundred_are_refused_in_a_sentence(visitor: Client, place: Path) -> None:
    response = visitor.post(PAGE, {"files": [upload(f"{n}.txt", b"x") for n in range(MOST + 1)], "complete": "1"})
    assert response.status_code == 422
    assert "300" in response.content.decode()
    gc.collect()
    assert left(place) == []


def test_an_upload_that_is_too_large_is_refused_in_a_sentence(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returns.returns, "upload_bounds", replace(MANY, request=2 * 1024 * 1024))
    response = visitor.post(PAGE, {"files": upload("大.txt", b"x" * 3 * 1024 * 1024), "complete": "1"})
    assert response.status_code == 422
    assert "2 MB" in response.content.decode()


def test_an_upload_that_was_cut_off_is_told(visitor: Client, place: Path) -> None:
    response = visitor.post(PAGE, {"files": again(WRONG)})
    assert response.status_code == 422
    assert not response.streaming
    assert left(place) == []


def test_whoever_leaves_frees_the_place_and_ends_the_children(
    visitor: Client, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "RUNS", Places(1))
    ended = []
    examine = checking.examine

    def watched(*arguments: Any, **more: Any) -> Any:
        try:
            yield from examine(*arguments, **more)
        finally:
            ended.append(True)

    monkeypatch.setattr(checking, "examine", watched)
    response = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    pieces = iter(response.streaming_content)
    next(pieces)
    next(pieces)
    response.close()
    assert ended == [True]
    assert left(place) == []
    never_read = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    assert never_read.streaming
    never_read.close()
    assert without_script(visitor, WRONG)


def test_while_all_places_are_taken_others_are_told_when_to_come(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "RUNS", Places(1))
    monkeypatch.setattr(growing, "PATIENCE", 0.0)
    first = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    second = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    assert (second.status_code, int(second["Retry-After"]) > 0) == (503, True)
    first.close()
    assert without_script(visitor, WRONG)


def test_a_visitor_has_one_page_that_grows_and_another_has_the_other(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "RUNS", Places(2))
    monkeypatch.setattr(growing, "PATIENCE", 0)
    first = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    assert visitor.post(PAGE, {"files": again(WRONG), "complete": "1"}).status_code == 503
    other = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"}, REMOTE_ADDR="192.0.2.7")
    assert (first.status_code, other.status_code) == (200, 200)
    first.close()
    other.close()


def test_a_place_is_free_before_the_list_is_taken(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "RUNS", Places(1))
    monkeypatch.setattr(growing, "PATIENCE", 0.0)
    response = visitor.post(PAGE, {"files": again(WRONG), "complete": "1"})
    pieces = iter(response.streaming_content)
    for _piece in range(1 + len(WRONG) + 1):
        next(pieces)
    assert without_script(visitor, WRONG[:1])
    response.close()


def test_what_is_not_read_in_time_is_told() -> None:
    clock = iter([0.0, 1.0, 2.0, 100.0])
    found = list(checking.checked(WRONG, "zh", budget=50, clock=lambda: next(clock)))
    assert [bool(file.unread) for file, _digest in found] == [False, False, True]


def test_too_many_uploads_of_one_address_are_told_to_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning_away, "_COUNTS", {kind: Counts(0, 600) for kind in turning_away.Kind})
    assert visitor.post(PAGE, {"files": again(WRONG), "complete": "1"}).status_code == 429
    answer = visitor.post(f"{PAGE}file/", {"files": again(WRONG)[0], "complete": "1"})
    assert (answer.status_code, bool(answer.json()["error"])) == (429, True)


@pytest.mark.parametrize("spoil", [lambda text: text[:-3] + "abc", lambda text: "", lambda text: text[5:]])
def test_what_was_altered_is_refused_in_a_sentence(visitor: Client, spoil: Any) -> None:
    page = without_script(visitor, WRONG[:1])
    response = visitor.post(f"{PAGE}download/", {"list": spoil(carried(page)), "format": "docx"})
    assert response.status_code == 409
    assert "重新上传" in response.content.decode()


def test_a_result_of_one_kind_is_not_taken_for_another(visitor: Client) -> None:
    answer = visitor.post(f"{PAGE}file/", {"files": again(WRONG)[0], "complete": "1"}).json()["results"][0]["result"]
    assert visitor.post(f"{PAGE}download/", {"list": answer, "format": "docx"}).status_code == 409


def test_a_result_of_yesterday_is_refused(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = without_script(visitor, WRONG[:1])
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 25 * 60 * 60)
    assert visitor.post(f"{PAGE}download/", {"list": carried(page), "format": "docx"}).status_code == 409


@pytest.mark.parametrize(
    "wanted",
    [{"letter": "0"}, {"letter": "99"}, {"letter": "x"}, {"format": "docx", "letter": "x"}, {"format": "exe"}, {}],
)
def test_what_is_not_made_is_refused_in_a_sentence(visitor: Client, wanted: dict[str, str]) -> None:
    page = without_script(visitor, WRONG[:1])
    assert visitor.post(f"{PAGE}download/", {"list": carried(page), **wanted}).status_code == 409


def test_results_that_are_sent_again_and_again_are_told_to_wait(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = without_script(visitor, WRONG[:1])
    counts = {kind: Counts(1, 600) for kind in turning_away.Kind}
    monkeypatch.setattr(turning_away, "_COUNTS", counts)
    given = {"list": carried(page), "format": "md"}
    assert [visitor.post(f"{PAGE}download/", given).status_code for _ in range(2)] == [200, 429]
    one = carry("file", {"language": "zh", "file": packed([(CheckedFile("a.txt"), "digest")])[0]}).encode()
    sent = [visitor.post(f"{PAGE}list/", {"results": upload("results", one)}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [200, 429]


def test_a_name_as_long_as_a_file_is_refused(visitor: Client) -> None:
    """Signed and compressed it would be short, and three hundred of it fill the memory."""
    line = json.loads(report_json.write(read(a_report())))
    sent = upload("a.json", json.dumps(line | {"organ": "局" * 10_000}).encode())
    page = without_script(visitor, [sent])
    assert len(page) < 20_000
    assert "局" * 201 not in page


def test_what_is_packed_is_what_comes_out(visitor: Client) -> None:
    found = list(checking.checked(again([*WRONG, upload("空.txt", b"")]), "zh"))
    assert unpacked(packed(found)) == found
    assert isinstance(found[0][0], CheckedFile)


def test_sent_without_a_token_nothing_is_read() -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("", "file/", "list/", "download/"):
        assert strict.post(f"{PAGE}{address}", {"files": WRONG[0]}).status_code == 403
