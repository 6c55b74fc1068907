"""Word files: what a person sees in Word is read, and what is hidden, deleted or stored beside it is not.

That every oddity leaves a whole report as it is, alone and in every arrangement, is held by test_kinds.py; here stand
single cells and paragraphs whose reading is worth saying in words.
"""

from pathlib import Path
from typing import Any

import pytest

from gongkai.core.readers import Unreadable, docx, read
from gongkai.core.readers.flow import CELL, COVERED, FILLER
from gongkai.core.report import FilledReport, State
from tests.kinds.cases import report
from tests.kinds.docx_writer import VARIANTS, W, archive, package
from tests.kinds.docx_writer import docx as write
from tests.kinds.pages import page

BY = 'w:id="1" w:author="王某"'
HIDDEN, NOT_HIDDEN = "<w:vanish/>", '<w:vanish w:val="0"/>'
GONE = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"


def document(body: str, **parts: str) -> bytes:
    """A file with this body, and other parts of word/ by name."""
    names = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    names |= {f"word/{name}.xml": content for name, content in parts.items()}
    return archive(names)


def run(text: str, about: str = "") -> str:
    return f"<w:r><w:rPr>{about}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(text: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr>{run(text)}</w:p>"


def cell(content: str, about: str = "") -> str:
    """A cell; text becomes a paragraph."""
    content = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, about: str = "") -> str:
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr>"


def lines(data: bytes) -> list[str]:
    """The lines of the flow, cells parted by bars, without the signs that count columns."""
    text = docx.flow(data).text.replace(CELL, "|").replace(COVERED, "").replace(FILLER, "")
    return text.splitlines()


def places(data: bytes) -> list[Any]:
    """Where each line begins."""
    flow = docx.flow(data)
    offsets = [0, *(place + 1 for place, sign in enumerate(flow.text[:-1]) if sign == "\n")]
    return [flow.place(offset, offset) for offset in offsets]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{run('1')}{run('2')}<w:proofErr/>{run('3')}</w:p>", "123"),
        (f"<w:p>{run('一')}<w:r><w:tab/></w:r>{run('二')}</w:p>", "一\t二"),
        (paragraph("文", "<w:tabs><w:tab/></w:tabs>"), "文"),
        (f"<w:p>{run('3')}<w:r><w:noBreakHyphen/></w:r>{run('5')}</w:p>", "3-5"),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F037"/></w:r></w:p>', "7"),
        (f"<w:p><w:del {BY}><w:r><w:delText>9</w:delText></w:r></w:del><w:ins {BY}>{run('5')}</w:ins></w:p>", "5"),
        (f"<w:p>{GONE}{run('前')}</w:p>{paragraph('后')}", "前后"),
        (f"<w:p>{run('可见')}{run('隐藏', HIDDEN)}{run('亦可见', NOT_HIDDEN)}</w:p>", "可见亦可见"),
        (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>", "甲乙"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>shù</w:t></w:r></w:rt><w:rubyBase>"
            f"{run('数')}</w:rubyBase></w:ruby></w:r></w:p>",
            "数",
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击输入')}</w:sdtContent></w:sdt>"
            f"{paragraph('文')}",
            "文",
        ),
        (f"<w:sdt><w:sdtContent>{paragraph('文')}</w:sdtContent></w:sdt>", "文"),
        ('<w:altChunk r:id="x" xmlns:r="y"/>' + paragraph("文"), "文"),
    ],
)
def test_a_paragraph_is_what_a_person_sees(body: str, expected: str) -> None:
    assert lines(document(body)) == [expected]


def test_a_field_shows_its_result() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("88") + mark("end")
    body = f"<w:p>{mark('begin')}{code}{inner}{mark('separate')}{run('12')}{mark('end')}</w:p>"
    assert lines(document(body)) == ["12"]


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = f"<w:p>{begin}{begin}{run('码')}</w:p>{paragraph('文')}"
    assert lines(document(body)) == ["文"]


def test_a_break_ends_a_line_of_text_and_no_cell() -> None:
    broken = f"<w:p>{run('一、总体情况')}<w:r><w:br/></w:r>{run('正文')}</w:p>"
    assert lines(document(broken + table(row(cell(broken), cell("3"))))) == [
        "一、总体情况",
        "正文",
        "一、总体情况 正文|3",
    ]


