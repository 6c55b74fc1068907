"""年度报告(Word): a laid-out report as a Word document for A4 paper, the official form with its merged heads.

The body is written as text: the library's own way to a cell takes a hundred times as long. It holds runs, paragraphs
and plain tables alone, which every word processor understands in the same way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise

from gongkai.core.writers.official import Box, Grid, Official, Section
from gongkai.core.writers.report_docx_styles import (
    CELL_MARGIN,
    CELL_SIZE,
    DECLARATION,
    FOOT,
    RELATIONS,
    WORD,
    properties,
    shared_parts,
)
from gongkai.core.writers.zipped import zipped

_TABLE_WIDTH = 9740
"""Twips; the form's tables are wider than its text, and stand in the middle of the page."""
_TEXT_WIDTH = 8306
_METADATA_WIDTHS = (1400, _TEXT_WIDTH - 1400)
_PAGE = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOT}"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)
_ROW_HEIGHT = 380
_ROOMY_HEIGHT = 440
_WHOLE_PAGE = 20
"""A table with more rows than this takes a page for itself; its rows are lower, so that one page is enough."""
_ITEM_SHADE = "C6D9F1"
_SHORTEST = 10
"""Half points that a long figure is still set in."""
_DIGIT = 0.52
"""Width of a digit in parts of its size, and a little room."""
_LINES_TO_WRITE = 2
"""Empty lines in a chapter that says nothing, for a person to write in."""
_ONE_LINE = 18
"""Characters of the title that fit on a line."""
_ORGAN_ABOVE = re.compile(
    r"([\u3400-\u9fff]{3,40}(?:政府|[局厅委办院校站所会处部队市县区乡镇]|中心|街道|公司|大学|中学|小学))"
    r"(20\d\d年政府信息公开工作年度报告)"
)
"""A title that may be parted behind its organ, whose name ends in a word that ends names of organs."""
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What no XML document may hold, and what steers a screen; tabs and line ends are elements of their own."""
_SIGNS = {
    sign: f'</w:t>{element}<w:t xml:space="preserve">' for sign, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>"))
}


def write(laid: Official) -> bytes:
    """The report as the bytes of a .docx file; the same report always gives the same bytes."""
    parts = (*shared_parts(), ("docProps/core.xml", properties(_plain(laid.title))), ("word/document.xml", _body(laid)))
    return zipped(parts)


def _body(laid: Official) -> str:
    written = [f'{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>']
    if laid.metadata:
        written.append(_metadata(laid.metadata))
    written.append(_title(laid.title))
    for section in laid.sections:
        written.extend(_section(section, laid.figures))
    written.append(f"{_PAGE}</w:body></w:document>")
    return "".join(written)


def _title(title: str) -> str:
    """The title; a long one is parted behind the organ, where an office would part it."""
    parted = _ORGAN_ABOVE.fullmatch(title) if len(title) > _ONE_LINE else None
    if parted is None:
        return _paragraph("Title", _run(title))
    return _paragraph("Title", f"{_run(parted[1])}<w:r><w:br/></w:r>{_run(parted[2])}")


def _section(section: Section, figures: Sequence[str]) -> Iterator[str]:
    grid = section.grid
    new_page = "<w:pageBreakBefore/>" if grid is not None and len(grid.rows) > _WHOLE_PAGE else ""
    yield _paragraph("Heading1", _run(section.heading), new_page)
    for text in section.paragraphs:
        yield _paragraph("BodyText", _run(text))
    if grid is not None:
        yield _table(grid, figures)
    elif not section.paragraphs:
        yield _paragraph("BodyText") * _LINES_TO_WRITE


# ---- The tables ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands in a row from one of the table's columns to another: a box, or what goes on of one from above."""

    box: Box
    start: int
    end: int
    goes_on: bool


