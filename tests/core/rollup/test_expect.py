"""The sum beside a published report: what differs, and the one organ that explains it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report import FilledReport
from gongkai.core.rollup.add import Part, roll_up
from gongkai.core.rollup.expect import expect
from tests.builders import filled_report
from tests.core.rollup.cases import NEW, TOTAL, part
from tests.strategies import consistent_form

NAMES = [f"云溪县{number}局" for number in "甲乙丙丁戊己庚辛壬癸子"]


def eleven(**changed: dict[str, int]) -> list[Part]:
    """Eleven reports that add up row by row; `changed` by organ's number."""
    found = []
    for number, name in enumerate(NAMES):
        values = {NEW: number + 10, "requests.new_received.business": number, TOTAL: 2 * number + 10}
        values |= {"requests.disclosed.natural": number + 10, "requests.disclosed.business": number}
        values |= {"requests.disclosed.total": 2 * number + 10}
        for column in ("natural", "business", "total"):
            values[f"requests.results_total.{column}"] = values[f"requests.disclosed.{column}"]
        found.append(part(name, values | changed.get(f"organ_{number}", {})))
    return found


def published(parts: list[Part], **changes: int) -> FilledReport:
    """The right sum, with some figures changed."""
    report = roll_up(parts).report("云溪县人民政府")
    for key, change in changes.items():
        index = report.form.index[key.replace("__", ".")]
        report.values[index] = (report.values[index] or 0) + change
    return report


def explained(parts: list[Part], report: FilledReport) -> dict[str, tuple[str, str] | None]:
    found = expect(roll_up(parts), report)
    return {
        one.cell: (one.explanation.kind, one.explanation.part.organ) if one.explanation else None
        for one in found.mismatches
    }


def test_nothing_differs() -> None:
    assert explained(eleven(), published(eleven())) == {}


def test_one_planted_difference_is_named_with_its_organ() -> None:
    """One organ's figure was changed by 3 in its own report: there it breaks its row and its column."""
    wrong = eleven(organ_4={NEW: 17})
    found = explained(wrong, published(eleven()))
    assert found == {NEW: ("contradicts_itself", NAMES[4])}


def test_a_report_that_was_left_out_is_named() -> None:
    found = explained(eleven(), published(eleven()[:6] + eleven()[7:]))
    assert len(found) == 9
    assert set(found.values()) == {("left_out", NAMES[6])}


def test_a_report_that_was_counted_twice_is_named() -> None:
    twice = published(eleven())
    for key, value in zip(twice.form.keys, eleven()[6].report.values, strict=True):
        twice.values[twice.form.index[key]] += value
    assert set(explained(eleven(), twice).values()) == {("counted_twice", NAMES[6])}


def test_where_many_cells_differ_nobody_is_named_by_chance() -> None:
    """A report that is not given here leaves its figures over; one that fits in a cell does not explain them."""
    ten = expect(roll_up(eleven()[:10]), published(eleven()))
    assert len(ten.mismatches) == 9
    assert {one.explanation for one in ten.mismatches} == {None}
    assert (ten.side, ten.agrees) == ("more", False)
    assert expect(roll_up(eleven()), published(eleven()[:5])).side == "less"
    assert expect(roll_up(eleven()), published(eleven()[:10])).side == ""


def test_where_nothing_could_be_compared_nothing_agrees() -> None:
    blank = filled_report(blank=["proactive", "requests", "remedies"])
    found = expect(roll_up(eleven()), blank)
    assert (found.mismatches, found.equal, found.agrees) == ((), 0, False)


def test_two_digits_exchanged_are_named() -> None:
    """The published sum took 21 for the 12 of one organ."""
    parts = [part(NAMES[0], {NEW: 12, TOTAL: 12}), part(NAMES[1], {NEW: 40, TOTAL: 40})]
    found = expect(roll_up(parts), published(parts, requests__new_received__natural=9))
    (mismatch,) = found.mismatches
    assert mismatch.explanation is not None
    assert (mismatch.explanation.kind, mismatch.explanation.part.organ, mismatch.explanation.meant) == (
        "slip",
        NAMES[0],
        21,
    )


def test_where_two_organs_would_explain_it_none_is_named() -> None:
    parts = [part(name, {NEW: 5, TOTAL: 5}) for name in NAMES[:3]]
    assert explained(parts, published(parts, requests__new_received__natural=-5)) == {NEW: None}


def test_what_has_no_sum_or_no_published_value_is_not_compared() -> None:
    parts = [part(NAMES[0], {TOTAL: 4}, blank=[NEW]), part(NAMES[1], {NEW: 1, TOTAL: 1})]
    report = filled_report({TOTAL: 5}, blank=["requests.disclosed"])
    found = expect(roll_up(parts), report)
    assert found.mismatches == ()
    assert NEW in found.not_compared
    assert "requests.disclosed.natural" in found.not_compared


@settings(max_examples=20)
@given(st.lists(consistent_form("2021"), min_size=2, max_size=4), st.data())
def test_a_child_s_changed_cell_is_never_blamed_on_another(forms: list, data: st.DataObject) -> None:
    """Whoever is named did contradict himself, or has the figure that fits."""
    parts = [part(name, values) for name, values in zip(NAMES, forms, strict=False)]
    right = roll_up(parts).report("云溪县")
    place = data.draw(st.integers(0, len(parts) - 1))
    key = data.draw(st.sampled_from([key for key in right.form.keys if key.startswith(("requests", "remedies"))]))
    wrong = parts[place].report
    index = wrong.form.index[key]
    wrong.values[index] = (wrong.values[index] or 0) + data.draw(st.integers(1, 50))
    (mismatch,) = expect(roll_up(parts), right).mismatches
    assert mismatch.cell == key
    assert mismatch.explanation is not None
    assert (mismatch.explanation.kind, mismatch.explanation.part.organ) == ("contradicts_itself", NAMES[place])


@pytest.mark.parametrize("change", [100, -1])
def test_a_difference_that_nothing_explains_stays_unexplained(change: int) -> None:
    parts = [part(NAMES[0], {NEW: 12, TOTAL: 12}), part(NAMES[1], {NEW: 40, TOTAL: 40})]
    assert explained(parts, published(parts, requests__new_received__natural=change * 7)) == {NEW: None}