def test_cells_merged_to_the_right_and_downwards() -> None:
    rows = [
        row(cell("组", '<w:vMerge w:val="restart"/>'), cell("甲"), cell("1")),
        row(cell("", "<w:vMerge/>"), cell("乙"), cell("2")),
        row(cell("丙", '<w:gridSpan w:val="2"/>'), cell("3")),
        row(cell("丁", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), cell("4")),
        row(cell("戊"), cell("5"), about='<w:gridBefore w:val="1"/>'),
    ]
    data = document(table(*rows))
    assert lines(data) == ["组|甲|1", "乙|2", "丙|3", "丁|4", "戊|5"]
    flow = docx.flow(data)
    assert flow.place(flow.text.index("5"), 0) == {"table": 1, "row": 5, "column": 3}


@pytest.mark.parametrize("others", [[row(cell("乙"), cell("4"), cell("5"))], []])
def test_a_row_moved_to_other_heads_leaves_open_what_its_figures_are(others: list[str]) -> None:
    heads = row(cell("信息内容"), cell("制发件数"), cell("废止件数"))
    moved = row(cell("甲"), cell("1"), cell("2"), about='<w:gridBefore w:val="1"/>')
    assert lines(document(table(heads, moved, *others)))[1] == "甲|?|?"


def test_a_figure_merged_downwards_belongs_to_no_row_for_certain() -> None:
    begin, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [row(cell("甲"), cell("12", begin), cell("", begin)), row(cell("乙"), cell("", goes_on), cell("", goes_on))]
    assert lines(document(table(*rows))) == ["甲|?|", "乙|?|"]


def test_rows_and_cells_deleted_with_changes_tracked_are_left_out() -> None:
    rows = [
        row(cell("甲"), cell("8"), about=f"<w:del {BY}/>"),
        row(cell("乙"), cell("1"), about=f"<w:ins {BY}/>"),
        row(cell("丙"), cell("7", f"<w:cellDel {BY}/>"), cell("2")),
    ]
    flow = docx.flow(document(table(*rows)))
    assert flow.text.replace(CELL, "|").splitlines() == ["乙|1", "丙|2"]
    assert [(note.code, note.details) for note in flow.notes] == [("READ.TRACKED", {"count": 3})]


def test_former_properties_are_not_the_present_ones() -> None:
    former = "<w:tcPrChange><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr></w:tcPrChange>"
    rows = [row(cell("甲"), cell("1"), cell("2")), row(cell("乙", former), cell("3"), cell("4"))]
    assert lines(document(table(*rows))) == ["甲|1|2", "乙|3|4"]


def test_a_table_in_a_cell_comes_in_its_place() -> None:
    inner = table(row(cell("甲"), cell("1")), row(cell("乙"), cell("")))
    body = table(row(cell(paragraph("前") + inner + paragraph("后")))) + paragraph("末")
    assert lines(document(body)) == ["前", "甲|1", "乙|", "后", "末"]
    assert places(document(body)) == [
        {"table": 1, "row": 1, "column": 1},
        {"table": 2, "row": 1, "column": 1},
        {"table": 2, "row": 2, "column": 1},
        {"table": 1, "row": 1, "column": 1},
        {"paragraph": 1},
    ]


def test_a_figure_in_a_table_of_its_own_stays_in_its_cell() -> None:
    inner = table(row(cell("12"))) + "<w:p/>"
    empty = table(row(cell("")), row(cell(""))) + "<w:p/>"
    assert lines(document(table(row(cell("甲"), cell(inner), cell(empty))))) == ["甲|12|"]


def box(content: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"


def test_a_text_box_comes_behind_its_paragraph_and_once() -> None:
    held = table(row(cell("甲"), cell("1")))
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box(held)}</mc:Choice><mc:Fallback>{box(held)}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    fallback = both.replace(f'<mc:Choice Requires="wps">{box(held)}</mc:Choice>', "")
    for drawing in (both, fallback, box(held)):
        assert lines(document(f"<w:p>{drawing}{run('文')}</w:p>{paragraph('末')}")) == ["文", "甲|1", "末"]


