"""全部文字: every word that a file holds, wherever it stands, for whoever looks for words and not for a report.

Headers and footers, comments, text boxes, hidden sheets, deleted text and the file's own title are in it, and so are
Word and Excel files embedded in one, but not what is embedded in those, and the comments and scripts of a web page. Of
old Word and Excel files, which are read without their layout, the words are found by the shapes of characters, and some
may be missing. Pictures hold no words here.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from gongkai.core.readers.decode import decode
from gongkai.core.readers.kinds import NAMES, Kind, kind_of
from gongkai.core.readers.ooxml import Archive
from gongkai.core.readers.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a file, in pieces that do not belong together (the body, each header, …); `whole` says that a person
    would not find more in it."""

    pieces: list[str]
    whole: bool


_LEFT_OUT = re.compile(
    r"(?:^|/)(?:_rels|theme|customxml)/|(?<!^xl)/styles\.xml$|/(?:fonttable|settings|websettings|numbering)\.xml$"
)
_MORE_INSIDE = re.compile(
    r"^(?!.*(?:thumbnail|printersettings)).*(?:\.(?:png|jpe?g|gif|bmp|tiff?|wmf|emf|webp|svg|jb2|bin|ole|docx?|xlsx?|pptx?|"
    r"pdf)|object[^/]*/content\.xml|(?:^|/)embeddings/[^/]*)$"
)
"""Parts of an archive that hold what is no text, or a file of its own."""

_EMBEDDED = re.compile(r"(?:^|/)embeddings/[^/]*\.(?:doc|xls|dot|xlt)[xm]$")
"""Parts that are Word or Excel files."""

_PROPERTIES = {"title", "subject", "keywords", "keyword", "description", "category", "creator"}
_OFFICE_TEXTS = {"t", "delText"} | _PROPERTIES
_BREAK = "\v"
_BREAKS = {"br", "cr"}
_OFFICE_LINES = {"p", "si", "is", "comment", "text"} | _PROPERTIES
"""Elements of Office files whose text is text, and those at whose end a line ends; headers of sheets beside."""

_SYMBOLS = {"F0AB": "★"}
"""Characters that Word keeps as numbers in a font of signs."""

_IN_FORMULA = re.compile('"([^"]*)"')
_FORMAT_SIGNS = re.compile(r'["\\]|\[\$|\]')
"""What sets words apart in the format of a number."""

_VML_STRING = re.compile(r"""\bstring\s*=\s*["']([^"']*)""")
_TAG = re.compile("<[^<>]*>")
_COMMENT = re.compile("<!--.*?-->", re.S)
_BLOCK = re.compile(
    r"<(?:br|/?(?:p|div|tr|td|th|li|h\d|table|body|head|title|section|article|header|footer|center|dd|dt))\b[^<>]*>",
    re.I,
)
"""Tags at which a line of a page ends."""
_DATA = re.compile(r"\bdata:[^,;]*;\s*base64|\bsrcdoc\s*=", re.I)

_ODF_LINES = {"p", "h"} | _PROPERTIES

_SHEET_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Z])')
"""What stands in the header of a sheet for its font, place and page number."""

_RTF_SIGN = re.compile(
    rb"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|((?:\\'[0-9a-fA-F]{2})+)|\\(par|line|cell|tab|row)\b ?"
    rb"|\\[a-z]+-?\d* ?|[{}\r\n]"
)
_RUN = re.compile("[\t\x20-\x7e\u00b7\u2010-\u203f\u2600-\u2606\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]{2,}")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def words(data: bytes) -> Words:
    """The words of the file. Raises Unreadable for what is damaged, locked, or unfolds to too much."""
    kind = kind_of(data)
    match kind:
        case "docx" | "xlsx":
            return _archive(data, kind, _office_lines)
        case "odf":
            return _archive(data, kind, _odf_lines)
        case "ofd":
            return _archive(data, kind, _ofd_lines)
        case "pdf":
            from gongkai.core.readers.pdf.words import words as pdf_words

            return Words(*pdf_words(data))
        case "rtf":
            return Words([_rtf(data)], whole=False)
        case "doc" | "xls":
            return Words([_found_in(data[start:]) for start in (0, 1)], whole=False)
        case "text" | "json" | "own_csv" | "own_json":
            text = decode(data)
            return Words([text, *_as_big5(data), *_unescaped(text)], whole=True)
        case "html":
            return _page(data)
        case "locked":
            raise Unreadable("READ.LOCKED", kind=NAMES[kind])
        case "picture":
            return Words([], whole=False)
        case _:
            raise Unreadable("READ.OTHER_KIND", kind=NAMES[kind])


def _page(data: bytes) -> Words:
    """The words of a web page: those that it shows, and once more the page as it is written, for comments, scripts and
    attributes hold words as well. What is written into it as data (a picture, a page in a frame) is not looked into."""
    from gongkai.core.readers.html.page import decoded

    pieces: list[str] = []
    for text in (decoded(data), *_as_big5(data)):
        bare = _COMMENT.sub("", text)
        for told in (_TAG.sub("", _BLOCK.sub("\n", bare)), _TAG.sub("\n", bare), text):
            read = unescape(told)
            pieces += [read, *_unescaped(read)]
    return Words(pieces, whole=_DATA.search(pieces[-1]) is None)


def _unescaped(text: str) -> list[str]:
    """The text with the characters that JSON writes as numbers, where it has any."""
    return [_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)] if _ESCAPE.search(text) else []


