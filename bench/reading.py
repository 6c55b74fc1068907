"""Speed of reading: bytes of a file → cells, and → the line that `--json` prints, by one process."""

from collections.abc import Callable, Iterator, Sequence

from bench.figure import Figure, thousands
from bench.inputs import odd_layouts, plain_layouts, written
from bench.real import real_files
from bench.yardstick import Speed, speed
from gongkai.core.checks import check
from gongkai.core.law.editions import EDITIONS
from gongkai.core.readers import read
from gongkai.core.writers.as_json import report_line

PLAIN_LIMIT, JSON_LIMIT, ODD_LIMIT, CHECK_LIMIT = 2_000, 1_200, 200, 1_000
"""Reports a second and core."""


def cells() -> Iterator[Figure]:
    """Plain layouts into cells: each edition, which has the limit, then each layout."""
    for edition_id, files in _by_edition():
        yield _figure(f"cells: plain layouts, form of {edition_id}", _speed(_to_cells, files), PLAIN_LIMIT)
    for layout in plain_layouts():
        yield _figure(f"cells: {layout.name}", _speed(_to_cells, written(layout.name)))


def json() -> Iterator[Figure]:
    """Plain layouts through the line of `--json`, each edition."""
    for edition_id, files in _by_edition():
        yield _figure(f"json: plain layouts, form of {edition_id}", _speed(_to_line, files), JSON_LIMIT)


def odd() -> Iterator[Figure]:
    """Each odd layout into cells, and a plain one whose money has no unit."""
    no_unit = written("rows, trailing pipe", "2019", "")
    yield _figure("odd: no unit of money, form of 2019", _speed(_to_cells, no_unit), ODD_LIMIT)
    for layout in odd_layouts():
        yield _figure(f"odd: {layout.name}", _speed(_to_cells, written(layout.name)), ODD_LIMIT)


def checks() -> Iterator[Figure]:
    """All checks over reports that are read already."""
    reports = [read(file, "report.txt") for layout in plain_layouts() for file in written(layout.name)[::6]]

    def work() -> None:
        for report in reports:
            check(report)

    yield _figure("check: plain layouts", speed(work, len(reports)), CHECK_LIMIT)


def real() -> Iterator[Figure]:
    """Real reports into cells, where their folder is named."""
    files = [data for data, _ in real_files()]
    if files:
        yield _figure(f"real: {len(files)} real reports", _speed(_to_cells, files))


def _by_edition() -> Iterator[tuple[str, list[bytes]]]:
    for edition_id in reversed(EDITIONS):
        yield edition_id, [file for layout in plain_layouts() for file in written(layout.name, edition_id)]


def _to_cells(file: bytes) -> None:
    read(file, "report.txt")


def _to_line(file: bytes) -> None:
    report_line("report.txt", read(file, "report.txt"), "zh")


def _speed(work: Callable[[bytes], None], files: Sequence[bytes]) -> Speed:
    def all_of_them() -> None:
        for file in files:
            work(file)

    return speed(all_of_them, len(files))


def _figure(name: str, measured: Speed, limit: int | None = None) -> Figure:
    return Figure(
        name,
        f"{thousands(measured.rate)}/s",
        f"{measured.passes:.1f} passes = {thousands(measured.at_reference)}/s",
        f"≥ {thousands(limit)}/s" if limit else "",
        measured.at_reference >= limit if limit else None,
    )