def test_a_text_box_over_a_cell_leaves_open_what_the_cell_holds() -> None:
    over = f"<w:p>{box(paragraph('5'))}</w:p>"
    beside = f"<w:p>{run('甲')}{box(paragraph('注'))}</w:p>"
    assert lines(document(table(row(cell(beside), cell(over), cell("1"))))) == ["甲|?|1", "注"]


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/><w:pStyle w:val="H"/>'
    "</w:lvl>"
    '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="I"><w:basedOn w:val="H"/></w:style><w:style w:styleId="L"><w:basedOn w:val="L"/></w:style>'
    "</w:styles>"
)


def in_list(text: str, level: int, list_id: int = 4) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    body = in_list("甲", 0) + in_list("乙", 1) + in_list("丙", 1) + in_list("丁", 2)
    body += paragraph("戊", '<w:pStyle w:val="I"/>') + in_list("己", 1) + paragraph("庚", '<w:pStyle w:val="L"/>')
    body += in_list("辛", 0, 5) + in_list("壬", 0, 77)
    found = lines(document(body, numbering=NUMBERING, styles=STYLES))
    assert found == ["一、甲", "一.3乙", "一.4丙", "丁", "二、戊", "二.3己", "庚", "一、辛", "壬"]


FORMATS = {
    "decimal": "2",
    "upperLetter": "B",
    "lowerLetter": "b",
    "upperRoman": "II",
    "lowerRoman": "ii",
    "decimalEnclosedCircle": "②",
    "japaneseCounting": "二",
    "none": "",
}


@pytest.mark.parametrize("counts", FORMATS)
def test_a_number_is_shown_in_its_format(counts: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="{counts}"/><w:lvlText w:val="%1)"/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="4">'
        '<w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )
    shown = f"{FORMATS[counts]})文" if FORMATS[counts] else "文"
    assert lines(document(in_list("文", 0) + in_list("末", 0, 6), numbering=numbering)) == [shown, "末"]


def test_a_list_that_counts_very_far_shows_no_number() -> None:
    numbering = (
        NUMBERING.replace('<w:start w:val="3"/>', '<w:start w:val="5000"/>')
        .replace('w:ilvl="2"', 'w:ilvl="x"')
        .replace('"%1.%2"', '"(%2)"')
    )
    assert lines(document(in_list("文", 1), numbering=numbering)) == ["()文"]


def test_a_list_that_overrides_a_level_has_its_own() -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:lvlText w:val="第%1章"/></w:lvl></w:lvlOverride>'
    numbering = NUMBERING.replace('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', own)
    assert lines(document(in_list("甲", 0, 5) + in_list("乙", 0, 5), numbering=numbering)) == ["第1章甲", "第2章乙"]


def test_a_level_may_be_that_of_a_style() -> None:
    style = '<w:style w:styleId="J"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>'
    numbering = NUMBERING.replace('<w:lvlText w:val="%1.%2"/>', '<w:lvlText w:val="(%2)"/><w:pStyle w:val="J"/>')
    body = paragraph("甲", '<w:pStyle w:val="J"/>')
    assert lines(document(body, numbering=numbering, styles=STYLES.replace("</w:styles>", style))) == ["(3)甲"]


def test_a_number_that_a_cell_shows_is_not_a_blank() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    body = table(row(cell("甲"), cell(paragraph("", numbered)), cell("")))
    assert lines(document(body, numbering=NUMBERING)) == ["甲|一、|"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:tc><w:p/></w:tc>",
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/><w:hMerge/><w:cellDel/></w:tcPr></w:tc></w:tr>",
        "<w:tbl><w:tc/></w:tbl>",
        "<w:gridCol/><w:gridBefore w:val='3'/><w:vanish/><w:numId w:val='1'/><w:ilvl/><w:pStyle/><w:tab/><w:br/>",
        "<w:txbxContent><w:p/></w:txbxContent><w:showingPlcHdr/><w:trPr><w:del/></w:trPr><w:rPr><w:del/></w:rPr>",
        "<w:r><w:t>无段</w:t><w:fldChar w:fldCharType='end'/><w:fldChar w:fldCharType='separate'/><w:fldChar/></w:r>",
        "<w:numPr><w:numId w:val='4'/></w:numPr>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t/><w:sym/><w:sym w:char='D800'/></w:r></w:p>",
        "<w:del/><w:sdt><w:showingPlcHdr w:val='0'/><w:sdtContent/></w:sdt><w:cellMerge w:vMerge='cont'/>",
    ],
)
def test_elements_out_of_place_are_passed_over(body: str) -> None:
    found = lines(document(body + paragraph("文") + table(row(cell("甲"), cell("1"))), numbering=NUMBERING))
    assert [line for line in found if line][-2:] == ["文", "甲|1"]


