"""Pages as web pages: every way in which real ones are written, from a plain table to what Word and a CMS make of it.

`html(page, **variant)` takes any of the options of `Style`; VARIANTS are combinations that are seen together. What
stands around the report is in html_around.py, how it is held and encoded in html_held.py.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from tests.kinds.html_around import cms_page, plain_page, word_page
from tests.kinds.html_held import encoded, held_in
from tests.kinds.page import Block, Cell, Page, Paragraph, Table

AROUND = {"plain": plain_page, "cms": cms_page, "word": word_page}

_SPACES = {
    "names": {"\u00a0": "&nbsp;", "\u3000": "&emsp;&emsp;", "\u2002": "&ensp;", "“": "&ldquo;", "”": "&rdquo;"},
    "numbers": {"\u00a0": "&#160;", "\u3000": "&#x3000;", "\u2002": "&#8194;", "“": "&#8220;", "”": "&#8221;"},
}


@dataclass(frozen=True)
class Style:
    """How a web page is written.

    runs       what stands around text: nothing, 'font' (p, span, font), 'fonts' (the same around each piece of a word
               or number) or 'word' (Word's own)
    around     'plain', 'cms' or 'word'
    held       how the report is held: see html_held.HOLDERS
    charset    see html_held.CHARSETS
    quotes     around the values of attributes: '"', "'", '' or 'spaced' (rowspan = " 22 ")
    entities   '' (none), 'names', 'numbers' or 'digits' (figures as numbers of characters, too)
    sections   thead, tbody and tfoot around rows
    heads      th for the cells of the first three rows, and for the first cell of others
    upper      tags and attributes in capitals
    unclosed   td, tr and p are never closed
    spaced     lines and indents around tags and around the text of cells
    nested     how many layout tables stand around each table
    hidden     a copy of each table, with other figures, that is not shown
    noise      comments, scripts, noscript and iframe between blocks, rows and cells
    all_spans  rowspan and colspan on every cell, 1 included
    """

    runs: str = ""
    around: str = "plain"
    held: str = "page"
    charset: str = "utf-8"
    quotes: str = '"'
    entities: str = ""
    sections: bool = False
    heads: bool = False
    upper: bool = False
    unclosed: bool = False
    spaced: bool = False
    nested: int = 0
    hidden: str = ""
    noise: bool = False
    all_spans: bool = False


def html(page: Page, **variant: Any) -> bytes:
    """The page as a web page."""
    style = Style(**variant)
    body = "\n".join(_block(block, style) for block in page)
    if style.upper:
        body = _capital_tags(body)
    title = next((block.text for block in page if isinstance(block, Paragraph) and block.heading), "")
    return encoded(held_in(style.held, body, title, AROUND[style.around]), style.charset)


def _block(block: Block, style: Style) -> str:
    if isinstance(block, Paragraph):
        return _noise(style) + _paragraph(block, style)
    table = _table(block, style)
    for depth in range(style.nested):
        beside = "<td width=10>&nbsp;</td>" if depth % 2 else ""
        table = f"<table border=0 width=100%><tr>{beside}<td>{table}</td>{beside}</tr></table>"
    if style.hidden:
        false = Table(tuple(tuple(_with_other_figures(cell) for cell in row) for row in block.rows))
        table = f"<div {style.hidden}>{_table(false, style)}</div>{table}"
    return _noise(style) + table


def _with_other_figures(cell: Cell) -> Cell:
    return Cell("77" if cell.text.strip().isdigit() else cell.text, cell.rows, cell.columns)


def _paragraph(block: Paragraph, style: Style) -> str:
    tag = "h2" if block.heading and style.runs != "word" else "p"
    if style.runs == "word":
        return _word_paragraph(block.text, style, "MsoNormal")
    close = "" if style.unclosed and tag == "p" else f"</{tag}>"
    return f"<{tag}>{_run(block.text, style)}{close}"


def _table(table: Table, style: Style) -> str:
    open_tag, close = "<table border=1>", "</table>"
    if style.runs == "word":
        open_tag = (
            "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 width=642\n style='width:481.9pt;"
            "border-collapse:collapse;border:none;mso-border-alt:solid black .5pt;mso-yfti-tbllook:1184;font-family:"
            '"仿宋_GB2312","serif"\'>'
        )
    rows = [_row(row, place, style) for place, row in enumerate(table.rows)]
    if style.runs == "word":
        close = f"<![if !supportMisalignedColumns]>\n <tr height=0>{'<td width=48></td>' * 10}</tr>\n <![endif]>{close}"
    if not style.sections or len(rows) < 3:
        return open_tag + "\n".join(rows) + close
    sections = ["\n".join(rows[first:last]) for first, last in pairwise(_sections(table))]
    if len(sections) < 3:
        return f"{open_tag}<tbody>{'</tbody><tbody>'.join(sections)}</tbody>{close}"
    body = "</tbody>\n<tbody>".join(sections[1:-1])
    return f"{open_tag}<thead>{sections[0]}</thead>\n<tbody>{body}</tbody>\n<tfoot>{sections[-1]}</tfoot>{close}"


def _sections(table: Table) -> list[int]:
    """Where a section of the table may begin, no cell reaching into it from above, and the end."""
    begins, reach = [], 0
    for place, row in enumerate(table.rows):
        if reach <= place:
            begins.append(place)
        reach = max(reach, *(place + cell.rows for cell in row)) if row else reach
    return [*begins, len(table.rows)]


def _row(row: tuple[Cell, ...], place: int, style: Style) -> str:
    gap = "\n      " if style.spaced else _noise(style)
    cells = gap.join(
        _cell(cell, style, head=style.heads and (place < 3 or not column)) for column, cell in enumerate(row)
    )
    start = " style='mso-yfti-irow:0;height:22.7pt;page-break-inside:avoid'" if style.runs == "word" else ""
    return f"<tr{start}>{gap}{cells}{'' if style.unclosed else '</tr>'}"


def _cell(cell: Cell, style: Style, *, head: bool) -> str:
    tag = "th" if head else "td"
    spans = "".join(
        _attribute(name, str(count), style)
        for name, count in (("rowspan", cell.rows), ("colspan", cell.columns))
        if count > 1 or style.all_spans
    )
    if style.runs == "word":
        spans += (
            " width=73 valign=top style='width:54.75pt;border-top:none;mso-border-alt:solid black .5pt;padding:0cm'"
        )
        text = "\n  ".join(_word_paragraph(part, style, "a3") for part in cell.text.split("\n"))
    else:
        text = _run(cell.text, style, in_cell=True)
    if style.spaced:
        text = f"\n         {text}\n      "
    return f"<{tag}{spans}>{text}{'' if style.unclosed else f'</{tag}>'}"


def _attribute(name: str, value: str, style: Style) -> str:
    if style.quotes == "spaced":
        return f' {name} = " {value} "'
    return f" {name}={style.quotes}{value}{style.quotes}"


def _run(text: str, style: Style, *, in_cell: bool = False) -> str:
    """The text as markup; its line breaks become br."""
    if style.runs in ("fonts", "font") and text:
        pieces = _pieces(text) if style.runs == "fonts" else [text]
        inner = "".join(
            f"<span style=\"font-family:'宋体';font-size:{12 + place % 3}px\"><font color=#333>{piece}</font></span>"
            for place, piece in enumerate(_text(piece, style) for piece in pieces)
        )
        return f'<p align="center">{inner}</p><p></p>' if in_cell else f"<span>{inner}<font></font></span>"
    return _text(text, style)


def _pieces(text: str) -> list[str]:
    """Text in pieces as editors leave them: a border inside each number and inside each word."""
    return re.findall(r"\d|\D{1,3}", text)


def _word_paragraph(text: str, style: Style, name: str) -> str:
    pieces = re.findall(r"[!-~]+|[^!-~]+", text)
    latin = '<span lang=EN-US style=\'font-size:10.5pt;font-family:"Times New Roman","serif"\'>'
    chinese = "<span style='font-size:10.5pt;\n  font-family:仿宋_GB2312;mso-ascii-font-family:\"Times New Roman\"'>"
    runs = "".join((latin if piece[0] <= "~" else chinese) + _text(piece, style) + "</span>" for piece in pieces)
    end = "<o:p></o:p>" if pieces else "<o:p>&nbsp;</o:p>"
    return (
        f"<p class={name} align=center style='text-align:center;text-indent:32.0pt;\n  mso-pagination:widow-orphan'>"
        f"{runs}<span lang=EN-US>{end}</span></p>"
    )


def _text(text: str, style: Style) -> str:
    text = escape(text)
    if style.entities == "digits":
        text = re.sub(
            r"[0-9]", lambda digit: f"&#{ord(digit[0])};" if int(digit[0]) % 2 else f"&#x{ord(digit[0]):x};", text
        )
    names = _SPACES["names" if style.entities == "names" else "numbers"] if style.entities else {}
    for sign, name in names.items():
        text = text.replace(sign, name)
    return text.replace("\n", "<br/>" if style.runs else "<br>")


def _noise(style: Style) -> str:
    if not style.noise:
        return ""
    return (
        "<!-- 12 | 13 <td>99</td> --><script>var rows = '<td>88</td>';</script><noscript>请开启脚本 5</noscript>"
        "<iframe src='/count.html'>6</iframe><style>td{width:7px}</style>"
    )


def _capital_tags(body: str) -> str:
    return re.sub(r"</?[a-z][a-z0-9]*|\b(?:rowspan|colspan)(?==)", lambda tag: tag[0].upper(), body)


VARIANTS: list[dict[str, Any]] = [
    {},
    {"runs": "fonts"},
    {"runs": "font", "around": "cms"},
    {"runs": "fonts", "around": "cms", "charset": "gb2312 declared"},
    {"runs": "word", "around": "word", "charset": "gb2312 declared"},
    {"runs": "word", "around": "cms", "nested": 2},
    {"around": "cms", "spaced": True, "hidden": 'style="display:none"', "nested": 1},
    {"around": "cms", "noise": True, "charset": "gbk undeclared"},
    {"sections": True, "heads": True, "all_spans": True},
    {"upper": True, "quotes": "", "charset": "says gbk, is utf-8"},
    {"unclosed": True, "quotes": "'", "charset": "says utf-8, is gbk"},
    {"unclosed": True, "runs": "fonts", "quotes": "", "nested": 1},
    {"entities": "names", "quotes": "spaced", "charset": "utf-8 undeclared"},
    {"entities": "numbers", "spaced": True, "charset": "utf-16 with mark"},
    {"entities": "digits", "charset": "http-equiv utf-8"},
    {"nested": 5, "charset": "xml prolog"},
    {"held": "json"},
    {"held": "json", "runs": "word", "charset": "gbk undeclared"},
    {"held": "json, ascii", "runs": "fonts"},
    {"held": "json, < and / escaped", "quotes": '"'},
    {"held": "json list", "entities": "names"},
    {"held": "json string", "spaced": True},
    {"held": "json, html escaped"},
    {"held": "jsonp"},
    {"held": "script string", "around": "cms"},
    {"held": "script document.write", "quotes": "'", "around": "cms"},
    {"held": "script template", "around": "cms"},
    {"held": "textarea", "around": "cms"},
    {"held": "textarea, escaped", "around": "cms", "charset": "gb2312 declared"},
    {"hidden": "hidden", "charset": "utf-8 with mark"},
    {"hidden": "style='color:red; DISPLAY : none;'", "upper": True},
]
