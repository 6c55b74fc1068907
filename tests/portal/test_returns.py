"""退改清单页: many reports in, one list out, the same with script and without; nothing is kept, nobody is held up."""

import gc
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from lxml import html

from gongkai.core.readers import read
from gongkai.core.writers import report_json
from gongkai.core.writers.return_list import CheckedFile
from gongkai.portal import checking, growing, turning_away
from gongkai.portal.carried import carry
from gongkai.portal.gate import Counts, Places
from gongkai.portal.packing import packed, unpacked
from gongkai.portal.uploads import MANY, MOST
from gongkai.portal.views import returns
from tests.portal.many import a_report, bomb, upload

pytestmark = pytest.mark.slow

PAGE = "/tools/report/returns/"
ORGANS = ("青槐县林业局", "青槐县水利局", "青槐县司法局")
WRONG = [upload(f"{organ}.txt", a_report(organ, wrong=True)) for organ in ORGANS]


@pytest.fixture(autouse=True)
def nobody_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has sent anything yet."""
    counts = {kind: Counts(most, 600) for kind, most in turning_away._MOST.items()}
    monkeypatch.setattr(turning_away, "_COUNTS", counts)


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


def test_the_page_asks_for_files(visitor: Client) -> None:
    page = visitor.get(PAGE)
    assert page.status_code == 200
    tree = html.document_fromstring(page.content.decode())
    assert tree.xpath("//form[@id='returns']//input[@type='file' and @multiple]")
    assert page.content.index(b'type="file"') < page.content.index(b'name="complete"')


def test_the_page_grows_by_a_line_a_file_and_ends_with_the_list(visitor: Client, place: Path) -> None:
    sent = [*WRONG, upload("好.txt", a_report("青槐县档案馆")), upload("图.png", b"\x89PNG\r\n\x1a\n")]
    response = visitor.post(PAGE, {"files": again(sent), "complete": "1"})
    pieces = [piece.decode() for piece in response.streaming_content]
    response.close()
    assert [f"<bdi>{file.name}</bdi>" in piece for file, piece in zip(sent, pieces[1:6], strict=True)] == [True] * 5
    page = "".join(pieces)
    assert page.count("<h1>") == 1
    assert page.rstrip().endswith("</html>")
    for organ in ORGANS:
        assert organ in told(page)
    assert "T3.ROW" in told(page)
    assert "青槐县档案馆" in told(page)
    assert "图.png" in told(page)
    assert left(place) == []


def test_it_is_the_same_list_with_script_and_without(visitor: Client) -> None:
    sent = [
        *WRONG,
        upload("好.txt", a_report("青槐县档案馆")),
        upload("空.txt", b""),
        upload("旧.txt", a_report(year=2023)),
    ]
    one, other = without_script(visitor, sent), with_script(visitor, sent)
    assert told(one) == told(other)
    assert "旧.txt" in told(one)


def test_the_list_is_downloaded_in_every_kind_and_carries_the_same(visitor: Client) -> None:
    page = without_script(visitor, WRONG)
    docx = Document(io.BytesIO(downloaded(visitor, page, format="docx").content))
    paragraphs = [paragraph.text for paragraph in docx.paragraphs]
    book = openpyxl.load_workbook(io.BytesIO(downloaded(visitor, page, format="xlsx").content))
    markdown = downloaded(visitor, page, format="md").content.decode()
    for number, organ in enumerate(ORGANS, start=1):
        assert f"{number} {organ}" in paragraphs
        assert f"{number} {organ}" in book.sheetnames
        assert organ in markdown


def test_each_organ_has_its_letter_and_all_are_in_the_zip(visitor: Client) -> None:
    page = without_script(visitor, WRONG)
    letter = downloaded(visitor, page, letter="2")
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(letter.content)).paragraphs)
    assert f"{ORGANS[1]}：" in text
    assert ORGANS[0] not in text
    archive = zipfile.ZipFile(io.BytesIO(downloaded(visitor, page, format="zip").content))
    assert archive.testzip() is None
    assert archive.namelist() == [f"{number} {organ}.docx" for number, organ in enumerate(ORGANS, start=1)]
    assert archive.read(archive.namelist()[1]) != archive.read(archive.namelist()[0])
    third = Document(io.BytesIO(archive.read(archive.namelist()[2])))
    assert f"{ORGANS[2]}：" in [paragraph.text for paragraph in third.paragraphs]


def test_what_does_not_fit_together_is_told(visitor: Client) -> None:
    sent = files(
        ("甲.txt", a_report(wrong=True)),
        ("甲又.txt", a_report(wrong=True)),
        ("乙.txt", a_report()),
        ("丙.txt", a_report("青槐县水利局")),
        ("丁.txt", a_report("青槐县司法局", 2023)),
    )
    page = told(without_script(visitor, sent))
    assert "与“甲.txt”内容完全相同" in page
    assert "2024 年度的报告不止一份，另见“乙.txt”" in page
    assert "是 2023 年度的报告，其他多为 2024 年度" in page
    markdown = downloaded(visitor, without_script(visitor, sent), format="md").content.decode()
    assert "内容完全相同" in markdown


EVIL = (
    "<script>alert(1)<b>.txt",
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "报告\u202efdp.exe",
    "=HYPERLINK(1).txt",
    "同名.txt",
    "同名.txt",
    "a" * 250 + ".txt",
)


def test_strange_names_are_shown_and_harm_nothing(visitor: Client) -> None:
    sent = [upload("x", a_report(f"青槐县{number}局", wrong=True)) for number in "甲乙丙丁戊己庚辛"]
    for file, name in zip(sent, EVIL, strict=True):
        file._name = name  # past what the test's own upload would clean
    page = without_script(visitor, sent)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page
    archive = zipfile.ZipFile(io.BytesIO(downloaded(visitor, page, format="zip").content))
    assert len(set(archive.namelist())) == len(EVIL)
    book = openpyxl.load_workbook(io.BytesIO(downloaded(visitor, page, format="xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_names_of_organs_lead_to_no_folder_of_the_zip(visitor: Client) -> None:
    one = files(("甲.txt", a_report("青槐县／../林业局", wrong=True)), ("乙.txt", a_report("青槐县林业局", wrong=True)))
    page = without_script(visitor, one)
    names = zipfile.ZipFile(io.BytesIO(downloaded(visitor, page, format="zip").content)).namelist()
    assert all(re.fullmatch(r"[^/\\]+\.docx", name) for name in names)
    assert len(set(names)) == 2


def test_a_bomb_costs_itself_alone(visitor: Client) -> None:
    page = told(without_script(visitor, files(("炸.docx", bomb()), ("好.txt", a_report(wrong=True)))))
    assert "炸.docx" in page
    assert "T3.ROW" in page


def test_a_file_that_is_too_large_is_told_and_the_others_are_read(visitor: Client) -> None:
    large = upload("大.txt", b"x" * (20 * 1024 * 1024 + 5))
    page = told(without_script(visitor, [large, *WRONG[:1]]))
    assert "20 MB" in page
    assert "T3.ROW" in page


# ---- Limits ----------------------------------------------------------------------------------------------------------


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


# ---- What the page carries -------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("wanted", [{"letter": "0"}, {"letter": "99"}, {"letter": "x"}, {"format": "exe"}, {}])
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


# ---- Three hundred ---------------------------------------------------------------------------------------------------


def test_three_hundred_files_at_once(visitor: Client, place: Path) -> None:
    sent = [upload(f"{number}.txt", a_report(f"青槐县第{number}局", wrong=number % 3 == 0)) for number in range(296)]
    sent += [
        upload("炸.docx", bomb()),
        upload("图.svg", b"<svg onload='x'/>"),
        upload("空", b""),
        upload("乱", b"\0" * 99),
    ]
    page = without_script(visitor, sent)
    facts = outcome(page).xpath(".//dl/dd/text()")
    assert [int(one) for one in facts[:4]] == [300, 99, 197, 4]
    assert len(carried(page)) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    archive = zipfile.ZipFile(io.BytesIO(downloaded(visitor, page, format="zip").content))
    assert len(archive.namelist()) == 99
    assert left(place) == []


def test_the_real_reports(visitor: Client, real_reports: Path) -> None:
    sent = [
        upload(path.name, path.read_bytes()) for path in sorted(real_reports.rglob("*.*")) if path.suffix != ".json"
    ]
    one, other = without_script(visitor, sent), with_script(visitor, sent)
    assert told(one) == told(other)
    assert outcome(one).xpath(".//dl/dd/text()")[0] == str(len(sent))
    assert downloaded(visitor, one, format="docx").content
