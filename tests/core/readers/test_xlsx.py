"""Excel files: what a person sees in Excel is read, and a cell whose content the file does not tell is not blank.

That every oddity leaves a whole report as it is, alone and in every arrangement, is held by test_kinds.py; here stand
single cells whose reading is worth saying in words.
"""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from gongkai.core.readers import Unreadable, read, xlsx
from gongkai.core.readers.flow import CELL, COVERED, FILLER
from gongkai.core.readers.number_formats import shown
from gongkai.core.readers.sheets import name_of, place_of
from gongkai.core.report import State
from tests.kinds.cases import report
from tests.kinds.docx_writer import archive
from tests.kinds.merged import matrix_of
from tests.kinds.page import Paragraph, Table
from tests.kinds.pages import page
from tests.kinds.xlsx_writer import MAIN, VARIANTS, sheet_xml, workbook
from tests.kinds.xlsx_writer import xlsx as write


def book(rows: str, merges: Sequence[str] = (), strings: Sequence[str] = (), formats: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet, 表1."""
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    return workbook([sheet_xml(rows, merges=merged)], ["visible"], list(strings), formats=formats)


def row(*cells: str) -> str:
    """A row of cells; a text becomes a cell of text, '' none."""
    return f"<row>{''.join(one if one.startswith('<') else text(one) for one in cells)}</row>"


def text(content: str) -> str:
    return f'<c t="inlineStr"><is><t>{content}</t></is></c>' if content else "<c/>"


def lines(data: bytes) -> list[str]:
    """The lines of the flow, cells parted by bars, without the signs that count columns."""
    found = xlsx.flow(data).text.replace(CELL, "|").replace(COVERED, "").replace(FILLER, "")
    return found.splitlines()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c><v>3</v></c>", "3"),
        ("<c><v>3.0</v></c>", "3"),
        ("<c><v>21552.900000000001</v></c>", "21552.9"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>1.5E-3</v></c>", "0.0015"),
        ("<c><v>-0</v></c>", "0"),
        ("<c><v>1e999</v></c>", "1e999"),
        ("<c><v>abc</v></c>", "abc"),
        ('<c s="3"><v>0.125</v></c>', "?"),
        ('<c s="4"><v>12</v></c>', "?"),
        ('<c s="4" t="inlineStr"><is><t>12</t></is></c>', "?"),
        ('<c s="4" t="inlineStr"><is><t>注</t></is></c>', "注"),
        ('<c s="1"><v>45341</v></c>', "2024-02-19"),
        ('<c s="2"><v>45341.5</v></c>', "2024-02-19 12:00:00"),
        ('<c s="1"><v>0.25</v></c>', "06:00:00"),
        ('<c s="1"><v>99999999999</v></c>', "99999999999"),
        ('<c t="d"><v>2024-02-19</v></c>', "2024-02-19"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><f>A1</f><v></v></c>', ""),
        ('<c t="str"><f>A1</f><v>12</v></c>', "12"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c><f>1+1</f><v></v></c>", "?"),
        ("<c><f>1+1</f></c>", "?"),
        ('<c t="str"><f>A1</f></c>', "?"),
        ('<c t="s"><v>0</v></c>', "12"),
        ('<c t="s"><v>1</v></c>', "3_4\n5"),
        (text("\u3000\u00a0"), ""),
        ('<c t="s"/>', ""),
        ("<c><v>7</v><extLst/></c>", "7"),
        ('<c t="s"><v>2</v></c>', "12 1 "),
        ('<c t="s"><v>3</v></c>', "?"),
        ('<c t="s"><v>4</v></c>', "12"),
    ],
)
def test_a_cell_is_what_a_person_sees(cell: str, expected: str) -> None:
    strings = ["<r><t>1</t></r><r><t>2</t></r><rPh><t>9</t></rPh>", "<t>3_x005F_4_x000A_5</t>"]
    for looks, run in (('vertAlign val="superscript"', 1), ("strike", 1), ('strike val="0"', "")):
        strings.append(f"<r><t>12</t></r><r><rPr><{looks}/></rPr><t>{run}</t></r>")
    rows = row("组", "甲", cell) + row("组", "乙", "<c><v>2</v></c>")
    data = book(rows, strings=strings, formats=["14", 'yyyy"年"m', "10"])
    assert lines(data) == [f"组|甲|{expected}".replace("\n", " "), "组|乙|2"]


UNKNOWN_FORMATS = (
    *("0%", "9", "0.0E+00", "# ?/?", "0!.0,", "0\\.0,", '0"00"', '"1"0', "*-0", "48", "[=1]0;0", "[DBNum1]General"),
    *('"共"0"件"', "-0", '"', "0;0;0;0;0", "[White]0", "0" * 300, "0.0.0", "@0", "0 0", "aaaa"),
)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("1", "88.6", "89"),
        ("0", "12.4", "12"),
        ("0.0", "88.16", "88.2"),
        ("0.00", "0.125", "0.13"),
        ("4", "1234.5", "1234.50"),
        ("#,##0", "1234567", "1234567"),
        ("#,##0.##", "12.5", "12.5"),
        ("0.0,", "12345", "12.3"),
        ("#,##0,", "12000", "12"),
        ("000", "12", "012"),
        ('0"元"', "36500", "36500元"),
        ('#,##0.00"元"', "36500", "36500.00元"),
        ('0.00"万元"', "3.65", "3.65万元"),
        ('General"件"', "12", "12件"),
        ('"¥"#,##0.00', "36500", "¥36500.00"),
        ("0_ ;[Red]\\-0\\ ", "-5", "-5"),
        ("0_ ", "-5", "-5"),
        ("0.00", "-0.001", "0.00"),
        ("0_);(0)", "12", "12"),
        ("0_);(0)", "-5", "?"),
        ("0;[Red]0", "-5", "?"),
        ("41", "0", "-"),
        ("43", "0", "-"),
        ("43", "7", "7.00"),
        ('0;-0;"无"', "0", "无"),
        ("0;-0;;@", "0", ""),
        ("#", "0", ""),
        ("#.##", "0", "?"),
        (";;;", "12", ""),
        ("0;;", "-5", ""),
        ("0;", "-5", "?"),
        ('""', "12", "?"),
        ("@", "12.5", "12.5"),
        ("0年", "12", "?"),
        ("[$-804]0", "12", "12"),
        *[(code, "12", "?") for code in UNKNOWN_FORMATS],
    ],
)
def test_a_number_is_what_its_format_shows(code: str, value: str, expected: str) -> None:
    rows = row("组", "甲", f'<c s="1"><v>{value}</v></c>') + row("组", "乙", "<c><v>2</v></c>")
    assert lines(book(rows, formats=[code])) == [f"组|甲|{expected}", "组|乙|2"]


@pytest.mark.parametrize(("code", "expected"), [("0", "12"), (";;;", ""), ("0;-0;;@", "12"), ('@"件"', "?")])
def test_a_text_is_what_its_format_shows(code: str, expected: str) -> None:
    rows = row("组", "甲", '<c s="1" t="str"><v>12</v></c>') + row("组", "乙", "<c><v>2</v></c>")
    assert lines(book(rows, formats=[code])) == [f"组|甲|{expected}", "组|乙|2"]


@pytest.mark.parametrize(("views", "expected"), [('<sheetView showZeros="0"/>', ""), ("<sheetView/>", "0")])
def test_zeros_that_a_sheet_does_not_show_are_blank(views: str, expected: str) -> None:
    rows = row("组", "甲", "<c><v>0</v></c>", "") + row("组", "乙", "<c><v>1</v></c>", "<c><v>2</v></c>")
    sheet = sheet_xml(rows, columns=f"<sheetViews>{views}</sheetViews>")
    assert lines(workbook([sheet], ["visible"], [])) == [f"组|甲|{expected}|", "组|乙|1|2"]


def test_rows_and_columns_without_height_or_width_are_hidden() -> None:
    rows = '<row r="1" ht="0"><c r="A1"><v>7</v></c></row>'
    rows += '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>8</v></c></row>'
    flow = xlsx.flow(
        workbook([sheet_xml(rows, columns='<cols><col min="2" max="2" width="0"/></cols>')], ["visible"], [])
    )
    assert flow.text == "1\n"
    assert [note.details for note in flow.notes] == [{"names": "表1 1:1、表1 B:B"}]


def test_formulas_that_excel_would_compute_anew_are_not_known() -> None:
    sheet = sheet_xml(row("甲", "<c><f>1+1</f><v>0</v></c>", "<c><v>1</v></c>"))
    data = archive_of(sheet, '<calcPr fullCalcOnLoad="1"/>')
    assert lines(data) == ["甲|?|1"]


def test_days_counted_from_1904() -> None:
    data = archive_of(sheet_xml(row("甲", '<c s="1"><v>1</v></c>')), "", '<workbookPr date1904="1"/>')
    assert lines(data) == ["甲|1904-01-02"]


def archive_of(sheet: str, end: str, begin: str = "") -> bytes:
    """A workbook whose main part says more."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships><Relationship Id="a" Target="/xl/one.xml"/></Relationships>'
    sheets = '<sheets><sheet name="表1" r:id="a"/></sheets>'
    return archive(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}">{begin}{sheets}{end}</workbook>',
            "xl/_rels/workbook.xml.rels": relations,
            "xl/one.xml": sheet,
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>',
        }
    )


