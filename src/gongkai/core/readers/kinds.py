"""文件种类: what kind of file the bytes are, told from the content and never from the name.

Word and Excel files are archives whose parts tell them apart; the old ones are compound files whose directory names
their streams. A file that can't be read is named, so that a person knows what to save it as.
"""

import io
import zipfile
from typing import Literal

Kind = Literal[
    "text",
    "html",
    "json",
    "docx",
    "xlsx",
    "pdf",
    "doc",
    "xls",
    "ofd",
    "odf",
    "rtf",
    "locked",
    "picture",
    "archive",
    "own_json",
    "own_csv",
]

NAMES: dict[str, dict[str, str]] = {
    "html": {"zh": "网页", "en": "a web page"},
    "json": {"zh": " JSON 文件", "en": "a JSON file"},
    "csv": {"zh": " CSV 文件", "en": "a CSV file"},
    "docx": {"zh": " Word 文件", "en": "a Word file"},
    "xlsx": {"zh": " Excel 文件", "en": "an Excel file"},
    "pdf": {"zh": " PDF 文件", "en": "a PDF file"},
    "doc": {"zh": "旧版 Word 或 WPS 文字文件", "en": "an old Word or WPS file"},
    "xls": {"zh": "旧版 Excel 或 WPS 表格文件", "en": "an old Excel or WPS file"},
    "ofd": {"zh": " OFD 版式文件", "en": "an OFD file"},
    "odf": {"zh": "开放文档（ODF）", "en": "an OpenDocument file"},
    "rtf": {"zh": " RTF 文件", "en": "an RTF file"},
    "locked": {"zh": "加密的 Office 文件", "en": "an encrypted Office file"},
    "picture": {"zh": "图片", "en": "a picture"},
    "archive": {"zh": "压缩包", "en": "an archive"},
}
"""What a kind is called, where a sentence names it."""

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("xl/worksheets/", "xlsx"),
    ("ofd.xml", "ofd"),
    ("content.xml", "odf"),
)
"""How the name of a part begins that only files of that kind have; in small letters, though a writer may use others."""
_DIRECTORY_ENTRY = b"PK\x01\x02"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MOST_NAMES = 10_000
_HEAD = 4096
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<div", b"<p", b"<meta")

_OWN_KEYS = (b'"table_editions"', b'"cells"')
_OWN_HEAD = "键,表,行,列,状态,数值"
_OWN_HEADS = (_OWN_HEAD.encode(), _OWN_HEAD.encode("gb18030"))


def kind_of(data: bytes) -> Kind:
    """The kind of the file; 'text' for whatever shows no other."""
    own = _own_kind(data)
    if own is not None:
        return own
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith(_COMPOUND):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), "doc")
    head = data[:_HEAD].replace(b"\0", b"").lower()
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if start in (b"{", b"[", b'"') and (b"<" in data or b"u003c" in data.lower()):
        return "json"
    marked = any(sign in head for sign in _HTML) or (start == b"<" and b"<table" in data.lower())
    return "html" if marked and b"<" in data else "text"


def _own_kind(data: bytes) -> Kind | None:
    """Whether the file is in one of our own two formats (own.py): by the keys that only our JSON has outside its texts,
    or by the head of our CSV."""
    start = data[:100].removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").lstrip()
    if start.startswith(_OWN_HEADS):
        return "own_csv"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # as some shells write what a command prints
        data = data[2:].replace(b"\0", b"")
        start = data[:100].lstrip()
    return "own_json" if start[:1] in (b"{", b"[") and all(key in data for key in _OWN_KEYS) else None


def _kind_of_archive(data: bytes) -> Kind:
    """What the names in the archive's directory tell; where that is cut off, what the bytes before it do."""
    if data.count(_DIRECTORY_ENTRY) > _MOST_NAMES:
        return "archive"
    try:
        names = {name.replace("\\", "/").lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        start = data.lower()
        return next((kind for part, kind in _PARTS if part.encode() in start), "archive")
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), "archive")
