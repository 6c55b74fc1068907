"""退改清单(Word): the return list as a document for A4 paper, a page for the summary and one for each report.

Every style names a Chinese font, else Word takes its own. Several columns of the list share one on paper, each value a
paragraph of its own, in the order of `STACKED`.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from gongkai.core.writers.return_list import OrganSheet, ReturnList, Table
from gongkai.core.writers.return_list_md import as_text
from gongkai.core.writers.zipped import zipped

Columns = tuple[tuple[float, tuple[tuple[int, str], ...]], ...]
"""Columns on paper: width in cm, and which of the list's columns stand in it, each with its style."""

STACKED: Columns = (
    (1.1, ((0, "Cell Centre"),)),
    (2.1, ((1, "Cell"), (2, "Cell Small"))),
    (5.0, ((3, "Cell Small"), (4, "Cell"), (5, "Cell"))),
    (1.5, ((6, "Cell Centre"),)),
    (1.8, ((7, "Cell Centre"),)),
    (5.9, ((8, "Cell"), (9, "Cell Small"))),
)
SUMMARY: Columns = (
    (1.1, ((0, "Cell Centre"),)),
    (3.3, ((1, "Cell"),)),
    (1.3, ((2, "Cell Centre"),)),
    (3.4, ((3, "Cell Small"),)),
    *((1.3, ((column, "Cell Centre"),)) for column in (4, 5, 6, 7)),
    (3.1, ((8, "Cell"),)),
)

Element = etree._Element
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SONG, _FANGSONG, _HEI = "宋体", "仿宋", "黑体"
_CONTENT = "word/document.xml"
_GREY = RGBColor(0x55, 0x55, 0x55)


def document(found: ReturnList) -> bytes:
    """The list as the bytes of a .docx file."""
    paper = Document()
    _set_up(paper, found)
    body = _Body(paper)
    body.paragraph(found.title, "Title")
    for text in found.overview:
        body.paragraph(text, "Body")
    body.paragraph(found.summary_title, "Heading 2")
    body.table(found.summary, SUMMARY)
    for sheet in found.sheets:
        _organ_sheet(body, sheet)
    return zipped(_parts(paper).items())


def letters(found: ReturnList, sheets: Iterable[OrganSheet]) -> Iterator[bytes]:
    """What goes to the organ of each of these sheets of the list, nothing of the others, as the bytes of .docx files.

    They differ in what stands in them alone: styles and the rest are made once, for three hundred are many.
    """
    paper = Document()
    _set_up(paper, found)
    parts = _parts(paper)
    for sheet in sheets:
        body = _Body(paper)
        for element in list(paper.element.body)[:-1]:
            paper.element.body.remove(element)
        body.paragraph(sheet.letter_title, "Title")
        _letter(body, sheet)
        parts[_CONTENT] = etree.tostring(paper.element, xml_declaration=True, encoding="UTF-8", standalone=True)
        yield zipped(parts.items())


def _parts(paper: Paper) -> dict[str, bytes]:
    """What the document is made of: name → content."""
    file = io.BytesIO()
    paper.save(file)
    with zipfile.ZipFile(file) as whole:
        return {entry: whole.read(entry) for entry in whole.namelist()}


def _organ_sheet(body: "_Body", sheet: OrganSheet) -> None:
    body.paragraph(sheet.name, "Heading 1")
    body.paragraph(sheet.about, "Body")
    body.paragraph(sheet.letter_title, "Heading 2")
    _letter(body, sheet)


def _letter(body: "_Body", sheet: OrganSheet) -> None:
    """The letter, and the items that it speaks of."""
    dear, *paragraphs, signed = sheet.letter
    body.paragraph(dear, "Letter Dear")
    for text in paragraphs:
        body.paragraph(text, "Letter")
    body.paragraph(signed, "Letter Signed")
    body.paragraph(sheet.items_title, "Heading 2")
    body.table(sheet.items, STACKED)


