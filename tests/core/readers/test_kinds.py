"""Each arrangement of the form in each kind of file reads the same: what is printed is read, what is blank is blank.

Every kind has a writer in tests/kinds, which knows how such files look and nothing of how they are read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.law.editions import edition_for_year
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from tests.core.readers.test_documents import TEXTS, document_of, name_of, readings
from tests.core.readers.test_documents import differences as differences_from
from tests.kinds.arrangements import ARRANGEMENTS, Arrangement
from tests.kinds.cases import FILLED, Case, few_cases, pair_cases, report
from tests.kinds.html_around import METADATA
from tests.kinds.merged import matrix_of
from tests.kinds.page import Page, Table
from tests.kinds.pages import BLANKS, PAGE_TREATMENTS, page, printed_page
from tests.layouts import LAYOUTS, TREATMENTS, Layout, write
from tests.layouts.compare import known_cells, not_blank, other_editions, unknown_cells, wrong_values
from tests.layouts.document import PROSE, Content
from tests.layouts.finish import Written
from tests.layouts.forms import contents

pytestmark = pytest.mark.slow

PLACE = {
    "html": {"path", "table", "row", "column"},
    "docx": {"table", "row", "column"},
    "xlsx": {"sheet", "cell"},
    "pdf": {"page", "box"},
}
"""Kind → what the place of a cell says."""

SLOW = {"pdf"}
"""Kinds of which one file takes a quarter of a second: fewer of them are tried, and most of those apart."""

KINDS = [
    kind for kind in PLACE if find_spec(f"tests.kinds.{kind}_writer") and find_spec(f"gongkai.core.readers.{kind}")
]
TREATMENT = {treatment.name: treatment for treatment in TREATMENTS}
ARRANGEMENT = {arrangement.name: arrangement for arrangement in ARRANGEMENTS}
Write = Callable[..., bytes]


def writer(kind: str) -> Write:
    """What writes a page as a file of that kind."""
    found: Write = getattr(import_module(f"tests.kinds.{kind}_writer"), kind)
    return found


def variants(kind: str, *, loose: bool = False) -> Sequence[Mapping[str, Any]]:
    """The ways in which files of that kind are written; with `loose` also those that may lose which cell is blank."""
    module = import_module(f"tests.kinds.{kind}_writer")
    named = [*module.VARIANTS, *(getattr(module, "LOOSE_VARIANTS", ()) if loose else ())]
    return [{one: True} if isinstance(one, str) else one for one in named]


def apart(quick: set[str]) -> list[Any]:
    """The kinds, those that are not `quick` marked slow."""
    return [pytest.param(kind, marks=() if kind in quick else pytest.mark.slow) for kind in KINDS]


def arrangements(kind: str) -> list[Arrangement]:
    """The arrangements that files of that kind can hold: only a web page says untrue things of its cells, and a sheet
    has one grid for all its tables."""
    apart = {"row tables", "group tables"} if kind == "xlsx" else set()
    return [one for one in ARRANGEMENTS if (one.sound or kind == "html") and one.name not in apart]


def differences(found: FilledReport, content: Content, *, blanks: bool = True) -> list[str]:
    """What was read otherwise than printed. Without `blanks`, only values that are wrong."""
    written = Written(content, "", {})
    wrong = [*other_editions(found, written), *wrong_values(found, written)]
    if blanks:
        wrong += [f"{key}: not read" for key in unknown_cells(found, written)]
        wrong += [f"not blank: {text}" for text in not_blank(found, written)]
    return wrong


UNDECIDED = {("xlsx", "nothing merged"), ("xlsx", "two pages with heads"), ("html", "empty column right")}
"""Where cells that fill up a row look like blank ones of the form, so that a row may stay unknown."""


def differences_of_case(kind: str, case: Case) -> list[str]:
    """What is not as printed in a file written for the case."""
    found = read(writer(kind)(case.page(), **case.variant))
    told = case.told and (kind, case.arrangement.name) not in UNDECIDED
    wrong = differences(found, case.content, blanks=told)
    if found.year != case.content.year:
        wrong.append(f"year: read {found.year}")
    if found.organ != case.content.organ and not (case.treatment and case.treatment.stage == "words"):
        wrong.append(f"organ: read {found.organ}")
    wrong += [f"place of {key}: {at}" for key, at in odd_places(kind, found).items()]
    return [f"{case}: {text}" for text in wrong]


def odd_places(kind: str, found: FilledReport) -> dict[str, Any]:
    """Known cells whose place lacks what a place of that kind says."""
    places = {key: found.at(index) for key, index in known_cells(found).items()}
    return {key: at for key, at in places.items() if at is None or not PLACE[kind] <= set(at)}


def test_every_kind_is_tested() -> None:
    assert set(KINDS) == set(PLACE)


@cache
def few(kind: str) -> list[Case]:
    """Cases for the quick tests."""
    cases = few_cases(variants(kind), arrangements(kind))
    return cases[:9] if kind in SLOW else cases


@cache
def many(kind: str) -> list[Case]:
    """Cases for the slow tests: all pairs, or a hundred where files are slow to read."""
    if kind in SLOW:
        return [case for seed in (2, 3, 4) for case in few_cases(variants(kind), arrangements(kind), seed)]
    return pair_cases(variants(kind), arrangements(kind))


@pytest.mark.parametrize(("kind", "place"), [(kind, place) for kind in KINDS for place in range(len(few(kind)))])
def test_every_way_to_write_a_report_reads_as_printed(kind: str, place: int) -> None:
    assert differences_of_case(kind, few(kind)[place]) == []


@pytest.mark.slow
@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=lambda one: one.name)
@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_ways_reads_as_printed(kind: str, arrangement: Arrangement) -> None:
    cases = [case for case in many(kind) if case.arrangement is arrangement]
    assert [text for case in cases for text in differences_of_case(kind, case)] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=60)
def test_any_report_in_any_file_never_gives_a_wrong_value(kind: str, data: st.DataObject) -> None:
    assert_never_wrong(kind, data)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=1500)
def test_soak_any_report_in_any_file_never_gives_a_wrong_value(kind: str, data: st.DataObject) -> None:
    assert_never_wrong(kind, data)


def assert_never_wrong(kind: str, data: st.DataObject) -> None:
    """A random report with any treatments, in any arrangement and variant, has no wrong value."""
    filled = data.draw(st.fixed_dictionaries({name: st.booleans() for name in ("blanks", "marks", "changed")}))
    content = data.draw(contents(**filled))
    key = {item.name: item.stage if item.stage in {"words", "figures"} else item.name.split()[0] for item in TREATMENTS}
    treatments = data.draw(
        st.lists(st.sampled_from(PAGE_TREATMENTS), max_size=4, unique_by=lambda item: key[item.name])
    )
    arrangement = data.draw(st.sampled_from(arrangements(kind)))
    variant = data.draw(st.sampled_from(variants(kind, loose=True)))
    written = arrangement.apply(page(content, treatments, data.draw(st.sampled_from(BLANKS))))
    found = read(writer(kind)(written, **variant))
    wrong = differences(found, content, blanks=False)
    if kind == "pdf":  # an almost empty table without rules, its heads broken over lines, may not tell its edition
        wrong = wrong_values(found, Written(content, "", {}))
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["metadata before", "views before", "footer after", "text between tables"])
def test_what_stands_around_the_tables_is_read(kind: str, name: str) -> None:
    """Chapters hold their own words, and metadata is no part of table 2."""
    content = report("full", 0)
    found = read(writer(kind)(page(content, [TREATMENT[name]])))
    assert differences(found, content) == []
    assert found.edition == edition_for_year(content.year).id
    for chapter, sentences in PROSE.items():
        for sentence in sentences:
            holding = [key for key, text in found.sections.items() if bare(sentence) in bare(text or "")]
            assert holding == [chapter], sentence
    if name == "metadata before":
        assert found.metadata == {
            "index_number": "yx000/2023-00017",
            "document_number": "云政办函〔2023〕8号",
            "published_on": "2023-01-19",
            "publisher": content.organ,
        }


def bare(text: str) -> str:
    """The text without its blanks and line ends."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("variant", [{}, {"runs": "fonts"}, {"runs": "word"}, {"held": "textarea"}])
