"""Where a line with a label or a blank cell got lost, no figure is given to the row or the cell beside it."""

from gongkai.core.readers import read
from gongkai.core.report import FilledReport
from tests.kinds.cases import report
from tests.layouts import LAYOUTS, write

CELL_A_LINE = next(layout for layout in LAYOUTS if layout.name == "cell a line, pipe")


def text(*changes: tuple[str, str]) -> str:
    """A full report of 2021's form with one cell a line, each change made once."""
    written = write(report("full", 0), CELL_A_LINE).text
    for old, new in changes:
        assert old in written
        written = written.replace(old, new, 1)
    return written


def line_behind(written: str, words: str, number: int) -> str:
    """The line with `words` and the `number` lines behind it."""
    start = written.index(f"{words} |\n")
    return "".join(line + "\n" for line in written[start:].split("\n")[: number + 1])


def values(found: FilledReport, row: str) -> list[object]:
    return [found.value(cell.key) for cell in found.form.cells if cell.key.startswith(row)]


def test_a_lost_label_and_a_blank_fee_do_not_move_table_2_up() -> None:
    fee = line_behind(text(), "行政事业性收费", 1)
    found = read(text(("规章 |\n", ""), (fee, "行政事业性收费 |\n |\n")).encode())
    assert values(found, "proactive.normative") == [None] * 3
    assert values(found, "proactive.licensing") == [None]


def test_a_blank_line_lost_in_the_last_row_of_table_3_does_not_move_its_cells() -> None:
    row = line_behind(text(), "四、结转下年度继续办理", 7)
    label, first, *others = row.splitlines(keepends=True)
    kept = [label, " |\n", *others[:4], others[5]]  # natural is blank, the blank of `other` is lost
    found = read(text((row, "".join(kept))).encode())
    assert first != " |\n"
    assert found.value("requests.carried_out.other") is None


def test_figures_of_a_row_whose_label_is_lost_do_not_fill_the_row_before() -> None:
    rows = line_behind(text(), "2.重复申请", 15)
    lines = rows.splitlines(keepends=True)
    two_rows = [lines[0], "0 |\n", " |\n", " |\n", "0 |\n", " |\n", "0 |\n", " |\n"]
    two_rows += [" |\n", "0 |\n", " |\n", "0 |\n", "0 |\n", " |\n", "0 |\n"]  # the label of 要求提供公开出版物 is lost
    found = read(text((rows, "".join(two_rows))).encode())
    assert values(found, "requests.not_processed.repeated") == [None] * 7


def test_what_is_unclear_on_the_next_line_does_not_fill_a_row() -> None:
    rows = line_behind(text(), "1.信访举报投诉类申请", 15)
    found = read(text((rows, "1.信访举报投诉类申请 — 0 0 0\n(五)不 ?\n? ? ? ? ? ?\n予处理 复申请\n")).encode())
    assert values(found, "requests.not_processed.petition") == [None] * 7
