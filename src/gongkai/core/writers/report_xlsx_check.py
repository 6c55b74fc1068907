"""校核表: the sheet of an annual report's workbook that says which of the form's relations hold (表内勾稽关系).

One line a relation, its sides computed from the first sheet, so that it follows what a person fills in there. It begins
as an annex does: what reads the workbook as a report takes it for no part of the last chapter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, Relation
from gongkai.core.writers.official import Official, wide
from gongkai.core.writers.report_xlsx_paper import height, on_a4
from gongkai.core.writers.report_xlsx_sums import Formula, Places, known_sum, number, reference

NAME = "校核"
TITLE = "附件：勾稽关系校核表"
HOLDS, BROKEN, OPEN = "成立", "不符", "有空格"
_HEADS = ("序号", "勾稽关系", "前项之和", "后项之和", "差", "校核")
_WIDTHS = (5, 58, 10, 10, 7, 8)
_NOTE = "前项、后项为“{sheet}”中“等于”前后的数，随填写自动计算。有空格：所涉单元格尚未填写，或所填不是数字。"
_COUNTS = ((BROKEN, "不符（项）"), (OPEN, "有空格（项）"), (HOLDS, "成立（项）"))
_FIRST_COUNT = 2
_HEAD_ROW = _FIRST_COUNT + len(_COUNTS)
WORDS_SIZE, _WORDS_WIDTH = 10, 348
"""Points of the relations' words, and of the column that they stand in."""
_ROW_HEIGHT = 15.75


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of the sheet's cells, and the one that marks what is broken."""

    title: Any
    note: Any
    head: Any
    group: Any
    words: Any
    figure: Any
    broken: Any


def draw(page: Any, looks: Looks, laid: Official, places: Places, sheet: str) -> None:
    """Write the sheet: how many relations are broken, then each of them; `sheet` names the one with the figures."""
    _top(page, looks, sheet)
    verdicts: list[str] = []
    first = row = _HEAD_ROW + 1
    for stated, of_basis in groupby(laid.form.relations, key=lambda one: f"{one.basis}：{one.words}"):
        page.merge_range(row, 0, row, len(_HEADS) - 1, "", looks.group)
        page.write_string(row, 0, wide(stated), looks.group)
        page.set_row(row, 18)
        row += 1
        for relation in of_basis:
            verdicts.append(_line(page, looks, row, len(verdicts) + 1, _Line(relation, laid, places, sheet)))
            row += 1
    _counts(page, looks, (first, row - 1), verdicts)
    page.conditional_format(
        first, 5, row - 1, 5, {"type": "cell", "criteria": "==", "value": f'"{BROKEN}"', "format": looks.broken}
    )
    _paper(page, row - 1)


def place_name(form: Form, relation: Relation) -> str:
    """The row or column that a relation is stated for, as a person names it.

    >>> from gongkai.core.law.editions import edition
    >>> form = edition("2021").form
    >>> place_name(form, form.relations[0]), place_name(form, form.relations[-1])
    ('自然人', '行政诉讼/复议后起诉')
    """
    table = form.table(relation.table)
    labels = {row.key: row.full_label for row in table.rows}
    labels |= {column.key: column.label for column in table.rows[0].columns}
    return wide(labels[relation.at])


@dataclass(frozen=True, slots=True)
class _Line:
    """A relation, the report it is to hold in, and where that report's figures stand."""

    relation: Relation
    laid: Official
    places: Places
    sheet: str

    @property
    def words(self) -> str:
        """What the relation is stated for, and where that stands. Without the place, the last labels of tables 3 and 4
        would end a cell here too, and a reader would see two of each table."""
        top, left = self.places[self.relation.minus[0]]
        is_column = len({self.places[cell][1] for cell in self.relation.plus}) == 1
        where = f"{xl_col_to_name(left)}列" if is_column else f"第{top + 1}行"
        return f"{place_name(self.laid.form, self.relation)}（“{self.sheet}”{where}）"

    def side(self, cells: Sequence[int]) -> Formula:
        """What the cells of one side come to."""
        return Formula(f"=SUM({self._named(cells)})", known_sum(cells, self.laid.figures))

    def _named(self, cells: Sequence[int]) -> str:
        return reference(cells, self.places, f"'{self.sheet}'!")

    def verdict(self, row: int, plus: Figure, minus: Figure) -> Formula:
        """Whether the relation holds, told from the sums beside it."""
        cells = (*self.relation.plus, *self.relation.minus)
        counted = f"COUNT({self._named(cells)})"
        known = all(number(self.laid.figures[cell]) is not None for cell in cells)
        text = f'=IF({counted}<{len(cells)},"{OPEN}",IF(C{row}=D{row},"{HOLDS}","{BROKEN}"))'
        return Formula(text, (HOLDS if plus == minus else BROKEN) if known else OPEN)


def _line(page: Any, looks: Looks, row: int, count: int, line: _Line) -> str:
    """Write a relation; gives its verdict."""
    plus, minus = line.side(line.relation.plus), line.side(line.relation.minus)
    left, right = known_sum(line.relation.plus, line.laid.figures), known_sum(line.relation.minus, line.laid.figures)
    verdict = line.verdict(row + 1, left, right)
    difference = "" if verdict.value == OPEN else left - right
    page.set_row(row, max(_ROW_HEIGHT, height(line.words, WORDS_SIZE, _WORDS_WIDTH)))
    page.write_number(row, 0, count, looks.figure)
    page.write_string(row, 1, line.words, looks.words)
    page.write_formula(row, 2, plus.text, looks.figure, plus.value)
    page.write_formula(row, 3, minus.text, looks.figure, minus.value)
    page.write_formula(row, 4, f'=IF(F{row + 1}="{OPEN}","",C{row + 1}-D{row + 1})', looks.figure, difference)
    page.write_formula(row, 5, verdict.text, looks.figure, verdict.value)
    return str(verdict.value)


def _top(page: Any, looks: Looks, sheet: str) -> None:
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    last = len(_HEADS) - 1
    for row, text, points, look in ((0, TITLE, 32, looks.title), (1, _NOTE.format(sheet=sheet), 20, looks.note)):
        page.merge_range(row, 0, row, last, "", look)
        page.write_string(row, 0, text, look)
        page.set_row(row, points)
    for column, text in enumerate(_HEADS):
        page.write_string(_HEAD_ROW, column, text, looks.head)
    page.set_row(_HEAD_ROW, 22)


def _counts(page: Any, looks: Looks, rows: tuple[int, int], verdicts: Sequence[str]) -> None:
    first, last = rows
    for row, (verdict, label) in enumerate(_COUNTS, start=_FIRST_COUNT):
        page.write_string(row, 1, label, looks.words)
        page.set_row(row, _ROW_HEIGHT)
        text = f'=COUNTIF($F${first + 1}:$F${last + 1},"{verdict}")'
        page.write_formula(row, 2, text, looks.figure, verdicts.count(verdict))
    page.conditional_format(
        _FIRST_COUNT, 2, _FIRST_COUNT, 2, {"type": "cell", "criteria": ">", "value": 0, "format": looks.broken}
    )


def _paper(page: Any, last: int) -> None:
    on_a4(page, last, len(_HEADS) - 1, pages_high=1)
    page.repeat_rows(_HEAD_ROW)
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.protect()
