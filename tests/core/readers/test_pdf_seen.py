"""PDF files: figures that the file holds and a person sees otherwise, covered, struck out, slanted or in a field."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers.pdf import flow
from tests.core.readers.test_pdf import WORDS, canvas_pdf, grid, one_row, rows, with_words
from tests.core.readers.test_pdf_damage import PIXELS, raw_pdf

Draw = Callable[[Canvas], object]


def printed(canvas: Canvas, text: str = "61", x: float = 190, y: float = 615, size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, text)


def box(canvas: Canvas, x: float = 180, y: float = 610, width: float = 40, grey: float = 1.0) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, y, width, 18, stroke=0, fill=1)
    canvas.setFillGray(0)


def picture(canvas: Canvas, **options: object) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(PIXELS)), 180, 610, 40, 18, **options)


def clear_box(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.3)
    box(canvas, grey=0.5)


def clipped_box(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(215, 610, 5, 5)
    canvas.clipPath(path, stroke=0)
    box(canvas)


def frame(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(170, 605, 60, 30)
    path.rect(175, 608, 50, 24)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def seal(canvas: Canvas) -> None:
    picture(canvas, mask=[0, 0, 0, 0, 0, 0])


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("cover")
    box(canvas)
    canvas.endForm()
    canvas.doForm("cover")


@pytest.mark.parametrize("cover", [box, lambda canvas: box(canvas, grey=0), picture, in_a_form])
def test_a_figure_covered_by_what_is_drawn_later_is_unclear(cover: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        printed(canvas)
        cover(canvas)

    assert one_row(draw) == ["规章", "??", ""]


@pytest.mark.parametrize("cover", [clear_box, clipped_box, frame, seal, lambda canvas: box(canvas, x=210)])
def test_what_covers_no_figure_makes_none_unclear(cover: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        printed(canvas)
        cover(canvas)

    assert one_row(draw) == ["规章", "61", ""]


def test_a_ground_drawn_before_its_figure_covers_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        box(canvas, grey=0.8)
        printed(canvas)

    assert one_row(draw) == ["规章", "61", ""]


def test_writing_behind_a_scan_is_read_with_a_note() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, WORDS)
        canvas.drawImage(ImageReader(io.BytesIO(PIXELS)), 0, 0, 595, 842)

    found = flow(canvas_pdf(draw))
    assert (found.text.strip(), [note.code for note in found.notes]) == (WORDS, ["READ.OCR"])


@pytest.mark.parametrize(("text", "x"), [("8", 192.8), ("123", 187.4), ("45", 192.3)])
def test_figures_printed_half_a_place_aside_are_unclear(text: str, x: float) -> None:
    def draw(canvas: Canvas) -> None:
        printed(canvas)
        printed(canvas, text, x)

    _, figure, _ = one_row(draw)
    assert "?" in figure


@pytest.mark.parametrize("spacing", [-0.8, 0.0, 0.8])
def test_figures_set_narrow_or_wide_are_read(spacing: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(190, 615, "6111", charSpace=spacing)

    assert one_row(draw) == ["规章", "6111", ""]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_figures_apart_stay_two_on_a_page_shown_turned(turned: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        match turned:
            case 90:
                canvas.transform(0, 1, -1, 0, 842, 0)
            case 180:
                canvas.transform(-1, 0, 0, -1, 595, 842)
            case 270:
                canvas.transform(0, -1, 1, 0, 0, 595)
        with_words(canvas)
        grid(canvas, [50, 150, 250], [600, 640])
        printed(canvas, "12")
        printed(canvas, "34", 205)

    assert rows(canvas_pdf(draw)) == [["", "12 34"]]


def test_a_figure_struck_out_is_unclear_and_one_above_a_line_is_not() -> None:
    def struck(canvas: Canvas) -> None:
        printed(canvas)
        canvas.line(189, 618.5, 202, 618.5)

    def underlined(canvas: Canvas) -> None:
        printed(canvas)
        canvas.line(189, 614, 202, 614)

    assert one_row(struck) == ["规章", "??", ""]
    assert one_row(underlined) == ["规章", "61", ""]


def test_a_small_slanted_digit_is_unclear() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(190, 615)
        canvas.rotate(10)
        printed(canvas, "6", 0, 0)

    assert one_row(draw) == ["规章", "?", ""]


@pytest.mark.parametrize(("size", "up"), [(5.0, 1.9), (0.5, 0.0)])
def test_a_digit_much_smaller_than_its_neighbour_is_unclear(size: float, up: float) -> None:
    def draw(canvas: Canvas) -> None:
        printed(canvas, "6")
        printed(canvas, "1", 195.6, 615 + up, size)

    assert one_row(draw) == ["规章", "?", ""]


# ---- Fields ---------------------------------------------------------------------------------------


def with_field(canvas: Canvas, **options: object) -> None:
    canvas.acroForm.textfield(value="61", x=180, y=610, width=40, height=18, fontSize=10, borderWidth=0, **options)


def test_a_filled_field_is_read_and_a_hidden_one_is_not() -> None:
    assert one_row(with_field) == ["规章", "61", ""]
    assert one_row(lambda canvas: with_field(canvas, annotationFlags="hidden")) == ["规章", "", ""]
    assert one_row(lambda canvas: with_field(canvas, annotationFlags="noview")) == ["规章", "", ""]


@pytest.mark.parametrize(("value", "read"), [(b"/V(61)", "?"), (b"", "")])
def test_a_field_that_does_not_tell_how_it_looks_is_unclear(value: bytes, read: str) -> None:
    label = b"BT /F 10 Tf 60 615 Td (abcdefghijklmnopqrstuv) Tj ET 50 600 200 40 re S 170 600 m 170 640 l S"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[180 610 220 628]" + value + b">>"
    fonts = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R" + fonts + b"/Annots[" + field + b"]>>"
    assert rows(raw_pdf([page], label)) == [["abcdefghijklmnopqrstuv", read]]
