"""Reports as Word files: a page written as a .docx file, plainly or with what real files bring along.

`docx(page)` is what Word would save; each oddity (`docx(page, tracked=True)`) leaves what a person sees as it is, with
changes accepted. Oddities can be combined; VARIANTS names them one by one.
"""

import io
import re
import zipfile
from dataclasses import dataclass, fields
from itertools import groupby
from xml.sax.saxutils import escape

from tests.kinds.merged import Matrix, matrix_of
from tests.kinds.page import Page, Paragraph, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADING = re.compile(r"[一二三四五六]、(?=.*[况项]$)")
_BY = 'w:id="1" w:author="王某" w:date="2024-01-05T08:00:00Z"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Oddities:
    """What real files bring along: `split_runs` a run a character; `tracked` figures and prose corrected with changes
    tracked; `tracked_rows` rows inserted and deleted; `joined` paragraphs whose mark is deleted; `boxes` tables in text
    boxes, stored twice; `layout_table` the page in a table of one cell; `nested_figures` each figure in a table of its
    own; `controls` content controls around everything, prompts in blank cells; `strict` the namespaces of strict files;
    `numbered` chapters numbered by a list; `styled` the same by a style; `slivers` borders that do not meet;
    `old_merges` cells merged as old files have it; `skipped` columns left out where labels reach down; `no_grid` no
    widths; `field` figures that are results of fields; `hidden` hidden text; `trimmings` links, notes, tags and marks;
    `revised` former properties of cells and text."""

    split_runs: bool = False
    tracked: bool = False
    tracked_rows: bool = False
    joined: bool = False
    boxes: bool = False
    layout_table: bool = False
    nested_figures: bool = False
    controls: bool = False
    strict: bool = False
    numbered: bool = False
    styled: bool = False
    slivers: bool = False
    old_merges: bool = False
    skipped: bool = False
    no_grid: bool = False
    field: bool = False
    hidden: bool = False
    trimmings: bool = False
    revised: bool = False


VARIANTS = tuple(one.name for one in fields(Oddities))
"""The oddities by name, each an argument of `docx`."""


def docx(page: Page, **oddities: bool) -> bytes:
    """The page as the bytes of a .docx file with these oddities."""
    return package(document(page, Oddities(**oddities)), Oddities(**oddities))


def document(page: Page, odd: Oddities) -> str:
    """The XML of word/document.xml."""
    blocks = "".join(
        _paragraph(block, odd) if isinstance(block, Paragraph) else _table_block(block, odd) for block in page
    )
    if odd.layout_table:
        blocks = f"<w:tbl><w:tblPr/><w:tr><w:tc>{blocks}<w:p/></w:tc></w:tr></w:tbl><w:p/>"
    if odd.controls:
        blocks = _control(blocks)
    space = STRICT if odd.strict else W
    return (
        f'{_HEAD}<w:document xmlns:w="{space}" xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:v="{V}">'
        f"<w:body>{blocks}<w:sectPr/></w:body></w:document>"
    )


