import io
import re
import zipfile
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.cli.example import example_report
from gongkai.core.law.editions import edition
from gongkai.core.readers import read
from gongkai.core.relations import Verdict, judge
from gongkai.core.report import FilledReport, State
from gongkai.core.writers import report_xlsx, report_xlsx_check
from gongkai.core.writers.official import official
from gongkai.core.writers.report_xlsx_paper import PAGE_HEIGHT, PAGE_WIDTH, height
from tests.builders import filled_report, told
from tests.strategies import Filled, consistent_form, editions, some_cells

pytestmark = pytest.mark.slow

EVERYTHING = ("proactive", "requests", "remedies")
WORDS = {"overview": "依法公开。\n（一）主动公开。", "problems": "存在的问题：少。\n改进情况：多。", "other": "无。"}
ROW_TOTAL, COLUMN_TOTAL = "requests.new_received.total", "requests.results_total.natural"


def written(report: FilledReport) -> bytes:
    return report_xlsx.write(official(report))


class Book:
    """A report as its workbook is read: by the readers, and cell by cell with formulas or with their values."""

    def __init__(self, report: FilledReport) -> None:
        self.data = written(report)
        self.back = read(self.data, "a.xlsx")
        self.page, self.check = openpyxl.load_workbook(io.BytesIO(self.data)).worksheets

    @cached_property
    def values(self) -> tuple[Any, Any]:
        return tuple(openpyxl.load_workbook(io.BytesIO(self.data), data_only=True).worksheets)

    def __getitem__(self, key: str) -> Any:
        """The cell in which the figure of that key stands."""
        place = self.back.at(self.back.form.index[key])
        assert place is not None
        return self.page[place["cell"]]


def new_received(book: Book, column: str) -> Any:
    """The cell of this column in the first row of table 3; a reader names no place of a blank one."""
    (row,) = [row[0].row for row in book.page.iter_rows() if row[0].value == "一、本年新收政府信息公开申请数量"]
    return book.page[f"{column}{row}"]


@cache
def empty_book(form: str = "2021") -> Book:
    return Book(empty(form))


@cache
def zeros_book() -> Book:
    return Book(told(filled_report(), **WORDS))


def empty(form: str = "2021") -> FilledReport:
    return told(filled_report(form=form, blank=EVERYTHING), overview="", problems="", other="")


def lines(page: Any) -> list[tuple[Any, ...]]:
    """The lines of the sheet to check: number, words, both sums, difference, verdict."""
    return [row for row in page.iter_rows(min_row=7, values_only=True) if isinstance(row[0], int)]


# ---- Read again ------------------------------------------------------------------------------------------------------


@st.composite
def reports(draw: st.DrawFn) -> FilledReport:
    """A report of either edition with blanks, unclear and missing cells, some of its relations broken."""
    chosen = draw(editions)
    values: Filled = draw(consistent_form(chosen))
    keys = st.sampled_from(edition(chosen).form.keys)
    blank, unclear, missing = draw(some_cells(chosen)), draw(st.sets(keys, max_size=5)), draw(st.sets(keys, max_size=3))
    for key in draw(st.sets(keys, max_size=2)):
        values[key] = values[key] + 1
    report = filled_report(values, form=chosen, blank=blank, unclear=unclear - blank, missing=missing - blank - unclear)
    return told(report, **WORDS)


@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
@example(empty("2019"))
@example(told(filled_report({"proactive.charges.amount": Decimal("0.000001")}), **WORDS))
def test_every_cell_comes_back(report: FilledReport) -> None:
    back = read(written(report), "a.xlsx")
    wanted = [State.BLANK if state == State.MISSING else state for state in report.states]
    assert back.form.table_editions == report.form.table_editions
    assert list(back.states) == wanted
    assert back.values == report.values
    assert (back.organ, back.year) == (report.organ, report.year)
    assert [back.sections[key] for key in WORDS] == [report.sections[key] for key in WORDS]


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_every_cell_comes_back_from_many(report: FilledReport) -> None:
    test_every_cell_comes_back.hypothesis.inner_test(report)  # type: ignore[attr-defined]


def test_the_page_s_own_data_come_back() -> None:
    report = told(filled_report(), **WORDS)
    report.metadata = {
        "index_number": "11330100MB1234567X/2023-00012",
        "document_number": "示政发〔2023〕5号",
        "published_on": "2023-01-20",
        "publisher": "示例市人民政府办公室",
    }
    assert read(written(report), "a.xlsx").metadata == report.metadata


def test_the_sheet_to_check_is_no_part_of_the_report() -> None:
    back = read(written(read(example_report(), "report.txt")), "a.xlsx")
    assert back.notes == []
    assert back.sections["other"] is not None
    assert report_xlsx_check.TITLE not in back.sections["other"]


