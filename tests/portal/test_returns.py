"""退改清单页: many reports in, one list out, the same with script and without, whatever the files are."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from docx import Document
from lxml import html

from tests.portal.many import a_report, bomb, upload
from tests.portal.returned import (
    ORGANS,
    PAGE,
    WRONG,
    again,
    carried,
    downloaded,
    files,
    left,
    outcome,
    told,
    with_script,
    without_script,
)

pytestmark = pytest.mark.slow


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
