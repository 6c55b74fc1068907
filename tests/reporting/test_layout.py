"""原文布局: every character of a source stands once in what is shown, whatever is marked in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.readers import read
from gongkai.core.readers.flow import CELL
from gongkai.core.report import FilledReport
from gongkai.reporting import layout
from gongkai.reporting.layout import Layout, Piece, laid_out
from tests.kinds.cases import report as content
from tests.layouts import LAYOUTS, write
from tests.layouts import Layout as TextLayout

DOCUMENTS = Path(__file__).parents[1] / "documents"
TOLD = (DOCUMENTS / "figures_told_in_the_text.txt").read_bytes()


def pieces(found: Layout) -> list[Piece]:
    return [piece for block in found.blocks for line in block.lines for cell in line.cells for piece in cell]


def seen(text: str) -> str:
    """What of a source is seen."""
    return "".join(text.translate(str.maketrans("", "", "\x1d\x1e\x1f")).split())


def assert_whole(report: FilledReport, spans: list[tuple[int, int] | None]) -> Layout:
    """Every character stands in one piece; every figure and finding begins once, and covers what it is about."""
    found = laid_out(report, spans)
    shown = pieces(found)
    assert seen("".join(piece.text for piece in shown)) == seen(report.source)
    leads = [piece.figure for piece in shown if piece.leads]
    assert len(leads) == len(set(leads))
    for index in leads:
        words = "".join(piece.text for piece in shown if piece.figure == index)
        assert seen(words) == seen(report.source[report.starts[index] : report.ends[index]])
    opened = [number for piece in shown for number in piece.opens]
    assert len(opened) == len(set(opened))
    for number in opened:
        about = [place for place, piece in enumerate(shown) if number in piece.findings]
        assert about == list(range(about[0], about[-1] + 1)) or report.source.count("\n") > 0
        assert number in shown[about[0]].opens
    told = [number for block in found.blocks for line in block.lines for number in line.told]
    assert sorted(told) == [number for number, span in enumerate(spans) if span is not None]
    unmarked = {number for block in found.blocks for line in block.lines for number in line.unmarked}
    assert unmarked == set(told) - set(opened)
    return found


@pytest.mark.parametrize("kind", LAYOUTS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("filled", ["full", "few blanks"])
def test_every_figure_of_every_layout_is_marked_once(kind: TextLayout, filled: str) -> None:
    report = read(write(content(filled, 0), kind).encoded("utf-8"), "report.txt")
    found = assert_whole(report, [])
    assert found.figures == {index for index, start in enumerate(report.starts) if start >= 0}


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 400)), max_size=12))
def test_marks_may_overlap_as_they_like(given_spans: list[tuple[int, int]]) -> None:
    report = read(TOLD, "report.txt")
    last = len(report.source)
    spans: list[tuple[int, int] | None] = [
        (min(start, last - 1), min(start + length, last)) for start, length in given_spans
    ]
    found = assert_whole(report, spans)
    for number, span in enumerate(spans):
        assert span is not None
        words = "".join(piece.text for piece in pieces(found) if number in piece.findings)
        if span[1] - span[0] > 1:
            assert seen(words) == seen(report.source[slice(*span)])


def test_a_single_character_marks_its_line() -> None:
    report = read(TOLD, "report.txt")
    start = report.source.index("一、总体情况") + 5
    found = laid_out(report, [(start, start + 1)])
    assert "".join(piece.text for piece in pieces(found) if piece.findings) == "一、总体情况"


def test_what_is_longer_than_any_report_is_not_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LONGEST", 100)
    report = read(TOLD, "report.txt")
    found = laid_out(report, [(150, 160)])
    assert found.left_out == len(report.source) - 100
    assert found.figures == set()
    assert found.placed == frozenset()


def test_tables_of_a_file_stay_tables() -> None:
    report = read((DOCUMENTS / "api_answer.json").read_bytes(), "a.json")
    assert CELL in report.source
    found = assert_whole(report, [])
    tables = [block for block in found.blocks if block.is_table]
    assert len(tables) >= 3
    assert all(len(line.cells) <= block.width for block in tables for line in block.lines)
