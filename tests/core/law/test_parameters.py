"""The parameters: asked by date, refused outside it, each with source and mark; and no number of the law in code."""

import ast
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongkai.core.law.parameters as module
from gongkai.core.clock.explain import catalogue
from gongkai.core.clock.inquiries import inquiry_kinds
from gongkai.core.findings import LANGUAGES
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import keys, on, parameter, value_of

CORE = Path(module.__file__).parents[1]
SOURCES = "\n".join(path.read_text("utf-8") for path in CORE.parent.rglob("*.py"))

# What arithmetic, the calendar of the year and the shape of a list need: no rule of law.
STRUCTURE = {0, 1, -1}
ALLOWED = {"periods.py": {12}, "notices.py": {12, 14, 31, 1949, 2100}, "events.py": {8, 10, 12, 31, 1949, 2100}}
LAWFUL = [
    *(CORE / name for name in ("calendar.py", "periods.py", "fees.py", "outcomes.py", "remedies.py")),
    *(CORE / "clock").glob("*.py"),
    *(path for path in (CORE / "law").glob("*.py") if path.name != "editions.py"),
]


@pytest.mark.parametrize("key", keys())
def test_a_parameter_says_what_it_is_since_when_and_how_we_know(key: str) -> None:
    found = parameter(key)
    assert set(found.title) == set(LANGUAGES)
    assert found.values
    for value in found.values:
        assert value.mark in ("V", "M", "D")
        for words in (value.source, value.note or value.source):
            assert set(words) == set(LANGUAGES)
            assert all(words.values())
    for earlier, later in pairwise(found.values):
        assert earlier.until is not None
        assert earlier.until < later.start


@pytest.mark.parametrize("key", keys())
def test_before_its_first_day_and_after_its_last_there_is_no_law(key: str) -> None:
    values = parameter(key).values
    assert on(key, values[0].start) is values[0]
    with pytest.raises(OutsideTheLaw):
        on(key, values[0].start - timedelta(days=1))
    if values[-1].until is not None:
        with pytest.raises(OutsideTheLaw):
            on(key, values[-1].until + timedelta(days=1))


@given(st.sampled_from(keys()), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_on_a_day_at_most_one_value_holds(key: str, day: date) -> None:
    holding = [value for value in parameter(key).values if value.holds(day)]
    assert len(holding) <= 1
    if holding:
        assert on(key, day) == holding[0]


def test_an_unknown_key_is_no_law_of_value_nothing() -> None:
    for key in ("requests.replies", "nothing.reply", "reply"):
        with pytest.raises(KeyError):
            value_of(key, date(2026, 1, 1))


def test_values_that_overlap_are_refused() -> None:
    entry = {
        "title": {"zh": "", "en": ""},
        "unit": "times",
        "values": [{"from": date(2019, 1, 1), "value": 1, "mark": "D", "source": {}}] * 2,
    }
    with pytest.raises(ValueError, match="has not ended"):
        module._parameter("x.y", entry)


def test_every_parameter_is_of_use() -> None:
    """Asked for in code, or the rule behind a remark; and what the documents alone quote is a rule of counting."""
    used = {entry["source"] for entry in catalogue().values()}
    used |= {entry["period"] for entry in inquiry_kinds().values() if "period" in entry}
    unused = {key for key in keys() if key not in used and f'"{key}"' not in SOURCES}
    periods = {key for key in unused if parameter(key).unit in module.PERIODS}
    assert {key for key in unused - periods if parameter(key).unit != "rule"} == set()


def test_the_rules_of_counting_that_are_only_told_are_few() -> None:
    told = {key for key in keys() if key.startswith("counting.") and f'"{key}"' not in SOURCES}
    told -= {entry["source"] for entry in catalogue().values()}
    assert told == {
        "counting.split_and_merged",
        "counting.online_route",
        "counting.rectification",
        "counting.not_told",
    }


def numbers(path: Path) -> set[float]:
    """The numbers that stand in the code of a module, docstrings left aside."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            found.add(node.value)
    return found


@pytest.mark.parametrize("path", LAWFUL, ids=lambda path: path.name)
def test_no_number_of_the_law_stands_in_code(path: Path) -> None:
    assert numbers(path) <= STRUCTURE | ALLOWED.get(path.name, set())


@pytest.mark.parametrize("path", LAWFUL, ids=lambda path: path.name)
def test_no_year_or_date_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    documented = [ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED)]
    bare = [text for text in texts if text not in documented and "\n" not in text]
    assert not [text for text in bare if re.search(r"(?:19|20)\d\d-\d\d", text)]


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
