"""Forms written in every layout of real reports read back exactly, or the reader says that it can't know."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.core.law.editions import edition_for_year
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from tests.layouts import ENCODINGS, LAYOUTS, TREATMENTS, Layout, Treatment, Written, write
from tests.layouts.compare import (
    known_cells,
    not_blank,
    other_editions,
    unknown_cells,
    ways_to_part,
    wrong_places,
    wrong_values,
)
from tests.layouts.document import PROSE, Content, content
from tests.layouts.forms import contents

LAYOUT = {layout.name: layout for layout in LAYOUTS}
TREATMENT = {treatment.name: treatment for treatment in TREATMENTS}
PLAIN = [layout for layout in LAYOUTS if layout.plain]
KEEPING = [layout for layout in LAYOUTS if layout.keeps_blanks]
# Numbers before their labels, once some rows are blank, look just like numbers after their labels.
COLLAPSING = [layout for layout in LAYOUTS if not layout.keeps_blanks and layout.name != "numbers before label"]
GLUED = [layout for layout in LAYOUTS if layout.name.startswith("glued")]
CLEAR_SCRIPT = [treatment for treatment in TREATMENTS if treatment.stage != "words"]

# One layout of each family, for tests that try every treatment.
FAMILIES = [
    "rows, trailing pipe",
    "rows, tight pipes",
    "tabs",
    "cell a line",
    "cell a line, pipe",
    "numbers in a run",
]


def named(item: Layout | Treatment) -> str:
    return item.name


def read_back(written: Written, encoding: str = "utf-8") -> FilledReport:
    return read(written.encoded(encoding), "report.txt")


def assert_exact(report: FilledReport, written: Written) -> None:
    """Every printed cell has its value, every value its place, every blank is blank."""
    assert not other_editions(report, written)
    assert not wrong_values(report, written)
    assert not unknown_cells(report, written)
    assert not not_blank(report, written)
    assert not wrong_places(report, written)


def fits(layout: Layout, treatment: Treatment) -> bool:
    """Whether the treatment means anything in that layout, and leaves a form that can be told."""
    if treatment.stage == "padding":
        return layout.pipes or (layout.name == "tabs" and treatment.apply == "in place")
    return True


def chosen_treatments(layout: Layout) -> st.SearchStrategy[list[Treatment]]:
    """Any few treatments that can happen to one report together: at most one of the words, one of the
    padding …"""
    single = {"words", "padding", "line end", "figures"}
    fitting = [treatment for treatment in TREATMENTS if fits(layout, treatment)]
    key = {item.name: item.stage if item.stage in single else item.name.split()[0] for item in fitting}
    return st.lists(st.sampled_from(fitting), max_size=5, unique_by=lambda item: key[item.name])


LIKE_A_PAGE_MARK = re.compile(r"^[-—]+ \d+ [-—]+$", re.M)
"""A row of three cells (nothing, a figure, nothing) on a line of its own: nobody can tell it from a page mark."""


@pytest.mark.parametrize("layout", PLAIN, ids=named)
@given(report=contents())
@settings(max_examples=12)
def test_a_consistent_form_reads_back(layout: Layout, report: Content) -> None:
    written = write(report, layout)
    found = read_back(written)
    assert_exact(found, written)
    assert (found.organ, found.year) == (report.organ, report.year)
    assert found.edition == edition_for_year(report.year).id


@pytest.mark.parametrize("layout", PLAIN, ids=named)
@given(report=contents(changed=True))
@settings(max_examples=12)
def test_a_form_that_does_not_add_up_reads_as_printed(layout: Layout, report: Content) -> None:
    """A reader must not repair a report."""
    written = write(report, layout)
    assert_exact(read_back(written), written)


@pytest.mark.parametrize("layout", PLAIN, ids=named)
@given(report=contents(marks=True))
@settings(max_examples=8)
def test_marks_signs_and_units_in_cells_are_read(layout: Layout, report: Content) -> None:
    written = write(report, layout)
    assume(not LIKE_A_PAGE_MARK.search(written.text))
    assert_exact(read_back(written), written)


@pytest.mark.parametrize("layout", KEEPING, ids=named)
@given(report=contents(blanks=True))
@settings(max_examples=12)
def test_blanks_that_keep_their_place_are_blank(layout: Layout, report: Content) -> None:
    """A row whose last cell is printed is read exactly. Blanks behind a row's last figure may have been
    dropped and filled up by an extractor, so such a row may stay unknown, but never wrong."""
    written = write(report, layout)
    found = read_back(written)
    assert not wrong_values(found, written)
    assert not wrong_places(found, written)
    printed = report.by_key
    for table in report.form.tables:
        for row in table.rows:
            keys = [f"{table.key}.{row.key}.{column.key}" for column in row.columns]
            if len(keys) > 3 and printed[keys[-1]] and (table.key == "requests" and _told(report, keys)):
                assert [found.value(key) is None for key in keys] == [not printed[key] for key in keys], row.label


def _told(report: Content, keys: list[str]) -> bool:
    """Whether the row's own sum shows that its blanks kept their places."""
    *parts, total = [int(report.by_key[key]) if report.by_key[key].isdecimal() else 0 for key in keys]
    return sum(parts) == total > 0


