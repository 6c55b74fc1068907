"""附件种类: which kind of attachment the bytes are, told from the content; whatever else they are is named.

A file must be one thing. One that is also something else to another program (a picture with an archive behind it, a
PDF that begins as a web page) is `two_in_one`, for it was made to be taken for what it is not.
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

import filetype

from gongkai.core.readers import Unreadable
from gongkai.core.readers.decode import decode
from gongkai.core.readers.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind that is accepted: the endings that its names may have, the usual one first, and its content type."""

    endings: tuple[str, ...]
    content_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

SORTS: dict[str, Sort] = {
    "pdf": Sort(("pdf",), "application/pdf"),
    "ofd": Sort(("ofd",), "application/ofd"),
    "docx": Sort(("docx",), f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": Sort(("xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    "doc": Sort(("doc", "wps"), "application/msword"),
    "xls": Sort(("xls", "et"), "application/vnd.ms-excel"),
    "odt": Sort(("odt",), f"{_OPEN}.text"),
    "ods": Sort(("ods",), f"{_OPEN}.spreadsheet"),
    "rtf": Sort(("rtf",), "application/rtf"),
    "text": Sort(("txt", "csv", "json", "md"), "text/plain; charset=utf-8"),
    "png": Sort(("png",), "image/png"),
    "jpeg": Sort(("jpg", "jpeg"), "image/jpeg"),
    "gif": Sort(("gif",), "image/gif"),
    "webp": Sort(("webp",), "image/webp"),
    "tiff": Sort(("tif", "tiff"), "image/tiff"),
}
"""The kinds of attachment that are accepted."""

_WRITTEN = ("txt", "text", "md", "markdown", "csv", "json", "html", "htm", "xhtml", "shtml", "")
_UNSHOWN = "application/octet-stream"
REPORT_SORTS: dict[str, Sort] = SORTS | {
    "text": Sort(_WRITTEN, SORTS["text"].content_type),
    "page": Sort(("html", "htm", "xhtml", "shtml", "txt", "text", "md", "markdown", "csv", "json", ""), _UNSHOWN),
}
"""The kinds in which annual reports are collected: web pages as well, which most of them are. A page is kept as bytes
and given out as bytes that no browser shows. A text and a page bear each other's endings: a CMS saves as it likes."""

PICTURES = frozenset({"png", "jpeg", "gif", "webp", "tiff"})
"""Those of them that hold no text."""

LARGEST_UNFOLDED = 256_000_000
"""Bytes to which an archive may unfold, by what it says of itself; nothing here unfolds more than core.readers does."""


REFUSALS = frozenset(
    {
        *("empty", "broken", "locked", "too_much", "two_in_one", "macros"),
        *("archive", "slides", "script", "program", "svg", "xml", "web_page", "web_archive"),
        *("picture", "recording", "unknown"),
    }
)
"""Why a file is not accepted: what is wrong with it, or of which other kind it is."""


class Refusal(Exception):
    """The file is not accepted; `code` says why, a key of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
_ODF = {b"text": "odt", b"spreadsheet": "ods"}
_ODF_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.([a-z]+)")
_ARCHIVE_BEGINS, _ARCHIVE_ENDS = b"PK\x03\x04", b"PK\x05\x06"
_END = 22
_END_OF_PDF = 4096
_LOCKED = 0x1
_SMALL_PART = 1_000_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for archives that are cut off, damaged or made to deceive."""
_LONGEST_COMMENT = 65_535
_HEADERS = 16_384
_OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_SIGNS_OF_PAGES = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b", re.IGNORECASE)
_PAGE_INSIDE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|script[\s>]|iframe[\s>]|\?php\s)", re.IGNORECASE)
"""Signs long enough never to stand in the pixels of a picture by chance."""
_SCRIPT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#!|<\?php|@echo\s+off|<%)", re.IGNORECASE)
_HTML = re.compile(
    r"(?>[\s\ufeff\ufffd]|<\?[^>]*>|<!--.*?-->|<!(?!--|doctype\s+html)[^>]*>)*+<(?:!doctype\s+html\b|\s*html[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of what is a web page, though it begins as XML does: its first element, or what it says it is."""
_WEB_ARCHIVE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?>[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version:|Content-Type:\s*multipart/)",
    re.IGNORECASE,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\s*(?:\?xml|svg|!doctype)", re.IGNORECASE)
_SVG = re.compile(rb"<\s*(?:\w+:)?svg\b", re.IGNORECASE)
_PROGRAMS = {
    *("application/x-msdownload", "application/x-executable", "application/x-dosexec", "application/wasm"),
    *("application/x-shockwave-flash", "application/x-google-chrome-extension"),
}


def sort_of(data: bytes, *, pages: bool = False) -> str:
    """The kind of the file, a key of SORTS; with `pages` a key of REPORT_SORTS. Raises Refusal for everything else."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refusal("empty")
    for signature, sort in _SIGNATURES:
        if data.startswith(signature):
            return _single(data, sort)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _single(data, "webp")
    if data.startswith(_ARCHIVE_BEGINS):
        return _archive(data)
    kind = kind_of(data)
    match kind:
        case "pdf":
            return _pdf(data)
        case "rtf":
            return _single(data, kind)
        case "doc" | "xls":
            return _compound(data, kind)
        case "locked":
            raise Refusal("locked")
        case "archive":
            raise Refusal("archive")
    return _text(data, pages)


def _single(data: bytes, sort: str) -> str:
    """The sort, unless the file is something else as well."""
    if any(sign in data for sign in _OTHER_ARCHIVES) or _is_archive_too(data):
        raise Refusal("two_in_one")
    if b"%PDF-" in data[:1024] or (sort in PICTURES and _PAGE_INSIDE.search(data)):
        raise Refusal("two_in_one")
    return sort


def _is_archive_too(data: bytes) -> bool:
    """Whether a program that opens archives would open this one; they look at the end."""
    if _ARCHIVE_ENDS not in data[-_LONGEST_COMMENT - _END :]:
        return False
    try:
        return bool(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except _DAMAGE:
        return False


def _pdf(data: bytes) -> str:
    """A PDF begins with its sign, and no page of the web stands before or behind it."""
    start = data.find(b"%PDF-")
    end = data.rfind(b"%%EOF")
    around = data[:1024].partition(b"%PDF-")[0] + data[max(end, len(data) - _END_OF_PDF) :]
    if data[:start].strip(b"\xef\xbb\xbf \t\r\n\0") or _SIGNS_OF_PAGES.search(around) or _is_archive_too(data):
        raise Refusal("two_in_one")
    return "pdf"


def _archive(data: bytes) -> str:
    """A Word, Excel, OFD or OpenDocument file, which is one whole archive and nothing besides."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            first = min((entry.header_offset for entry in entries), default=0)
            comment, directory = archive.comment, archive.start_dir
            said, manifest = (_small_part(archive, name) for name in ("mimetype", "META-INF/manifest.xml"))
    except _DAMAGE:
        raise Refusal("broken") from None
    names = [entry.filename.replace("\\", "/") for entry in entries]
    if (
        any(entry.flag_bits & _LOCKED for entry in entries)
        or "Encryptions.xml" in names
        or b":encryption-data" in manifest
    ):
        raise Refusal("locked")
    if sum(entry.file_size for entry in entries) > LARGEST_UNFOLDED:
        raise Refusal("too_much")
    if first or comment or directory > len(data) or len(set(map(str.lower, names))) < len(names):
        raise Refusal("two_in_one")
    if not data[-_END:].startswith(_ARCHIVE_ENDS) or any(_leads_out(name) for name in names):
        raise Refusal("two_in_one")
    if any(name.lower().endswith(("vbaproject.bin", "/script-lc.xml")) for name in names):
        raise Refusal("macros")
    if any(name.startswith("ppt/") for name in names):
        raise Refusal("slides")
    kind = kind_of(data)
    if kind in ("docx", "xlsx", "ofd"):
        return kind
    found = _ODF_TYPE.match(said)
    if kind == "odf" and found and found[1] in _ODF:
        return _ODF[found[1]]
    raise Refusal("archive")


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part that is not encrypted; empty where there is none."""
    if name not in archive.namelist() or archive.getinfo(name).flag_bits & _LOCKED:
        return b""
    with archive.open(name) as part:
        return part.read(_SMALL_PART)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]


def _compound(data: bytes, kind: str) -> str:
    """An old Word or Excel file that is not encrypted and holds no macros. What holds no document (an installer, a
    message) is not taken for one."""
    if _named_in(data, "PowerPoint Document"):
        raise Refusal("slides")
    if not any(_named_in(data, name) for name in ("WordDocument", "Workbook", "Book")):
        raise Refusal("unknown")
    if _named_in(data, "_VBA_PROJECT"):
        raise Refusal("macros")
    for start in range(512, len(data) - 24, 512):
        if kind == "doc" and data.startswith(b"\xec\xa5", start) and data[start + 11] & 1:
            raise Refusal("locked")
        if kind == "xls" and data.startswith(b"\x09\x08", start):
            after = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
            if data.startswith(b"\x2f\0", after):
                raise Refusal("locked")
    return kind


def _named_in(data: bytes, name: str) -> bool:
    """Whether a stream of that name stands in the directory of the compound file."""
    return name.encode("utf-16-le") in data


def _text(data: bytes, pages: bool) -> str:
    """A text without anything in it that a program would run; with `pages` also a web page."""
    if _SCRIPT.match(data):
        raise Refusal("script")
    plain = data.replace(b"\0", b"")
    if _WEB_ARCHIVE.match(plain[:_HEADERS]):
        raise Refusal("web_archive")
    is_page = kind_of(data) == "html" or _SIGNS_OF_PAGES.search(plain[:4096]) is not None
    if _XML.match(plain) and not (pages and is_page and _HTML.match(_beginning(plain))):
        raise Refusal("svg" if _SVG.search(plain[:65_536]) else "web_page" if b"<html" in plain.lower() else "xml")
    if is_page and not pages:
        raise Refusal("web_page")
    try:
        decode(data)
    except Unreadable as unreadable:
        known = filetype.guess(data)
        raise Refusal(
            "too_much" if unreadable.code == "READ.TOO_LARGE" else _named(known.mime) if known else "unknown"
        ) from None
    if is_page and filetype.guess(data) is not None:
        raise Refusal("two_in_one")
    return _single(data, "page" if is_page else "text")


def _beginning(plain: bytes) -> str:
    return plain[:65_536].decode("utf-8", "replace")


def _named(mime: str) -> str:
    """The code for a kind that `filetype` knows."""
    if mime in _PROGRAMS or "executable" in mime:
        return "program"
    group = mime.partition("/")[0]
    if group in ("audio", "video"):
        return "recording"
    if group == "image":
        return "picture"
    if any(
        word in mime for word in ("zip", "tar", "rar", "compress", "xz", "7z", "debian", "rpm", "cab", "lz", "zstd")
    ):
        return "archive"
    return "unknown"
