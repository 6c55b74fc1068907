"""年度报告: a filled annual report, every cell of which knows its state and where it was read.

Cells live in arrays in the form's own order (`report.form.cells[i]` says what cell `i` is) and become objects only
when asked, so that hundreds of thousands of reports stay cheap.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from gongkai.core.findings import Figure, Place
from gongkai.core.law.editions import Cell, Form


class State(IntEnum):
    """How a cell was read (the names of the command line in lower case).

    PRINTED: value read as printed. SPLIT: digits were glued; the form's own sums leave exactly one way to part them.
    BLANK: the cell is there, nothing in it. MISSING: its row or table is not in the document.
    UNCLEAR: something is printed, but which cell it belongs to, or what it says, can't be known.
    """

    MISSING = 0
    BLANK = 1
    UNCLEAR = 2
    PRINTED = 3
    SPLIT = 4


KNOWN = State.PRINTED
"""States from here on have a value."""

_AROUND_NAMES = re.compile(r"[\s()（）]")


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the reading. `code` is a key of the readers' catalogue of notes, `details`
    fill its sentence, `cells` are the keys it speaks of, `span` the characters (start, end) it was seen at."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class FilledReport:
    """One report as read.

    `states`, `values`, `texts`, `starts`, `ends` run parallel to `form.cells`: a value is an int, or a Decimal in 万元
    for amounts, or None when the state has none; the text is as printed; start and end are offsets of the source's
    text, -1 where there is none. `place` turns a pair of offsets into the 'at' of the command line. `year` is the year
    that the figures are about; None when it can't be told. `edition` is the one due for that year. `source` is the text
    that all offsets point into; '' where only the tables were read. `memory` keeps what is worked out from it once.
    """

    form: Form
    edition: str
    states: list[int]
    values: list[Figure | None]
    texts: list[str | None]
    starts: list[int]
    ends: list[int]
    place: Callable[[int, int], Place]
    organ: str | None = None
    year: int | None = None
    sections: dict[str, str | None] = field(default_factory=dict)
    section_spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    metadata: dict[str, str | None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    source: str = ""
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def at(self, index: int) -> Place | None:
        """Where cell `index` was read, or None when it was not."""
        start = self.starts[index]
        return None if start < 0 else self.place(start, self.ends[index])

    def value(self, key: str) -> Figure | None:
        """The value of the cell of that key, or None when it has none. Raises KeyError for a key the form has not."""
        return self.values[self.form.index[key]]

    def state(self, key: str) -> State:
        """The state of the cell of that key. Raises KeyError for a key the form has not."""
        return State(self.states[self.form.index[key]])

    def in_state(self, *wanted: State) -> Iterator[Cell]:
        """The cells in one of the states, in the form's order."""
        return (cell for cell, state in zip(self.form.cells, self.states, strict=True) if state in wanted)


def bare_organ(organ: str | None) -> str:
    """The organ's name without blanks and brackets, to compare it; '' where it is not known."""
    return _AROUND_NAMES.sub("", organ or "")