@pytest.mark.parametrize("layout", COLLAPSING, ids=named)
@given(report=contents(blanks=True))
@settings(max_examples=12)
def test_where_blanks_are_lost_no_cell_is_given_a_wrong_value(layout: Layout, report: Content) -> None:
    written = write(report, layout)
    misled = misleading_rows(written) if layout in GLUED else set()
    assert not wrong_values(read_back(written), written, excused=misled)


@pytest.mark.parametrize("layout", [item for item in LAYOUTS if item.pipes], ids=named)
@pytest.mark.parametrize("padding", ["padding at the end", "wide padding", "merged cells in place"])
@given(report=contents(blanks=True))
@settings(max_examples=6)
def test_blanks_beside_padding_never_give_a_wrong_value(layout: Layout, padding: str, report: Content) -> None:
    written = write(report, layout, [TREATMENT[padding]])
    assert not wrong_values(read_back(written), written)


def test_two_equal_figures_alone_in_a_table_prove_no_sum() -> None:
    """A figure and its equal two cells on look like a cell and the row's total, were the row a column further left."""
    form = edition_for_year(2020).form
    figures = {"requests.other.welfare": "1", "requests.other.other": "1"}
    report = content(form, {cell.key: figures.get(cell.key, "") for cell in form.cells}, year=2020)
    written = write(report, LAYOUT["rows, tight pipes"], [TREATMENT["merged cells in place"]])
    assert not wrong_values(read_back(written), written)


def misleading_rows(written: Written) -> set[str]:
    """Cells of rows with blanks whose glued digits can be parted as if the row were full."""
    printed, found = written.content.by_key, set()
    for table, cells in (("proactive", 0), ("requests", 7), ("remedies", 5)):
        for row in written.content.form.table(table).rows:
            keys = [f"{table}.{row.key}.{column.key}" for column in row.columns]
            texts = [printed[key] for key in keys]
            if "" in texts and (not cells or ways_to_part("".join(texts), cells)):
                found.update(keys)
    if any(not text for key, text in printed.items() if key.startswith("remedies.")):
        found.update(key for key in printed if key.startswith("remedies."))
    return found


@pytest.mark.parametrize("layout", [item for item in LAYOUTS if not item.plain], ids=named)
@given(report=contents())
@settings(max_examples=12)
def test_odd_layouts_never_give_a_wrong_value(layout: Layout, report: Content) -> None:
    written = write(report, layout)
    found = read_back(written)
    assert not wrong_values(found, written)
    assert not wrong_places(found, written)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["glued rows", "glued numbers"])
