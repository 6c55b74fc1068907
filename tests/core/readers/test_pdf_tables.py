"""Tables in PDF files: every way to rule them, and what is made of them where lines are missing."""

import io
from collections.abc import Mapping
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers import read
from gongkai.core.readers.pdf.ruling import grids
from gongkai.core.readers.pdf.sheet import Rule
from tests.core.readers.test_pdf import WORDS, Draw, canvas_pdf, lines, rows, with_words
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.pdf_writer import LOOSE_VARIANTS, VARIANTS, pdf
from tests.layouts.compare import not_blank, unknown_cells, wrong_values
from tests.layouts.finish import Written

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("filled", ["few blanks", "notes"])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_ruled_tables_are_read_with_their_blanks(variant: Mapping[str, Any], filled: str) -> None:
    content = report(filled, 1)
    found, written = read(pdf(page(content), **variant)), Written(content, "", {})
    assert wrong_values(found, written) == []
    assert unknown_cells(found, written) == []
    assert not_blank(found, written) == []


@pytest.mark.parametrize("filled", ["few blanks", "all blank", "large"])
@pytest.mark.parametrize("variant", LOOSE_VARIANTS, ids=str)
def test_tables_without_rules_are_read_right_or_not_at_all(variant: Mapping[str, Any], filled: str) -> None:
    content = report(filled, 1)
    assert wrong_values(read(pdf(page(content), **variant)), Written(content, "", {})) == []


@pytest.mark.parametrize("variant", LOOSE_VARIANTS, ids=str)
def test_full_tables_without_rules_are_read_for_the_most_part(variant: Mapping[str, Any]) -> None:
    content = report("full", 0)
    unknown = unknown_cells(read(pdf(page(content), **variant)), Written(content, "", {}))
    assert len(unknown) <= 15


# ---- Rules → grids -------------------------------------------------------------------------------


def across(*places: float, start: float = 0, end: float = 100) -> list[Rule]:
    return [Rule(at, start, end) for at in places]


@pytest.mark.parametrize(
    ("horizontals", "verticals"),
    [
        (across(0, 50, 100), across(0, 50, 100)),
        (across(0, 1.6, 50, 51.6, 98.5, 100), across(0, 1.6, 50, 51.6, 98.5, 100)),  # double
        (across(0, 50, 100), across(50)),  # no outer border at the sides
        (across(50), across(0, 50, 100)),  # none above and below
        ([*across(0, 50, 100, end=49), *across(0, 50, 100, start=51)], across(0, 50, 100)),  # pieces
        ([Rule(at, x, x + 1) for at in (0, 50, 100) for x in range(0, 100, 3)], across(0, 50, 100)),  # dots
    ],
)
def test_lines_make_a_grid(horizontals: list[Rule], verticals: list[Rule]) -> None:
    (grid,) = grids(horizontals, verticals)
    assert (len(grid.xs), len(grid.ys), len(grid.cells)) == (3, 3, 4)


def test_a_cell_over_two_rows_is_one() -> None:
    (grid,) = grids([*across(0, 100), *across(50, start=50)], across(0, 50, 100))
    assert sorted((cell.top, cell.left, cell.bottom, cell.right) for cell in grid.cells) == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 2, 2),
    ]


def test_places_that_make_no_rectangle_are_cells_row_by_row() -> None:
    (grid,) = grids([*across(0, 100), *across(50, end=50)], [*across(0, 100), Rule(50, 50, 100)])
    assert sorted((cell.top, cell.left, cell.right) for cell in grid.cells) == [(0, 0, 2), (1, 0, 1), (1, 1, 2)]


def test_two_tables_that_do_not_touch_are_two_grids() -> None:
    left = across(0, 50, 100)
    assert len(grids([*left, *across(0, 50, 100, start=200, end=300)], [*left, *across(200, 250, 300)])) == 2


def test_a_line_a_little_aside_parts_the_same_columns() -> None:
    """Three lines, each near the next, the first and the last no longer near each other."""
    (grid,) = grids(across(0, 100), [*across(0, 100), Rule(50, 0, 9), Rule(53.4, 0, 100), Rule(56, 0, 100)])
    assert len(grid.cells) == 2


def test_a_stub_of_a_line_begins_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        drawn_with(Canvas.line)(canvas)
        canvas.line(50, 620, 70, 620)

    assert rows(canvas_pdf(draw)) == [["规章", "12"]]


