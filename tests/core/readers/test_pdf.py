"""PDF files: what is drawn, printed twice, hidden, torn by lines and pages, and what can't be read at all.

That every arrangement of the form reads back is tested for all kinds together (test_kinds.py).
"""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers import read
from gongkai.core.readers.flow import CELL
from gongkai.core.readers.pdf import flow
from gongkai.core.readers.unreadable import Unreadable
from gongkai.core.report import FilledReport, State
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.pdf_writer import SONG, VARIANTS, pdf

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


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        flow(data)
    for language in ("zh", "en"):
        assert caught.value.sentence(language)
    return caught.value.code


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
        for aside in (0, 0.3, 0.6):
            canvas.drawString(190 + aside, 615, "11")

    assert one_row(draw) == ["规章", "11", ""]


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


# ---- Rows cut by a page's end --------------------------------------------------------------------


def cut_pdf(upper: list[str], lower: list[str]) -> bytes:
    """A table of two rows, the second on the next page."""

    def draw(texts: list[str], y: float) -> Draw:
        def whole(canvas: Canvas) -> None:
            grid(canvas, [50, 250, 320, 390], [y, y + 30])
            for x, text in zip((55, 260, 330), texts, strict=True):
                canvas.drawString(x, y + 10, text)

        return whole

    def first(canvas: Canvas) -> None:
        with_words(canvas)
        draw(upper, 70)(canvas)

    return canvas_pdf(first, draw(lower, 740))


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (
            ["5.要求行政机关确认", "1", "2"],
            ["或重新出具已获取信息", "", ""],
            ["5.要求行政机关确认或重新出具已获取信息", "1", "2"],
        ),
        (
            ["5.要求行政机关确认", "", ""],
            ["或重新出具已获取信息", "1", "2"],
            ["5.要求行政机关确认或重新出具已获取信息", "1", "2"],
        ),
        (["2.重复申请", "", ""], ["", "1", "2"], ["2.重复申请", "1", "2"]),
        (["2.重复申请", "3(其中", "2"], ["", "修订1件)", ""], ["2.重复申请", "3(其中修订1件)", "2"]),
    ],
)
def test_a_row_cut_by_a_pages_end_is_one_row(upper: list[str], lower: list[str], joined: list[str]) -> None:
    assert rows(cut_pdf(upper, lower)) == [joined]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["1.信访举报投诉类申请", "1", "2"], ["2.重复申请", "", ""]),
        (["1.信访举报投诉类申请", "", ""], ["2.重复申请", "1", "2"]),
        (["2.重复申请", "1", ""], ["", "3", "2"]),
        (["1.本地用语", "1", "2"], ["2.其他用语", "", ""]),
        (["结果维持", "结果纠正", "总计"], ["4", "1", "5"]),
    ],
)
def test_two_rows_on_two_pages_stay_two(upper: list[str], lower: list[str]) -> None:
    assert rows(cut_pdf(upper, lower)) == [upper, lower]


# ---- What can't be read --------------------------------------------------------------------------


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


def test_pages_that_hold_themselves_end() -> None:
    assert refusal(raw_pdf([PAGE], b"", kids="2 0 R 2 0 R 4 0 R")) in {"READ.BROKEN", "READ.EMPTY"}


def test_a_file_of_an_unlikely_size_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.core.readers.pdf.document.LIMIT", 100)
    assert refusal(canvas_pdf(with_words)) == "READ.TOO_LARGE"


# ---- Tables without rules ------------------------------------------------------------------------


def loose_pdf(*printed: tuple[float, list[tuple[float, str]]]) -> bytes:
    """Lines of text by height and place."""

    def draw(canvas: Canvas) -> None:
        with_words(canvas)
        for y, texts in printed:
            for x, text in texts:
                canvas.drawString(x, y, text)

    return canvas_pdf(draw)


FULL = [(200 + 40 * place, str(place)) for place in range(7)]


def test_columns_under_each_other_tell_blanks() -> None:
    data = loose_pdf(
        (700, [(50, "1.属于国家秘密"), *FULL]),
        (680, [(50, "4.保护第三方合法权益"), *FULL]),
        (660, [(50, "6.属于四类过程性信息"), (240, "5"), (440, "5")]),
    )
    assert rows(data)[2] == ["6.属于四类过程性信息", "", "5", "", "", "", "", "5"]