def _table(grid: Grid, figures: Sequence[str]) -> str:
    """A table of the form. Its rows keep together on a page as far as they can; where they cannot, its heads are
    repeated."""
    share = _TABLE_WIDTH / sum(grid.widths)
    edges = [round(edge * share) for edge in accumulate(grid.widths, initial=0)]
    height = _ROW_HEIGHT if len(grid.rows) > _WHOLE_PAGE else _ROOMY_HEIGHT
    rows = []
    for number, places in enumerate(_places(grid)):
        keep = "<w:keepNext/>" if number + 1 < len(grid.rows) else ""
        cells = [_cell_of_form(grid, place, edges[place.end] - edges[place.start], keep, figures) for place in places]
        rows.append(_row(cells, height, repeated=number < grid.heads))
    return _framed([end - start for start, end in pairwise(edges)], rows)


def _places(grid: Grid) -> Iterator[list[_Place]]:
    """Row by row what stands in it, from left to right."""
    above: dict[int, tuple[Box, int]] = {}
    for row in grid.rows:
        boxes = iter(row)
        places: list[_Place] = []
        column = 0
        while column < len(grid.widths):
            goes_on = column in above
            if goes_on:
                box, rows_left = above.pop(column)
            else:
                box = next(boxes)
                rows_left = box.rows
            if rows_left > 1:
                above[column] = box, rows_left - 1
            places.append(_Place(box, column, column + box.columns, goes_on))
            column += box.columns
        yield places


def _cell_of_form(grid: Grid, place: _Place, width: int, keep: str, figures: Sequence[str]) -> str:
    box = place.box
    merged = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    if place.goes_on:
        return _cell(width, f"{merged}<w:vMerge/>", _paragraph("FormLabel", "", keep))
    if box.rows > 1:
        merged += '<w:vMerge w:val="restart"/>'
    if box.part == "item":
        merged += f'<w:shd w:val="clear" w:color="auto" w:fill="{_ITEM_SHADE}"/>'
    if box.cell is not None:
        return _cell(width, merged, _paragraph("FormFigure", _figure(figures[box.cell], width), keep))
    return _cell(width, merged, _paragraph(_style(grid, box), _run(box.text), keep))


def _style(grid: Grid, box: Box) -> str:
    """Heads stand in the middle, but left the note in the corner; so do labels where heads change from item to item,
    else they stand left, those of several rows without room to lose."""
    if box.part == "item" or (box.part == "head" and box.rows == grid.heads):
        return "FormLabel"
    if box.part == "head" or grid.heads == 0:
        return "FormHead"
    return "FormGroup" if box.rows > 1 else "FormLabel"


def _figure(text: str, width: int) -> str:
    """A figure, smaller where it would not fit on one line: a number that is broken looks like two."""
    if not text:
        return ""
    room = (width - 2 * CELL_MARGIN) / 20
    size = int(2 * room / (len(text) * _DIGIT))
    if size >= CELL_SIZE:
        return _run(text)
    size = max(size, _SHORTEST)
    return _run(text, f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')


def _metadata(pairs: Sequence[tuple[str, str]]) -> str:
    """The block above the title, without lines: a row for each thing known of the document."""
    rows = []
    for label, value in pairs:
        texts = zip(_METADATA_WIDTHS, (f"{label}：", value), strict=True)
        rows.append(_row([_cell(width, "", _paragraph("Metadata", _run(text))) for width, text in texts], _ROW_HEIGHT))
    return _framed(_METADATA_WIDTHS, rows, "TableNormal")


def _framed(widths: Sequence[int], rows: Sequence[str], style: str = "TableGrid") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], height: int, *, repeated: bool = False) -> str:
    """A row that no page's end tears; `repeated` on each page that the table goes on."""
    about = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if repeated:
        about += "<w:tblHeader/>"
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, merged: str, content: str) -> str:
    about = f'<w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{content}</w:tc>"


# ---- Paragraphs and text ---------------------------------------------------------------------------------------------


def _paragraph(style: str, runs: str = "", about: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{about}</w:pPr>{runs}</w:p>'


def _run(text: str, about: str = "") -> str:
    looks = f"<w:rPr>{about}</w:rPr>" if about else ""
    written = _plain(text)
    for sign, element in _SIGNS.items():
        written = written.replace(sign, element)
    return f'<w:r>{looks}<w:t xml:space="preserve">{written}</w:t></w:r>'


def _plain(text: str) -> str:
    """The text as XML holds it, without what no document may hold."""
    return escape(_NO_TEXT.sub("", text), quote=False)
