"""Tables of files that keep their cells apart: what stands in another column, another order or twice is never taken."""

from collections.abc import Callable

import pytest

from gongkai.core.readers import read
from gongkai.core.report import KNOWN, FilledReport, State
from tests.kinds.cases import report
from tests.kinds.docx_writer import docx
from tests.kinds.html_writer import html
from tests.kinds.page import Cell, Page, Table
from tests.kinds.pages import page

WRITERS: list[Callable[[Page], bytes]] = [html, docx]
Row = tuple[Cell, ...]


def changed(written: Page, number: int, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Page:
    """The page with its statutory table of that number (from 0) changed row by row."""
    tables = [block for block in written if isinstance(block, Table)]
    return tuple(Table(change(block.rows)) if block is tables[number] else block for block in written)


def no_value(found: FilledReport, keys: str) -> bool:
    """Whether no cell whose key begins so has a value."""
    return all(found.state(key) < KNOWN for key in found.form.keys if key.startswith(keys))


def a_column_more(rows: tuple[Row, ...], head: str, figure: str) -> tuple[Row, ...]:
    """Every row with another column behind, the last figure but one of each row blank."""
    return tuple(
        (*row[:-2], Cell(""), row[-1], Cell(head if "信息内容" in row[0].text else figure))
        if len(row) == 4 and "信息内容" not in row[0].text
        else (*row, Cell(head if "信息内容" in row[0].text else ""))
        for row in rows
    )


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("head", ["备注", "合计", ""])
def test_a_column_more_never_fills_a_blank_cell(write: Callable[[Page], bytes], head: str) -> None:
    content = report("full", 0)
    found = read(write(changed(page(content), 0, lambda rows: a_column_more(rows, head, "7"))))
    for column in ("repealed", "in_force"):
        assert (
            found.state(f"proactive.rules.{column}") < KNOWN
            or str(found.value(f"proactive.rules.{column}")) == content.by_key[f"proactive.rules.{column}"]
        )


def swapped(one: str, other: str) -> Callable[[tuple[Row, ...]], tuple[Row, ...]]:
    """The rows with two heads in each other's place."""
    names = {one: other, other: one}

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(Cell(names.get(c.text, c.text), c.rows, c.columns) for c in row) for row in rows)

    return change


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("number", "one", "other", "keys"),
    [
        (1, "法律服务机构", "其他", "requests."),
        (1, "商业企业", "其他", "requests."),
        (1, "自然人", "总计", "requests."),
        (2, "结果维持", "结果纠正", "remedies."),
        (2, "总计", "结果维持", "remedies."),
    ],
)
def test_heads_in_another_order_leave_the_table_unknown(
    write: Callable[[Page], bytes], number: int, one: str, other: str, keys: str
) -> None:
    found = read(write(changed(page(report("full", 0)), number, swapped(one, other))))
    assert no_value(found, keys)


@pytest.mark.parametrize("write", WRITERS)
def test_two_rows_of_figures_in_table_4_leave_it_unknown(write: Callable[[Page], bytes]) -> None:
    found = read(write(changed(page(report("full", 0)), 2, lambda rows: (*rows, rows[-1]))))
    assert no_value(found, "remedies.")


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_table_that_stands_twice_is_told(write: Callable[[Page], bytes], number: int) -> None:
    written = page(report("full", 0))
    again = [block for block in written if isinstance(block, Table)][number]
    found = read(write((*written, again)))
    assert "READ.SECOND_TABLE" in {note.code for note in found.notes}


def test_labels_whose_figures_stand_in_another_table_have_no_cells() -> None:
    written = changed(page(report("full", 0)), 1, lambda rows: tuple(row[: max(len(row) - 7, 1)] for row in rows))
    found = read(html(written))
    assert {found.state(key) for key in found.form.keys if key.startswith("requests.")} == {State.MISSING}
