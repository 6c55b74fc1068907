"""Shapes, pairs, tokens and slips, whatever the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.platform.search.asked import LONGEST_QUERY, MOST_TERMS, ask
from gongkai.platform.search.expression import Nothing, for_postgres, for_sqlite
from gongkai.platform.search.marked import LONGEST, excerpt, marked
from gongkai.platform.search.near import SHORTEST, differs_by_one, near_title
from gongkai.platform.search.shape import pairs, runs, shape, squeezed
from gongkai.platform.search.tokens import tokens

CHARACTERS = '政府信息公开指南报告东湖区教育局〔〕2019号文件資訊檔案ＡＢab-. 、“”"'
texts = st.text(alphabet=CHARACTERS, max_size=60) | st.text(max_size=60)
chinese = st.text(alphabet="政府信息公开指南报告东湖区教育局工作规定", min_size=2, max_size=30)


@given(texts)
def test_a_shape_is_as_long_as_its_text_and_its_own_shape(text: str) -> None:
    assert len(shape(text)) == len(text)
    assert squeezed(squeezed(text)) == squeezed(text)


@given(texts)
def test_full_width_and_capitals_make_no_difference(text: str) -> None:
    plain = "".join(one for one in text if one.isascii() and one.isalnum())
    wide = "".join(chr(ord(one) + 0xFEE0) for one in plain)
    assert squeezed(wide) == squeezed(plain.upper()) == plain.lower()


@given(chinese, st.data())
def test_two_characters_beside_each_other_are_a_token_wherever_they_stand(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 2))
    found = tokens([], [], [f"前{text}，后"])
    assert shape(text)[place : place + 2] in found
    assert f"t:{shape(text)[place : place + 2]}" in tokens([text], [], [])


@given(texts)
def test_tokens_hold_nothing_that_a_database_could_take_for_more(text: str) -> None:
    for token in tokens([text], [text], [text]):
        assert not set(token) & set(" '\"\\&|!*()<>\0\n"), token
        assert len(token) <= 62


@given(st.text(alphabet=CHARACTERS + "'\"*():^-+&|!<>\\%_;\0\u202e", max_size=300) | st.text(max_size=300))
def test_whatever_is_typed_is_a_question_within_bounds(typed: str) -> None:
    asked = ask(typed)
    assert len(asked.typed) <= LONGEST_QUERY
    assert len(asked.terms) <= MOST_TERMS
    assert not any(unicodedata.category(one) in {"Cc", "Cf"} for one in asked.typed)
    if asked:
        for term in (asked.everywhere(), asked.partly(), asked.in_title(), asked.as_words(), near_title(asked.whole)):
            if term != Nothing():
                assert for_sqlite(term).count('"') % 2 == 0
                assert for_postgres(term).count("'") % 2 == 0


def test_what_stands_in_quotation_marks_is_a_phrase() -> None:
    for typed in (
        '东湖区 "政府信息"',
        "东湖区 “政府信息”",
        "东湖区“政府信息”",
        "东湖区「政府信息」",
        "东湖区 ＂政府信息＂",
    ):
        assert (ask(typed).words, ask(typed).phrases) == (("东湖区",), ("政府信息",)), typed
    assert ask('东湖区 "政府').words == ("东湖区", "政府")
    assert not ask("“”、，。 -")


def test_a_character_by_itself_goes_with_its_neighbour() -> None:
    assert ask("青山镇的公开指南").words == ("青山镇", "公开", "指南")
    assert all(len(word) > 1 for word in ask("东湖区青山镇人民政府信息公开年度报告").words)


@given(chinese.filter(lambda text: len(squeezed(text)) >= SHORTEST), st.data())
def test_a_title_is_looked_for_in_spite_of_one_slip(title: str, data: st.DataObject) -> None:
    """What near_title asks for holds for the tokens of the title."""
    place, wrong = data.draw(st.integers(0, len(title))), data.draw(st.sampled_from("乐龙虎"))
    kind = data.draw(st.sampled_from(["wrong", "missing", "extra", "right"]))
    typed = {
        "wrong": title[:place] + wrong + title[place + 1 :] if place < len(title) else title,
        "missing": title[:place] + title[place + 1 :],
        "extra": title[:place] + wrong + title[place:],
        "right": title,
    }[kind]
    assert differs_by_one(typed, title)
    assert differs_by_one(title, typed)
    assert has(set(tokens([title], [], [])), near_title(typed)), typed


def has(have: set[str], term) -> bool:
    """Whether a row with these tokens is found by the expression."""
    match type(term).__name__:
        case "Token":
            return any(one.startswith(term.text) for one in have) if term.begins else term.text in have
        case "Every":
            return all(has(have, part) for part in term.parts)
        case "Either":
            return any(has(have, part) for part in term.parts)
    return False


@pytest.mark.parametrize(("one", "other"), [("公开指南", "指南公开"), ("公开", "公开指南"), ("公示指难", "公开指南")])
def test_two_slips_are_too_many(one: str, other: str) -> None:
    assert not differs_by_one(one, other)
    assert not differs_by_one(other, one)


@given(texts, texts)
def test_marks_change_no_character_of_a_text(text: str, typed: str) -> None:
    from html import unescape

    asked = ask(typed)
    shown = str(marked(text, asked))
    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == unescape(str(marked(text, ask(""))))
    assert shown.count("<mark>") == shown.count("</mark>")
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")


def test_an_excerpt_is_around_the_first_find() -> None:
    text = "前" * 300 + "政府信息公开指南" + "后" * 300
    shown = str(excerpt(text, ask("公开指南")))
    assert "<mark>公开指南</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < LONGEST + 40
    assert str(excerpt("短文公开", ask("公开"))) == "短文<mark>公开</mark>"


@given(st.text(alphabet="ΣσςİßAbＡ字", max_size=12), st.text(alphabet="ΣσςİßAbＡ字", max_size=12))
def test_the_shape_of_a_part_is_part_of_the_shape(one: str, other: str) -> None:
    assert shape(one) + shape(other) == shape(one + other)


def test_pairs_and_runs_of_nothing() -> None:
    assert runs("") == runs("，。 ") == []
    assert pairs("号") == ["号"]