def _as_big5(data: bytes) -> list[str]:
    """The text as it reads in Big5, where it is not in UTF-8: nothing in the bytes tells Big5 from GB 18030."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return [data.decode("big5hkscs", "replace")]
    return []


def _archive(data: bytes, kind: Kind, lines: Any) -> Words:
    archive = Archive(data, kind)
    found = _parts(archive, lines)
    for name in filter(_EMBEDDED.search, archive.names()):
        inside = _embedded(archive, archive.part(name))
        found.pieces.extend(inside.pieces)
        if inside.whole:
            found.unseen.discard(name)
    return Words(found.pieces, whole=not found.unseen)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of an archive's own parts, and the names of those parts that hold more than words."""

    pieces: list[str]
    unseen: set[str]


def _parts(archive: Archive, lines: Any) -> _Parts:
    names = archive.names()
    pieces: list[str] = []
    for name in names:
        if name.endswith(".vml"):
            pieces += _vml(archive.part(name))
        if name.endswith(".xml") and not _LEFT_OUT.search(name) and name != "[content_types].xml":
            pieces += lines(archive.tree(name))
    return _Parts(pieces, set(filter(_MORE_INSIDE.search, names)))


def _embedded(outer: Archive, content: bytes) -> Words:
    """The words of a Word or Excel file in another one, within the other's limits. One that can't be opened harms only
    itself: it has no words, and not all was seen. Raises Unreadable where it unfolds to too much."""
    try:
        kind = kind_of(content)
        if kind not in ("docx", "xlsx"):
            return Words([], whole=False)
        found = _parts(Archive(content, kind, within=outer), _office_lines)
    except Unreadable as unreadable:
        if unreadable.code in ("READ.TOO_MUCH", "READ.TOO_LARGE"):
            raise
        return Words([], whole=False)
    return Words(found.pieces, whole=not found.unseen)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _office_lines(root: Any) -> Iterable[str]:
    """The lines of one part of a Word or Excel file, as one piece; as another one without the breaks within paragraphs,
    where there are any."""
    pieces: list[str] = []
    for _, element in etree.iterwalk(root, events=("end",)):
        name = _local(element)
        text = element.text or ""
        if name.endswith(("Header", "Footer")):
            pieces.append(_SHEET_CODES.sub(" ", text) + "\n")
        elif name in _OFFICE_TEXTS:
            pieces.append(text)
        elif name == "tab":
            pieces.append("\t")
        elif name in _ELSEWHERE:
            pieces.append(_ELSEWHERE[name](element))
        if name in _BREAKS:
            pieces.append(_BREAK)
        elif name in _OFFICE_LINES:
            pieces.append("\n")
    found = "".join(pieces)
    return [found.replace(_BREAK, "\n"), *([found.replace(_BREAK, "")] if _BREAK in found else [])]


def _shown_value(element: Any) -> str:
    """The value that a cell or a chart shows where it is words: numbers, and those of shared words, are in ASCII."""
    return "" if (element.text or "").isascii() else f"{element.text}\n"


def _formula(element: Any) -> str:
    """The words that a formula puts together; the sign tells that they are no cell's own."""
    found = "".join(_IN_FORMULA.findall(element.text or ""))
    return f"={found}\n" if found else ""


_ELSEWHERE: dict[str, Callable[[Any], str]] = {
    "v": _shown_value,
    "f": _formula,
    "numFmt": lambda element: _FORMAT_SIGNS.sub("", _line(element, "formatCode")),
    "sheet": lambda element: _line(element, "name"),
    "sym": lambda element: _SYMBOLS.get(_attribute(element, "char").upper(), ""),
    "textpath": lambda element: _line(element, "string"),
}
"""Elements of Office files whose words don't stand in them as text is, or are words in some cases alone."""


def _attribute(element: Any, name: str) -> str:
    """The attribute of that name, of whatever namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _line(element: Any, attribute: str) -> str:
    """The attribute as a line of its own; nothing where there is none."""
    found = element.get(attribute, "")
    return f"{found}\n" if found else ""


def _vml(content: bytes) -> list[str]:
    """The words of a drawing in VML, which is not always well-formed: watermarks, and the text of boxes."""
    text = content.decode("utf-8", "replace")
    return [unescape("\n".join([*_VML_STRING.findall(text), _TAG.sub("", text)]))]


def _odf_lines(root: Any) -> Iterable[str]:
    """The paragraphs of one part of an OpenDocument, as one piece."""
    return ["\n".join("".join(element.itertext()) for element in root.iter() if _local(element) in _ODF_LINES)]


def _ofd_lines(root: Any) -> Iterable[str]:
    """The texts of one page of an OFD file: line by line, and all of them together, for a sign in another type makes
    two lines out of one."""
    found = ["".join(element.itertext()) for element in root.iter() if _local(element) == "TextCode"]
    return ["\n".join(found), "".join(found)]


def _rtf(data: bytes) -> str:
    """The text of an RTF file, with words of its own language among it."""

    def plain(found: re.Match[bytes]) -> bytes:
        if found[1]:
            unit = (int(found[1]) % 0x10000).to_bytes(2, "little")
            return unit.decode("utf-16-le", "replace").encode()
        if found[2]:
            return bytes.fromhex(found[2].replace(b"\\'", b"").decode()).decode("gb18030", "replace").encode()
        return b"\n" if found[3] else b""

    return _RTF_SIGN.sub(plain, data).decode("utf-8", "replace")


def _found_in(data: bytes) -> str:
    """What looks like Chinese text of two bytes a character, run by run."""
    runs = _RUN.findall(data.decode("utf-16-le", "replace"))
    return "\n".join(run for run in runs if _CHINESE.search(run))