def test_merged_cells() -> None:
    rows = [
        row("组", "甲", "<c><v>1</v></c>", "<c><v>2</v></c>"),
        row("藏", "乙", "<c><v>3</v></c>", "<c><v>4</v></c>"),
        row("丙", "藏", "<c><v>5</v></c>", "<c><v>9</v></c>"),
        row("丁", "", "", ""),
    ]
    data = book("".join(rows), ["A1:A2", "A3:B3", "C3:C4", "D3:D4", "A4:B4"])
    assert lines(data) == ["组|甲|1|2", "乙|3|4", "丙|?|?", "丁|?|?"]


def test_a_merged_cell_without_a_place_is_passed_over() -> None:
    assert lines(book(row("甲", "<c><v>1</v></c>"), ["A1", "A1:ZZZZ9", "B1:A1"])) == ["甲|1"]


def test_columns_without_a_head_are_no_cells_of_the_form() -> None:
    heads = row("信息内容", "", "本年制发件数", "本年废止件数", "", "现行有效件数", "")
    figures = row("规章", "", "", "<c><v>2</v></c>", "", "<c><v>3</v></c>", "")
    flow = xlsx.flow(book(heads + figures))
    assert [FILLER in piece for piece in flow.text.splitlines()[1].split(CELL)] == [False, False, False, False]
    assert lines(book(heads + figures))[1] == "规章||2|3"


