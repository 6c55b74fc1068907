"""Outcomes: every result of table 3 has one, each demands its facts, forbidden ones don't pass, one count a request."""

from datetime import date
from itertools import combinations, product

import pytest

from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.editions import edition
from gongkai.core.law.outcomes import facts, letters, outcome, outcomes
from gongkai.core.outcomes import Choices, Item, objections, row_of, row_of_request
from gongkai.core.remedies import kinds

OLD, NEW = date(2020, 6, 1), date(2026, 6, 1)
EDITIONS = {OLD: "2019", NEW: "2021"}
ROWS = {
    id: [row.key for row in edition(id).form.table("requests").rows][2:-2] for id in ("2019", "2021")
}  # between what was received and the total


def complete(key: str, on: date = NEW) -> Item:
    """An item with all that its outcome demands."""
    found = outcome(key, on)
    grounds = found.withheld_by[:1]
    wanted = [*found.facts, *(fact for ground in grounds for fact in outcome(ground, on).facts)]
    return Item(key, wanted, grounds)


@pytest.mark.parametrize("day", [OLD, NEW])
def test_every_result_of_table_3_has_an_outcome_and_no_outcome_another_row(day: date) -> None:
    rows = {row_of(key, day) for key, one in outcomes().items() if one.start <= day}
    assert rows == set(ROWS[EDITIONS[day]])


def test_every_reply_of_article_36_has_an_outcome() -> None:
    for number in "一二三四五六七":
        assert any(f"第三十六条第（{number}）项" in one.source["zh"] for one in outcomes().values()), number


@pytest.mark.parametrize("key", outcomes())
def test_an_outcome_names_what_there_is(key: str) -> None:
    one = outcome(key, NEW)
    assert {*one.facts, *one.rules_out} <= set(facts())
    assert one.letter in letters()
    assert one.remedy in kinds()
    assert set(one.withheld_by) <= set(outcomes())
    for id, row in one.rows.items():
        assert row in ROWS[id]
    assert set(one.other_rows) <= set(ROWS["2021"])
    assert not set(one.facts) & set(one.rules_out)


def test_every_fact_and_letter_is_of_use() -> None:
    used = {fact for one in outcomes().values() for fact in (*one.facts, *one.rules_out)}
    assert used == set(facts())
    assert {one.letter for one in outcomes().values()} | {"rectification"} == set(letters())


@pytest.mark.parametrize("key", outcomes())
def test_an_outcome_passes_with_its_facts_and_fails_without_any_one(key: str) -> None:
    item = complete(key)
    assert objections([item], NEW) == []
    for fact in item.facts:
        fewer = Item(key, [other for other in item.facts if other != fact], item.grounds)
        assert ("fact_missing", 0, fact) in [(one.problem, one.item, one.about) for one in objections([fewer], NEW)]


@pytest.mark.parametrize("key", outcomes())
def test_what_rules_an_outcome_out_is_found(key: str) -> None:
    item = complete(key)
    for fact in outcome(key, NEW).rules_out:
        found = objections([Item(key, [*item.facts, fact], item.grounds)], NEW)
        assert [(one.problem, one.about) for one in found] == [("ruled_out", fact)]


def test_a_secret_that_is_refused_holds_no_content() -> None:
    found = objections([Item("refused.state_secret", ["secrecy_review", "reasons", "information"])], NEW)
    assert [(one.problem, one.about) for one in found] == [("ruled_out", "information")]


def test_a_partial_disclosure_rests_on_a_ground_with_its_own_facts() -> None:
    item = complete("partial")
    bare = objections([Item("partial", item.facts)], NEW)
    assert [(one.problem, one.about) for one in bare] == [("ground_missing", "partial")]
    wrong = objections([Item("partial", item.facts, ["unavailable.does_not_exist"])], NEW)
    assert [(one.problem, one.about) for one in wrong] == [("ground_wrong", "unavailable.does_not_exist")]
    third = objections([Item("partial", outcome("partial", NEW).facts, ["refused.third_party"])], NEW)
    assert {one.about for one in third} == {"third_party_result", "kind_of_right"}
    assert objections([Item("disclosed.provided", complete("disclosed.provided").facts, ["refused.process"])], NEW)


def test_what_ends_the_whole_request_stands_beside_nothing_else() -> None:
    for key, one in outcomes().items():
        found = objections([complete(key), complete("refused.process")], NEW)
        assert [objection.problem for objection in found] == (["stands_alone"] if one.whole else [])


def test_before_2021_nothing_is_closed_for_a_fee() -> None:
    with pytest.raises(OutsideTheLaw):
        objections([Item("other.unpaid")], OLD)
    with pytest.raises(KeyError):
        objections([Item("other.unknown")], NEW)


# ---- One count


def test_two_items_are_one_count() -> None:
    by_row = {row_of(key, NEW): key for key in outcomes()}
    for first, second in product(ROWS["2021"], repeat=2):
        count = row_of_request([Item(by_row[first]), Item(by_row[second])], NEW)
        if first == second:
            assert count == first
        elif {"disclosed", "partial"} & {first, second}:
            assert count == "partial"
        else:
            assert count == min(first, second, key=ROWS["2021"].index)


def test_the_count_does_not_depend_on_the_order_of_the_items() -> None:
    for three in combinations(list(outcomes()), 3):
        items = [Item(key) for key in three]
        assert row_of_request(items, NEW) == row_of_request(items[::-1], NEW)


def test_a_choice_of_the_office_is_taken_where_the_outcome_allows_it() -> None:
    key = "other.not_government_information"
    assert row_of(key, NEW) == "other.other"
    assert row_of(key, OLD) == "other"
    assert row_of(key, NEW, Choices({key: "unavailable.not_held"})) == "unavailable.not_held"
    with pytest.raises(ValueError, match="can't be counted"):
        row_of(key, NEW, Choices({key: "disclosed"}))


def test_a_request_has_items() -> None:
    with pytest.raises(ValueError, match="at least one"):
        row_of_request([], NEW)
