"""Files to upload, made of a text."""

import io
import zipfile
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zipped(parts, compression=zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def docx(text: str, header: str = "", **more: str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    parts = {"word/document.xml": f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>"}
    if header:
        parts["word/header1.xml"] = f"<w:hdr {W}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>"
    return zipped(parts | more)


def xlsx(text: str, header: str = "") -> bytes:
    shown = f"<headerFooter><oddHeader>&amp;L{header}</oddHeader></headerFooter>" if header else ""
    return zipped(
        {
            "xl/workbook.xml": f"<workbook {S}/>",
            "xl/sharedStrings.xml": f"<sst {S}><si><t>{text}</t></si></sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData/>{shown}</worksheet>",
        }
    )


def opendocument(text: str, kind: str = "text") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = f'<o:d xmlns:o="urn:o" xmlns:text="{space}"><text:p>{text}</text:p></o:d>'
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def ofd(text: str) -> bytes:
    page = f'<p xmlns:ofd="urn:ofd"><ofd:TextCode>{text}</ofd:TextCode></p>'
    return zipped({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def pdf(text: str, **canvas: object) -> bytes:
    held = io.BytesIO()
    page = Canvas(held, **canvas)
    page.setFont(_font(), 12)
    for number, line in enumerate(text.split("\n")):
        page.drawString(72, 700 - 20 * number, line)
    page.showPage()
    page.save()
    return held.getvalue()


def rtf(text: str) -> bytes:
    said = "".join(character if character.isascii() else f"\\u{ord(character)}?" for character in text)
    return rf"{{\rtf1\ansi {said}\par}}".encode("ascii")


def compound(stream: str, content: bytes = b"") -> bytes:
    """What looks like a compound file with one stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return (
        head + content.ljust(-(-len(content) // 512) * 512 or 512, b"\0") + stream.encode("utf-16-le").ljust(512, b"\0")
    )


def doc(text: str) -> bytes:
    return compound("WordDocument", b"\xec\xa5" + bytes(510) + text.encode("utf-16-le"))


PNG = b"\x89PNG\r\n\x1a\n" + bytes(50) + b"IEND\xaeB`\x82"
GIF = b"GIF89a" + bytes(50) + b";"
JPEG = b"\xff\xd8\xff\xe0" + bytes(50) + b"\xff\xd9"
TIFF = b"II*\0" + bytes(50)
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