def test_lines_without_a_crossing_make_no_grid() -> None:
    assert grids(across(10, 20, 30), []) == []
    assert grids(across(10, start=50), [Rule(10, 0, 5)]) == []


def test_a_frame_is_no_grid_and_a_drawing_neither() -> None:
    assert grids(across(0, 100), across(0, 100)) == []
    fine = [Rule(at / 2, 0, 1000) for at in range(0, 2000)]
    assert grids(fine, fine) == []
    assert grids([Rule(at * 4, 0, 2000) for at in range(202)], [Rule(at * 4, 0, 2000) for at in range(202)]) == []


# ---- Ways to draw a line -------------------------------------------------------------------------

XS, YS = [50, 150, 250], [600, 640]
PIXEL = b"P6 1 1 255\n" + bytes(3)


def dotted(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    place = 0.0
    while place <= max(x1 - x0, y1 - y0):
        canvas.rect(x0 + place * (x1 > x0), y0 + place * (y1 > y0), 0.7, 0.7, stroke=0, fill=1)
        place += 1.5


def as_picture(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(PIXEL)), x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5))


def filled_path(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """One path of two boxes: the line, and a larger one with a curve, which is none."""
    path = canvas.beginPath()
    path.rect(x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5))
    path.circle(400, 300, 20)
    canvas.drawPath(path, stroke=0, fill=1)
    as_picture(canvas, 400, 200, 430, 230)


def not_painted(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x0, y0)
    path.lineTo(x1, y1)
    canvas.drawPath(path, stroke=0, fill=0)


