"""Adding up: contributors, gaps, mixed forms, organs given twice, merged or missing; order and grouping."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report import State
from gongkai.core.rollup.add import NotTaken, OtherYear, Part, roll_up
from gongkai.core.rollup.children import BadList, Child, read_children
from tests.builders import filled_report, mixed
from tests.core.rollup.cases import NEW, TOTAL, part
from tests.strategies import consistent_form, some_cells

A, B, C = "云溪县教育局", "云溪县财政局", "青石镇人民政府"


def test_a_sum_keeps_its_contributors() -> None:
    found = roll_up([part(A, {NEW: 5}), part(B, {NEW: 7})])
    cell = found.cells[NEW]
    assert cell.value == 12
    assert {share.part.organ: share.value for share in cell.shares} == {A: 5, B: 7}
    assert set(found.organs) == {A, B}
    assert found.cells["proactive.charges.amount"].value == 0


def test_the_area_office_s_own_report_is_a_share_like_the_others() -> None:
    own = part("云溪县人民政府办公室", {NEW: 3}, own=True)
    found = roll_up([part(A, {NEW: 5}), own])
    assert found.parts[0] is own
    assert found.cells[NEW].value == 8


def test_a_blank_leaves_the_sum_open_and_says_where() -> None:
    found = roll_up([part(A, {NEW: 5}), part(B, {TOTAL: 1}, blank=[NEW])])
    cell = found.cells[NEW]
    assert (cell.value, cell.known) == (None, 5)
    assert [(gap.part.organ, gap.why) for gap in cell.gaps] == [(B, "blank")]


def test_a_blank_that_can_only_be_0_counts_as_0_and_says_so() -> None:
    found = roll_up([part(A, {NEW: 5}), part(B, blank=[NEW])])
    cell = found.cells[NEW]
    assert cell.value == 5
    assert [(share.part.organ, share.value, share.implied) for share in cell.shares] == [(A, 5, False), (B, 0, True)]


@pytest.mark.parametrize("state", ["missing", "unclear"])
def test_what_can_not_be_read_leaves_the_sum_open(state: str) -> None:
    found = roll_up([part(A, {NEW: 5}), part(B, **{state: ["requests"]})])
    assert [gap.why for gap in found.cells[NEW].gaps] == [state]


def test_other_editions_add_what_means_the_same() -> None:
    old = mixed("2019", "2019", "2019")
    found = roll_up([part(A, {NEW: 5}), part(B, {NEW: 2, "proactive.penalty.decisions": 3}, form=old, year=2022)])
    assert found.form.table_editions == {"proactive": "2021", "requests": "2021", "remedies": "2021"}
    assert found.cells[NEW].value == 7
    assert found.cells["proactive.penalty.decisions"].value == 3
    for key in ("requests.other.unpaid.total", "proactive.rules.made"):
        assert [(gap.part.organ, gap.why) for gap in found.cells[key].gaps] == [(B, "other_form")]


def test_a_table_that_all_printed_on_the_old_form_is_added_on_it() -> None:
    old = mixed("2021", "2019", "2021")
    found = roll_up([part(name, {"requests.other.total": 1}, form=old, year=2022) for name in (A, B)])
    assert found.form.table_editions["requests"] == "2019"
    assert found.cells["requests.other.total"].value == 2


def test_amounts_add_up_exactly() -> None:
    key = "proactive.charges.amount"
    found = roll_up([part(A, {key: Decimal("0.1")}), part(B, {key: Decimal("0.2")})])
    assert found.cells[key].value == Decimal("0.3")


def test_the_same_report_given_twice_counts_once() -> None:
    found = roll_up([part(A, {NEW: 5}), part(f" {A}", {NEW: 5}), part(B, {NEW: 1})])
    assert found.cells[NEW].value == 6
    assert [(remark, given_part.organ) for remark, given_part in found.remarks] == [("same_twice", A)] or [
        remark for remark, _ in found.remarks
    ] == ["same_twice"]


def test_two_reports_of_one_organ_that_differ_are_never_chosen_from() -> None:
    found = roll_up([part(A, {NEW: 5, TOTAL: 9}), part(A, {NEW: 6, TOTAL: 9}), part(B, {NEW: 1, TOTAL: 1})])
    assert found.cells[NEW].value is None
    assert [(gap.part.organ, gap.why) for gap in found.cells[NEW].gaps] == [(A, "given_twice")]
    assert found.cells[TOTAL].value == 10


def test_reports_without_an_organ_s_name_are_told_apart_by_their_files() -> None:
    parts = [Part(name, filled_report({NEW: 1})) for name in ("甲.docx", "乙.docx")]
    for one in parts:
        one.report.organ = None
    found = roll_up(parts)
    assert found.cells[NEW].value == 2
    assert [remark for remark, _ in found.remarks] == ["no_organ", "no_organ"]


def test_years_are_not_mixed() -> None:
    with pytest.raises(OtherYear) as caught:
        roll_up([part(A, year=2022), part(B, year=2023)])
    assert set(caught.value.years.values()) == {2022, 2023}
    with pytest.raises(OtherYear):
        roll_up([part(A, year=None)])


def test_cases_as_co_defendant_count_for_the_original_actor_alone() -> None:
    government = part(
        "云溪县人民政府",
        {"remedies.litigation_after.upheld": 3, "remedies.litigation_after.total": 3},
        own=True,
    )
    bureau = part(A, {"remedies.litigation_after.upheld": 2, "remedies.litigation_after.total": 2})
    found = roll_up([government, bureau], co_defendant={"云溪县人民政府": {"upheld": 2}})
    for result in ("upheld", "total"):
        cell = found.cells[f"remedies.litigation_after.{result}"]
        assert cell.value == 3
        assert [(share.value, share.less) for share in cell.shares] == [(1, 2), (2, 0)]


# ---- The list of organs

LIST = (
    f"机关,变动,并入机关\n{A}\n{B}\n{C},并入,沙河镇人民政府\n沙河镇人民政府\n白云乡人民政府,划出\n黑水乡人民政府,划入\n"
)


def test_a_missing_organ_is_named_and_a_merged_one_is_not_expected() -> None:
    found = roll_up([part(A), part("沙河镇人民政府")], read_children(LIST))
    assert [child.name for child in found.missing] == [B, "黑水乡人民政府"]


def test_a_merged_or_moved_organ_s_own_report_is_left_out() -> None:
    given_parts = [part(A, {NEW: 1}), part(C, {NEW: 50}), part("白云乡人民政府", {NEW: 60})]
    found = roll_up(given_parts, read_children(LIST))
    assert found.cells[NEW].value == 1
    assert {(remark, one.organ) for remark, one in found.remarks} == {("merged", C), ("moved_out", "白云乡人民政府")}


def test_an_organ_that_is_not_on_the_list_counts_and_is_named() -> None:
    found = roll_up([part(A, {NEW: 1}), part("他县教育局", {NEW: 4})], [Child(A)])
    assert found.cells[NEW].value == 5
    assert [(remark, one.organ) for remark, one in found.remarks] == [("unlisted", "他县教育局")]


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("", "none", 0),
        ("机关\n", "none", 0),
        (f"{A},并入,{A}\n", "circle", 0),
        (f"{A},并入,{B}\n{B},并入,{A}\n", "circle", 0),
        (f"{A}\n{A}\n", "twice", 2),
        (f"{A},消失\n", "change", 1),
        (f"{A},并入\n", "into", 1),
        (",并入,乙\n", "empty", 1),
    ],
)
def test_a_list_that_can_not_be_right_is_refused(text: str, problem: str, line: int) -> None:
    with pytest.raises(BadList) as caught:
        read_children(text)
    assert (caught.value.problem, caught.value.line) == (problem, line)


@pytest.mark.parametrize("sign", [",", "，", "；", ";", "\t"])
def test_lists_are_taken_however_they_are_parted_and_numbered(sign: str) -> None:
    text = f"序号,机关,变动,并入机关\n1,{A}\n2,{B},并入,{A}\n".replace(",", sign)
    assert read_children(text) == [Child(A), Child(B, "merged", A)]


def test_an_organ_that_others_went_into_is_expected_too() -> None:
    children = [Child(A), Child(B, "merged", C)]
    assert [child.name for child in roll_up([part(A), part(B)], children).missing] == [C]
    assert roll_up([part(A), part(C)], children).missing == ()


def test_an_organ_that_is_given_twice_and_not_listed_is_named_once() -> None:
    found = roll_up([part(A), part(A)], [Child(B)])
    assert [remark for remark, _ in found.remarks] == ["unlisted", "same_twice"]


@pytest.mark.parametrize(
    ("cases", "problem"), [({A: {"upheld": 4}}, "more"), ({A: {"upheld": 3, "other": 1}}, "more"), ({B: {}}, "organ")]
)
def test_no_more_is_taken_off_than_there_is(cases: dict[str, dict[str, int]], problem: str) -> None:
    after = "remedies.litigation_after"
    with pytest.raises(NotTaken) as caught:
        roll_up([part(A, {f"{after}.upheld": 3, f"{after}.total": 3})], co_defendant=cases)
    assert caught.value.problem == problem


# ---- Order and grouping


@st.composite
def reports(draw: st.DrawFn) -> list[Part]:
    """Two to five consistent reports of one year, some cells of each blank."""
    found = []
    for number in range(draw(st.integers(2, 5))):
        values = draw(consistent_form("2021"))
        blank = draw(some_cells("2021")) if draw(st.booleans()) else set()
        found.append(part(f"云溪县{'甲乙丙丁戊'[number]}局", values, blank=blank))
    return found


@settings(max_examples=25)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_changes_nothing(parts: list[Part], random) -> None:
    shuffled = random.sample(parts, len(parts))
    assert roll_up(parts) == roll_up(shuffled)


@settings(max_examples=25)
@given(reports(), st.integers(1, 4))
def test_grouping_changes_nothing(parts: list[Part], cut: int) -> None:
    """The sum of sums is the sum, wherever the lower ones are known."""
    cut = min(cut, len(parts) - 1)
    groups = [roll_up(parts[:cut]).report("甲片区"), roll_up(parts[cut:]).report("乙片区")]
    whole = roll_up(parts)
    of_groups = roll_up([Part(str(place), group) for place, group in enumerate(groups)])
    for key, cell in whole.cells.items():
        assert of_groups.cells[key].value == cell.value


def test_a_sum_that_is_open_is_no_0_in_the_report_made_of_it() -> None:
    report = roll_up([part(A, {TOTAL: 4}, blank=[NEW]), part(B, {NEW: 1, TOTAL: 1})]).report("云溪县")
    assert (report.state(NEW), report.value(NEW)) == (State.UNCLEAR, None)
    assert (report.state(TOTAL), report.value(TOTAL), report.organ) == (State.PRINTED, 5, "云溪县")