# ---- Totals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [ROW_TOTAL, COLUMN_TOTAL, "remedies.reconsideration.total"])
def test_a_total_that_is_the_sum_of_its_parts_is_a_formula(key: str) -> None:
    book = zeros_book()
    assert re.fullmatch(r"=SUM\([A-O]\d+:[A-O]\d+\)", book[key].value)
    assert book.values[0][book[key].coordinate].value == 0
    assert book[key].protection.locked


@settings(max_examples=2, suppress_health_check=list(HealthCheck), deadline=None)
@given(consistent_form("2021"))
def test_formulas_carry_what_they_come_to(values: Filled) -> None:
    book = Book(told(filled_report(values), **WORDS))
    shown, _ = book.values
    found = [cell for row in book.page.iter_rows() for cell in row if str(cell.value).startswith("=SUM")]
    assert len(found) == 25 + 6 + 3
    for cell in found:
        parts = [part.value for row in shown[cell.value[5:-1]] for part in row]
        assert shown[cell.coordinate].value == sum(parts)


def test_a_total_that_contradicts_its_parts_is_the_number_printed() -> None:
    cell = Book(told(filled_report({ROW_TOTAL: 3}), **WORDS))[ROW_TOTAL]
    assert cell.value == 3
    assert not cell.protection.locked


def test_a_blank_total_is_never_filled_and_no_blank_part_is_added_up() -> None:
    blank = told(filled_report(blank=[ROW_TOTAL]), **WORDS)
    assert new_received(Book(blank), "O").value is None
    part = told(filled_report({ROW_TOTAL: 7}, blank=["requests.new_received.natural"]), **WORDS)
    assert Book(part)[ROW_TOTAL].value == 7


def test_in_the_empty_form_a_total_shows_nothing_until_a_part_is_filled() -> None:
    formula = new_received(empty_book(), "O").value
    parts = re.fullmatch(r'=IF\(COUNT\((.+)\)=0,"",SUM\((.+)\)\)', formula)
    assert parts is not None
    assert parts[1] == parts[2]
    raw = zipfile.ZipFile(io.BytesIO(empty_book().data)).read("xl/worksheets/sheet1.xml")
    assert len(re.findall(rb't="str"><f>IF\(COUNT[^<]*</f><v></v>', raw)) == 25 + 6 + 3


# ---- The sheet to check ----------------------------------------------------------------------------------------------


