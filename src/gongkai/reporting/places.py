"""位置: where things stand in a source, kept as plain data, so that nothing has to look at the file again.

A report as read asks its file where a character stands; a page that was taken apart may have to be parsed for it. That
is done once, inside the child; what leaves it is `KeptPlaces`. And a finding names its place but not its characters:
`placed` remembers which characters each place was asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from gongkai.core.findings import Place
from gongkai.core.report import FilledReport

Span = tuple[int, int]
"""Offsets of the first character and behind the last one, in `report.source`."""


class _Asked(dict[str, Any]):
    """A place that knows the characters it was asked for."""

    span: Span | None = None

    def __bool__(self) -> bool:
        """An empty one knows them too."""
        return True


@contextmanager
def placed(report: FilledReport) -> Iterator[Callable[[Place], Span | None]]:
    """Inside, every place that `report` gives can be asked for its characters; None for any other."""
    place = report.place

    def asked(start: int, end: int) -> Place:
        found = _Asked(place(start, end))
        found.span = (start, end)
        return found

    report.place = asked
    try:
        yield _span_of
    finally:
        report.place = place


def _span_of(at: Place) -> Span | None:
    return at.span if isinstance(at, _Asked) else None


@dataclass(frozen=True)  # slots would make it slower to hand to another process
class KeptPlaces:
    """Places by the characters they were asked for; for others that of the nearest before them."""

    exact: dict[Span, Place]
    starts: Sequence[int]
    by_start: Sequence[Place]

    def __call__(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to `end`."""
        found = self.exact.get((start, end))
        if found is not None:
            return found
        before = bisect_right(self.starts, start) - 1
        return self.by_start[before] if before >= 0 else {}


def kept_places(report: FilledReport, spans: Iterable[Span | None]) -> KeptPlaces:
    """The places of the report's cells, notes and `spans`."""
    wanted = {span for span in zip(report.starts, report.ends, strict=True) if span[0] >= 0}
    wanted |= {span for span in spans if span is not None}
    wanted |= {note.span for note in report.notes if note.span is not None}
    ordered = sorted(wanted)
    places = [report.place(*span) for span in ordered]
    return KeptPlaces(dict(zip(ordered, places, strict=True)), [start for start, _ in ordered], places)
