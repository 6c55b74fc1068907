"""PDF files that can't be read, or not all of them, and files made to do harm."""

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers.pdf import flow
from gongkai.core.readers.unreadable import Unreadable
from tests.core.readers.test_pdf import WORDS, canvas_pdf, with_words
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.pdf_writer import pdf

pytestmark = pytest.mark.slow


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        flow(data)
    for language in ("zh", "en"):
        assert caught.value.sentence(language)
    return caught.value.code


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(PIXELS)), 0, 0, 595, 842)


PIXELS = b"P6 2 2 255\n" + bytes(12)


def test_a_scan_without_text_is_refused() -> None:
    assert refusal(canvas_pdf(picture, picture)) == "READ.SCAN"


def test_a_page_without_anything_is_empty() -> None:
    assert refusal(canvas_pdf(lambda canvas: None)) == "READ.EMPTY"


def test_a_page_that_is_a_picture_is_named() -> None:
    (note,) = flow(canvas_pdf(with_words, picture)).notes
    assert (note.code, note.details["pages"]) == ("READ.PICTURES", {"zh": "2", "en": "2"})


def test_the_text_behind_a_scan_is_read_with_a_note() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        text.textLine(WORDS)
        canvas.drawText(text)

    found = flow(canvas_pdf(draw))
    assert found.text.strip() == WORDS
    assert [note.code for note in found.notes] == ["READ.OCR"]


def test_hidden_text_beside_text_that_is_seen_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        text.textLine("隐藏")
        canvas.drawText(text)

    found = flow(canvas_pdf(draw))
    assert (found.text.strip(), list(found.notes)) == (WORDS, [])


def test_fonts_that_do_not_tell_their_letters_are_refused() -> None:
    assert (
        refusal(canvas_pdf(lambda canvas: canvas.drawString(50, 700, "\ue000\ue001\ue002" * 10))) == "READ.NO_UNICODE"
    )


def test_a_password_to_open_is_refused_and_one_to_change_is_not() -> None:
    locked = StandardEncryption("secret", ownerPassword="other", strength=128)
    unlocked = StandardEncryption("", ownerPassword="other", canPrint=0, canCopy=0, strength=128)
    assert refusal(canvas_pdf(with_words, encrypt=locked)) == "READ.LOCKED"
    assert flow(canvas_pdf(with_words, encrypt=unlocked)).text.strip() == WORDS


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9])
def test_a_file_that_is_cut_off_is_broken_or_says_what_is_left(share: float) -> None:
    """pdfium mends what it can; what it gives must be a part of the whole."""
    whole = pdf(page(report("full", 0)))
    piece = whole[: int(len(whole) * share)]
    known = set(flow(whole).text)
    assert what_is_left(piece) <= known


def what_is_left(piece: bytes) -> set[str]:
    """The letters read from a damaged file; none from one that is refused."""
    try:
        return set(flow(piece).text)
    except Unreadable as refused:
        return set() if refused.code in {"READ.BROKEN", "READ.EMPTY"} else {refused.code}


def test_garbage_behind_the_signature_is_broken() -> None:
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 50) == "READ.BROKEN"


def raw_pdf(pages: list[bytes], content: bytes, kids: str = "") -> bytes:
    """A PDF written by hand; `pages` are the page dictionaries."""
    kids = kids or " ".join(f"{place} 0 R" for place in range(4, 4 + len(pages)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *pages,
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return body + head + table + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(parts) + 1, start)


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"


def test_ten_thousand_pages_are_too_many() -> None:
    assert refusal(raw_pdf([PAGE] * 10_000, b"")) == "READ.TOO_MUCH"


def test_a_map_with_a_great_many_lines_is_too_much() -> None:
    lines = b"".join(b"%d %d m %d 800 l S " % (i % 500, i % 700, i % 400) for i in range(500_000))
    assert refusal(raw_pdf([PAGE], lines)) == "READ.TOO_MUCH"


def test_grids_of_a_great_many_cells_are_too_much() -> None:
    across = b"".join(b"0 %d m 595 %d l S " % (y, y) for y in range(0, 840, 5))
    down = b"".join(b"%d 0 m %d 842 l S " % (x, x) for x in range(0, 595, 5))
    text = b"BT /F 10 Tf 50 700 Td (a b c d e f g h i j k l m n o p q r s t u v) Tj ET "
    fonts = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    assert refusal(raw_pdf([PAGE[:-2] + fonts] * 9, text + across + down)) == "READ.TOO_MUCH"


def test_a_great_many_characters_are_too_much() -> None:
    text = b"BT /F 1 Tf 50 700 Td " + b"(0123456789) Tj 0 -1 Td " * 21_000 + b"ET"
    fonts = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    assert refusal(raw_pdf([PAGE[:-2] + fonts], text)) == "READ.TOO_MUCH"


def test_a_font_that_tells_no_widths_is_measured_by_its_ink() -> None:
    text = b"BT /F 20 Tf 50 700 Td " + b"(1) Tj 24 0 Td " * 22 + b"ET"
    widths = b"/FirstChar 48/LastChar 57/Widths[0 0 0 0 0 0 0 0 0 0]"
    fonts = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica" + widths + b">>>>>>>>"
    assert set(flow(raw_pdf([PAGE[:-2] + fonts], text)).text.split()) == {"1"}


@pytest.mark.parametrize("call", ["FPDF_LoadPage", "FPDFText_LoadPage"])
def test_a_page_that_pdfium_can_not_open_is_broken(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"gongkai.core.readers.pdf.document.pdfium.{call}", lambda *arguments: None)
    assert refusal(canvas_pdf(with_words)) == "READ.BROKEN"


def test_pages_that_hold_themselves_end() -> None:
    assert refusal(raw_pdf([PAGE], b"", kids="2 0 R 2 0 R 4 0 R")) in {"READ.BROKEN", "READ.EMPTY"}


def test_a_file_of_an_unlikely_size_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.core.readers.pdf.document.LIMIT", 100)
    assert refusal(canvas_pdf(with_words)) == "READ.TOO_LARGE"
