"""What was read in any layout is written with the same cells in every format, one after the other, and nothing more."""

from pathlib import Path

import pytest

from gongkai.cli.convert import written
from gongkai.core.readers import read
from gongkai.core.report import FilledReport, State
from gongkai.core.writers.as_kind import ENDINGS
from tests.core.writers.samples import TABLES
from tests.kinds.cases import report as content
from tests.layouts import LAYOUTS, Layout, write
from tests.layouts.forms import EDITION_MIXES


def seen(report: FilledReport) -> list[object]:
    """Each cell's value, or whether it is unclear: what is missing in the file is blank in the official form."""
    return ["?" if state == State.UNCLEAR else value for state, value in zip(report.states, report.values, strict=True)]


def assert_kept(report: FilledReport) -> None:
    """The report goes from format to format with the same cells, and the prose beside its tables does not grow."""
    wanted, prose = seen(report), [report.sections[key] or "" for key in TABLES]
    for ending in ENDINGS:
        report = read(written(report, ending, "zh"), f"report.{ending}")
        assert seen(report) == wanted, ending
        for key, before in zip(TABLES, prose, strict=True):
            assert set((report.sections[key] or "").split()) <= set(before.split()), (ending, key)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("filled", ["full", "few blanks"])
@pytest.mark.parametrize("mix", range(len(EDITION_MIXES)))
def test_every_layout_goes_through_every_format(layout: Layout, filled: str, mix: int) -> None:
    assert_kept(read(write(content(filled, mix), layout).encoded("utf-8"), "report.txt"))


def test_real_reports_go_through_every_format(real_reports: Path) -> None:
    for path in sorted(real_reports.rglob("*.expected.json")):
        text = path.with_name(path.name.replace(".expected.json", ".txt"))
        assert_kept(read(text.read_bytes(), text.name))
