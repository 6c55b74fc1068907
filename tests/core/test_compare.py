"""Two years side by side: what changed, what can't be compared, what is not known on one side."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.compare import Change, Swapped, compare
from gongkai.core.report import FilledReport, State
from tests.builders import filled_report, mixed, told
from tests.core.checks.test_repeated import COPIED, MORE, NEW
from tests.strategies import consistent_form, editions, some_cells

CARRIED_IN = "requests.carried_in.total"


def two(old: dict[str, Any], new: dict[str, Any], **forms: str) -> tuple[FilledReport, FilledReport]:
    """Reports for 2021 and 2022 with these figures."""
    return (
        filled_report(old, form=forms.get("old", "2021"), year=2021),
        filled_report(new, form=forms.get("new", "2021"), year=2022),
    )


@pytest.mark.slow
@given(st.data(), editions)
def test_a_report_does_not_differ_from_itself(data: Any, name: str) -> None:
    states = {state: data.draw(some_cells(name)) for state in ("blank", "missing", "unclear")}
    report = told(
        filled_report(data.draw(consistent_form(name)), form=name, **states),
        overview="全年公开信息12条，其中动态7条。" + NEW,
        problems=COPIED + MORE,
        other="本年度未收取信息处理费。",
    )
    found = compare(report, report)
    assert found.changes == found.groups == found.not_comparable == found.gone == ()
    assert found.claims_new == found.claims_dropped == ()
    assert set(found.unknown) == {cell.key for cell in report.in_state(State.BLANK, State.MISSING, State.UNCLEAR)}
    assert {one.section: one.share for one in found.repeated} == {"overview": 1, "problems": 1}
    assert found.remarks == ("same_year",)


@given(st.data(), editions)
def test_changes_are_the_cells_whose_values_differ(data: Any, name: str) -> None:
    before, now = (data.draw(consistent_form(name)) for _ in range(2))
    found = compare(filled_report(before, form=name), filled_report(now, form=name))
    assert {change.cell: (change.old, change.new) for change in found.changes} == {
        key: (before[key], now[key]) for key in now if before[key] != now[key]
    }


@pytest.mark.parametrize("state", [State.BLANK, State.MISSING, State.UNCLEAR])
def test_a_cell_without_a_value_in_one_year_has_none_and_says_why(state: State) -> None:
    key = "requests.disclosed.natural"
    without = filled_report(year=2021, **{state.name.lower(): [key]})
    zero = filled_report(year=2022)
    assert compare(without, zero).changes == (Change(key, None, 0, state, State.PRINTED),)
    zero.year, without.year = 2021, 2022
    assert compare(zero, without).changes == (Change(key, 0, None, State.PRINTED, state),)


def test_across_the_forms_only_what_means_the_same_is_compared() -> None:
    old = filled_report({"proactive.licensing.decisions": 4, "requests.partial.total": 2}, form="2019", year=2020)
    new = filled_report({"proactive.rules.made": 7, "remedies.reconsideration.total": 1}, year=2021)
    found = compare(old, new)
    assert [(change.cell, change.old, change.new) for change in found.changes] == [
        ("proactive.licensing.decisions", 4, 0),
        ("requests.partial.total", 2, 0),
        ("remedies.reconsideration.total", 0, 1),
    ]
    rows = {key.rpartition(".")[0] for key in found.not_comparable}
    others = {f"requests.other.{row}" for row in ("uncorrected", "unpaid", "other")}
    assert rows == {"proactive.rules", "proactive.normative", "proactive.charges"} | others
    assert "proactive.procurement.amount" in found.gone
    assert "proactive.rules.made" not in found.gone


def test_the_three_rows_of_2021_are_held_against_the_one_of_2019_together() -> None:
    old = filled_report({"requests.other.natural": 5, "requests.other.total": 5}, form="2019", year=2020)
    new = filled_report(
        {"requests.other.unpaid.natural": 2, "requests.other.other.natural": 4},
        year=2021,
        blank=["requests.other.uncorrected.total"],
    )
    first, last = compare(old, new).groups
    assert (first.cell, first.old, first.new) == ("requests.other.natural", 5, 6)
    assert first.parts == tuple(f"requests.other.{row}.natural" for row in ("uncorrected", "unpaid", "other"))
    assert (last.cell, last.old, last.new, last.new_state) == ("requests.other.total", 5, None, State.BLANK)


def test_forms_are_told_apart_table_by_table() -> None:
    old = filled_report(form=mixed("2019", "2021", "2019"), year=2020)
    found = compare(old, filled_report({"requests.other.unpaid.legal": 1}, year=2021))
    assert [change.cell for change in found.changes] == ["requests.other.unpaid.legal"]
    assert {key.partition(".")[0] for key in found.not_comparable} == {"proactive"}
    assert found.groups == ()


def test_what_was_carried_out_stands_beside_what_is_carried_in() -> None:
    old, new = two({"requests.carried_out.total": 3}, {CARRIED_IN: 4})
    old.states[old.form.index["requests.carried_out.legal"]] = State.BLANK
    old.values[old.form.index["requests.carried_out.legal"]] = None
    found = compare(old, new)
    assert found.carried_out.keys() == found.carried_in.keys()
    assert all(key.startswith("requests.carried_in.") for key in found.carried_in)
    assert len(found.carried_in) == 7
    assert (found.carried_out[CARRIED_IN], found.carried_in[CARRIED_IN]) == (3, 4)
    assert found.carried_out["requests.carried_in.legal"] is None


def test_the_older_report_comes_first() -> None:
    old, new = two({}, {})
    with pytest.raises(Swapped) as caught:
        compare(new, old)
    assert (caught.value.old, caught.value.new) == (2022, 2021)


@pytest.mark.parametrize(
    ("then", "now", "organ", "remarks"),
    [
        (2021, 2022, "示例市人民政府", ()),
        (2021, 2022, "示例市（人民政府）", ()),
        (2021, 2022, "示例市教育局", ("organs",)),
        (2021, 2022, None, ()),
        (None, 2022, "示例市人民政府", ("years_unknown",)),
        (2022, None, "示例市教育局", ("organs", "years_unknown")),
        (2022, 2022, "示例市人民政府", ("same_year",)),
        (2019, 2022, "示例市人民政府", ("years_apart",)),
    ],
)
def test_what_a_person_should_know_of_the_two(
    then: int | None, now: int | None, organ: str | None, remarks: tuple[str, ...]
) -> None:
    old, new = filled_report(year=then), filled_report(year=now)
    new.organ = organ
    assert compare(old, new).remarks == remarks


def test_figures_that_one_year_alone_tells() -> None:
    old = told(
        filled_report(year=2021),
        overview="2021年共公开政府信息120条，其中动态80条。开展培训2次。",
        problems="开展培训2次还不够，形式比较单一。",
    )
    new = told(
        filled_report(year=2022),
        overview="全年公开政府信息135条，其中，动态90条。新设查阅点3个，开展培训4次。",
        problems="培训的形式还比较单一，效果一般。",
    )
    found = compare(old, new)
    (claim,) = found.claims_new
    assert (claim.section, claim.value, claim.unit) == ("overview", 3, "个")
    assert claim.quote == "新设查阅点3个，开展培训4次。"
    assert new.source[claim.at["cell"] :].startswith(claim.quote)
    assert [(claim.section, claim.value) for claim in found.claims_dropped] == [("problems", 2)]


def test_a_figure_without_words_is_no_claim() -> None:
    old = told(filled_report(year=2021), overview="比例如下所示，供参考：30%。")
    assert compare(old, told(filled_report(year=2022))).claims_dropped == ()
