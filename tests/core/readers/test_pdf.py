"""PDF files: what is drawn, printed twice, hidden, torn by lines and pages, and what can't be read at all.

That every arrangement of the form reads back is tested for all kinds together (test_kinds.py).
"""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers import read
from gongkai.core.readers.flow import CELL
from gongkai.core.readers.pdf import flow
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.pdf_writer import SONG, pdf

WORDS = "县人民政府办公室按照要求编制并公布本年度工作报告请予监督"
Draw = Callable[[Canvas], object]


def canvas_pdf(*pages: Draw, **options: object) -> bytes:
    """A PDF with what each function draws on a page of its own, 595 points wide and 842 high."""
    pdf(())  # registers the font
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True, pagesize=(595, 842), **options)
    for draw in pages:
        canvas.setFont(SONG, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_words(canvas: Canvas) -> None:
    """Enough words for a page not to count as a picture."""
    canvas.drawString(50, 720, WORDS)


def grid(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    canvas.grid(xs, ys)


def rows(data: bytes) -> list[list[str]]:
    """The rows of tables, cell by cell."""
    return [line.split(CELL) for line in flow(data).text.splitlines() if CELL in line]


def lines(data: bytes) -> list[str]:
    return [line for line in flow(data).text.splitlines() if CELL not in line]


def one_row(draw: Draw) -> list[str]:
    """The row of a table with three cells, 100 points wide each, into which `draw` prints."""

    def whole(canvas: Canvas) -> None:
        with_words(canvas)
        grid(canvas, [50, 150, 250, 350], [600, 640])
        canvas.drawString(60, 615, "规章")
        draw(canvas)

    (row,) = rows(canvas_pdf(whole))
    return row


# ---- Figures in their cells ----------------------------------------------------------------------


def test_a_figure_stands_in_its_cell() -> None:
    assert one_row(lambda canvas: canvas.drawString(190, 615, "12")) == ["规章", "12", ""]


def test_digits_on_two_lines_of_a_cell_stay_two_figures() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(190, 622, "12")
        canvas.drawString(190, 608, "34")

    assert one_row(draw) == ["规章", "12 34", ""]


def test_digits_apart_on_a_line_stay_two_figures() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(190, 615, "12")
        canvas.drawString(206, 615, "34")

    assert one_row(draw) == ["规章", "12 34", ""]


def test_a_number_that_sticks_out_of_its_cell_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        canvas.drawCentredString(200, 612, "1234567890")

    assert one_row(draw) == ["规章", "1234567890", ""]


def test_two_numbers_that_touch_over_a_border_are_unclear() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        canvas.drawRightString(250, 612, "12")
        canvas.drawString(250, 612, "34")

    assert one_row(draw) == ["规章", "??", "??"]


def test_digits_cut_by_the_border_above_are_unclear() -> None:
    assert one_row(lambda canvas: canvas.drawString(190, 597, "7")) == ["规章", "?", ""]


def test_a_figure_printed_over_another_is_unclear() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(190, 615, "12")
        canvas.drawString(190.5, 615, "57")

    assert "?" in one_row(draw)[1]


def test_a_letter_printed_twice_to_look_bold_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        for aside in (0, 0.3, 0.6, 1.4):
            canvas.drawString(190 + aside, 615, "11")

    assert one_row(draw) == ["规章", "11", ""]


def test_a_letter_printed_again_after_everything_else_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        for aside in (0, 0.4):
            canvas.drawString(190 + aside, 615, "11")
            for place in range(12):
                canvas.drawString(60 + 40 * (place % 8), 500 - 20 * place, f"其他文字{place}")

    assert one_row(draw) == ["规章", "11", ""]


def test_a_figure_whose_width_is_not_told_is_measured_by_its_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.core.readers.pdf.glyphs.pdfium.FPDFText_GetLooseCharBox", lambda *arguments: 0)
    assert one_row(lambda canvas: canvas.drawString(190, 615, "20")) == ["规章", "20", ""]


def test_a_character_without_a_letter_makes_its_cell_unclear() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(190, 615, "1\ue001")

    assert one_row(draw)[1] == "1?"


def test_white_writing_counts_only_on_a_ground_that_is_not_white() -> None:
    def on_white(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(190, 615, "12")

    def on_blue(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.6)
        canvas.rect(151, 601, 98, 38, stroke=0, fill=1)
        on_white(canvas)

    assert one_row(on_white) == ["规章", "", ""]
    assert one_row(on_blue) == ["规章", "12", ""]


def test_what_lies_outside_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.setCropBox((0, 500, 595, 842))
        canvas.drawString(50, 300, "规章")

    assert "规章" not in flow(canvas_pdf(draw)).text


# ---- Places --------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", [{}, {"turned": 90}, {"turned": 180}, {"turned": 270}])
def test_places_are_those_of_the_printed_cell_on_the_page_as_shown(variant: dict) -> None:
    """The same report, turned or not, shows its cells at the same places."""
    content = report("full", 0)
    straight, turned = read(pdf(page(content))), read(pdf(page(content), **variant))
    for index in range(len(straight.states)):
        one, other = straight.at(index), turned.at(index)
        assert one is not None
        assert other is not None
        assert one["page"] == other["page"]
        assert one["box"] == pytest.approx(other["box"], abs=0.3)
        x0, y0, x1, y1 = one["box"]
        assert 50 < x0 < x1 < 545
        assert 50 < y0 < y1 < 792


def test_a_landscape_table_drawn_sideways_is_read_and_placed_on_its_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(50, 500, WORDS)
        grid(canvas, [50, 150, 250, 350], [400, 440])
        canvas.drawString(60, 415, "规章")
        canvas.drawString(190, 415, "12")

    found = flow(canvas_pdf(draw))
    assert f"规章{CELL}12{CELL}" in found.text
    place = found.text.index("12")
    x0, y0, x1, y1 = found.place(place, place + 2)["box"]
    assert 595 - 425 < x0 < x1 < 595 - 410  # sideways: what was up is left
    assert 842 - 205 < y0 < y1 < 842 - 185


# ---- Page furniture ------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["- {} -", "— {} —", "第 {} 页", "第 {} 页 共 3 页", "P. {}", "{}/3", "{}"])
def test_page_marks_are_left_out(mark: str) -> None:
    def draw(number: int) -> Draw:
        def whole(canvas: Canvas) -> None:
            with_words(canvas)
            canvas.drawCentredString(297, 30, mark.format(number))

        return whole

    assert "".join(lines(canvas_pdf(draw(1), draw(2), draw(3)))) == WORDS * 3


def test_numbers_near_the_text_are_left_out_where_they_count_the_pages() -> None:
    def draw(number: int) -> Draw:
        def whole(canvas: Canvas) -> None:
            with_words(canvas)
            canvas.drawString(50, 60, f"第{'一二三'[number]}次")
            canvas.drawCentredString(297, 46, str(number + 57))

        return whole

    assert "5" not in "".join(lines(canvas_pdf(draw(0), draw(1), draw(2))))
    assert "57" in "".join(lines(canvas_pdf(draw(0))))


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.drawString(50, 600, "open govern-")
        canvas.drawString(50, 585, "ment")

    assert "govern-" in flow(canvas_pdf(draw)).text


def test_headers_and_footers_are_left_out_and_tell_of_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.drawString(50, 815, "云溪县人民政府2022年政府信息公开工作年度报告")

    data = canvas_pdf(draw, draw, draw)
    assert "".join(lines(data)) == WORDS * 3
    assert flow(data).head == "云溪县人民政府2022年政府信息公开工作年度报告"


def test_watermarks_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont(SONG, 50)
        canvas.drawString(100, 400, "2022")
        canvas.rotate(30)
        canvas.drawString(300, 300, "内部")
        canvas.restoreState()

    assert lines(canvas_pdf(draw)) == [WORDS]


# ---- Lines, columns, paragraphs ------------------------------------------------------------------


def test_lines_of_running_text_become_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        for place, text in enumerate([WORDS, WORDS, "完毕。"]):
            canvas.drawString(50, 780 - 15 * place, text)
        canvas.drawString(70, 735, "另起一段。")

    assert lines(canvas_pdf(draw)) == [WORDS + WORDS + "完毕。", "另起一段。"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = [f"{WORDS[:18]}左{i}" for i in range(5)], [f"{WORDS[:18]}右{i}" for i in range(5)]

    def draw(canvas: Canvas) -> None:
        for place in range(5):
            canvas.drawString(50, 780 - 15 * place, left[place])
            canvas.drawString(300, 780 - 15 * place, right[place])

    assert "".join(lines(canvas_pdf(draw))) == "".join(left + right)


def test_order_of_drawing_does_not_matter() -> None:
    content = report("few blanks", 1)
    straight, scrambled = pdf(page(content)), pdf(page(content), scrambled=True)
    assert straight != scrambled
    assert flow(straight).text == flow(scrambled).text
