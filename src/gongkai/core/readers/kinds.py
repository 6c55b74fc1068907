"""文件种类: what kind of file the bytes are, told from the content and never from the name.

So far reports are read from text and Markdown; a file of another kind is named, so that a person knows what to save it
as instead of being told that it is no report.
"""

_SIGNATURES = (
    (b"PK\x03\x04", {"zh": "Word、Excel 文件或压缩包", "en": "a Word or Excel file or an archive"}),
    (b"\xd0\xcf\x11\xe0", {"zh": "旧版 Word 或 Excel 文件", "en": "an old Word or Excel file"}),
    (b"%PDF-", {"zh": "PDF 文件", "en": "a PDF file"}),
    (b"\x89PNG", {"zh": "图片", "en": "a picture"}),
    (b"\xff\xd8\xff", {"zh": "图片", "en": "a picture"}),
    (b"{\\rtf", {"zh": "RTF 文件", "en": "an RTF file"}),
)
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body")
_HTML_NAME = {"zh": "网页", "en": "a web page"}


def other_kind(data: bytes) -> dict[str, str] | None:
    """The kind of a file that is not plain text, in both languages; None for what may be text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    head = data[:4096].lower()
    return _HTML_NAME if any(sign in head for sign in _HTML) and b"</" in data else None
