"""The report as a Word file: the official form of either edition, read back cell by cell, and filled in by hand."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.law.editions import edition
from gongkai.core.readers import read, word_quick
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.official import METADATA, official
from gongkai.core.writers.report_docx import write
from tests.builders import filled_report, mixed, told
from tests.core.writers.lists import parts
from tests.core.writers.samples import CHAPTERS, KNOWN, TABLES
from tests.strategies import consistent_form, editions, some_cells

HOSTILE = (
    *("=cmd|' /C calc'!A0", "+1-1@SUM(A1)", "<script>alert(1)</script>", "</w:t></w:r></w:p>"),
    *("&amp;&#0;]]>", '"引号\'', "一\t二", "😀👨‍👩‍👧𠮷", "_x000B_ {0} %s \\n"),
    *("a" * 3000, "很长的一段话，" * 3000, "两  格"),
)  # fmt: skip


def written(report: FilledReport) -> bytes:
    return write(official(report))


def blank_report(form: str) -> FilledReport:
    return told(filled_report(form=form, blank=TABLES))


def paper_of(report: FilledReport) -> Paper:
    return Document(io.BytesIO(written(report)))


def cells(report: FilledReport) -> list[Any]:
    return [*zip(report.states, report.values, strict=True)]


def chapter(report: FilledReport, key: str) -> list[str]:
    return [line.strip() for line in (report.sections[key] or "").splitlines() if line.strip()]


# ---- Read back -------------------------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(st.data())
def test_whatever_is_filled_in_blank_or_unclear_comes_back(data: st.DataObject) -> None:
    form = data.draw(editions)
    values, blank, unclear = (data.draw(draws(form)) for draws in (consistent_form, some_cells, some_cells))
    unclear &= data.draw(some_cells(form))
    report = filled_report(values, form=form, blank=blank, unclear=unclear)
    assert cells(read(written(report), "a.docx")) == cells(report)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_what_surrounds_the_tables_comes_back(form: str) -> None:
    report = told(filled_report(form=form), **CHAPTERS)
    report.metadata = dict(KNOWN)
    again = read(written(report), "a.docx")
    assert (again.organ, again.year, again.edition) == (report.organ, report.year, form)
    assert again.metadata == KNOWN
    assert [chapter(again, key) for key in CHAPTERS] == [chapter(report, key) for key in CHAPTERS]
    assert again.notes == [] or form == "2019"  # which asks for amounts without a unit


def test_only_metadata_that_is_known_is_printed() -> None:
    report = filled_report()
    assert len(paper_of(report).tables) == 3
    report.metadata = {"published_on": "2023-01-22", "publisher": None}
    block, *tables = paper_of(report).tables
    assert [[cell.text for cell in row.cells] for row in block.rows] == [["发布日期：", "2023-01-22"]]
    assert len(tables) == 3
    labels = dict(METADATA)
    report.metadata = dict(KNOWN)
    printed = [row.cells[0].text for row in paper_of(report).tables[0].rows]
    assert printed == [f"{labels[key]}：" for key in KNOWN]


def test_an_organ_that_is_not_known_is_not_made_up_of_other_words() -> None:
    report = filled_report()
    report.organ, report.metadata = None, {"publisher": "示例市林业局"}
    assert read(written(report), "a.docx").organ == "示例市林业局"
    report.metadata = {}
    assert read(written(report), "a.docx").organ is None


@pytest.mark.parametrize(
    ("organ", "parted"),
    [
        ("青槐县林业局", True),
        ("江苏省淮安市洪泽区人民政府", True),
        ("某某市第二中学", True),
        ("投资促进局（招商局）", False),
        ("某某县人民政府办公室（县外事办）", False),
        ("某某委员会联合组", False),
        ("甲", False),
    ],
)
def test_a_long_title_is_parted_behind_its_organ_and_read_as_one(organ: str, parted: bool) -> None:
    report = filled_report()
    report.organ = organ
    title = next(each for each in paper_of(report).paragraphs if each.style.name == "Title")
    assert title.text == f"{organ}{chr(10) * parted}2022年政府信息公开工作年度报告"
    assert read(written(report), "a.docx").organ == (organ if len(organ) > 1 else None)


def test_tables_of_different_editions_in_one_report() -> None:
    report = filled_report(form=mixed("2021", "2019", "2019"), year=2022)
    again = read(written(report), "a.docx")
    assert cells(again) == cells(report)
    assert again.form.table_editions == {"proactive": "2021", "requests": "2019", "remedies": "2019"}


def test_split_figures_are_printed_and_missing_cells_are_blank() -> None:
    report = filled_report({"requests.new_received.natural": 4}, missing=["remedies"])
    report.states[report.form.index["requests.new_received.natural"]] = State.SPLIT
    again = read(written(report), "a.docx")
    assert again.state("requests.new_received.natural") == State.PRINTED
    assert again.value("requests.new_received.natural") == 4
    assert {again.states[cell.index] for cell in again.form.cells if cell.table.key == "remedies"} == {State.BLANK}


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_file_is_so_plain_that_it_is_read_from_its_tags_alone(form: str) -> None:
    report = told(filled_report(form=form), **CHAPTERS)
    report.metadata = dict(KNOWN)
    data = written(report)
    assert word_quick.quick_flow(data) is not None


# ---- Hostile text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    report = told(filled_report(), overview=f"前文。\n{text}", problems=text, other="后文。")
    data = written(report)
    parts(data)
    again = read(data, "a.docx")
    assert [chapter(again, key) for key in CHAPTERS] == [["前文。", text], [text], ["后文。"]]
    assert cells(again) == cells(report)


def test_what_xml_forbids_or_steers_a_screen_is_dropped() -> None:
    evil = "竖\x0b\x00\x1b[31m红\x7f\x9b\ud83d\ufffe\uffff\x85字\u2028"
    laid = official(filled_report())
    overview, *others = laid.sections
    sections = (replace(overview, paragraphs=(evil,)), *others)
    data = write(replace(laid, title=evil, metadata=(("发布机构", evil),), sections=sections))
    parts(data)
    paper = Document(io.BytesIO(data))
    assert paper.core_properties.title == "竖[31m红字"
    assert [each.text for each in paper.paragraphs][:3] == ["竖[31m红字", "一、总体情况", "竖[31m红字"]
    assert paper.tables[0].rows[0].cells[1].text == "竖[31m红字"


def test_a_paragraph_of_several_lines_keeps_them_apart() -> None:
    laid = official(told(filled_report()))
    sections = (replace(laid.sections[0], paragraphs=("一\n二\r\n三",)), *laid.sections[1:])
    assert chapter(read(write(replace(laid, sections=sections)), "a.docx"), "overview") == ["一", "二", "三"]


def test_a_number_of_any_length_stands_on_one_line_and_comes_back() -> None:
    long = {f"requests.new_received.{key}": 10**digits for key, digits in (("natural", 6), ("total", 8))}
    long |= {"requests.carried_in.natural": 10**14, "proactive.rules.made": 10**6}
    report = filled_report(long)
    assert cells(read(written(report), "a.docx")) == cells(report)
    sizes = {
        run.text: int(run.find(f".//{qn('w:sz')}").get(qn("w:val")))
        for run in paper_of(report).element.body.iter(qn("w:r"))
        if run.find(f".//{qn('w:sz')}") is not None
    }
    assert set(sizes) == {str(value) for key, value in long.items() if key != "proactive.rules.made"}
    assert 21 > sizes[str(10**6)] > sizes[str(10**8)] > sizes[str(10**14)] == 10


# ---- The same bytes --------------------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes() -> None:
    report = told(filled_report(), **CHAPTERS)
    assert written(report) == written(told(filled_report(), **CHAPTERS))


def test_the_file_names_its_title_and_nobody() -> None:
    about = paper_of(filled_report()).core_properties
    assert about.title == "示例市人民政府2022年政府信息公开工作年度报告"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created == about.modified
    assert about.language == "zh-CN"


# ---- The form --------------------------------------------------------------------------------------------------------


def merges(table: Any) -> list[list[tuple[int, str]]]:
    """Row by row, of each cell: the columns that it takes, and how it is merged with the rows around."""
    return [
        [(cell.grid_span, cell.vMerge or "") for cell in row.tc_lst]  # vMerge: 'restart', 'continue' or None
        for row in table._tbl.tr_lst
    ]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_heads_are_merged_as_the_form_merges_them(form: str) -> None:
    proactive, requests, remedies = paper_of(blank_report(form)).tables
    assert merges(proactive)[:2] == [[(4, "")], [(1, "")] * 4]
    top, middle, bottom = merges(requests)[:3]
    assert top == [(3, "restart"), (7, "")]
    assert middle == [(3, "continue"), (1, "restart"), (5, ""), (1, "restart")]
    assert bottom == [(3, "continue"), (1, "continue"), *[(1, "")] * 5, (1, "continue")]
    results = 22 if form == "2021" else 20
    first = [row[0] for row in merges(requests)[5 : 5 + results + 1]]
    assert first == [(1, "restart"), *[(1, "continue")] * (results - 1), (3, "")]
    assert merges(remedies)[0] == [(5, ""), (10, "")]
    assert merges(remedies)[2] == [*[(1, "continue")] * 5, *[(1, "")] * 10]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_row_fills_the_width_of_its_table(form: str) -> None:
    for table in paper_of(blank_report(form)).tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) == 9740
        for row in table._tbl.tr_lst:
            starts = 0
            for cell in row.tc_lst:
                assert cell.width.twips == sum(widths[starts : starts + cell.grid_span])
                starts += cell.grid_span
            assert starts == len(widths)


def test_heads_are_repeated_and_no_row_is_torn() -> None:
    for table, heads in zip(paper_of(blank_report("2021")).tables, (0, 3, 3), strict=True):
        properties = [row.trPr for row in table._tbl.tr_lst]
        assert all(each.find(qn("w:cantSplit")) is not None for each in properties)
        repeated = [each.find(qn("w:tblHeader")) is not None for each in properties]
        assert repeated == [number < heads for number in range(len(properties))]


def test_the_page_and_its_foot() -> None:
    paper = paper_of(blank_report("2021"))
    (section,) = paper.sections
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.cm, 2) for size in sizes] == [21, 29.7, 2.54, 3.17]
    assert (section.bottom_margin, section.right_margin) == (section.top_margin, section.left_margin)
    (foot,) = section.footer.paragraphs
    assert "".join(text.text for text in foot._p.iter(qn("w:t"))) == "- 1 -"
    assert foot._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert round(section.footer_distance.cm) == round(Cm(1.75).cm)


def test_fonts_are_named_and_lines_are_28_points() -> None:
    styles = paper_of(blank_report("2021")).styles
    fonts = {"Title": "方正小标宋简体", "Heading 1": "黑体", "Body Text": "仿宋", "表头": "宋体", "表内数字": "宋体"}
    for name, font in fonts.items():
        assert styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == font
    body = styles["Body Text"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28))
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert styles["Title"].font.bold


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_chapter_that_says_nothing_has_two_empty_lines(form: str) -> None:
    texts = [each.text for each in paper_of(blank_report(form)).paragraphs]
    headings = [f"{each.number}、{each.title}" for each in edition(form).chapters]
    expected = [headings[0], "", "", *headings[1:5], "", "", headings[5], "", ""]
    assert texts[1:] == expected


def test_table_3_begins_on_a_page_of_its_own() -> None:
    breaks = {each.text: each.paragraph_format.page_break_before for each in paper_of(filled_report()).paragraphs}
    assert [text[:1] for text, new_page in breaks.items() if new_page] == ["三"]


# ---- Filled in by hand -----------------------------------------------------------------------------------------------


def empty_cells(paper: Paper) -> Iterator[_Cell]:
    """The cells that a person may fill in, in the order of the page."""
    for table in paper.tables:
        for row in table._tbl.tr_lst:
            for cell in row.tc_lst:
                if cell.vMerge != "continue" and not "".join(cell.itertext()):
                    yield _Cell(cell, table)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_what_a_person_types_into_the_blank_form_is_read(form: str) -> None:
    keys = edition(form).form.keys
    report = told(filled_report({key: n for n, key in enumerate(keys)}, form=form, blank=keys[::7]), **CHAPTERS)
    paper = paper_of(blank_report(form))
    fields = list(empty_cells(paper))
    assert {field.paragraphs[0].style.name for field in fields} == {"表内数字"}
    for field, figure in zip(fields, official(report).figures, strict=True):
        field.text = figure
    lines = [each for each in paper.paragraphs if not each.text]
    for line, key in zip(lines[::2], CHAPTERS, strict=True):
        line.text = "".join(chapter(report, key))
    file = io.BytesIO()
    paper.save(file)
    again = read(file.getvalue(), "a.docx")
    assert cells(again) == cells(report)
    assert [chapter(again, key) for key in CHAPTERS] == [["".join(chapter(report, key))] for key in CHAPTERS]
