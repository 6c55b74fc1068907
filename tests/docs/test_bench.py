"""The bench: figures are chosen by name, a missed limit fails, the inputs are sound and stay the same."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import bench.__main__ as command
from bench import readme
from bench.figure import Figure, table
from bench.inputs import forms, odd_layouts, plain_layouts, written
from bench.machine import machine
from bench.yardstick import REFERENCE, Speed, one_pass
from gongkai.core.checks import check
from gongkai.core.readers import read
from tests.layouts import LAYOUTS

GOOD = Figure("one: good", "3 000/s", "3.0 passes", "≥ 2 000/s", True)
BAD = Figure("two: bad", "30/s", "300.0 passes", "≥ 2 000/s", False)
OPEN = Figure("three: open", "1/s")


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three benches that take no time."""
    figures: dict[str, Callable[[], Iterable[Figure]]] = {
        "one": lambda: [GOOD],
        "two": lambda: [BAD],
        "three": lambda: [OPEN],
    }
    monkeypatch.setattr(command, "BENCHES", figures)


@pytest.mark.usefixtures("benches")
def test_a_missed_limit_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 1
    output = capsys.readouterr()
    assert "MISSED: two: bad" in output.err
    assert machine() in output.out


@pytest.mark.usefixtures("benches")
def test_names_are_chosen_and_unknown_ones_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["one", "three"]) == 0
    assert "two" not in capsys.readouterr().out
    assert command.main(["one", "four"]) == 2
    assert "no such figure: four" in capsys.readouterr().err


def test_names_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(command.BENCHES)


@pytest.mark.usefixtures("benches")
def test_figures_are_written_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "README.md"
    begin, end = readme.MARKS["figures"]
    page.write_text(f"before\n{begin}\nold\n{end}\nbehind\n", "utf-8")
    monkeypatch.setattr(readme, "READMES", (page,))
    assert command.main(["one", "--write"]) == 0
    assert page.read_text("utf-8") == (f"before\n{begin}\n\n`{machine()}`\n\n{table([GOOD])}\n\n{end}\nbehind\n")


def test_a_table_is_aligned() -> None:
    lines = table([GOOD, BAD, OPEN]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "MISSED" in lines[3]


def test_a_limit_is_held_against_passes_of_the_yardstick() -> None:
    """A slow machine slows both: half the rate, the same passes, the same speed at the reference."""
    assert Speed(rate=1_000, passes=6.5).at_reference == Speed(rate=500, passes=6.5).at_reference
    assert Speed(rate=1, passes=1).at_reference == REFERENCE
    assert one_pass() > 0


def test_the_invented_forms_are_sound_and_the_same_in_every_run() -> None:
    for file in written("rows, trailing pipe"):
        assert not [finding for finding in check(read(file, "report.txt")) if finding.severity == "error"]
    before = [form.printed for form in forms()]
    forms.cache_clear()
    assert [form.printed for form in forms()] == before


def test_every_layout_is_measured() -> None:
    assert {layout.name for layout in (*plain_layouts(), *odd_layouts())} == {item.name for item in LAYOUTS}
