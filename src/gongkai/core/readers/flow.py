"""文流: a file of any kind as one text that the readers understand, and where each piece of it stood.

A paragraph is a line. A row of a table is a line too, its cells parted by CELL, which no file can smuggle in: `tidy`
takes such characters out of what the file says. The readers trust CELL as they trust no other sign (slots.py).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.core.findings import Place
from gongkai.core.report import Note

CELL = "\x1f"
"""Stands between two cells of a row, and nowhere else."""

COVERED = "\x1e"
"""Stands behind a cell without words once for each further column that it counts for."""

FILLER = "\x1d"
"""Stands in a blank cell that no column head stands above: it fills up a row, and is none of the form's."""

UNKNOWN = "?"
"""Stands for a figure that can't belong to one cell for certain."""

_WORDS = re.compile("[\u4e00-\u9fff]")
_FIGURE = re.compile(
    r"\s*(?:无|[+\-增减]{0,2}[加少]?\d[\d,.]*\s*(?:万元|亿元|元|[\u4e00-\u9fff])?\s*(?:[(（][^()（）]*[)）])?)\s*"
)
_MOST_COLUMNS = 32
_STARS = "*＊ \u00a0\u3000"  # alone in a cell they are no blank; the readers pass over them
_SIGNS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Flow:
    """A file as text. `place` turns offsets (start, end) of the text into the 'at' of the command line; `notes` are
    what the kind of file itself gives reason to say. `head` is what the file says of itself outside its text (a page's
    title and fields), for what the text does not tell."""

    text: str
    place: Callable[[int, int], Place]
    notes: Sequence[Note] = field(default_factory=tuple)
    head: str = ""


def tidy(text: str) -> str:
    """`text` in one line without control characters, which would pass for separators.

    >>> tidy("12\\n\\x1f3")
    '12 3'
    """
    return _SIGNS.sub(" ", text)


def shown(text: str) -> str:
    """A piece of a flow as a person reads it: the cells of its tables parted by bars.

    >>> shown("平台\x1f3\x1f\x1d")
    '平台 | 3 | '
    """
    return text.replace(CELL, " | ").replace(COVERED, "").replace(FILLER, "")


def has_words(text: str) -> bool:
    """Whether a cell holds words, and so is a label or prose, not a figure or a blank.

    >>> has_words("1.逾期不补正"), has_words("12(其中修订3件)"), has_words("无"), has_words("")
    (True, False, False, False)
    """
    return _WORDS.search(text) is not None and _FIGURE.fullmatch(text) is None


class FlowWriter:
    """Writes a flow, paragraph by paragraph and row by row. `at` of each piece is whatever `place_of` can turn into the
    'at' of the command line; it is asked only for what a person wants to see."""

    def __init__(self, place_of: Callable[[Any], Place]) -> None:
        self._place_of = place_of
        self._pieces: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._ats: list[Any] = []

    def line(self, text: str, at: Any) -> None:
        """A paragraph; its tabs part what stands in it."""
        self._add("\t".join(map(tidy, text.split("\t"))), at)
        self._end("\n")

    def row(self, cells: Iterable[tuple[str, Any, int]]) -> None:
        """A row of a table: each cell's text ('' for a blank one), where it is, and how many columns it counts for, 0
        if for none. How many a label covers differs from row to row and says nothing about the figures behind it, so
        it is not kept."""
        first = True
        for text, at, columns in cells:
            if not first:
                self._end(CELL)
            self._add(UNKNOWN if text.strip() and not text.strip(_STARS) else tidy(text), at)
            if not has_words(text):
                self._end(FILLER if columns == 0 else COVERED * min(columns - 1, _MOST_COLUMNS))
            first = False
        self._end("\n")

    def flow(self, notes: Sequence[Note] = (), head: str = "") -> Flow:
        """What was written."""
        return Flow("".join(self._pieces), self._place, notes, head)

    def __getstate__(self) -> dict[str, Any]:
        """The places alone, as a person sees them: what a report needs of its writer in another process."""
        places = [self._place_of(at) for at in self._ats]
        return {"_starts": self._starts, "_ats": places, "_place_of": _as_it_is, "_pieces": [], "_length": 0}

    def _add(self, text: str, at: Any) -> None:
        self._starts.append(self._length)
        self._ats.append(at)
        self._pieces.append(text)
        self._length += len(text)

    def _end(self, sign: str) -> None:
        self._pieces.append(sign)
        self._length += len(sign)

    def _place(self, start: int, end: int) -> Place:
        """The place of the piece that `start` lies in."""
        return self._place_of(self._ats[max(bisect_right(self._starts, start) - 1, 0)])


def _as_it_is(place: Place) -> Place:
    return place