def in_a_drawing(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A path of five thousand pieces."""
    path = canvas.beginPath()
    path.moveTo(x0, y0)
    path.lineTo(x1, y1)
    for place in range(5000):
        path.lineTo(300 + place % 97, 100 + place % 89)
    canvas.drawPath(path)


@pytest.mark.parametrize("line", [dotted, as_picture, filled_path, Canvas.line])
def test_lines_are_seen_however_they_are_drawn(line: Any) -> None:
    assert rows(canvas_pdf(drawn_with(line))) == [["规章", "12"]]


@pytest.mark.parametrize("line", [not_painted, in_a_drawing])
def test_lines_that_nobody_sees_or_that_belong_to_a_drawing_rule_nothing(line: Any) -> None:
    assert rows(canvas_pdf(drawn_with(line))) == []


@pytest.mark.parametrize("call", ["FPDFPageObj_GetBounds", "FPDFPageObj_GetMatrix"])
def test_what_pdfium_can_not_tell_of_a_drawing_is_left(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"gongkai.core.readers.pdf.strokes.pdfium.{call}", lambda *arguments: 0)
    assert lines(canvas_pdf(drawn_with(filled_path)))[0] == WORDS


def drawn_with(line: Any) -> Draw:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        for x in XS:
            line(canvas, x, YS[0], x, YS[1])
        for y in YS:
            line(canvas, XS[0], y, XS[-1], y)
        canvas.drawString(60, 615, "规章")
        canvas.drawString(190, 615, "12")

    return draw


def test_forms_within_forms_without_end_are_left() -> None:
    """Eight forms, one in the other: deeper than anybody draws a table."""

    def draw(canvas: Canvas) -> None:
        for depth in range(8):
            canvas.beginForm(f"form{depth}")
            if depth:
                canvas.doForm(f"form{depth - 1}")
            else:
                canvas.grid(XS, YS)
            canvas.endForm()
        canvas.doForm("form7")
        with_words(canvas)
        canvas.drawString(60, 615, "规章")

    assert rows(canvas_pdf(draw)) == []


# ---- Tables in tables, rows without rules --------------------------------------------------------


def test_a_table_in_a_frame_or_in_a_layout_is_read_as_the_table() -> None:
    def draw(canvas: Canvas) -> None:
        drawn_with(Canvas.line)(canvas)
        canvas.grid([30, 300, 560], [300, 760])

    assert rows(canvas_pdf(draw)) == [["规章", "12"]]


def test_an_empty_grid_gives_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.grid(XS, YS)

    assert (rows(canvas_pdf(draw)), lines(canvas_pdf(draw))) == ([], [WORDS])


def one_grid_row(*printed: tuple[float, float, str]) -> bytes:
    """A grid of one row and three columns, 80 points high."""

    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.grid([50, 250, 350, 450], [600, 680])
        for x, y, text in printed:
            canvas.drawString(x, y, text)

    return canvas_pdf(draw)


def test_labels_of_two_rows_in_one_cell_make_its_figures_unclear() -> None:
    data = one_grid_row((60, 650, "2.重复申请"), (60, 620, "3.要求提供公开出版物"), (290, 635, "4"))
    assert rows(data) == [["2.重复申请3.要求提供公开出版物", "?", "?"]]


def test_rows_that_no_rule_parts_are_read_line_by_line() -> None:
    data = one_grid_row(
        (60, 650, "2.重复申请"), (290, 650, "4"), (60, 620, "3.要求提供公开出版物"), (290, 620, "5"), (390, 620, "6")
    )
    assert rows(data) == []
    assert lines(data)[1:] == ["2.重复申请 4", "3.要求提供公开出版物 5 6"]


def test_a_figure_over_two_rows_is_unclear_in_both() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.grid([50, 250], [600, 640, 680])
        for y in (600, 680):
            canvas.line(250, y, 350, y)
        canvas.line(350, 600, 350, 680)
        for y, text in ((655, "2.重复申请"), (615, "3.要求提供公开出版物")):
            canvas.drawString(60, y, text)
        canvas.drawString(290, 650, "7")

    assert rows(canvas_pdf(draw)) == [["2.重复申请", "?"], ["3.要求提供公开出版物", "?"]]


def test_a_label_over_two_rows_stands_in_the_first_alone() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        canvas.grid([150, 350, 400], [600, 640, 680])
        for y in (600, 680):
            canvas.line(50, y, 150, y)
        canvas.line(50, 600, 50, 680)
        canvas.drawString(60, 636, "(五)不予处理")
        for y, text in ((655, "2.重复申请"), (615, "3.要求提供公开出版物")):
            canvas.drawString(160, y, text)
            canvas.drawString(370, y, "1")

    assert rows(canvas_pdf(draw)) == [["(五)不予处理", "2.重复申请", "1"], ["3.要求提供公开出版物", "1"]]


def test_a_label_written_downwards_is_no_part_of_the_labels_beside_it() -> None:
    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        for place, char in enumerate("办理结果"):
            canvas.drawString(50, 690 - 12 * place, char)
        for place, text in enumerate(("2.重复申请", "3.要求提供公开出版物")):
            canvas.drawString(80, 690 - 24 * place, text)
            canvas.drawString(300, 690 - 24 * place, str(place))

    assert lines(canvas_pdf(draw))[1:] == ["办理结果", "2.重复申请 0", "3.要求提供公开出版物 1"]


# ---- Two columns of text -------------------------------------------------------------------------

LINE = WORDS[:20]


def text_pdf(*printed: tuple[float, float, str]) -> bytes:
    def draw(canvas: Canvas) -> None:
        for x, y, text in printed:
            canvas.drawString(x, y, text)

    return canvas_pdf(draw)


def columns(left: list[str], right: list[str], top: float = 650) -> list[tuple[float, float, str]]:
    found = [(50.0, top - 15 * place, text) for place, text in enumerate(left)]
    return found + [(300.0, top - 15 * place, text) for place, text in enumerate(right)]


def test_a_longer_left_column_stays_before_the_right_one() -> None:
    data = text_pdf(*columns([LINE + "甲", LINE + "乙", "丙丁"], [LINE + "戊", LINE + "己"]))
    assert "".join(lines(data)) == f"{LINE}甲{LINE}乙丙丁{LINE}戊{LINE}己"


def test_a_chapter_begins_below_both_columns() -> None:
    printed = columns([LINE, LINE], [LINE, LINE], 650)
    heading = (50.0, 620.0, "二、主动公开政府信息情况")
    below = columns([LINE, LINE], [LINE, LINE], 605)
    found = lines(text_pdf(*printed, heading, *below))
    assert found.index("二、主动公开政府信息情况") == 1
    assert len(found) == 3


@pytest.mark.parametrize(
    "right", [["12 34 56"] * 4, ["短"] * 4, [LINE, "短", "短", "短"], ["甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑"] * 4]
)
def test_what_is_no_running_text_at_the_right_is_no_column(right: list[str]) -> None:
    spread = [text.replace(" ", "\u3000\u3000\u3000") for text in right]
    found = lines(text_pdf(*columns([LINE] * 4, spread)))
    assert found[0].startswith(f"{LINE} {right[0][0]}")


def test_a_line_over_both_columns_ends_them() -> None:
    whole = LINE + LINE + "全"
    found = "".join(lines(text_pdf(*columns([LINE, LINE], [LINE, LINE]), (50, 620, whole))))
    assert found.endswith(whole)
