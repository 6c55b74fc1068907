"""Word 快读: a .docx file whose statutory tables are printed plainly, as a flow made from its tags without a tree.

A file's many tags are few different ones. Each of these is looked at once and becomes a sign: the text of a run, or a
sign for where a run, paragraph, cell, row or table begins or ends. The signs in the file's order are its text. That is
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
from gongkai.core.readers.ooxml import MOST_TAGS, Archive

_MOST_STYLES = 4_000_000
"""Bytes of styles that are looked through; no plain report has more."""

_ROOT = re.compile(rb"<\?xml[^>]*\?>\s*<w:document ([^>&]*)>")
_ROOT_END = b"</w:document>"
_SPACE = re.compile(rb"(?:wordprocessingml/2006|ooxml/wordprocessingml)/main\b")
_SPACE_OF_W = re.compile(
    rb"xmlns:w=\"http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)"
    rb"/main\""
)
_TAGS = re.compile(
    r"(?:<(?:w:t(?: xml:space=\"(?:preserve|default)\")?>[^<&\0-\x1f]*+(?:&(?:amp|lt|gt|quot|apos);[^<&\0-\x1f]*+)*+"
    r"|(?:/w:t|/?w:(?!t[ >])[a-zA-Z]++(?: (?!xmlns)[a-zA-Z0-9:]++=\"[^\"<>&\0-\x1f]*+\")*+ ?/?)>[ \t\r\n]*+))*+"
)
"""Tags that can be understood in one way only, and text in runs alone."""
_PICTURES = "(?i:wingdings|webdings|zapf|marlett)"
_ELSEWHERE = re.compile(
    r"<w:(?:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|txbxContent|vanish|webHidden|specVanish|sym|fldChar"
    r"|fldSimple|instrText|numPr|noBreakHyphen|softHyphen|object|drawing|pict|sdt|smartTag|customXml|altChunk|subDoc|cr"
    r"|ptab|ruby|footnoteReference|endnoteReference|hMerge|dir|bdo|strike|dstrike|pgNum|commentReference|vertAlign"
    r"|position|hidden|gridBefore|[a-zA-Z]+Change)[ />]"
    rf"|rFonts [^>]*?{_PICTURES}|color [^>]*?w:(?:val=\"(?:[Ff][0-9A-Fa-f]){{3}}|themeColor=\"(?:background|light)1)"
    r"|sz [^>]*?w:val=\"0*[0-4]\""
    r"|tab ?>|tab />|(?:tbl|tr|tc)(?: [^>]*)?/>)"
)
"""Tags of which signs can't tell, or word_format.py has to say something."""
_SEPARATORS = "\x7f\x85\u2028\u2029"
_STYLE_IN_USE = re.compile(r"<w:(?:[pr]|tbl)Style w:val=\"([^\"]*)\" ?/>")

_TEXTS = ("w:t", 'w:t xml:space="preserve"', 'w:t xml:space="default"')
_GOES_ON = "\x08"
"""The sign of a cell that goes on from above."""
_SIGNS = {
    **{"w:p": "\x01", "w:p/": "\x01\r", "/w:p": "\r", "w:r": "\x02", "/w:r": "\x03"},
    **{"w:tbl": "\x04", "/w:tbl": "\x05", "w:tr": "\x06", "/w:tr": "\x1e", "w:tc": "\x07", "/w:tc": "\x1f"},
    **{"w:tab/": "\t", "w:br": "\v", "w:br/": "\v", "w:vMerge": _GOES_ON, "w:vMerge/": _GOES_ON},
}
"""What a tag adds, by its name; a tab with values is a tab stop."""
_RUN = r"\x02[^\x01-\x08\r\x1e\x1f]*+\x03"
_CELL = rf"\x07(?:{_GOES_ON}(?:\x01(?:\x02\x03)*+\r)*+|(?:\x01(?:{_RUN})*+\r)*+)\x1f"
_REGULAR = re.compile(rf"(?:\x01(?:{_RUN})*+\r|\x04(?:\x06(?:{_CELL})*+\x1e)*+\x05)*+")
"""Paragraphs of runs, and tables of rows of cells of such paragraphs; a cell that goes on from above holds no text,
which nobody would see."""
_TABLE = re.compile("[\x04\x05]")
_TABLE_BEGINS = re.compile(b"<w:tbl[ >]")
_ROW_OR_CELL = re.compile(rb"<w:(tr|tc|gridSpan)(?: [^>]*?w:val=\"(\d{1,3})\"|[ />])")

_STYLES_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?<[?w]")
_STYLE_ID = re.compile(rb"styleId(?:=\"([^\"&]*)\"([^<>]*)>)?")
_STYLED = re.compile(
    rb"&|" + _PICTURES.encode() + rb"|[<:](?:"
    rb"(?:numPr|vanish|webHidden|specVanish|vertAlign|position|strike|dstrike)[\s/>]"
    rb"|color\s[^>]*?(?:val\s*=\s*.(?:[Ff][0-9A-Fa-f]){3}|themeColor\s*=\s*.(?:background|light)1)|sz\s[^>]*?val\s*=\s*.0*[0-4]['\"])"
)
_DEFAULT = b"default="
_BASED_ON = re.compile(rb"<w:basedOn w:val=\"([^\"&]*)\"")