def test_the_page_of_a_cms_is_told_from_its_report(variant: dict[str, Any]) -> None:
    content = report("full", 0)
    found = read(writer("html")(page(content), around="cms", **variant))
    assert differences(found, content) == []
    assert (found.organ, found.year, found.metadata) == (content.organ, content.year, METADATA)
    assert "扫一扫" not in "".join(text or "" for text in found.sections.values())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", ["proactive", "requests", "remedies"])
def test_a_table_that_is_not_there_is_missing(kind: str, table: str) -> None:
    content = report("full", 0)
    width = {"proactive": 4, "requests": 10, "remedies": 15}[table]
    without = tuple(block for block in page(content) if not (isinstance(block, Table) and places_wide(block) == width))
    found = read(writer(kind)(without))
    states = {found.state(key) for key in found.form.keys if key.startswith(f"{table}.")}
    assert states == {State.MISSING}
    others = {found.state(key) for key in found.form.keys if not key.startswith(f"{table}.")}
    assert others == {State.PRINTED}


def places_wide(table: Table) -> int:
    """How many places the widest row of the table's grid has."""
    return max(len(row) for row in matrix_of(table))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in {"html", "docx"}])
@pytest.mark.parametrize("name", ["as the form", "empty cells below", "row tables", "empty column left"])
def test_places_are_those_of_the_grid(kind: str, name: str) -> None:
    """Table, row and column, counted from 1, are where a person finds the cell."""
    content = report("full", 0)
    marked = replace(content, printed=tuple(f"({index})" for index in range(len(content.printed))))
    expected = places_in(ARRANGEMENT[name].apply(page(marked)))
    found = read(writer(kind)(ARRANGEMENT[name].apply(page(content))))
    for key, index in known_cells(found).items():
        at = found.at(index) or {}
        assert (at["table"], at["row"], at["column"]) == expected[f"({index})"], key