def test_signs_of_an_unknown_font_are_not_blank() -> None:
    signs = '<w:sym w:font="Wingdings" w:char="F0FE"/>', '<w:sym w:char="xyz"/>'
    assert lines(document("".join(f"<w:p><w:r>{sign}</w:r></w:p>" for sign in signs))) == ["\uf0fe", "\ufffd"]


def test_a_paragraph_whose_mark_is_hidden_or_deleted_at_the_end() -> None:
    hidden = f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('前')}</w:p>"
    last = f"<w:p>{GONE}{run('后')}</w:p>"
    assert lines(document(hidden + last + table(row(cell(last), cell("1"))) + last)) == ["前后", "后|1", "后"]


def test_cells_merged_with_changes_tracked() -> None:
    rows = [
        row(cell("组", '<w:cellMerge w:vMerge="rest"/>'), cell("甲"), cell("1")),
        row(cell("", '<w:cellMerge w:vMerge="cont"/>'), cell("乙", "<w:cellIns/>"), cell("2")),
    ]
    assert lines(document(table(*rows))) == ["组|甲|1", "乙|2"]


def test_a_cell_that_goes_on_where_nothing_began_stands_for_itself() -> None:
    rows = [row(cell("甲"), cell("1")), row(cell("乙"), cell("2", "<w:vMerge/>"))]
    rows += [row(cell("丙"), cell("3", '<w:hMerge w:val="continue"/>'))]
    assert lines(document(table(*rows))) == ["甲|1", "乙|2", "丙|3"]


def test_a_control_in_which_nothing_is_filled_in_leaves_its_cell_blank() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击')}</w:sdtContent></w:sdt>"
    assert lines(document(table(row(cell("甲"), cell(f"<w:p>{prompt}</w:p>"), cell("1"))))) == ["甲||1"]


def test_formulas_are_text() -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>12</m:t></m:r>'
    assert lines(document(f"<w:p>{formula}</m:oMath></w:p>")) == ["12"]


def test_a_main_part_that_is_no_document_is_broken() -> None:
    with pytest.raises(Unreadable) as caught:
        docx.flow(package(f'<w:del xmlns:w="{W}"/>'))
    assert caught.value.code == "READ.BROKEN"


def test_the_main_part_is_the_one_that_the_package_names() -> None:
    content = f'<w:document xmlns:w="{W}"><w:body>{paragraph("文")}</w:body></w:document>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    assert lines(archive({"_rels/.rels": relations, "word/document2.xml": content, "word/document.xml": "<x/>"})) == [
        "文"
    ]


def values(found: FilledReport) -> list[Any]:
    return [*zip(found.states, found.values, strict=True)]


@pytest.mark.parametrize("oddity", VARIANTS)
def test_an_oddity_changes_neither_a_value_nor_the_text(oddity: str) -> None:
    written = page(report("many blanks", 0))
    plain, odd = read(write(written)), read(write(written, **{oddity: True}))
    assert values(odd) == values(plain)
    assert odd.sections == plain.sections
    assert (odd.organ, odd.year) == (plain.organ, plain.year)


def test_all_oddities_at_once() -> None:
    written = page(report("few blanks", 1))
    plain, odd = read(write(written)), read(write(written, **dict.fromkeys(VARIANTS, True)))
    pairs = list(zip(values(odd), values(plain), strict=True))
    assert not [pair for pair in pairs if pair[0] != pair[1] and pair[0][0] != State.UNCLEAR]
    assert sum(one == other for one, other in pairs) > 150


def test_tracked_changes_are_told() -> None:
    found = read(write(page(report("full", 0)), tracked=True))
    assert "READ.TRACKED" in {note.code for note in found.notes}


def test_a_document_without_text_is_no_report() -> None:
    assert docx.flow(package(f'<w:document xmlns:w="{W}"><w:body/></w:document>')).text == ""


def test_the_official_form_is_blank_in_every_cell(real_reports: Path) -> None:
    form = next(real_reports.rglob("official_2021_blank.docx"))
    found = read(form.read_bytes())
    assert found.form.table_editions == dict.fromkeys(("proactive", "requests", "remedies"), "2021")
    assert found.states == [State.BLANK] * 200