class _QuickDocument:
    """The flow of a document from its signs, and the places in it."""

    def __init__(self, content: bytes, signs: str) -> None:
        self._content = content
        for sign in "\x01\x02\x03\x06\x07\x08":
            signs = signs.replace(sign, "")
        if "&" in signs:
            signs = entities.unescape(signs)
        self._pieces = [_rows(part) if number % 2 else part for number, part in enumerate(_TABLE.split(signs))]
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
        return [_columns(table) for table in _TABLE_BEGINS.split(self._content)[1:]]


def quick_flow(data: bytes) -> Flow | None:
    """The document's flow, where nothing in it is unusual; else None. Raises Unreadable when the file is damaged."""
    archive = Archive(data, "docx")
    main = archive.main("word/document.xml")
    if main not in archive:
        return None
    content = archive.part(main)
    root = _ROOT.match(content)
    if root is None or not content.rstrip().endswith(_ROOT_END) or not _is_of_word(root[1]):
        return None
    first = content.find(b"<", root.end())
    if content[root.end() : first].strip() or (len(content) > MOST_TAGS and content.count(b"<") > MOST_TAGS):
        return None
    signs = _Signs()
    try:
        written = "".join(map(signs.__getitem__, content[first + 1 :].split(b"<")))
    except UnicodeDecodeError:
        return None
    seen = (b"<" + b"<".join(signs)).decode()
    if not _is_plain(seen) or _REGULAR.fullmatch(written) is None:
        return None
    if "w:hyperlink" in seen and not _is_closed(content):
        return None
    if not _is_plainly_styled(seen, archive, f"{main.rpartition('/')[0]}/styles.xml"):
        return None
    document = _QuickDocument(content, written)
    return Flow(document.text, document.place)


def _is_of_word(spaces: bytes) -> bool:
    """Whether w: means Word's own namespace, and nothing else does."""
    return _SPACE_OF_W.search(spaces) is not None and len(_SPACE.findall(spaces)) == 1


def _is_plain(seen: str) -> bool:
    """Whether signs can tell all that these tags say."""
    return (
        _TAGS.fullmatch(seen) is not None
        and _ELSEWHERE.search(seen) is None
        and not any(separator in seen for separator in _SEPARATORS)
    )


def _is_closed(content: bytes) -> bool:
    """Whether as many elements end as begin, the XML declaration aside."""
    ends = content.count(b"</")
    return content.count(b"<") - content.count(b"<?") == 2 * ends + content.count(b"/>")


class _Signs(dict[bytes, str]):
    """What each tag, with the text behind it, adds to the document's text; every different one is looked at once."""

    def __missing__(self, tag: bytes) -> str:
        sign = self[tag] = _sign(tag.decode())
        return sign


def _sign(tag: str) -> str:
    inside, _, text = tag.partition(">")
    if inside in _TEXTS:
        return text
    name, _, values = inside.partition(" ")
    sign = _SIGNS.get(name, "")
    if sign == _GOES_ON and values.startswith('w:val="restart"'):
        return ""
    return _SIGNS.get(name + "/", "") if sign and values.endswith("/") else sign


def _is_plainly_styled(seen: str, archive: Archive, part: str) -> bool:
    """Whether no style in use, nor one that it is based on, numbers a paragraph or says more of text than how large it
    is."""
    named = _STYLE_IN_USE.findall(seen)
    if len(named) != sum(map(seen.count, ("<w:pStyle", "<w:rStyle", "<w:tblStyle"))):
        return False
    if part not in archive:
        return True
    styles = archive.part(part)
    if len(styles) > _MOST_STYLES or not _STYLES_BEGIN.match(styles):
        return False
    found = list(_STYLE_ID.finditer(styles))
    before = styles[: found[0].start()] if found else styles
    defaults, _, latent = before.partition(b"<w:latentStyles")
    if _STYLED.search(defaults, max(defaults.find(b"<w:docDefaults"), 0)) or b"docDefaults" in latent:
        return False
    starts = [styles[styles.rfind(b"<", 0, one.start()) : one.start()] for one in found]
    if not all(start.startswith(b"<w:style ") and start.endswith(b" w:") for start in set(starts)):
        return False
    ends = [*(one.start() for one in found), len(styles)][1:]
    spans = {one[1]: (one.end(), end) for one, end in zip(found, ends, strict=True)}
    if None in spans or len(spans) < len(found):
        return False
    waiting = {one[1] for one, start in zip(found, starts, strict=True) if _DEFAULT in start or _DEFAULT in one[2]}
    waiting.update(map(str.encode, named))
    looked_at: set[bytes] = set()
    while waiting:
        name = waiting.pop()
        start, end = spans.get(name, (0, 0))
        bases = _BASED_ON.findall(styles, start, end)
        if _STYLED.search(styles, start, end) or len(bases) != styles.count(b"basedOn", start, end):
            return False
        looked_at.add(name)
        waiting.update(base for base in bases if base not in looked_at)
    return True


def _rows(table: str) -> str:
    """A table's text: a row a line, its cells parted; a paragraph's end in a cell is a space."""
    text = table.replace("\t", " ").replace("\v", " ").replace("\r\x1f", CELL).replace("\r", " ")
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
        else:
            width = max(int(number or 1), 1)
    return rows
