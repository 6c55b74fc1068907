"""Word files whose text has a format: what may be no part of a figure is never joined to it, nor taken for one."""

import pytest

from gongkai.core.readers import Unreadable, docx
from gongkai.core.readers.flow import CELL
from tests.core.readers.test_docx import NUMBERING, cell, document, in_list, lines, paragraph, row, run, table
from tests.kinds.docx_writer import W, package

LOOKS = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Note">'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Note"/>'
    "</w:style></w:styles>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
EQUATION = "<w:r><w:instrText> eq x</w:instrText></w:r>"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), "12 1"),
        (run("12") + run("1", '<w:position w:val="12"/>'), "12 1"),
        (run("1", '<w:position w:val="6"/>') + run("2", '<w:position w:val="6"/>'), "12"),
        (run("12") + run("1", '<w:rStyle w:val="Own"/>'), "12 1"),
        (run("9", '<w:rStyle w:val="Gone"/>') + run("12"), "12"),
        (run("9", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>'), "9"),
        (run("15", "<w:strike/>") + run("12"), "? 12"),
        (run("12") + run("15", "<w:dstrike/>"), "? 12"),
        (run("15", "<w:strike/>"), "?"),
        (run("15", '<w:strike w:val="0"/>'), "15"),
        (run("合计", '<w:color w:val="FFFFFF"/>'), "合计"),
        (run("9", '<w:color w:val="FFFFFF"/>') + run("12"), "? 12"),
        (run("9", '<w:color w:val="auto" w:themeColor="background1"/>') + run("12"), "? 12"),
        (run("9", '<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>') + run("12"), "912"),
        (run("9", '<w:sz w:val="2"/>') + run("12"), "? 12"),
        (run("5", '<w:rFonts w:ascii="Wingdings"/>'), "?"),
        ('<w:r><w:sym w:font="Wingdings" w:char="0031"/></w:r>', "\uf031"),
        (f'<m:oMath xmlns:m="{MATH}"><m:f><m:r><m:t>1</m:t></m:r></m:f></m:oMath>', "? 1"),
        (FIELD.format("begin") + EQUATION + FIELD.format("end"), "?"),
        (FIELD.format("begin") + EQUATION + FIELD.format("separate") + FIELD.format("end"), "?"),
        ('<w:fldSimple w:instr=" EQ x"/>', "?"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('0')}</w:sdtContent></w:sdt>", "?"),
    ],
)
def test_what_may_be_no_part_of_a_figure_is_not_joined_to_it(runs: str, expected: str) -> None:
    body = table(row(cell("甲"), cell(f"<w:p>{runs}</w:p>"), cell("1")))
    found = [part.strip() for part in lines(document(body, styles=LOOKS))[0].split("|")]
    assert [" ".join(part.split()) for part in found] == ["甲", expected, "1"]


def test_a_number_stands_apart_from_the_figure_behind_it() -> None:
    numbering = NUMBERING.replace('"%1.%2"', '"%2"')
    assert lines(document(table(row(cell("甲"), cell(in_list("2", 1)))), numbering=numbering)) == ["甲|3 2"]


def test_text_under_a_cell_merged_to_the_right_leaves_both_open() -> None:
    begin, goes_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    assert lines(document(table(row(cell("甲"), cell("7", begin), cell("9", goes_on))))) == ["甲|? 7|? 9"]


def test_a_hidden_row_is_left_out_and_told() -> None:
    rows = [row(cell("甲"), cell("8"), about="<w:hidden/>"), row(cell("乙"), cell("1"), about='<w:hidden w:val="0"/>')]
    flow = docx.flow(document(table(*rows)))
    assert flow.text.replace(CELL, "|").splitlines() == ["乙|1"]
    assert [(note.code, note.details) for note in flow.notes] == [("READ.HIDDEN", {"names": "表 1 第 1 行"})]


def test_a_document_of_another_namespace_is_broken() -> None:
    with pytest.raises(Unreadable) as caught:
        docx.flow(package(f'<w:document xmlns:w="urn:x"><w:body>{paragraph("文")}</w:body></w:document>'))
    assert caught.value.code == "READ.BROKEN"


STRUCK = "<w:rPr><w:strike/></w:rPr>"


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (f"<w:docDefaults><w:rPrDefault>{STRUCK}</w:rPrDefault></w:docDefaults>", "甲|?"),
        (f'<w:style w:type="paragraph" w:default="1" w:styleId="N">{STRUCK}</w:style>', "甲|?"),
        (f'<w:style w:type="table" w:default="1" w:styleId="U">{STRUCK}</w:style>', "甲|7"),
        (f'<w:style w:type="table" w:styleId="T">{STRUCK}</w:style>', "甲|?"),
        (f'<w:style w:type="table" w:styleId="T"><w:tblStylePr>{STRUCK}</w:tblStylePr></w:style>', "甲|?"),
        (f'<w:style w:type="paragraph" w:styleId="N">{STRUCK}</w:style>', "甲|7"),
    ],
)
def test_text_looks_as_the_usual_styles_and_the_table_s_say(styles: str, expected: str) -> None:
    body = table(row(cell("甲"), cell("7"))).replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    assert lines(document(body, styles=f'<w:styles xmlns:w="{W}">{styles}</w:styles>')) == [expected]


def test_a_table_without_a_style_has_the_usual_one() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="table" w:default="1" w:styleId="U">{STRUCK}</w:style></w:styles>'
    )
    assert lines(document(table(row(cell("甲"), cell("7"))), styles=styles)) == ["甲|?"]
