"""A damaged report is read less, never wrongly: a figure is given to its own cell or to none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.readers import Unreadable, read
from tests.layouts import LAYOUTS, Layout, write
from tests.layouts.compare import known_cells, wrong_places, wrong_values
from tests.layouts.damage import Damaged, damages
from tests.layouts.forms import contents

# Glued digits change altogether when one of them does; numbers before their labels, once the first line of
# them is lost, look just like numbers after their labels.
PARTED = [layout for layout in LAYOUTS if layout.plain]


def rows_with_blanks(damaged: Damaged) -> set[str]:
    """The cells of every row that has a blank cell; table 4 is one row."""
    printed = damaged.written.content.by_key
    rows = {key: "remedies" if key.startswith("remedies") else key.rsplit(".", 1)[0] for key in printed}
    with_blanks = {rows[key] for key, text in printed.items() if not text}
    return {key for key, row in rows.items() if row in with_blanks}


def assert_never_wrong(layout: Layout, damaged: Damaged) -> None:
    """Every value that is given is the form's own, read from that cell's own characters.

    Cells next to a changed character are excused, since their figure itself may have changed. Where a
    digit was slipped in, rows with blanks are excused, since it may stand for one of their figures, and a
    right value may have been read from it.
    """
    try:
        report = read(damaged.written.encoded(), "report.txt")
    except Unreadable:
        return
    excused = damaged.touched | (rows_with_blanks(damaged) if damaged.figures_added else set())
    assert not wrong_values(report, damaged.written, excused=excused)
    if not damaged.figures_added:
        assert not set(known_cells(report)) & damaged.gone
        assert not wrong_places(report, damaged.written, excused=damaged.touched)


@pytest.mark.slow
@pytest.mark.parametrize("layout", PARTED, ids=lambda layout: layout.name)
@given(data=st.data(), report=contents())
@settings(max_examples=25)
def test_lines_and_characters_lost_or_slipped_in(layout: Layout, data: st.DataObject, report: object) -> None:
    assert_never_wrong(layout, data.draw(damages(layout, report)))


@pytest.mark.soak
@given(data=st.data())
@settings(max_examples=6000)
def test_soak_lines_and_characters_lost_or_slipped_in(data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(PARTED))
    report = data.draw(contents(blanks=layout.keeps_blanks and data.draw(st.booleans())))
    assert_never_wrong(layout, data.draw(damages(layout, report)))


@given(data=st.binary(max_size=400))
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but Unreadable comes out of a file that is no report."""
    with pytest.raises(Unreadable):
        read(data, "report.txt")


@given(data=st.data(), report=contents())
@settings(max_examples=25)
def test_a_report_cut_off_anywhere_is_read_as_far_as_it_goes(data: st.DataObject, report: object) -> None:
    layout = data.draw(st.sampled_from(PARTED))
    written = write(report, layout)
    cut = data.draw(st.integers(0, len(written.text)))
    within = {key for key, (start, end) in written.spans.items() if start < cut <= end}
    try:
        found = read(written.text[:cut].encode(), "report.txt")
    except Unreadable:
        return
    assert not wrong_values(found, written, excused=within)
    assert not [key for key in known_cells(found) if written.spans[key][0] >= cut]