def content_types(parts: dict[str, str]) -> str:
    """The part that says what the other parts are, which some programs insist on."""
    told = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def package(main: str | bytes, odd: Oddities | None = None) -> bytes:
    """A .docx file with this main part."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types({"word/document.xml": "wordprocessingml.document.main"}),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": main,
    }
    if odd is not None and (odd.numbered or odd.styled):
        parts["word/numbering.xml"] = _numbering(odd)
        parts["word/styles.xml"] = _STYLES
    return archive(parts)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return held.getvalue()


# ---- Paragraphs


def _paragraph(paragraph: Paragraph, odd: Oddities) -> str:
    text, properties = paragraph.text, ""
    if _HEADING.match(text) and (odd.numbered or odd.styled):
        text = text[2:]
        properties = '<w:pStyle w:val="Chapter"/>' if odd.styled else _IN_LIST
    if odd.joined and len(text) > 2:
        half = len(text) // 2
        mark = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
        return f"<w:p>{mark}{_runs(text[:half], odd)}</w:p><w:p>{_about(properties)}{_runs(text[half:], odd)}</w:p>"
    if odd.controls:
        return _control(f"<w:p>{_about(properties)}{_control(_runs(text, odd))}</w:p>")
    return f"<w:p>{_about(properties)}{_runs(text, odd)}</w:p>"


_IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'


def _about(properties: str) -> str:
    return f"<w:pPr>{properties}</w:pPr>" if properties else ""


def _runs(text: str, odd: Oddities) -> str:
    """The runs of a text; \\n is a break that a person sees."""
    pieces = list(text) if odd.split_runs else re.split("(\n)", text)
    before = '<w:rPrChange w:id="2" w:author="王某"><w:rPr><w:vanish/></w:rPr></w:rPrChange>' if odd.revised else ""
    about = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{before}</w:rPr>'
    runs = "".join(f"<w:r>{about}{_text(piece)}</w:r>" for piece in pieces if piece)
    if odd.trimmings and text:
        runs = (
            f'<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:hyperlink w:anchor="x">{runs}</w:hyperlink>'
            '<w:bookmarkEnd w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r><w:proofErr w:type="spellEnd"/>'
            f'<w:smartTag w:element="PersonName"><w:r><w:softHyphen/>{_text("")}</w:r></w:smartTag>'
            '<w:r><w:lastRenderedPageBreak/><w:commentReference w:id="3"/></w:r>'
        )
    if odd.field and text:
        code = '<w:r><w:instrText xml:space="preserve"> = SUM(LEFT) 77 </w:instrText></w:r>'
        inner = f"{_mark('begin')}{code}{_mark('separate')}<w:r><w:t>88</w:t></w:r>{_mark('end')}"
        runs = f"{_mark('begin')}{code}{inner}{_mark('separate')}{runs}{_mark('end')}"
    if odd.hidden:
        runs = (
            f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>66</w:t></w:r>{runs}<w:r><w:rPr><w:vanish/></w:rPr>{_text('7')}</w:r>"
        )
    if odd.tracked:
        gone = f"<w:del {_BY}><w:r><w:delText>55</w:delText></w:r></w:del>"
        moved = f"<w:moveFrom {_BY}><w:r><w:t>44</w:t></w:r></w:moveFrom>"
        runs = f"{gone}<w:ins {_BY}>{runs}</w:ins>{moved}" if text else gone + moved
    return runs


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _text(text: str) -> str:
    return "<w:br/>" if text == "\n" else f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _control(content: str, prompt: bool = False) -> str:
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


# ---- Tables


def _table_block(table: Table, odd: Oddities) -> str:
    written = _table(table, odd)
    if not odd.boxes:
        return f"{written}<w:p/>"
    box = f"<w:txbxContent>{written}<w:p/></w:txbxContent>"
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _table(table: Table, odd: Oddities) -> str:
    matrix = matrix_of(table)
    width = max((len(row) for row in matrix), default=0)
    columns = [900, 12] * width if odd.slivers else [900] * width
    former = '<w:tblGridChange w:id="1"><w:tblGrid><w:gridCol w:w="7"/></w:tblGrid></w:tblGridChange>'
    lines = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns) + (former if odd.revised else "")
    grid = "" if odd.no_grid else f"<w:tblGrid>{lines}</w:tblGrid>"
    rows = "".join(_row(matrix, place, width, odd) for place in range(len(matrix)))
    return f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>"


def _row(matrix: Matrix, place: int, width: int, odd: Oddities) -> str:
    row = matrix[place]
    above = set(matrix[place - 1]) if place else set()
    below = set(matrix[place + 1]) if place + 1 < len(matrix) else set()
    cells, skipped, column = "", 0, 0
    for box, run in groupby(row, key=lambda one: one):
        first, column = column, column + len(list(run))
        merge = ""
        if box in above:
            merge = "<w:vMerge/>"
            if odd.skipped and not cells and box.text:
                skipped += column - first
                continue
        elif box in below:
            merge = '<w:vMerge w:val="restart"/>'
        start, end = first, column
        if odd.slivers:
            start = 2 * first - _moved(row, first, above | below, place)
            end = 2 * column - (_moved(row, column, above | below, place) if column < len(row) else 0)
        cells += _cells("" if box in above else box.text, end - start, merge, odd)
    before = f'<w:gridBefore w:val="{skipped * (2 if odd.slivers else 1)}"/>' if skipped else ""
    after = f'<w:gridAfter w:val="{width - len(row)}"/>' if len(row) < width else ""
    written = f"<w:tr><w:trPr>{before}{after}</w:trPr>{cells}</w:tr>"
    if odd.tracked_rows:
        gone = "".join(f"<w:tc><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:tc>" for number in range(width))
        written = written.replace("</w:trPr>", f"<w:ins {_BY}/></w:trPr>", 1)
        written += f"<w:tr><w:trPr><w:del {_BY}/></w:trPr>{gone}</w:tr>"
    return _control(written) if odd.controls else written


def _moved(row: list, column: int, others: set, place: int) -> int:
    """By how much the border before a column is moved in this row: only between cells of this row alone."""
    beside = {row[column - 1], row[column]} if 0 < column < len(row) else set(others)
    return (place + column) % 2 if beside and not beside & others else 0


def _cells(text: str, span: int, merge: str, odd: Oddities) -> str:
    """The cell; as several where columns are merged as in old files."""
    if odd.old_merges and span > 1:
        first = _cell(text, 1, f'<w:hMerge w:val="restart"/>{merge}', odd)
        return first + _cell("", 1, '<w:hMerge w:val="continue"/>', odd) * (span - 1)
    return _cell(text, span, f'<w:gridSpan w:val="{span}"/>{merge}' if span > 1 else merge, odd)


def _cell(text: str, span: int, properties: str, odd: Oddities) -> str:
    if odd.revised:
        properties += '<w:tcPrChange w:id="2"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    figure = bool(text.strip()) and not re.search("[\u4e00-\u9fff]", text)
    content = f"<w:p>{_runs(text, odd)}</w:p>"
    if odd.nested_figures and figure:
        content = f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl><w:p/>"
    elif odd.controls and not text.strip():
        content = f"<w:p>{_control('<w:r><w:t>单击此处输入文字。</w:t></w:r>', prompt=True)}</w:p>"
    elif odd.joined and len(text) > 1 and "\n" not in text:
        mark = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
        content = f"<w:p>{mark}{_runs(text[:1], odd)}</w:p><w:p>{_runs(text[1:], odd)}</w:p>"
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
    return _control(cell) if odd.controls else cell


# ---- Lists and styles

_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    '</w:style><w:style w:styleId="Chapter"><w:basedOn w:val="Base"/></w:style></w:styles>'
)


def _numbering(odd: Oddities) -> str:
    space = STRICT if odd.strict else W
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="8">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>'
    )