@settings(max_examples=2, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_the_sheet_to_check_judges_as_the_core_does(report: FilledReport) -> None:
    _, page = Book(report).values
    found = lines(page)
    verdicts = []
    for line, judgement in zip(found, judge(report.form, report.values), strict=True):
        *_, left, right, difference, verdict = line
        verdicts.append(verdict)
        if judgement.unknown:
            assert verdict == report_xlsx_check.OPEN
            assert not difference
        else:
            holds = judgement.verdict == Verdict.HOLDS
            assert verdict == (report_xlsx_check.HOLDS if holds else report_xlsx_check.BROKEN)
            assert left - right == difference
    assert [page.cell(row, 3).value for row in (3, 4, 5)] == [verdicts.count(one) for one in ("不符", "有空格", "成立")]


def test_a_broken_relation_is_red_and_says_where_it_stands() -> None:
    book = Book(told(filled_report({ROW_TOTAL: 3}), **WORDS))
    _, page = book.values
    broken = [line for line in lines(page) if line[5] == report_xlsx_check.BROKEN]
    # 第一项加第二项 of the column that the total stands in, and the total itself
    assert [line[2:5] for line in broken] == [(3, 0, 3), (0, 3, -3)]
    where = book[ROW_TOTAL]
    assert f"{where.column_letter}列" in broken[0][1]
    assert f"第{where.row}行" in broken[1][1]
    assert {str(one.sqref) for one in page.conditional_formatting} == {"C3", f"F7:F{page.max_row}"}
    assert all(str(line[place]).startswith("=") for line in lines(book.check) for place in range(2, 6))


# ---- Cells -----------------------------------------------------------------------------------------------------------


def test_figures_are_numbers_with_all_their_digits() -> None:
    amount, rules = "proactive.charges.amount", "proactive.rules.made"
    report = told(filled_report({amount: Decimal("21552.90"), rules: 10**15}), **WORDS)
    book = Book(report)
    assert book[amount].value == 21552.9
    assert book[amount].number_format == "0.0"
    assert book[rules].value == "1000000000000000"
    change, unclear = "proactive.licensing.items_change", "proactive.penalty.items_change"
    signed = Book(told(filled_report({change: -4}, form="2019", unclear=[unclear]), **WORDS))
    assert signed[change].value == -4
    assert signed[unclear].value == "?"


def test_heads_are_locked_and_what_is_filled_in_is_not() -> None:
    page, check = empty_book().page, empty_book().check
    assert page.protection.sheet
    assert page.protection.password is None
    assert check.protection.sheet
    locked = {cell.value: cell.protection.locked for row in page.iter_rows() for cell in row if cell.value}
    assert locked["信息内容"]
    assert locked["一、总体情况"]
    assert all(locked[formula] for formula in locked if formula.startswith("="))
    assert not new_received(empty_book(), "I").protection.locked
    headings = [row[0].row for row in page.iter_rows() if row[0].value in ("一、总体情况", "六、其他需要报告的事项")]
    assert not any(page.cell(row + 1, 1).protection.locked for row in headings)


@pytest.mark.parametrize(("form", "kinds"), [("2021", 2), ("2019", 3)])
def test_only_figures_of_their_kind_can_be_typed(form: str, kinds: int) -> None:
    page = empty_book(form).page
    rules = page.data_validations.dataValidation
    assert {rule.type for rule in rules} == {"whole", "decimal"}
    assert len(rules) == kinds
    assert all(rule.errorTitle and rule.error for rule in rules)
    ruled = {name for rule in rules for name in str(rule.sqref).split()}
    assert len(ruled) == len(edition(form).form.cells) - (25 + 6 + 3 if form == "2021" else 23 + 6 + 3)
    assert not any(page[name].protection.locked for name in ruled)


def test_words_are_text_whatever_they_begin_with() -> None:
    texts = ["=cmd|'/c calc'!A0。", "+1。", "-1。", "@SUM(A1)。", "{=A1}。", "<script>alert(1)</script>。"]
    book = Book(told(filled_report(), overview="\n".join(texts), problems="", other=""))
    found = {row[0].value: row[0].data_type for row in book.page.iter_rows()}
    assert [found[text] for text in texts] == ["s"] * len(texts)
    assert book.back.sections["overview"] == "\n".join(texts)


def test_hostile_words_break_nothing() -> None:
    overview = "\n".join(("<r><t>甲</t></r>", "坏\x00\x1b\ud800\ufffe字。", "_x0041_。", "😀" * 200, "长" * 40_000))
    report = told(filled_report(), overview=overview, problems="", other="")
    report.organ = "=示例\x07<b>局"
    book = Book(report)
    texts = [str(row[0].value) for row in book.page.iter_rows()]
    assert "<r><t>甲</t></r> " in texts
    assert "_x0041_。" in texts
    assert sum(text.count("长") for text in texts) == 40_000
    parts = zipfile.ZipFile(io.BytesIO(book.data))
    assert not any(re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", parts.read(name)) for name in parts.namelist())


# ---- Paper -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_it_prints_on_a4_one_page_wide_and_table_3_on_one_page(form: str) -> None:
    page, check = empty_book(form).page, empty_book(form).check
    for one in (page, check):
        assert (one.page_setup.paperSize, one.page_setup.orientation) == (9, "portrait")
        assert one.sheet_properties.pageSetUpPr.fitToPage
        assert one.page_setup.fitToWidth in (None, 1)
        assert "&P" in one.oddFooter.center.text
        assert one.print_area
    rows = {row[0].value: row[0].row for row in page.iter_rows() if row[0].value}
    third, fourth = (next(rows[one] for one in rows if one.startswith(sign)) for sign in ("三、收", "四、政"))
    begins = {one.id + 1 for one in page.row_breaks.brk}
    assert {third, fourth} <= begins
    assert sum(page.row_dimensions[row].height for row in range(third, fourth)) < PAGE_HEIGHT
    assert not {row for row in begins if third < row < fourth}


def test_words_have_room() -> None:
    report = told(filled_report(), overview="字" * 3000 + "\n" + "短。", problems="", other="")
    page = Book(report).page
    merged = {str(one).partition(":")[0]: one for one in page.merged_cells.ranges}
    (long,) = [row[0] for row in page.iter_rows() if str(row[0].value).startswith("字字")]
    area = merged[long.coordinate]
    heights = [page.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) > 3000 * 12 / PAGE_WIDTH * 12
    assert height("短。", 12, PAGE_WIDTH) < 30


def test_the_same_report_gives_the_same_bytes() -> None:
    report = read(example_report(), "report.txt")
    data = written(report)
    assert written(report) == data
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b'dcterms:created xsi:type="dcterms:W3CDTF">2021-01-01T' in parts.read("docProps/core.xml")