class _Body:
    """What stands in the document. Its elements are made one by one: the library's own way to a cell takes a hundred
    times as long, minutes for some hundred reports."""

    def __init__(self, paper: Paper) -> None:
        self.styles = {style.name: style.style_id for style in paper.styles}
        self.end = paper.element.body.sectPr

    def paragraph(self, text: str, style: str) -> None:
        """A paragraph behind what is there."""
        holder = OxmlElement("w:body")
        self._paragraph(holder, text, style)
        self.end.addprevious(holder[0])

    def table(self, table: Table, columns: Columns) -> None:
        """A table with widths of its own, its head repeated on each page, no row torn by a page's end."""
        written = OxmlElement("w:tbl")
        properties = _inside(written, "tblPr")
        _inside(properties, "tblStyle", val=self.styles["Table Grid"])
        _inside(properties, "tblW", w=_twips(sum(width for width, _ in columns)), type="dxa")
        _inside(properties, "jc", val="center")
        _inside(properties, "tblLayout", type="fixed")
        margins = _inside(properties, "tblCellMar")
        for side, twips in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
            _inside(margins, side, w=str(twips), type="dxa")
        grid = _inside(written, "tblGrid")
        for width, _ in columns:
            _inside(grid, "gridCol", w=_twips(width))
        self._head(written, table.head, columns)
        for values in table.rows:
            row = _inside(written, "tr")
            _inside(_inside(row, "trPr"), "cantSplit")
            for width, stack in columns:
                cell, _ = _cell(row, width)
                texts = [(as_text(values[place]), style) for place, style in stack if values[place] != ""]
                for text, style in texts or [("", "Cell")]:
                    self._paragraph(cell, text, style)
        self.end.addprevious(written)

    def _head(self, written: Element, head: Sequence[str], columns: Columns) -> None:
        row = _inside(written, "tr")
        properties = _inside(row, "trPr")
        _inside(properties, "cantSplit")
        _inside(properties, "tblHeader")
        for width, stack in columns:
            cell, about = _cell(row, width)
            _inside(about, "shd", val="clear", color="auto", fill="E7ECF3")
            _inside(about, "vAlign", val="center")
            for place, _ in stack:
                self._paragraph(cell, head[place], "Cell Head")

    def _paragraph(self, holder: Element, text: str, style: str) -> None:
        paragraph = _inside(holder, "p")
        _inside(_inside(paragraph, "pPr"), "pStyle", val=self.styles[style])
        if text:
            words = _inside(_inside(paragraph, "r"), "t")
            words.set(_SPACE, "preserve")
            words.text = text


def _cell(row: Element, width: float) -> tuple[Element, Element]:
    """A new cell at the end of the row, and its properties."""
    cell = _inside(row, "tc")
    about = _inside(cell, "tcPr")
    _inside(about, "tcW", w=_twips(width), type="dxa")
    return cell, about


def _inside(parent: Element, name: str, **attributes: str) -> Element:
    """A new element at the end of the parent."""
    named = {f"{_WORD}{key}": value for key, value in attributes.items()}
    return etree.SubElement(parent, f"{_WORD}{name}", named)


def _twips(centimetres: float) -> str:
    return str(round(centimetres * 567))


# ---- The paper and its styles ----------------------------------------------------------------------------------------


def _set_up(paper: Paper, found: ReturnList) -> None:
    (section,) = paper.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2)
    _page_number(section.footer.paragraphs[0])
    about = paper.core_properties
    about.title, about.author, about.comments = found.title, "", ""
    about.language = {"zh": "zh-CN", "en": "en"}[found.language]
    _style(paper, "Normal", _SONG, 10.5)
    _style(paper, "Footer", _SONG, 9)
    title = _style(paper, "Title", _HEI, 18, bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _style(paper, "Heading 1", _HEI, 16, before=0, after=4).paragraph_format.page_break_before = True
    _style(paper, "Heading 2", _HEI, 13, before=10, after=4)
    _style(paper, "Body", _SONG, 10.5, after=4)
    letter = _style(paper, "Letter", _FANGSONG, 12, after=2)
    letter.paragraph_format.first_line_indent = Pt(24)
    _style(paper, "Letter Dear", _FANGSONG, 12, after=2)
    signed = _style(paper, "Letter Signed", _FANGSONG, 12, before=6, after=2)
    signed.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in ("Letter", "Letter Dear", "Letter Signed"):
        paper.styles[name].paragraph_format.line_spacing = 1.4
    _style(paper, "Cell", _SONG, 9, after=1)
    _style(paper, "Cell Small", _SONG, 8, after=1).font.color.rgb = _GREY
    for name, bold in (("Cell Centre", False), ("Cell Head", True)):
        _style(paper, name, _SONG, 9, bold=bold).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _style(
    paper: Paper, name: str, font: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
) -> ParagraphStyle:
    """The paragraph style of that name, made where there is none, black and in that Chinese font."""
    known = name in [style.name for style in paper.styles]
    style = paper.styles[name] if known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script, named in (("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), named)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15
    return style


def _page_number(paragraph: Paragraph) -> None:
    """The number of the page, in the middle of its foot."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