@given(report=contents())
@settings(max_examples=6)
def test_glued_digits_are_parted_where_the_row_leaves_one_way(name: str, report: Content) -> None:
    found = read_back(write(report, LAYOUT[name]))
    printed = report.by_key
    for row in report.form.table("requests").rows:
        keys = [f"requests.{row.key}.{column.key}" for column in row.columns]
        if len(ways_to_part("".join(printed[key] for key in keys))) == 1:
            assert [found.value(key) for key in keys] == [int(printed[key]) for key in keys], row.label


@given(report=contents())
@settings(max_examples=15)
def test_parted_digits_are_marked_as_parted(report: Content) -> None:
    """What had to be parted says so, unless the digits are as many as the cells."""
    found = read_back(write(report, LAYOUT["glued rows"]))
    printed = report.by_key
    for key in known_cells(found):
        row = key.rsplit(".", 1)[0]
        digits = "".join(text for other, text in printed.items() if other.rsplit(".", 1)[0] == row)
        if key.startswith("requests.") and len(digits) > 7:
            assert found.state(key) == State.SPLIT


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("treatment", TREATMENTS, ids=named)
@given(report=contents())
@settings(max_examples=2)
def test_every_treatment_leaves_the_cells_as_they_are(name: str, treatment: Treatment, report: Content) -> None:
    layout = LAYOUT[name]
    if fits(layout, treatment):
        written = write(report, layout, [treatment])
        assert_exact(read_back(written), written)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS, ids=named)
@given(data=st.data(), report=contents())
@settings(max_examples=10)
def test_treatments_together_never_give_a_wrong_value(layout: Layout, data: st.DataObject, report: Content) -> None:
    written = write(report, layout, data.draw(chosen_treatments(layout)))
    found = read_back(written)
    assert not wrong_values(found, written)
    assert not wrong_places(found, written)


@pytest.mark.soak
@given(data=st.data())
@settings(max_examples=4000)
def test_soak_anything_together_never_gives_a_wrong_value(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(LAYOUTS))
    report = data.draw(contents(marks=not layout.name.startswith("glued")))
    written = write(report, layout, data.draw(chosen_treatments(layout)))
    found = read_back(written)
    assert not wrong_values(found, written)
    assert not wrong_places(found, written)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["", "windows line ends", "old mac line ends"])
@given(report=contents())
@settings(max_examples=2)
def test_every_encoding_reads_the_same(encoding: str, line_end: str, report: Content) -> None:
    """Offsets count the characters of the text, whatever its bytes, without a byte-order mark."""
    written = write(report, LAYOUT["rows, trailing pipe"], [TREATMENT[line_end]] if line_end else [])
    assert_exact(read_back(written, encoding), written)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize(
    "treatment", [None, *(t for t in CLEAR_SCRIPT if t.stage == "parts")], ids=lambda t: t and t.name
)
@given(report=contents())
@settings(max_examples=1)
def test_every_chapter_holds_its_own_words(name: str, treatment: Treatment | None, report: Content) -> None:
    """The prose of a chapter is in its section and in no other."""
    found = read_back(write(report, LAYOUT[name], [treatment] if treatment else []))
    empty = treatment is TREATMENT["last chapter empty"]
    for chapter, sentences in PROSE.items():
        for sentence in sentences:
            holding = [key for key, text in found.sections.items() if sentence in (text or "")]
            assert holding == ([] if empty and chapter == "other" else [chapter])
    if empty:
        assert not (found.sections["other"] or "").strip()


@given(report=contents())
@settings(max_examples=5)
def test_metadata_is_read_and_is_no_part_of_table_2(report: Content) -> None:
    written = write(report, LAYOUT["rows, trailing pipe"], [TREATMENT["metadata before"]])
    found = read_back(written)
    assert found.metadata["index_number"] == "yx000/2023-00017"
    assert found.metadata["document_number"] == "云政办函〔2023〕8号"
    assert found.metadata["published_on"] == f"{report.year + 1}-01-19"
    assert not wrong_values(found, written)