def test_places_are_sheets_and_cells() -> None:
    rows = '<row r="4"><c r="C4" t="inlineStr"><is><t>甲</t></is></c><c r="AB4"><v>1</v></c></row>'
    flow = xlsx.flow(book(rows))
    assert flow.place(0, 1) == {"sheet": "表1", "cell": "C4"}
    assert flow.place(flow.text.index("1"), 0) == {"sheet": "表1", "cell": "AB4"}
    assert [place_of(name_of(3, column)) for column in (1, 26, 27, 702, 703, 16_384)] == [
        (3, column) for column in (1, 26, 27, 702, 703, 16_384)
    ]


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    rows = '<row r="1" hidden="1"><c r="A1"><v>7</v></c></row>'
    rows += '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>8</v></c></row>'
    seen = sheet_xml(rows, columns='<cols><col min="2" max="2" hidden="1"/></cols>')
    other = sheet_xml(row("<c><v>9</v></c>"))
    flow = xlsx.flow(workbook([other, seen, other], ["hidden", "visible", "veryHidden"], []))
    assert flow.text == "1\n"
    assert [(note.code, note.details) for note in flow.notes] == [
        ("READ.HIDDEN", {"names": "表1、表3、表2 1:1、表2 B:B"})
    ]


def test_titles_and_prose_are_lines() -> None:
    rows = row("云溪县2022年政府信息公开工作年度报告", "", "") + row("一、总体情况") + row("全年开展培训2次。")
    rows += row("二、主动公开政府信息情况", "", "") + row("信息内容", "本年制发件数") + row("规章", "<c><v>1</v></c>")
    assert lines(book(rows)) == [
        "云溪县2022年政府信息公开工作年度报告",
        "一、总体情况",
        "全年开展培训2次。",
        "二、主动公开政府信息情况",
        "信息内容|本年制发件数",
        "规章|1",
    ]


