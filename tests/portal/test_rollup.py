"""汇总页: reports added up with their contributors, held against the published one; the sum is carried by the page."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from gongkai.core.readers import read
from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part, roll_up
from gongkai.core.writers.as_kind import as_kind
from tests.core.rollup.cases import NEW, TOTAL, part
from tests.core.rollup.test_expect import NAMES, eleven
from tests.portal.many import a_report, bomb, upload

pytestmark = pytest.mark.slow

PAGE = "/tools/report/rollup/"


def sent(parts: list[Part]) -> list[SimpleUploadedFile]:
    return [upload(f"{one.report.organ}.csv", as_kind(one.report, "csv")) for one in parts]


def a_file(report: FilledReport) -> SimpleUploadedFile:
    return upload("公布.csv", as_kind(report, "csv"))


def send(visitor: Client, files: list[SimpleUploadedFile], **more: Any) -> Any:
    response = visitor.post(PAGE, {"files": files, "complete": "1", **more})
    assert response.streaming, response.content.decode()
    text = b"".join(response.streaming_content).decode()
    response.close()
    return html.document_fromstring(text)


def words(tree: Any) -> str:
    return " ".join(tree.xpath("//section[@id='sum']")[0].text_content().split())


def download(visitor: Client, tree: Any, wanted: str) -> Any:
    (carried,) = tree.xpath("//input[@name='sum']/@value")
    response = visitor.post(f"{PAGE}download/", {"sum": carried, "format": wanted})
    assert response.status_code == 200, response.content.decode()
    return response


def test_the_page_asks_for_files(visitor: Client) -> None:
    assert visitor.get(PAGE).status_code == 200


def test_the_sum_names_who_gives_what(visitor: Client) -> None:
    tree = send(visitor, sent(eleven()))
    table = tree.xpath("//details//table[caption[contains(., '本年新收')]]")[0]
    given = {
        row.xpath("th")[0].text_content().strip(): row.xpath("td[last()]")[0].text_content()
        for row in table.xpath(".//tr[td]")
    }
    assert {organ: given[organ] for organ in NAMES} == {
        organ: str(2 * number + 10) for number, organ in enumerate(NAMES)
    }
    assert given["合计"] == str(sum(2 * number + 10 for number in range(11)))


def test_one_planted_difference_is_named_with_its_organ(visitor: Client) -> None:
    published = roll_up(eleven()).report("云溪县人民政府")
    tree = send(visitor, sent(eleven(organ_4={NEW: 17})), expected=a_file(published))
    (row,) = tree.xpath("//table[caption[contains(., '不一致')]]//tr[td]")
    assert NAMES[4] in row.text_content()
    assert "-3" in row.text_content()


def test_who_is_missing_is_told(visitor: Client) -> None:
    listed = upload("名单.csv", ("机关\n" + "\n".join([*NAMES, "云溪县档案馆"])).encode("gb18030"))
    tree = send(visitor, sent(eleven()), children=listed)
    assert "云溪县档案馆" in words(tree)
    assert "云溪县档案馆" in tree.xpath("//section[@id='sum']//*[contains(@class, 'error')]")[0].text_content()


def test_what_is_unclear_has_no_sum_and_says_whose(visitor: Client) -> None:
    parts = [part(NAMES[0], {NEW: 5, TOTAL: 5}), part(NAMES[1], {TOTAL: 4}, blank=[NEW])]
    tree = send(visitor, sent(parts))
    assert "空白" in words(tree)
    (cells,) = tree.xpath(
        "(//section[@id='sum']/div/table[caption[contains(., '申请')]]//tr[th[contains(., '本年新收')]])[1]"
    )
    assert cells.xpath("td")[0].text_content() == "?"


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "json"])
def test_the_sum_is_downloaded_and_read_again(visitor: Client, kind: str) -> None:
    tree = send(visitor, sent(eleven()), organ="云溪县人民政府")
    report = read(download(visitor, tree, kind).content, f"sum.{kind}")
    assert (report.organ, report.value(TOTAL)) == ("云溪县人民政府", sum(2 * number + 10 for number in range(11)))


def test_all_contributors_are_downloaded_as_the_command_prints_them(visitor: Client) -> None:
    line = json.loads(download(visitor, send(visitor, sent(eleven())), "all").content)
    assert [one["value"] for one in line["cells"][TOTAL]["contributors"]] != []
    assert set(line["organs"]) == set(NAMES)


def test_an_organ_whose_name_is_a_formula_is_text_in_the_workbook(visitor: Client) -> None:
    tree = send(visitor, sent(eleven()), organ="=HYPERLINK(1)")
    book = openpyxl.load_workbook(io.BytesIO(download(visitor, tree, "xlsx").content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in row)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"children": upload("名单.csv", b"")}, "名单"),
        ({"children": upload("名单.csv", "甲局\n甲局\n".encode())}, "甲局"),
        ({"expected": upload("公布.txt", b"")}, "公布.txt"),
        ({"expected": upload("公布.txt", a_report("云溪县人民政府", 2021))}, "2021"),
        ({"organ": NAMES[0]}, NAMES[0]),
    ],
)
def test_what_can_not_be_added_is_told_in_a_sentence(visitor: Client, more: dict[str, Any], told: str) -> None:
    for file in more.values():
        if hasattr(file, "seek"):
            file.seek(0)
    tree = send(visitor, sent(eleven()), **more)
    assert told in tree.xpath("//section[@id='sum']//*[@role='alert']")[0].text_content()


def test_reports_of_two_years_are_not_added(visitor: Client) -> None:
    tree = send(visitor, [upload("甲.txt", a_report()), upload("乙.txt", a_report("青槐县水利局", 2023))])
    assert "2023 / 2024" in words(tree)


def test_what_can_not_be_read_is_told_and_the_rest_added(visitor: Client, place: Path) -> None:
    tree = send(visitor, [*sent(eleven()), upload("炸.docx", bomb()), upload("空.txt", b""), upload("空.txt", b"")])
    assert "炸.docx" in words(tree)
    assert "空.txt (2)" in words(tree)
    assert download(visitor, tree, "csv").content
    assert [path for path in place.rglob("*") if path.is_file()] == []


def test_nothing_that_can_be_read_is_told(visitor: Client) -> None:
    tree = send(visitor, [upload("空.txt", b"")])
    assert tree.xpath("//section[@id='sum']//*[@role='alert']")


def test_an_altered_sum_is_refused(visitor: Client) -> None:
    assert visitor.post(f"{PAGE}download/", {"sum": "a:b:c", "format": "csv"}).status_code == 409


def test_three_hundred_reports_fit_into_the_page(visitor: Client) -> None:
    parts = [part(f"云溪县第{number}局", {NEW: number, TOTAL: number}) for number in range(300)]
    tree = send(visitor, sent(parts))
    rows = list(csv.reader(io.StringIO(download(visitor, tree, "csv").content.decode("utf-8-sig"))))
    assert any(str(sum(range(300))) in row for row in rows)
