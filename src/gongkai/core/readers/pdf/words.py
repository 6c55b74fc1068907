"""PDF 的全部文字: every word of a PDF, seen or not, as pdfium puts it into lines; nothing is placed or doubted."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from gongkai.core.readers.kinds import NAMES
from gongkai.core.readers.pdf.document import MOST_PAGES, loaded, opened
from gongkai.core.readers.unreadable import Unreadable

MOST_CHARACTERS = 2_000_000


def words(data: bytes) -> tuple[list[str], bool]:
    """The text of each page, and whether that is all there is to read: no page without text, no page or character too
    many, no file held inside. Raises Unreadable for what can't be opened."""
    pages = []
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        whole = count <= MOST_PAGES and pdfium.FPDFDoc_GetAttachmentCount(document) <= 0
        left = MOST_CHARACTERS
        for number in range(min(count, MOST_PAGES)):
            text = _text(document, number, left)
            left -= len(text)
            pages.append(text.replace("\r\n", "\n"))
    return pages, whole and left > 0 and all(page.strip() for page in pages)


def _text(document: Any, number: int, most: int) -> str:
    page, _ = loaded(document, number)
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise Unreadable("READ.BROKEN", kind=NAMES["pdf"])
        try:
            count = max(min(pdfium.FPDFText_CountChars(text_page), most), 0)
            buffer = ctypes.create_string_buffer(2 * count + 2)
            pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]
