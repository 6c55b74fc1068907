import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.law.editions import Form, Relation, edition
from gongkai.core.relations import Values, Verdict, broken, implied_zeros, judge, sums
from tests.strategies import Filled, consistent_form, editions, some_cells

FORM = edition("2021").form


def zeros() -> list[Any]:
    return [0] * len(FORM.cells)


def with_figures(figures: dict[str, int | None]) -> list[Any]:
    values = zeros()
    for key, figure in figures.items():
        values[FORM.index[key]] = figure
    return values


def relation(code: str, at: str, form: Form = FORM) -> Relation:
    return next(found for found in form.relations if (found.code, found.at) == (code, at))


def verdicts(values: Values) -> dict[tuple[str, str], Verdict]:
    return {(found.relation.code, found.relation.at): found.verdict for found in judge(FORM, values)}


def blanks(values: Values) -> set[int]:
    return {cell for cell, value in enumerate(values) if value is None}


def implied(values: Values) -> dict[str, tuple[str, str]]:
    found = implied_zeros(FORM, values, blanks(values))
    return {FORM.keys[cell]: (reason.code, reason.at) for cell, reason in found.items()}


def test_a_complete_report_is_judged_by_plain_comparison() -> None:
    values = with_figures({"requests.partial.legal": 1, "requests.partial.total": 1})
    wrong = [("T3.RESULT", "legal"), ("T3.RESULT", "total")]
    assert [(found.code, found.at) for found in broken(FORM, values)] == wrong
    assert [place for place, verdict in verdicts(values).items() if verdict is Verdict.BROKEN] == wrong
    assert sums(relation("T3.RESULT", "legal"), values) == (1, 0)


def test_broken_refuses_a_report_with_gaps() -> None:
    with pytest.raises(TypeError):
        broken(FORM, with_figures({"requests.partial.legal": None}))


def test_both_sides_open_can_always_be_equal() -> None:
    values = with_figures(
        {
            "requests.new_received.natural": None,
            "requests.carried_in.natural": 7,
            "requests.carried_in.total": 7,
            "requests.carried_out.natural": None,
            "requests.carried_out.total": 7,
            "requests.new_received.total": None,
        }
    )
    assert verdicts(values)["T3.IDENT", "natural"] is Verdict.UNPROVEN
    assert Verdict.BROKEN not in verdicts(values).values()


def test_a_complete_side_that_is_smaller_proves_a_relation_broken_from_either_side() -> None:
    column = "natural"
    too_much = {f"requests.new_received.{column}": 3, f"requests.carried_in.{column}": None}
    assert verdicts(with_figures(too_much))["T3.IDENT", column] is Verdict.BROKEN
    too_little = {f"requests.results_total.{column}": 3, f"requests.carried_out.{column}": None}
    assert verdicts(with_figures(too_little))["T3.IDENT", column] is Verdict.BROKEN


def test_zeros_run_through_the_form_and_each_names_what_forces_it() -> None:
    values = with_figures(
        dict.fromkeys(("requests.disclosed.natural", "requests.disclosed.legal", "requests.disclosed.total"), None)
    )
    values[FORM.index["requests.carried_in.legal"]] = None
    assert implied(values) == {
        "requests.carried_in.legal": ("T3.IDENT", "legal"),
        "requests.disclosed.natural": ("T3.RESULT", "natural"),
        "requests.disclosed.legal": ("T3.RESULT", "legal"),
        "requests.disclosed.total": ("T3.RESULT", "total"),
    }


def test_only_blank_cells_are_answered_but_others_take_part_in_the_reasoning() -> None:
    values = with_figures(dict.fromkeys(("requests.disclosed.natural", "requests.disclosed.total"), None))
    unclear, blank = (FORM.index[f"requests.disclosed.{column}"] for column in ("natural", "total"))
    assert list(implied_zeros(FORM, values, {blank})) == [blank]
    # The row alone can't force anything; the columns can, through the unclear cell as well.
    assert list(implied_zeros(FORM, values, {unclear})) == [unclear]


def test_a_broken_relation_forces_nothing() -> None:
    section = "remedies.reconsideration"
    values = with_figures({f"{section}.upheld": 2, f"{section}.corrected": None, f"{section}.total": 1})
    assert verdicts(values)["T4.SUM", "reconsideration"] is Verdict.BROKEN
    assert implied(values) == {}