def test_a_figure_between_two_columns_keeps_its_row_a_line() -> None:
    data = loose_pdf(
        (700, [(50, "1.属于国家秘密"), *FULL]),
        (680, [(50, "4.保护第三方合法权益"), *FULL]),
        (660, [(50, "6.属于四类过程性信息"), (220, "5"), (440, "5")]),
    )
    assert len(rows(data)) == 2
    assert "6.属于四类过程性信息 5 5" in lines(data)


def test_figures_between_the_lines_of_their_label_are_its_own() -> None:
    data = loose_pdf(
        (700, [(50, "1.属于国家秘密"), *FULL]),
        (680, [(50, "4.保护第三方合法权益"), *FULL]),
        (664, [(50, "6.属于四类过")]),
        (658, FULL),
        (652, [(50, "程性信息")]),
    )
    assert rows(data)[2] == ["6.属于四类过程性信息", *(text for _, text in FULL)]


def test_figures_broken_by_lines_are_unclear_with_their_row() -> None:
    data = loose_pdf(
        (700, [(50, "1.属于国家秘密"), (200, "1"), (240, "1"), (280, "0")]),
        (689, [(200, "7")]),
    )
    assert lines(data)[-2:] == ["1.属于国家秘密 ? ? ?", "?"]


# ---- A real report -------------------------------------------------------------------------------

TABLE_3 = {
    "new_received": (21, 0, 0, 0, 0, 0, 21),
    "partial": (4, 0, 0, 0, 0, 0, 4),
    "refused.state_secret": (1, 0, 0, 0, 0, 0, 1),
    "refused.process": (1, 0, 0, 0, 0, 0, 1),
    "refused.case_file": (1, 0, 0, 0, 0, 0, 1),
    "unavailable.not_held": (10, 0, 0, 0, 0, 0, 10),
    "unavailable.needs_making": (3, 0, 0, 0, 0, 0, 3),
    "not_processed.petition": (1, 0, 0, 0, 0, 0, 1),
    "results_total": (21, 0, 0, 0, 0, 0, 21),
}
OTHERS = {
    "proactive.normative.repealed": "5",
    "proactive.normative.in_force": "5",
    "proactive.licensing.decisions": "550",
    "proactive.penalty.decisions": "4119",
    "proactive.coercion.decisions": "195",
    "proactive.charges.amount": "7730.28",
    "remedies.reconsideration.upheld": "10",
    "remedies.reconsideration.corrected": "1",
    "remedies.litigation_after.upheld": "5",
}


def read_real(folder: Path) -> FilledReport:
    return read((folder / "example_2023.pdf").read_bytes())


def test_a_real_report_reads_as_a_person_reads_it(real_reports: Path) -> None:
    """A 2021 table 2 with a 2019 table 3, which goes over a page's end."""
    found = read_real(real_reports)
    assert (found.year, found.edition) == (2023, "2021")
    assert found.form.table_editions == {"proactive": "2021", "requests": "2019", "remedies": "2019"}
    assert set(found.states) == {State.PRINTED}
    for key in found.form.keys:
        table, _, cell = key.partition(".")
        row, _, column = cell.rpartition(".")
        if table == "requests":
            names = [one.key for one in found.form.table(table).rows[0].columns]
            assert found.texts[found.form.index[key]] == str(TABLE_3.get(row, (0,) * 7)[names.index(column)]), key
    printed = {key: found.texts[index] for key, index in found.form.index.items() if not key.startswith("requests.")}
    assert {key: text for key, text in printed.items() if text != "0"} == OTHERS


def test_a_real_report_has_its_chapters_without_page_marks(real_reports: Path) -> None:
    found = read_real(real_reports)
    assert all((found.sections[chapter] or "").strip() for chapter in ("overview", "problems", "other"))
    for text in found.sections.values():
        assert "- 2 -" not in (text or "")
        assert "- 4 -" not in (text or "")


def test_every_variant_is_another_file() -> None:
    written = {pdf(page(report("full", 0)), **variant) for variant in VARIANTS}
    assert len(written) == len(VARIANTS)
