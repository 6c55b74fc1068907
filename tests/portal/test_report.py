"""年度报告核对页: figures and source lead to each other, findings stand at their sentence, nothing of it is kept."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.checks import check
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_kind import ENDINGS
from gongkai.reporting import answer
from gongkai.reporting.answer import MOST_CELLS
from gongkai.reporting.converting import MADE
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import Case
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import html
from tests.kinds.pdf_writer import pdf
from tests.kinds.xlsx_writer import xlsx
from tests.portal.shown import Send, Shown, bare

DOCUMENTS = Path(__file__).parents[1] / "documents"
TOLD = (DOCUMENTS / "figures_told_in_the_text.txt").read_bytes()
KINDS = {"html": html, "docx": docx, "xlsx": xlsx, "pdf": pdf}
PAGE = Case("wrong sums", 0, None, ARRANGEMENTS[0], "", {}).page()


def assert_linked(page: Shown, report: FilledReport) -> None:
    """No id stands twice, no link leads nowhere; every figure with a place leads there and back."""
    assert {name: count for name, count in page.ids.items() if count > 1} == {}
    assert page.fragments <= set(page.ids)
    for index in range(len(report.form.keys)):
        cell = page.by_id(f"cell-{index}")
        if report.starts[index] >= 0 and report.states[index] >= State.PRINTED:
            assert cell.get("href") == f"#read-{index}"
            figure = page.by_id(f"read-{index}")
            assert figure.get("href") == f"#cell-{index}"
            text = "".join(
                one.text_content()
                for one in page.tree.xpath("//a[@href=$at]", at=f"#cell-{index}")
                if "figure" in (one.get("class") or "")
            )
            assert bare(report.texts[index] or "") == bare(text)


def assert_told(page: Shown, report: FilledReport) -> None:
    """Every finding stands in the list and, where it has a sentence, at it, with its words."""
    findings = check(report)
    listed = page.tree.xpath("//section[@id='findings']//ol/li")
    assert len(listed) == len(findings)
    said = {page.words(f"finding-{number}") for number in range(1, len(findings) + 1)}
    for finding in findings:
        item = next(words for words in said if finding.code in words and bare(finding.quote) in bare(words))
        assert item
    for number in range(1, len(findings) + 1):
        (quote,) = page.tree.xpath(f"//li[@id='finding-{number}']/blockquote") or [None]
        if quote is not None and f"at-{number}" in page.ids:
            assert bare(quote.text_content()) in bare(page.line_of(f"at-{number}"))


def test_figures_lead_to_their_place_and_back(send: Send) -> None:
    response = send(TOLD)
    assert response.status_code == 200
    page, report = Shown(response), read(TOLD, "a.txt")
    assert_linked(page, report)
    assert_told(page, report)
    assert "青禾市生态环境局" in page.tree.xpath("//h1")[0].text_content()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_shown(send: Send, kind: str) -> None:
    data = KINDS[kind](PAGE)
    page, report = Shown(send(data, f"报告.{kind}")), read(data, f"报告.{kind}")
    assert_linked(page, report)
    assert_told(page, report)


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_document_is_shown_or_refused(send: Send, path: Path) -> None:
    response = send(path.read_bytes(), path.name)
    assert response.status_code in {200, 422}
    if response.status_code == 200:
        assert_linked(Shown(response), read(path.read_bytes(), path.name))


def test_unclear_cells_lead_to_the_note_that_explains_them(send: Send) -> None:
    data = (DOCUMENTS / "blanks_lost.txt").read_bytes()
    page, report = Shown(send(data)), read(data)
    unclear = [index for index, state in enumerate(report.states) if state == State.UNCLEAR]
    assert unclear
    for index in unclear:
        cell = page.by_id(f"cell-{index}")
        assert cell.text_content() == "?"
        assert re.fullmatch(r"#note-[0-9]+", cell.get("href"))


def test_a_finding_is_marked_at_its_sentence(send: Send) -> None:
    page = Shown(send(TOLD))
    number = next(
        int(item.get("id").removeprefix("finding-"))
        for item in page.tree.xpath("//section[@id='findings']//ol/li")
        if "行政复议8件" in item.text_content() and "TXT.CELL" in item.text_content()
    )
    assert bare(page.marked(number)).startswith("行政复议8件")
    told = page.by_id(f"at-{number}").xpath("ancestor::p[1]/following-sibling::ul[1]")[0]
    assert "“行政复议的总计”为 5" in told.text_content()


def test_text_may_be_pasted(visitor: Client) -> None:
    pasted = TOLD.decode().replace("\n", "\r\n")
    page = Shown(visitor.post("/tools/report/", {"text": pasted, "complete": "1"}))
    assert_linked(page, read(TOLD))


def test_last_years_report_and_what_else_is_known_are_held_against(send: Send) -> None:
    last = SimpleUploadedFile("上年.txt", TOLD.replace(b"2023", b"2022"))
    page = Shown(send(TOLD, previous=last, level="department", published="2024-06-01"))
    codes = set(page.tree.xpath("//section[@id='findings']//code/text()"))
    codes |= set(page.tree.xpath("//section[@id='findings']//a[contains(@href, 'rules')]/text()"))
    assert {"T2.STOCK", "DATE.LATE"} <= codes
    unread = send(TOLD, previous=SimpleUploadedFile("上年.png", b"\x89PNG"))
    assert unread.status_code == 422
    assert "图片" in Shown(unread).words("id_previous_error")


def carried(page: Shown) -> str:
    return str(page.tree.xpath("//input[@name='report']/@value")[0])


@pytest.mark.slow
@pytest.mark.parametrize("kind", MADE)
def test_the_report_is_made_into_every_kind(send: Send, visitor: Client, kind: str) -> None:
    sealed = carried(Shown(send(TOLD)))
    made = visitor.post("/tools/report/convert/", {"report": sealed, "kind": kind})
    assert made.status_code == 200
    assert made["Content-Disposition"].startswith("attachment;")
    assert made["X-Content-Type-Options"] == "nosniff"
    if kind in ENDINGS:
        again = read(made.content, f"a.{kind}")
        assert again.values == read(TOLD).values
    elif kind == "findings":
        found = json.loads(made.content)
        assert [one["at"] for one in found["findings"]] == [one.at for one in check(read(TOLD))]
    else:
        assert made.content.startswith(b"PK")


def test_a_report_that_was_altered_on_its_way_is_not_made_into_anything(send: Send, visitor: Client) -> None:
    sealed = carried(Shown(send(TOLD)))
    for altered, kind in ((sealed[:-1], "docx"), ("x" + sealed, "docx"), (sealed, "exe"), ("", "docx")):
        made = visitor.post("/tools/report/convert/", {"report": altered, "kind": kind})
        assert made.status_code == 422
    assert visitor.get("/tools/report/convert/").status_code == 302


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_nothing_is_kept(db: Any, send: Send, visitor: Client, place: Path, capfd: Any) -> None:
    before = rows()
    response = send(TOLD)
    visitor.post("/tools/report/convert/", {"report": carried(Shown(response)), "kind": "json"})
    send(b"nothing of a report")
    assert rows() == before
    assert [path for path in place.rglob("*") if path.is_file()] == []
    assert "sessionid" not in response.cookies
    assert "no-store" in response["Cache-Control"]
    said = capfd.readouterr()
    assert "青禾" not in said.out + said.err


def test_many_cells_are_named_together(send: Send) -> None:
    data = (DOCUMENTS / "all_blank.txt").read_bytes()
    page = Shown(send(data))
    items = page.tree.xpath("//section[@id='findings']//ol/li")
    assert items
    for item in items:
        assert len(item.xpath(".//a[starts-with(@href, '#cell-')]")) <= MOST_CELLS


def padded(paragraph: str, size: int) -> bytes:
    """A report of so many bytes, its first chapter filled up."""
    times = (size - len(TOLD)) // len(paragraph.encode())
    return TOLD.decode().replace("一、总体情况\n", "一、总体情况\n" + paragraph * times).encode()


def test_more_findings_than_any_report_has_are_counted(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "MOST_SHOWN", 5)
    page = Shown(send(TOLD))
    assert len(page.tree.xpath("//section[@id='findings']//ol/li")) == 5
    assert page.fragments <= set(page.ids)
    assert f"{len(check(read(TOLD))) - 5} 处" in page.words("findings")
    (tab,) = page.tree.xpath("//nav[@class='tabs']//a[@href='#findings']")
    assert str(len(check(read(TOLD)))) in tab.text_content()


def test_more_notes_than_any_report_has_are_counted(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (DOCUMENTS / "blanks_lost.txt").read_bytes()
    notes = len(read(data).notes)
    assert notes > 1
    monkeypatch.setattr(answer, "MOST_SHOWN", 1)
    page = Shown(send(data))
    assert len(page.tree.xpath("//section[@id='notes']//ol/li")) == 1
    assert f"{notes - 1} 条" in page.words("notes")


def test_the_place_in_a_web_page_is_told_in_words(send: Send) -> None:
    page = Shown(send(html(PAGE), "报告.html"))
    places = page.tree.xpath("//section[@id='findings']//ol/li//a[starts-with(@href, '#at-')]/text()")
    assert places
    assert all(re.search(r"第 [0-9]+ 段|第 [0-9]+ 个表格第 [0-9]+ 行", words) for words in places)
    assert page.tree.xpath("//div[@class='original']/p/@data-at")


def test_an_answer_weighs_little_more_than_its_report(send: Send) -> None:
    paragraph = "（三）加强政府信息管理。严格落实审查制度，组织各科室学习条例，健全工作机制，推动公开工作走深走实。\n"
    for data in (TOLD, padded(paragraph, 150_000)):
        assert len(send(data).content) < len(data) + 120_000


def processor_seconds() -> float:
    """What this process and the children it had have taken: how busy the machine is otherwise makes no difference."""
    return sum(os.times()[:4])


@pytest.mark.slow
def test_a_report_of_150_kilobytes_takes_a_second_at_most(send: Send) -> None:
    paragraph = "（三）加强政府信息管理。严格落实审查制度，组织各科室学习条例，健全工作机制，推动公开工作走深走实。\n"
    data = padded(paragraph, 150_000)
    taken = []
    for _ in range(3):
        began = processor_seconds()
        assert send(data).status_code == 200
        taken.append(processor_seconds() - began)
    assert min(taken) <= 1


def test_the_real_reports_show_their_contradictions_at_the_sentence(real_reports: Path, send: Send) -> None:
    for path in sorted(real_reports.rglob("*.expected.json")):
        expected = json.loads(path.read_text("utf-8"))
        data = path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes()
        page = Shown(send(data, "report.txt"))
        assert_linked(page, read(data))
        assert_told(page, read(data))
        for wanted in expected["contradictions"]:
            places = [
                page.line_of(f"at-{item.get('id').removeprefix('finding-')}")
                for item in page.tree.xpath("//section[@id='findings']//ol/li")
                if wanted["code"] in item.text_content()
            ]
            parts = [bare(part) for part in wanted["quote"].split("…")]
            assert any(all(part in bare(line) for part in parts) for line in places), (path.name, wanted)
        for quote in expected["must_not_flag"]:
            about = [bare(mark.text_content()) for mark in page.tree.xpath("//mark[contains(@class, 'error')]")]
            assert not any(bare(quote) == mark for mark in about), (path.name, quote)