def places_in(written: Page) -> dict[str, tuple[int, int, int]]:
    """Text of a cell → its table, row and column, from 1, the first one that it covers."""
    places: dict[str, tuple[int, int, int]] = {}
    tables = [block for block in written if isinstance(block, Table)]
    for number, table in enumerate(tables, 1):
        for row, boxes in enumerate(matrix_of(table), 1):
            for column, box in enumerate(boxes, 1):
                places.setdefault(box.text, (number, row, column))
    return places


# A page keeps no tabs; a PDF's lines end where its page ends.
FLOWING = {"html": {"tabs"}, "docx": set[str](), "xlsx": set[str]()}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
@pytest.mark.parametrize("kind", apart({"html"}))
def test_a_text_in_paragraphs_reads_as_the_text_alone(kind: str, layout: Layout) -> None:
    """Text that was copied into a page line by line says what it said before, or is unknown."""
    for filled in ("full", "few blanks"):
        written = write(report(filled, 0), layout)
        alone = read(written.encoded())
        found = read(writer(kind)(printed_page(written.text)))
        assert not wrong_values(found, written)
        if kind in FLOWING and layout.name not in FLOWING[kind]:
            assert (found.states, found.values) == (alone.states, alone.values)


@pytest.mark.parametrize("expectation", TEXTS, ids=name_of)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in FLOWING])
def test_a_document_in_paragraphs_is_read_as_an_official_reads_it(kind: str, expectation: Path) -> None:
    text = document_of(expectation).read_bytes().decode("utf-8-sig")
    found = read(writer(kind)(printed_page(text)))
    assert min((differences_from(found, one) for one in readings(expectation)), key=len) == []


PIPED = [layout for layout in LAYOUTS if layout.name in {"rows, both pipes", "tabs", "markdown"}]


@pytest.mark.parametrize("layout", PIPED, ids=lambda one: one.name)
@pytest.mark.parametrize("filled", FILLED)
@pytest.mark.parametrize("kind", apart({"html"}))
def test_a_text_whose_rows_were_a_table_reads_as_a_table(kind: str, filled: str, layout: Layout) -> None:
    """Rows whose merged cells were dropped by who made a table of them: their heads stand above other columns, so a
    row with blanks may stay unknown."""
    content = report(filled, 1)
    found = read(writer(kind)(printed_page(write(content, layout).text, tables=True)))
    assert differences(found, content, blanks=filled == "full") == []