def contradiction() -> list[Any]:
    """The column's total is 0, which leaves the row's total nothing but 0; but the row has a request."""
    return with_figures(
        {
            "requests.new_received.natural": 1,
            "requests.new_received.total": 1,
            "requests.disclosed.natural": 1,
            "requests.disclosed.total": None,
            "requests.results_total.natural": 1,
            "requests.carried_out.total": 1,
        }
    )


def test_relations_that_contradict_each_other_are_broken_together() -> None:
    values = contradiction()
    found = next(one for one in judge(FORM, values) if one.relation == relation("T3.ROW", "disclosed"))
    assert found.verdict is Verdict.BROKEN
    assert found.unknown == found.zeros == (FORM.index["requests.disclosed.total"],)
    assert found.relies_on == (relation("T3.RESULT", "total"),)


def test_no_zero_is_taken_from_relations_that_contradict_each_other() -> None:
    values = contradiction()
    elsewhere = FORM.index["remedies.reconsideration.upheld"]
    values[elsewhere] = None
    assert list(implied_zeros(FORM, values, blanks(values))) == [elsewhere]


def test_the_reasons_of_a_contradiction_go_back_to_the_first() -> None:
    # results_total.total 0 → disclosed.total 0 → disclosed.legal 0 → column legal can't have its one result.
    values = with_figures(
        {
            "requests.disclosed.legal": None,
            "requests.disclosed.total": None,
            "requests.results_total.legal": 1,
            "requests.new_received.legal": 1,
            "requests.new_received.total": 1,
        }
    )
    found = next(one for one in judge(FORM, values) if one.relation == relation("T3.RESULT", "legal"))
    assert found.verdict is Verdict.BROKEN
    assert found.relies_on == (relation("T3.ROW", "disclosed"), relation("T3.RESULT", "total"))
    assert implied(values) == {}


SMALL = st.one_of(st.none(), st.integers(0, 3))


@given(st.lists(SMALL, min_size=5, max_size=5), st.lists(SMALL, min_size=4, max_size=4))
def test_the_verdict_is_that_of_trying_every_figure(section: list[Any], column: list[Any]) -> None:
    values = zeros()
    for found, figures in (
        (relation("T4.SUM", "litigation_after"), section),
        (relation("T3.IDENT", "welfare"), column),
    ):
        cells = (*found.plus, *found.minus)
        for cell, figure in zip(cells, figures, strict=True):
            values[cell] = figure
        choices = [range(13) if figure is None else [figure] for figure in figures]
        split = len(found.plus)
        equal = any(sum(tried[:split]) == sum(tried[split:]) for tried in itertools.product(*choices))
        single = _alone(found, values)
        if None in figures:
            assert single is (Verdict.UNPROVEN if equal else Verdict.BROKEN)
        else:
            assert single is (Verdict.HOLDS if equal else Verdict.BROKEN)


def _alone(wanted: Relation, values: Values) -> Verdict:
    """The verdict on one relation, with all cells outside it unknown, so that nothing else can prove it
    broken."""
    alone = [value if cell in (*wanted.plus, *wanted.minus) else None for cell, value in enumerate(values)]
    return next(found.verdict for found in judge(FORM, alone) if found.relation == wanted)


@given(st.data(), editions)
def test_gaps_in_a_consistent_form_prove_nothing_broken_and_implied_zeros_are_true(data: Any, name: str) -> None:
    form = edition(name).form
    filled: Filled = data.draw(consistent_form(name))
    gaps: set[str] = data.draw(some_cells(name))
    assert broken(form, list(filled.values())) == []
    values = [None if key in gaps else filled[key] for key in form.keys]
    judgements = judge(form, values)
    assert all(found.verdict is not Verdict.BROKEN for found in judgements)
    for found in judgements:
        open_cells = {cell for cell in (*found.relation.plus, *found.relation.minus) if values[cell] is None}
        assert set(found.unknown) == open_cells
        assert (found.verdict is Verdict.HOLDS) == (not open_cells)
    for cell in implied_zeros(form, values, blanks(values)):
        assert filled[form.keys[cell]] == 0
