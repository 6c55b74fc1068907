"""Words where a figure should be: such a cell is unclear with a note that says so, never blank."""

import dataclasses

import pytest

from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from tests.kinds.cases import report
from tests.layouts import LAYOUTS, write
from tests.layouts.compare import wrong_values
from tests.layouts.forms import EDITION_MIXES

FULL = report("full", 0)
KEYS = list(FULL.form.keys)
KEPT_APART = LAYOUTS[:14]
NUMBERS_FIRST = next(layout for layout in LAYOUTS if layout.name == "numbers before label")
PENALTY = "proactive.penalty.decisions"


def printed(key: str, words: str, layout: int = 0) -> FilledReport:
    """The full report with `words` printed in one cell, as read."""
    changed = list(FULL.printed)
    changed[KEYS.index(key)] = words
    return read(write(dataclasses.replace(FULL, printed=tuple(changed)), LAYOUTS[layout]).text.encode())


def state(found: FilledReport, key: str) -> State:
    return State(found.states[KEYS.index(key)])


@pytest.mark.slow
@pytest.mark.parametrize("words", ["约三十", "若干", "详见附件", "三", "免收", "不详", "*", "无数据"])
@pytest.mark.parametrize("layout", range(len(KEPT_APART)), ids=[layout.name for layout in KEPT_APART])
def test_words_in_a_cell_of_table_2_are_unclear_with_a_note(words: str, layout: int) -> None:
    found = printed(PENALTY, words, layout)
    assert state(found, PENALTY) is State.UNCLEAR
    assert any(PENALTY in note.cells for note in found.notes)
    assert found.states.count(State.UNCLEAR) == 1


@pytest.mark.slow
@pytest.mark.parametrize("words", ["若干", "*"])
def test_words_in_the_last_row_of_table_2_are_unclear(words: str) -> None:
    assert state(printed("proactive.charges.amount", words), "proactive.charges.amount") is State.UNCLEAR


@pytest.mark.slow
@pytest.mark.parametrize("column", ["natural", "research", "total"])
@pytest.mark.parametrize("layout", range(8), ids=[layout.name for layout in LAYOUTS[:8]])
def test_a_lone_star_in_table_3_is_unclear(column: str, layout: int) -> None:
    key = f"requests.new_received.{column}"
    assert state(printed(key, "*", layout), key) is State.UNCLEAR


@pytest.mark.slow
@pytest.mark.parametrize("nothing", ["", "件", "(件)", "(单位:件)"])
@pytest.mark.parametrize("key", [PENALTY, "proactive.coercion.decisions", "proactive.charges.amount"])
def test_units_and_notes_behind_a_label_leave_its_cell_blank(nothing: str, key: str) -> None:
    assert state(printed(key, nothing), key) is State.BLANK


@pytest.mark.slow
@pytest.mark.parametrize("mix", range(len(EDITION_MIXES)))
def test_words_in_a_table_whose_numbers_stand_first_move_no_row(mix: int) -> None:
    """Without one figure the first row is no longer full; the rows below it must not be read a row too high."""
    full = report("full", mix)
    for place in range(len(full.printed)):
        changed = [*full.printed[:place], "约三十", *full.printed[place + 1 :]]
        written = write(dataclasses.replace(full, printed=tuple(changed)), NUMBERS_FIRST)
        assert not wrong_values(read(written.text.encode()), written)
