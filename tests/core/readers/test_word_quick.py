"""A Word file read from its bytes says exactly what the walk over its tree says, wherever it is read that way."""

import pytest

from gongkai.core.readers import docx as whole
from gongkai.core.readers.reading import _quickly, read_flow
from gongkai.core.readers.word_quick import quick_flow
from tests.core.readers.test_html_quick import told
from tests.kinds.arrangements import ARRANGEMENTS
from tests.kinds.cases import report
from tests.kinds.docx_writer import VARIANTS, Oddities, W, archive, document, docx
from tests.kinds.page import Page, Paragraph
from tests.kinds.pages import page


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["", *VARIANTS])
def test_bytes_and_tree_say_the_same(variant: str) -> None:
    for number, arrangement in enumerate(one for one in ARRANGEMENTS if one.sound):
        data = docx(arrangement.apply(page(report("full", number % 2))), **({variant: True} if variant else {}))
        found = _quickly("docx", data)
        assert found is None or told(found) == told(read_flow(whole.flow(data)))


def test_a_plain_file_needs_no_tree() -> None:
    assert _quickly("docx", docx(page(report("full", 0)))) is not None


def test_a_file_with_tracked_changes_does() -> None:
    assert _quickly("docx", docx(page(report("full", 0)), tracked=True)) is None


def test_paragraphs_have_the_same_numbers() -> None:
    written: Page = (Paragraph(""), *page(report("full", 0)))
    data = docx(written)
    quick, slow = quick_flow(data), whole.flow(data)
    assert quick is not None
    for block in written:
        if isinstance(block, Paragraph) and block.text:
            one, other = quick.text.index(block.text), slow.text.index(block.text)
            assert quick.place(one, one + 1) == slow.place(other, other + 1)


RUN = "<w:r><w:t>7</w:t></w:r>"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:styleId="C"></w:style></w:styles>'
)


def quick(added: str, *, inside: bool = True) -> bool:
    """Whether a file is read quickly with this beside its first cell's text (or behind that cell)."""
    main = document(page(report("full", 0)), Oddities())
    main = main.replace("</w:p></w:tc>", f"{added}</w:p></w:tc>" if inside else f"</w:p></w:tc>{added}", 1)
    return quick_flow(archive({"word/document.xml": main, "word/styles.xml": STYLES})) is not None


@pytest.mark.parametrize(
    "added",
    [
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:r>',
        '<w:r><w:rPr><w:position w:val="12"/></w:rPr></w:r>',
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:r>',
        '<w:r><w:rPr><w:color w:val="auto" w:themeColor="background1"/></w:rPr></w:r>',
        "<w:hyperlink>",
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:r>',
        '<w:r><w:rPr><w:rStyle w:val="B"/></w:rPr></w:r>',
        "<w:r><w:rPr><w:vanish\n/></w:rPr></w:r>",
        "<w:r><w:tab /></w:r>",
        "<w:r><w:tab></w:tab></w:r>",
        "<w:r><w:t>7</w:t ></w:r>",
        '<w:r><w:t\nxml:space="preserve">7</w:t></w:r>',
        "<w:r><w:t>1<!-- -->2</w:t></w:r>",
        "<w:r><w:t>1<?x y?>2</w:t></w:r>",
        "<w:r><w:t>1<![CDATA[2]]></w:t></w:r>",
        "<w:r><w:t>1&#31;2</w:t></w:r>",
        "<w:r><w:t>1\x1f2</w:t></w:r>",
        '<w:r xmlns:w="urn:x"/>',
        f"<w:p>{RUN}</w:p>",
    ],
)
def test_what_is_unusual_is_left_to_the_tree(added: str) -> None:
    assert not quick(added)


@pytest.mark.parametrize(
    "added",
    [
        "",
        RUN,
        f"<w:hyperlink>{RUN}</w:hyperlink>",
        "<w:r><w:tab/></w:r>",
        '<w:r><w:rPr><w:rStyle w:val="C"/></w:rPr></w:r>',
    ],
)
def test_what_is_usual_is_not(added: str) -> None:
    assert quick(added)


@pytest.mark.parametrize(
    "added",
    [
        f"<w:p>{RUN}</w:p>",
        "<w:tbl/>",
        "<w:tr/>",
        '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>',
        f"<w:tc>{RUN}</w:tc>",
        f"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{RUN}</w:p></w:tc>",
        f'<w:tc><w:tcPr><w:vMerge w:val="continue"/></w:tcPr><w:p>{RUN}</w:p></w:tc>',
    ],
)
def test_elements_out_of_place_are_left_to_the_tree(added: str) -> None:
    assert not quick(added, inside=False)


def test_a_cell_that_goes_on_without_text_is_usual() -> None:
    assert quick("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", inside=False)


def test_bytes_that_are_no_text_are_left_to_the_tree() -> None:
    main = document(page(report("full", 0)), Oddities()).encode().replace("总计".encode(), b"\xff\xfe", 1)
    assert quick_flow(archive({"word/document.xml": main})) is None


def test_a_document_of_another_namespace_is_left_to_the_tree() -> None:
    main = document(page(report("full", 0)), Oddities()).replace(W, "urn:x")
    assert quick_flow(archive({"word/document.xml": main})) is None


@pytest.mark.parametrize(
    ("styles", "quickly"),
    [
        ("<w:styles {}/>", True),
        ("<w:styles {}><w:docDefaults/></w:styles>", True),
        ("<w:styles {}><w:style><w:rPr/></w:style></w:styles>", True),
        ("<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>", False),
        ("<w:styles {}><w:latentStyles/><w:docDefaults></w:docDefaults></w:styles>", False),
        ('<w:styles {}><w:style w:styleId="T"><w:rPr><w:strike/></w:rPr></w:style></w:styles>', False),
    ],
)
def test_styles_are_looked_through_whatever_they_hold(styles: str, quickly: bool) -> None:
    in_use = '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'
    main = document(page(report("full", 0)), Oddities()).replace("<w:tblPr/>", in_use)
    parts = {"word/document.xml": main, "word/styles.xml": styles.format(f'xmlns:w="{W}"')}
    assert (quick_flow(archive(parts)) is not None) == quickly
