"""Reports as pages: the form's tables with the merged cells that the official form has, and the text around them.

`page` takes the same contents and the same treatments as the text layouts (tests/layouts); an arrangement
(tests/kinds/arrangements.py) then changes how the tables are put together. A line break inside a cell's text is a
break that a person sees in the cell. `printed_page` takes a text and gives each of its lines a paragraph.
"""

from collections.abc import Callable, Iterable
from typing import Any

from tests.kinds.merged import Box, table_of
from tests.kinds.page import Block, Page, Paragraph, Table
from tests.layouts import TREATMENTS, Treatment
from tests.layouts.document import BLANK_PLANE, PRINTED_PLANE, Content, Grid, Part, draft, is_figure

Place = tuple[int, int]

BLANKS = ("", "\u00a0", "\u3000", "  ", "\u3000\u3000", "\u2002")
"""What stands in a blank cell: nothing, a no-break space, ideographic spaces, spaces."""

_TEXT_ONLY = {"groups interleaved", "markdown headings"}
_STAGES = {"parts", "labels", "words", "figures"}

PAGE_TREATMENTS = [item for item in TREATMENTS if item.stage in _STAGES and item.name not in _TEXT_ONLY]
"""The treatments of text reports that happen to pages too."""


def with_a_note(printed: str) -> str:
    """12（其中修订3件）for 12: a note in a cell, behind its figure."""
    return f"{printed}（其中修订{printed[-1]}件）" if printed.isdecimal() and int(printed) else printed


def page(report: Content, treatments: Iterable[Treatment] = (), blank: str = "") -> Page:
    """The report as a page, with the treatments; `blank` is what stands in a blank cell."""
    by_stage: dict[str, list[Any]] = {stage: [] for stage in _STAGES}
    for treatment in treatments:
        by_stage[treatment.stage].append(treatment.apply)
    parts = draft(report)
    for change in by_stage["parts"]:
        parts = change(parts, report)

    def finish(text: str) -> str:
        for change in by_stage["words"]:
            text = change(text)
        return "".join(_printed(report, sign, blank, by_stage["figures"]) for sign in text)

    blocks: list[Block] = []
    for part in parts:
        if part.kind == "table":
            blocks.append(_table(part, by_stage["labels"], finish))
        elif all(" | " in line for line in part.lines):
            blocks.append(table_of([[Box(finish(cell)) for cell in line.split(" | ")] for line in part.lines]))
        else:
            heading = part.kind in {"title", "heading"}
            blocks += [Paragraph(finish(line), heading) for line in part.lines]
    return tuple(blocks)


def printed_page(text: str, tables: bool = False) -> Page:
    """The lines of a text, a paragraph each. With `tables` neighbouring lines whose cells are parted by pipes or tabs
    are the rows of a table, as they were before somebody copied them."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = _cells(line) if tables else []
        if cells:
            rows.append(cells)
            continue
        if tables and set(line.strip()) == set("|-"):
            continue
        if rows:
            blocks.append(table_of([[Box(cell) for cell in row] for row in rows]))
            rows = []
        blocks.append(Paragraph(line))
    return tuple(blocks[:-1])


def _cells(line: str) -> list[str]:
    """The cells of a line of a table; none for another line."""
    sign = "\t" if "\t" in line else "|"
    if sign not in line or set(line.strip()) <= set("|-: "):
        return []
    if sign == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip(" ") for cell in line.split(sign)]


def _printed(report: Content, sign: str, blank: str, figures: list[Callable[[str], str]]) -> str:
    """What is printed for a character of the draft: a cell's text for a private character, else itself."""
    if ord(sign) >= BLANK_PLANE:
        return blank
    if ord(sign) < PRINTED_PLANE:
        return sign
    printed = report.printed[ord(sign) - PRINTED_PLANE]
    for change in figures:
        printed = change(printed)
    return printed


def _table(part: Part, changes: list[Callable[[Grid], Grid]], finish: Callable[[str], str]) -> Table:
    """The table with the form's merged cells. A label that the changes took away leaves its places to the label at its
    right; one that they put in a merged place is a cell of its own."""
    grid: Grid = [list(row) for row in part.grid]
    owners = _owners(grid)
    for change in changes:
        grid = change(grid)
    boxes: dict[Place, Box] = {}
    matrix = []
    for row, cells in enumerate(grid):
        found: list[Box] = []
        for column in reversed(range(len(cells))):
            place = owners[row][column] if cells[column] is None else (row, column)
            own = grid[place[0]][place[1]]
            if own is None:
                found.insert(0, found[0])
                continue
            if place not in boxes:
                boxes[place] = Box(finish(own))
            found.insert(0, boxes[place])
        matrix.append(found)
    return table_of(matrix)


def _owners(grid: Grid) -> list[list[Place]]:
    """For each place of the form's grid the place of the cell that covers it. A place without a text is covered by the
    cell at its left, and where its row has none yet, or one that is full, by the cell above."""
    owners: list[list[Place]] = []
    for row, cells in enumerate(grid):
        found: list[Place] = []
        for column, text in enumerate(cells):
            if text is not None:
                found.append((row, column))
            elif found and found[-1][0] == row and not _heads_of_their_own(cells, column):
                found.append(found[-1])
            else:
                found.append(owners[row - 1][column])
        owners.append(found)
    return owners


def _heads_of_their_own(cells: list[str | None], column: int) -> bool:
    """Whether the last place of table 3's third row of heads is meant: 总计 covers it from above."""
    return column == 9 and cells[:4] == [None] * 4 and not is_figure(cells[8])
