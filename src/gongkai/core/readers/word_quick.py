"""Word 快读: a .docx file whose statutory tables are printed plainly, as a flow made from its bytes without a tree.

The text of the runs is taken out by a few patterns, with a sign for the end of each cell, row and paragraph. That is
right where nothing but runs, paragraphs and tables without tables in them make the text; a file with tracked changes,
text boxes, fields, automatic numbers, hidden, raised or struck text is left to the walk over its tree (docx.py), as is
every file whose figures do not then satisfy all relations of the form (reading.py). A test holds both ways against each
other.
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
    rb"<(?:(?!w:)[a-zA-Z!?]|w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|txbxContent|vanish|webHidden"
    rb"|specVanish|sym|fldChar|fldSimple|instrText|numPr|noBreakHyphen|softHyphen|object|drawing|pict|sdt|smartTag"
    rb"|customXml|altChunk|subDoc|cr|ptab|ruby|footnoteReference|endnoteReference|hMerge|dir|bdo|strike|dstrike|pgNum"
    rb"|commentReference|vertAlign|position|hidden)[\s/>])"
)
"""What the patterns below can't tell, or word_format.py has to say something of."""
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
_ODD_TAG = re.compile(rb"<w:[a-zA-Z]+[\t\r\n]|<[^<>]*\s>")
_TEXT = re.compile(rb"<w:t (?!xml:space=\"(?:preserve|default)\">)")
_TAB = re.compile(rb"<w:tab(?: +/?>|>)")
_WHITE = re.compile(rb"<w:color [^>]*?w:val\s*=\s*.(?:[Ff][0-9A-Fa-f]){3}")
_TINY = re.compile(rb"<w:sz [^>]*?w:val\s*=\s*.0*[0-4]['\"]")
_PICTURES = (b"wingdings", b"webdings", b"zapf", b"marlett")
_STYLED = re.compile(
    rb"<w:(?:(?:numPr|vanish|webHidden|specVanish|vertAlign|position|strike|dstrike)[\s/>]"
    rb"|color\s[^>]*w:val\s*=\s*.(?:[Ff][0-9A-Fa-f]){3}|sz\s[^>]*?w:val\s*=\s*.0*[0-4]['\"])"
)
_ROOT = re.compile(rb"<\?xml[^>]*\?>\s*<w:document ([^>]*)>")
_SPACE = re.compile(
    rb"xmlns:w=\"http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)"
    rb"/main\""
)
_FRAME = re.compile(rb"<(/?)w:(tbl|tr|tc|p|r)(?:>| (?:[^>]*[^/>])?(/?)>|(/)>)")
_FRAME_SIGNS = {b"tbl": "T", b"tr": "R", b"tc": "C", b"p": "P", b"r": "U"}
_REGULAR = re.compile("(?:(?:P(?:Uu)*+p)|T(?:R(?:C(?:P(?:Uu)*+p)*+c)*+r)*+t)*+")
"""Paragraphs of runs, and tables of rows of cells of such paragraphs; small letters are ends."""
_MERGED_DOWN = re.compile(rb"<w:vMerge(?! w:val=\"restart\")")
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
_STYLE_IN_USE = re.compile(rb"<w:(?:pStyle|rStyle|basedOn) w:val=\"([^\"]*)\"")
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
    if root is None or not content.rstrip().endswith(_DOCUMENT_END) or not _SPACE.search(root[1]):
        return None
    if _ELSEWHERE.search(content, root.end()) or _is_odd(content, root.end()) or not _is_regular(content):
        return None
    styles = f"{folder}/styles.xml"
    if styles in archive and _is_styled(content, archive.part(styles)):
        return None
    parts, place, depth = [], root.end(), 0
    for tag in _TABLE.finditer(content):
        depth += -1 if tag[1] else 1
        if depth not in (0, 1):
            return None
        parts.append(content[place : tag.start()])
        place = tag.end()
    if depth:
        return None
    try:
        document = _QuickDocument([*parts, content[place:]])
    except UnicodeDecodeError:
        return None
    return Flow(document.text, document.place)


def _is_odd(content: bytes, start: int) -> bool:
    """Whether there is something that only a parser can tell, or text that is white, tiny or in a font of pictures."""
    spread = any(content.find(sign, start) >= 0 for sign in (b"\t", b"\n", b"\r", b" >"))
    return (
        content.find(b"xmlns", start) >= 0
        or len(content.translate(None, _CONTROLS)) < len(content)
        or (spread and _ODD_TAG.search(content, start) is not None)
        or (b"&" in content and _ENTITY.search(content, start) is not None)
        or any(one.search(content, start) for one in (_TEXT, _TAB, _WHITE, _TINY))
        or _has_pictures(content)
    )


def _has_pictures(content: bytes) -> bool:
    lowered = content.lower()
    return any(font in lowered for font in _PICTURES)


def _is_regular(content: bytes) -> bool:
    """Whether paragraphs, runs, tables, rows and cells stand only where they belong, and no cell that goes on from
    above holds text, which nobody sees."""
    frame = []
    for end, name, empty, bare in _FRAME.findall(content):
        sign = _FRAME_SIGNS[name]
        frame.append(sign.lower() if end else sign + sign.lower() if empty or bare else sign)
    if _REGULAR.fullmatch("".join(frame)) is None:
        return False
    if b"<w:vMerge" not in content:
        return True
    return not any(
        (merged := _MERGED_DOWN.search(cell)) is not None and _RUN.search(cell, merged.end())
        for cell in content.split(b"</w:tc>")
    )


def _is_styled(content: bytes, styles: bytes) -> bool:
    """Whether a style in use, or one that it is based on, may number a paragraph or say more of text than how large it
    is."""
    if not _STYLED.search(styles) and not _has_pictures(styles):
        return False
    known = dict(_STYLE.findall(styles))
    if styles.count(b":styleId") != len(known):
        return True
    waiting = {
        *_STYLE_IN_USE.findall(content),
        *(match[1] for match in _STYLE.finditer(styles) if _DEFAULT_STYLE.match(match[0])),
    }
    used: set[bytes] = set()
    while waiting:
        name = waiting.pop()
        inside = known.get(name, b"")
        if _STYLED.search(inside) or _has_pictures(inside):
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
