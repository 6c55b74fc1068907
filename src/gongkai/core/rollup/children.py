"""所辖机关名单: the organs whose reports are expected, and what became of them in the year.

A list is CSV: the organ's name, then, where something happened to it in the year, what (并入, 划出, 划入), and the
organ that it went into. A merged organ reports through the one it went into, and one that moved out reports elsewhere:
neither is expected, and a report of its own is not added (a predecessor's figures are in its successor's report, which
is expected). Spreadsheets and people part the columns in several ways, and number the lines: each is taken.

>>> [child.name for child in read_children("机关,变动,并入机关\\n云溪县教育局\\n云溪县林业局,并入,云溪县自然资源局\\n")]
['云溪县教育局', '云溪县林业局']
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.core.report import bare_organ

Change = Literal["", "merged", "moved_out", "moved_in"]
CHANGES: dict[str, Change] = {
    "": "",
    "并入": "merged",
    "merged": "merged",
    "撤销": "merged",
    "划出": "moved_out",
    "moved out": "moved_out",
    "划入": "moved_in",
    "moved in": "moved_in",
}
_HEADS = ("机关", "机关名称", "单位", "单位名称", "organ", "name")
_PARTED = str.maketrans("，；;\t", ",,,,")


class BadList(ValueError):
    """A list that can't be right: `line` from 1, and what is wrong ('change', 'twice', 'into', 'circle',
    'empty', 'none')."""

    def __init__(self, problem: str, line: int, text: str) -> None:
        super().__init__(problem, line, text)
        self.problem, self.line, self.text = problem, line, text


@dataclass(frozen=True, slots=True)
class Child:
    """An organ on the list: its name, what became of it in the year, and the organ it went into."""

    name: str
    change: Change = ""
    into: str = ""

    @property
    def expected(self) -> bool:
        """Whether a report of its own is to be added."""
        return self.change in ("", "moved_in")


def read_children(text: str) -> list[Child]:
    """The organs of a list, one a line; a head line and blank lines are passed over. Raises BadList."""
    found: dict[str, Child] = {}
    for line, cells in rows(text, _HEADS):
        child = _child(cells, line)
        if bare_organ(child.name) in found:
            raise BadList("twice", line, child.name)
        found[bare_organ(child.name)] = child
    for child in found.values():
        _check_heir(child, found)
    return list(found.values())


def rows(text: str, heads: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a list with their numbers, as cells; a line of `heads`, blank lines and a column of ordinal numbers
    are passed over. Raises BadList where there is none."""
    none = True
    for line, row in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff").translate(_PARTED))), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (none and any(cell.casefold() in heads for cell in cells)):
            continue
        none = False
        yield line, cells[1:] if cells[0].isdecimal() else cells
    if none:
        raise BadList("none", 0, "")


def _check_heir(child: Child, found: Mapping[str, Child]) -> None:
    """Raises BadList where the organ went into itself, at once or by way of others."""
    passed = {bare_organ(child.name)}
    heir = bare_organ(child.into)
    while heir in found:
        if heir in passed:
            raise BadList("circle", 0, child.name)
        passed.add(heir)
        heir = bare_organ(found[heir].into)


def _child(cells: Sequence[str], line: int) -> Child:
    name, change, into = (*cells, "", "")[:3]
    if not name:
        raise BadList("empty", line, "")
    if change.casefold() not in CHANGES:
        raise BadList("change", line, change)
    if CHANGES[change.casefold()] == "merged" and not into:
        raise BadList("into", line, name)
    return Child(name, CHANGES[change.casefold()], into)
