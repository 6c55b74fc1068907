"""Word 快读: a .docx file whose statutory tables are printed plainly, as a flow made from its bytes without a tree.

The text of the runs is taken out by a few patterns, with a sign for the end of each cell, row and paragraph. That is
right where nothing but runs, paragraphs and tables without tables in them make the text; a file with tracked changes,
text boxes, fields, automatic numbers or hidden text is left to the walk over its tree (docx.py), as is every file whose
figures do not then satisfy all relations of the form (reading.py). A test holds both ways against each other.
"""

import html as entities
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from gongkai.core.findings import Place
from gongkai.core.readers.flow import CELL, Flow
from gongkai.core.readers.ooxml import Archive

_ELSEWHERE = re.compile(
    rb"<(?:(?!w:)[a-zA-Z]|w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|txbxContent|vanish|webHidden|specVanish|sym|fldChar"
    rb"|fldSimple|instrText|numPr|noBreakHyphen|softHyphen|object|drawing|pict|sdt|smartTag|customXml|altChunk|subDoc"
    rb"|cr|ptab|ruby|footnoteReference|endnoteReference|hMerge|dir|bdo|strike|dstrike|pgNum|commentReference)[ />])"
)
_ROOT = re.compile(rb"<\?xml[^>]*\?>\s*<w:document [^>]*>")
_DOCUMENT_END = b"</w:document>"
_SIGNS = (
    (b"</w:tc>", b"<w:t>\x1f<"),
    (b"</w:tr>", b"<w:t>\x1e<"),
    (b"</w:p>", b"<w:t>\r<"),
    (b"<w:tab/>", b"<w:t>\t<"),
    (b"<w:br", b"<w:t>\v<w:br"),
)
_RUN = re.compile(rb"<w:t(?: [^>]*)?>([^<]+)")
_EMPTY_PARAGRAPH = re.compile(rb"<w:p(?: [^>]*)?/>")
_TABLE = re.compile(rb"<(/?)w:tbl>")
_STYLE_IN_USE = re.compile(rb"<w:(?:pStyle|basedOn) w:val=\"([^\"]*)\"")
_STYLE = re.compile(rb"<w:style\b[^>]*?w:styleId=\"([^\"]*)\"(.*?)</w:style>", re.S)
_DEFAULT_STYLE = re.compile(rb"<w:style\b[^>]*w:default=\"(?:1|true|on)\"")
_ROW_OR_CELL = re.compile(rb"<w:(tr|tc|gridSpan|gridBefore)(?: [^>]*?w:val=\"(\d{1,3})\"|[ />])")


class _QuickDocument:
    """The flow of a document, and the places in it."""

    def __init__(self, parts: list[bytes]) -> None:
        self._tables = parts[1::2]
        self._pieces = [_rows(part) if number % 2 else _text(part) for number, part in enumerate(parts)]
        self._starts = list(accumulate(map(len, self._pieces), initial=0))
        self.text = "".join(self._pieces).replace("\r", "\n").replace("\v", "\n")

    def place(self, start: int, end: int) -> Place:
        """The cell or paragraph that `start` lies in."""
        part = bisect_right(self._starts, start) - 1
        if part % 2 == 0:
            before = sum(piece.count("\r") for piece in self._pieces[:part:2])
            return {"paragraph": before + self._pieces[part].count("\r", 0, start - self._starts[part]) + 1}
        row = self.text.count("\n", self._starts[part], start)
        line = max(self.text.rfind("\n", 0, start) + 1, self._starts[part])
        cell = self.text.count(CELL, line, start)
        return {"table": part // 2 + 1, "row": row + 1, "column": self._columns[part // 2][row][cell] + 1}

    @cached_property
    def _columns(self) -> list[list[list[int]]]:
        """The column of each cell of each row of each table, from 0."""
        return [_columns(table) for table in self._tables]


def quick_flow(data: bytes) -> Flow | None:
    """The document's flow, where nothing in it is unusual; else None. Raises Unreadable when the file is damaged."""
    archive = Archive(data, "docx")
    main = archive.main("word/document.xml")
    folder = main.rpartition("/")[0]
    if main not in archive:
        return None
    content = archive.part(main)
    root = _ROOT.match(content)
    if root is None or not content.rstrip().endswith(_DOCUMENT_END) or _ELSEWHERE.search(content, root.end()):
        return None
    styles = f"{folder}/styles.xml"
    if f"{folder}/numbering.xml" in archive and styles in archive and _numbered(content, archive.part(styles)):
        return None
    parts, place, depth = [], root.end(), 0
    for tag in _TABLE.finditer(content):
        depth += -1 if tag[1] else 1
        if depth not in (0, 1):
            return None
        parts.append(content[place : tag.start()])
        place = tag.end()
    document = _QuickDocument([*parts, content[place:]])
    return None if depth else Flow(document.text, document.place)


def _numbered(content: bytes, styles: bytes) -> bool:
    """Whether a paragraph may get an automatic number from its style, or from one that the style is based on."""
    if b"<w:numPr>" not in styles:
        return False
    known = dict(_STYLE.findall(styles))
    waiting = {
        *_STYLE_IN_USE.findall(content),
        *(match[1] for match in _STYLE.finditer(styles) if _DEFAULT_STYLE.match(match[0])),
    }
    used: set[bytes] = set()
    while waiting:
        name = waiting.pop()
        inside = known.get(name, b"")
        if b"<w:numPr>" in inside:
            return True
        used.add(name)
        waiting |= set(_STYLE_IN_USE.findall(inside)) - used
    return False


def _text(part: bytes) -> str:
    """The text of the part's runs, with the signs for what ends."""
    if b"<w:p/>" in part or (b"/>" in part and _EMPTY_PARAGRAPH.search(part)):
        part = _EMPTY_PARAGRAPH.sub(b"</w:p>", part)
    for end, sign in _SIGNS:
        part = part.replace(end, sign)
    text = b"".join(_RUN.findall(part)).decode().replace("\n", " ")
    return entities.unescape(text) if "&" in text else text


def _rows(table: bytes) -> str:
    """A table's text: a row a line, its cells parted; a paragraph's end in a cell is a space."""
    text = _text(table).replace("\t", " ").replace("\v", " ").replace("\r\x1f", CELL).replace("\r", " ")
    return text.replace("\x1f\x1e", "\n").replace("\x1e", "\n")


def _columns(table: bytes) -> list[list[int]]:
    """The column of each cell of each row, from 0."""
    rows: list[list[int]] = []
    column = width = 0
    for name, number in _ROW_OR_CELL.findall(table):
        if name == b"tr":
            rows.append([])
            column = width = 0
        elif name == b"tc":
            column, width = column + width, 1
            rows[-1].append(column)
        elif name == b"gridSpan":
            width = max(int(number or 1), 1)
        else:
            column += int(number or 0)
    return rows
