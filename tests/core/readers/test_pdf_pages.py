"""PDF files: rows and tables that a page's end has cut, columns without rules, and a real report."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from tests.core.readers.test_pdf import Draw, canvas_pdf, grid, lines, rows, with_words
from tests.kinds.cases import report
from tests.kinds.pages import page
from tests.kinds.pdf_writer import VARIANTS, pdf

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
        (["(三)不予公开", "1", "2"], ["1.属于国家秘密", "", ""], ["(三)不予公开1.属于国家秘密", "1", "2"]),
        (["2.重复申请", "3(其中", "2"], ["", "修订1件)", ""], ["2.重复申请", "3(其中修订1件)", "2"]),
    ],
)
def test_a_row_cut_by_a_pages_end_is_one_row(upper: list[str], lower: list[str], joined: list[str]) -> None:
    assert rows(cut_pdf(upper, lower)) == [joined]


def test_an_empty_rest_of_a_row_is_left_out() -> None:
    assert rows(cut_pdf(["2.重复申请", "1", "2"], ["", "", ""])) == [["2.重复申请", "1", "2"]]


def test_an_empty_row_at_the_top_of_a_page_is_left_out() -> None:
    heads = ["结果维持", "结果纠正", "总计"]

    def second(canvas: Canvas) -> None:
        grid(canvas, [50, 250, 320, 390], [710, 740, 770])
        for x, text in zip((55, 260, 330), "415", strict=True):
            canvas.drawString(x, 720, text)

    def first(canvas: Canvas) -> None:
        with_words(canvas)
        grid(canvas, [50, 250, 320, 390], [70, 100])
        for x, text in zip((55, 260, 330), heads, strict=True):
            canvas.drawString(x, 80, text)

    assert rows(canvas_pdf(first, second)) == [heads, ["4", "1", "5"]]


def test_heads_printed_again_are_left_out() -> None:
    heads = ["结果维持", "结果纠正", "总计"]
    assert rows(cut_pdf(heads, heads)) == [heads]
    assert rows(cut_pdf(heads, ["", "", ""])) == [heads]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["1.信访举报投诉类申请", "1", "2"], ["2.重复申请", "", ""]),
        (["1.信访举报投诉类申请", "", ""], ["2.重复申请", "1", "2"]),
        (["2.重复申请", "1", ""], ["", "3", "2"]),
        (["2.重复申请", "1", ""], ["", "", "另有说明"]),
        (["1.本地用语", "1", "2"], ["2.其他用语", "", ""]),
        (["结果维持", "结果纠正", "总计"], ["4", "1", "5"]),
    ],
)
def test_two_rows_on_two_pages_stay_two(upper: list[str], lower: list[str]) -> None:
    assert rows(cut_pdf(upper, lower)) == [upper, lower]


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


def test_figures_between_the_lines_of_their_label_are_one_line_with_it_where_columns_are_not_known() -> None:
    data = loose_pdf((664, [(50, "6.属于四类过")]), (658, [(240, "5"), (440, "5")]), (652, [(50, "程性信息")]))
    assert lines(data)[-1] == "6.属于四类过程性信息 5 5"


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