@pytest.mark.parametrize("oddity", VARIANTS)
def test_an_oddity_changes_neither_a_value_nor_the_text(oddity: str) -> None:
    written = page(report("few blanks", 0))
    plain, odd = read(write(written)), read(write(written, **{oddity: True}))
    assert [*zip(odd.states, odd.values, strict=True)] == [*zip(plain.states, plain.values, strict=True)]
    assert odd.sections == plain.sections
    assert (odd.organ, odd.year) == (plain.organ, plain.year)


def test_all_oddities_at_once() -> None:
    every = dict.fromkeys(VARIANTS, True)
    written = page(report("few blanks", 1))
    plain, odd = read(write(written)), read(write(written, **every))
    assert [*zip(odd.states, odd.values, strict=True)] == [*zip(plain.states, plain.values, strict=True)]


def by_openpyxl(figures: dict[str, Any]) -> bytes:
    """A full report as another program saves it; `figures` are put in place of the text '17'."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    line = 0
    for block in page(report("full", 0)):
        if isinstance(block, Paragraph):
            line += 1
            sheet.cell(line, 1, block.text)
            continue
        assert isinstance(block, Table)
        matrix = matrix_of(block)
        for down, boxes in enumerate(matrix):
            for column, box in enumerate(boxes):
                if box in boxes[:column] or (down and box in matrix[down - 1]):
                    continue
                columns = boxes.count(box)
                rows = sum(box in later for later in matrix[down:])
                if rows * columns > 1:
                    first, last = name_of(line + down + 1, column + 1), name_of(line + down + rows, column + columns)
                    sheet.merge_cells(f"{first}:{last}")
                figure = int(box.text) if box.text.isdecimal() else box.text
                sheet.cell(line + down + 1, column + 1, figures.get(box.text, figure))
        line += len(matrix)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_report_saved_by_another_program() -> None:
    found = read(by_openpyxl({}))
    assert (found.states, found.values) == (read(write(page(report("full", 0)))).states, found.values)
    assert set(found.states) == {State.PRINTED}


@pytest.mark.parametrize("content", ["=SUM(A1:A2)", "#REF!", "TRUE"])
def test_what_is_no_figure_is_unclear(content: str) -> None:
    figure = next(one for one in report("full", 0).printed if one.isdecimal() and len(one) > 1)
    found = read(by_openpyxl({figure: content}))
    expected = [State.UNCLEAR if one == figure else State.PRINTED for one in report("full", 0).printed]
    assert found.states == expected


def test_a_binary_workbook_needs_an_office_program() -> None:
    with pytest.raises(Unreadable) as caught:
        xlsx.flow(archive({"_rels/.rels": BINARY, "xl/workbook.bin": b"\x83\x01\x00"}))
    assert caught.value.code == "READ.NEEDS_OFFICE"


BINARY = (
    '<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.bin"/></Relationships>'
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/one.xml", "<worksheet><sheetData><row r='1048577'><c/></row></sheetData></worksheet>"),
        ("xl/one.xml", "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"),
        ("xl/other.xml", ""),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="a" TargetMode="External"/></Relationships>'),
    ],
)
def test_a_workbook_that_contradicts_itself_is_broken(part: str, content: str) -> None:
    relations = '<Relationships><Relationship Id="a" Target="one.xml"/></Relationships>'
    main = f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets><sheet name="x" r:id="a"/></sheets></workbook>'
    with pytest.raises(Unreadable) as caught:
        xlsx.flow(archive({"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": relations, part: content}))
    assert caught.value.code == "READ.BROKEN"


@pytest.mark.parametrize(("value", "expected"), [("17", "17"), ("1e16", "10000000000000000"), ("nan", "nan")])
def test_numbers_are_shown_without_an_exponent(value: str, expected: str) -> None:
    assert shown(value) == expected
