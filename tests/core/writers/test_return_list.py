"""The return list as data, and in its three formats."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.findings import LANGUAGES, Figure, Finding, Language, Severity
from gongkai.core.writers.return_list import (
    LONGEST,
    SEVERITIES,
    CheckedFile,
    OrganSheet,
    ReturnItem,
    in_order,
    return_item,
    return_list,
    told_beside,
)
from gongkai.core.writers.return_list_docx import document, letters
from gongkai.core.writers.return_list_md import markdown
from gongkai.core.writers.return_list_xlsx import sheet_name, workbook
from tests.core.writers.lists import READ, in_docx, in_md, in_xlsx, parts

WRITE = {"docx": document, "xlsx": workbook, "md": markdown}
EVIL = (
    *("=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "#N/A", "a|b", "一\n二\t三", "\x0b竖\x00\x1b[31m", "半\ud83d\udcff个"),
    *("# 标题 #", "- 项", "1. 项", "1) 项", "> 引", "<b>粗</b><!-- -->", "*强* _调_ `码` ~~删~~", "[链](x)", "\\|"),
    *("&amp;", "_x000B_", "_x0041_", "\u202e反\u2066", "'引号'", "\u2028", "    四格", "---", "=", "|", "a" * 5000),
    *("\ufffe", "{0}", "%s", "｜", "\r\n", "\x85", "http://a.example/?b=c&d", "a" + "\u0301" * 50),
)  # fmt: skip


def item(severity: Severity = "error", text: str = "原句。", found: Figure | None = 13) -> ReturnItem:
    finding = Finding("T3.ROW", severity, found=found, expected=12, quote=text)
    return return_item(finding, where=text, cells=text, message=text, basis=text)


def checked(organ: str | None = "青槐县林业局", *items: ReturnItem, **more: Any) -> CheckedFile:
    return CheckedFile(**{"file": "收/报告.txt", "organ": organ, "year": 2024, "items": items, **more})


def sheet_of(
    *items: ReturnItem, organ: str | None = "青槐县林业局", language: Language = "zh", **more: Any
) -> OrganSheet:
    (sheet,) = return_list([checked(organ, *items, **more)], language).sheets
    return sheet


# ---- The data --------------------------------------------------------------------------------------------------------


def test_what_must_be_put_right_comes_first_then_the_place() -> None:
    def at(severity: Severity, **place: Any) -> Finding:
        return Finding("T3.ROW", severity, at=place)

    wanted = [
        at("error", line=9, start=80),
        at("error", line=9, start=81),
        at("error", line=10, start=2),
        at("error", table=2, row=10, column=1),
        at("error", table=10, row=2, column=1),
        at("error", paragraph=3),
        at("error", sheet="表", cell="B9"),
        at("error", sheet="表", cell="Z10"),
        at("error", sheet="表", cell="AA10"),
        at("error", page=2, box=[5.0, 9.0, 6.0, 10.0]),
        at("error", page=2, box=[1.0, 20.0, 6.0, 21.0]),
        at("error", path="/html"),
        at("error"),
        at("warning", line=1),
        at("unproven", line=1),
        at("info", line=1),
    ]
    assert in_order(reversed(wanted[:-5])) + in_order(reversed(wanted[-5:])) != wanted
    assert in_order([*reversed(wanted[:11]), *wanted[11:13], *reversed(wanted[13:])]) == wanted


def test_the_summary_has_every_file_once() -> None:
    files = [checked("甲局"), checked(None, unread="打不开。"), checked("乙局", item(), item("info")), checked(None)]
    made = return_list(files, "zh")
    assert [row[:4] + row[8:] for row in made.summary.rows] == [
        (1, "乙局", 2024, "收/报告.txt", "见清单 1"),
        (2, "", 2024, "收/报告.txt", "读不出：打不开。"),
        (3, "甲局", 2024, "收/报告.txt", "没有发现问题"),
        (4, "（未识别出机关名称）", 2024, "收/报告.txt", "没有发现问题"),
    ]
    assert [row[4:8] for row in made.summary.rows] == [(1, 0, 0, 1), ("",) * 4, (0,) * 4, (0,) * 4]
    assert made.overview[0] == "共核对 4 份：列有问题 1 份，没有发现问题 2 份，读不出 1 份。"
    assert len(made.sheets) == 1


def test_organs_of_one_name_and_without_a_name_stay_apart() -> None:
    made = return_list([checked(organ, item()) for organ in ("城关镇人民政府", "城关镇人民政府", None, None)], "zh")
    names = [sheet.name for sheet in made.sheets]
    assert names == ["1 城关镇人民政府", "2 城关镇人民政府", "3 （未识别出机关名称）", "4 （未识别出机关名称）"]
    assert made.sheets[2].letter[0] == "________________："


def test_the_letter_says_how_many_of_each_and_what_to_do() -> None:
    letter = sheet_of(item(), item(), item("unproven")).letter
    assert letter[:2] == (
        "青槐县林业局：",
        "贵单位 2024 年政府信息公开工作年度报告（文件：报告.txt）已经核对，共列出 3 处："
        "须改正 2 处，请补充后再核 1 处。具体见所附问题清单。",
    )
    assert [text[:11] for text in letter[2:4]] == ["列为“须改正”的，请改", "列为“请补充后再核”的"]
    assert len(letter) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_leaves_open_what_nobody_told(language: Language) -> None:
    letter = sheet_of(item(), language=language, year=None, organ=None).letter
    blanks = [text for text in letter if "____" in text]
    assert len(blanks) == 4
    assert not any(character.isdigit() for text in blanks for character in text)
    assert "None" not in "".join(letter)


def test_what_is_for_information_alone_asks_for_nothing() -> None:
    letter = sheet_of(item("info")).letter
    assert not any("请于" in text or "请改正" in text for text in letter)
    assert any("不要求改动" in text for text in letter)


def test_the_organ_is_not_told_the_folders_of_whoever_collected_it() -> None:
    sheet = sheet_of(item(), file="/某处/收/报告.txt")
    assert "某处" not in sheet.about + "".join(sheet.letter)
    assert "报告.txt" in sheet.about


def test_a_long_text_is_shortened_and_says_so() -> None:
    text = sheet_of(item(text="字" * 9000)).items.rows[0][4]
    assert text == "字" * LONGEST + "…"
    assert sheet_of(item(text=" \u3000\n ")).items.rows[0][4] == ""


# ---- The three formats -----------------------------------------------------------------------------------------------


def evil_list(language: Language = "zh") -> list[CheckedFile]:
    """Files whose every text is made to break a document."""
    figures = [0, -5, Decimal("41.260"), 10**30, Decimal("1E+3"), None]
    found = [
        checked(text, *(item(severity, text, figures[(place + more) % 6]) for more, severity in enumerate(SEVERITIES)))
        for place, text in enumerate(EVIL)
    ]
    return [*found, *(checked(None, file=text, unread=text) for text in EVIL), *(checked(text) for text in EVIL)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_three_formats_carry_the_same_text(language: Language) -> None:
    made = return_list(evil_list(), language)
    wanted = [made.title, *made.overview, made.summary_title]
    tables = [made.summary]
    for sheet in made.sheets:
        wanted += [sheet.name, sheet.about, sheet.letter_title, *sheet.letter, sheet.items_title]
        tables.append(sheet.items)
    for table in tables:
        wanted += [*table.head, *(plain(value) for row in table.rows for value in row if value != "")]
    for form, write in WRITE.items():
        found = [text.strip(" ") for text in READ[form](write(made))]
        assert sorted(found) == sorted(text.strip(" ") for text in wanted), form


def plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.slow
@settings(max_examples=30)
@given(text=st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_is_written_and_read_back(text: str) -> None:
    made = return_list([checked(text, item(text=text), file=text)], "zh")
    quote = made.sheets[0].items.rows[0][4]
    assert isinstance(quote, str)
    for form, write in WRITE.items():
        found = [one.strip() for one in READ[form](write(made))]
        assert not quote.strip() or quote.strip() in found, form


def test_what_excel_takes_for_an_escape_is_escaped() -> None:
    book = workbook(return_list([checked("局", item(text="_x000B_"))], "zh"))
    assert parts(book)["xl/worksheets/sheet2.xml"].count("<t>_x005F_x000B_</t>") == 5


def test_no_quote_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(return_list(evil_list(), "zh"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+@" and cell.data_type == "s")
    assert not [name for name, xml in parts(workbook(return_list(evil_list(), "zh"))).items() if "<f>" in xml]


def test_numbers_are_numbers_as_long_as_excel_keeps_all_digits() -> None:
    figures = [13, Decimal("41.26"), 10**30]
    sheet = openpyxl.load_workbook(
        io.BytesIO(workbook(return_list([checked("局", *(item(found=figure) for figure in figures))], "zh")))
    ).worksheets[1]
    assert [sheet.cell(row, 7).value for row in (5, 6, 7)] == [13, 41.26, str(10**30)]


def test_a_workbook_has_a_sheet_for_each_report_with_a_name_that_excel_takes() -> None:
    names = ["城关镇", "城关镇", None, "甲/乙:丙*?[丁]\\", "长" * 60, "😀" * 40, "'引'", "汇总", "History", ""]
    book = openpyxl.load_workbook(io.BytesIO(workbook(return_list([checked(name, item()) for name in names], "zh"))))
    titles = book.sheetnames
    assert len(titles) == len({title.casefold() for title in titles}) == 1 + len(names)
    assert titles[0] == "汇总"
    assert all(len(title.encode("utf-16-le")) <= 62 and not set("[]:*?/\\") & set(title) for title in titles)
    summary = book.worksheets[0]
    links = [summary.cell(row, 2).hyperlink.location for row in range(5, 5 + len(names))]
    assert links == ["'" + title.replace("'", "''") + "'!A1" for title in titles[1:]]


def test_a_name_cut_in_a_pair_of_surrogates_stays_whole() -> None:
    assert sheet_name("1 " + "😀" * 20) == "1 " + "😀" * 14


def test_a_workbook_can_be_read_and_printed() -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook(return_list([checked("局", item())], "zh")))):
        head = 4
        assert sheet.freeze_panes == f"A{head + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.print_title_rows == f"${head}:${head}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.cell(head + 1, column).alignment.wrap_text for column in (2, 4))
        assert all(sheet.column_dimensions[column].width > 5 for column in "ABCDEFGHI")


def test_a_document_is_made_for_paper() -> None:
    data = document(return_list([checked("局", item()), checked("院", item())], "zh"))
    paper = Document(io.BytesIO(data))
    (section,) = paper.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    headings = [paragraph for paragraph in paper.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert [heading.text for heading in headings] == ["1 局", "2 院"]
    assert paper.styles["Heading 1"].paragraph_format.page_break_before
    room = 21 - 2 * 1.8
    for table in paper.tables:
        assert table._tbl.tr_lst[0].trPr is not None
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert sum(column.width.cm for column in table.columns if column.width) == pytest.approx(room, abs=0.1)


def test_every_style_of_a_document_names_a_chinese_font() -> None:
    data = document(return_list([checked("局", item())], "zh"))
    paper = Document(io.BytesIO(data))
    used = {paragraph.style.name for paragraph in paper.paragraphs if paragraph.style}
    used |= {
        paragraph.style.name
        for table in paper.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if paragraph.style
    }
    fonts = {name: paper.styles[name or ""].element.rPr.rFonts for name in used}
    assert {font.get(qn("w:eastAsia")) for font in fonts.values()} == {"宋体", "仿宋", "黑体"}
    assert not [name for name, font in fonts.items() if font.get(qn("w:eastAsiaTheme"))]


def test_documents_name_no_program_and_no_person() -> None:
    made = return_list([checked("局", item())], "zh")
    for data in (document(made), workbook(made)):
        core = parts(data)["docProps/core.xml"]
        assert "python-docx" not in core
        assert "openpyxl" not in core
        assert made.title in core


def test_what_is_read_back_is_what_a_person_sees() -> None:
    """The readers of these tests are no mirror of the writers: a few texts by hand."""
    made = return_list([checked("局", item(text="甲|乙"))], "zh")
    assert {"须改正", "T3.ROW", "甲|乙", "13", "12", "1 局", "问题和处理"} <= set(in_docx(document(made)))
    assert {"须改正", "T3.ROW", "甲|乙", "13", "12", "1 局", "问题和处理"} <= set(in_xlsx(workbook(made)))
    assert {"须改正", "T3.ROW", "甲|乙", "13", "12", "1 局", "问题和处理"} <= set(in_md(markdown(made)))
    assert "| 须改正 | T3.ROW | 甲\\|乙 |" in markdown(made).decode()


# ---- Beside the others -----------------------------------------------------------------------------------------------


def beside(*files: CheckedFile, digests: str = "") -> list[str]:
    given = digests or "".join(map(str, range(len(files))))
    return [one.beside for one in told_beside(files, given, "zh")]


def test_the_same_file_twice_is_told_of_both() -> None:
    found = beside(checked(file="甲.txt"), checked(file="乙.txt"), digests="11")
    assert ["乙.txt" in found[0], "甲.txt" in found[1]] == [True, True]
    assert "不止一份" not in "".join(found)


def test_two_reports_of_an_organ_for_a_year_are_told() -> None:
    found = beside(checked(file="甲.txt"), checked("青槐县 林业局", file="乙.txt"), checked("青槐县水利局"))
    assert ["乙.txt" in found[0], "甲.txt" in found[1], found[2]] == [True, True, ""]
    assert beside(checked(None), checked(None)) == ["", ""]


def test_a_report_of_another_year_than_most_is_told() -> None:
    found = beside(checked("甲"), checked("乙"), checked("丙", year=2023), checked("丁", year=None))
    assert [bool(one) for one in found] == [False, False, True, False]


def test_what_is_said_beside_the_others_stands_in_the_summary() -> None:
    (file,) = told_beside([checked(file="甲.txt")], ["1"], "zh")
    assert return_list([file], "zh").summary.rows[0][-1] == "没有发现问题"
    told = told_beside([checked(file="甲.txt"), checked(file="乙.txt")], ["1", "1"], "en")
    assert "to the last byte" in str(return_list(told, "en").summary.rows[0][-1])


def test_a_letter_holds_what_its_organ_gets_and_nothing_of_others() -> None:
    found = return_list([checked("甲局", item(text="甲句")), checked("乙局", item(text="乙句"))], "zh")
    first, second = letters(found, found.sheets)
    texts = ["\n".join(_texts(Document(io.BytesIO(one)))) for one in (first, second)]
    assert ["甲局：" in texts[0], "甲句" in texts[0], "乙" in texts[0]] == [True, True, False]
    assert ["乙局：" in texts[1], "乙句" in texts[1], "甲" in texts[1]] == [True, True, False]
    assert list(letters(found, found.sheets[1:])) == [second]


def _texts(paper: Any) -> list[str]:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in paper.paragraphs] + cells
