"""印制文件(PDF): a report as the office prints it: A4, its fonts embedded, tagged for those who listen to it.

The page is set by Typst from `report.typ`. The report goes in as data, so that nothing in it can act as markup. The
file is PDF/A-2a (for archives) and PDF/UA-1 (for readers of every kind); the compiler refuses what breaks either.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

import orjson
import typst

from gongkai.core.writers.fonts import Fonts, fonts
from gongkai.core.writers.official import Box, Grid, Official

_MADE = 315_532_800
"""PDF/A wants a day on which the file was made. The core knows none: it is the first of 1980, as in our zip files."""
_WIDTH = 487.0
"""Points that a table is wide: 17.2 cm."""
_SIZE, _ASIDE, _DIGIT = 10.5, 7.0, 0.58
"""Points of type in tables and beside it in a cell; the width of a digit in parts of its size, in any font."""
_INSETS = {"proactive": 5.0, "requests": 4.0, "remedies": 5.0}
"""Points above and below what stands in a cell. Table 3 is to stay on one page."""
_HALVES = re.compile(r"(?<=政府信息公开)(?=工作年度报告$)")
"""Where a long title is parted: behind the organ and the year, so that they stay on one line."""
_UNSEEN = re.compile("[\u180b-\u180f\ufe00-\ufe0f\ufdd0-\ufdef\U000e0100-\U000e01ef]|[\ufffe\uffff]")
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def write(laid: Official, with_fonts: Fonts | None = None) -> bytes:
    """The report as the bytes of a PDF file, in the best fonts of the machine unless others are given. Raises
    GlyphMissing for characters that none of them has, Unprintable where there is none."""
    found = with_fonts or fonts()
    report = _report(laid)
    found.check("".join(_texts(report)))
    report["fonts"] = {role: list(families) for role, families in found.families.items()}
    report["stroked"] = sorted(found.stroked)
    compiler = typst.Compiler(_template(), font_paths=found.searched, ignore_system_fonts=True)
    inputs = {"report": orjson.dumps(report).decode()}
    written = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=_MADE)
    assert isinstance(written, bytes)
    return written


@cache
def _template() -> bytes:
    return (resources.files("gongkai.core.writers") / "report.typ").read_bytes()


# ---- The report as data ----------------------------------------------------------------------------------------------


def _report(laid: Official) -> dict[str, Any]:
    name = seen(laid.title)
    return {
        "name": name,
        "title": _HALVES.split(name),
        "metadata": [[seen(label), seen(value)] for label, value in laid.metadata],
        "sections": [
            {
                "heading": seen(section.heading),
                "paragraphs": [seen(words) for words in section.paragraphs],
                "table": _table(section.grid, laid.figures) if section.grid else None,
            }
            for section in laid.sections
        ],
    }


def _table(grid: Grid, figures: Sequence[str]) -> dict[str, Any]:
    """The boxes row by row; rows of heads apart from those of figures, because they are tagged, and repeated."""
    heads = [
        place < grid.heads or all(box.part in ("item", "head") for box in row) for place, row in enumerate(grid.rows)
    ]
    groups = groupby(zip(heads, _placed(grid, figures), strict=True), key=lambda pair: pair[0])
    return {
        "widths": grid.widths,
        "inset": _INSETS[grid.key],
        "groups": [{"heads": head, "boxes": [box for _, row in rows for box in row]} for head, rows in groups],
    }


def _placed(grid: Grid, figures: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Each row's boxes: words, size, and how large the type is, which is smaller where a figure is long."""
    width = _WIDTH / sum(grid.widths)
    free = [0] * len(grid.widths)  # rows that a box above still takes in each column
    for row in grid.rows:
        column = 0
        placed = []
        for box in row:
            while free[column]:
                column += 1
            taken = slice(column, column + box.columns)
            free[taken] = [box.rows] * box.columns
            placed.append(_box(box, grid, figures, sum(grid.widths[taken]) * width))
        free = [max(rows - 1, 0) for rows in free]
        yield placed


def _box(box: Box, grid: Grid, figures: Sequence[str], width: float) -> dict[str, Any]:
    text = seen(box.text if box.cell is None else figures[box.cell])
    size = _SIZE if box.cell is None else min(_SIZE, (width - _ASIDE) / (_DIGIT * max(len(text), 1)))
    left = box.part == "item" or (grid.key == "requests" and (box.part == "label" or (box.rows, box.columns) == (3, 3)))
    return {
        "text": text,
        "rows": box.rows,
        "columns": box.columns,
        "size": size,
        "left": left,
        "shaded": box.part == "item",
    }


def _texts(report: dict[str, Any]) -> Iterator[str]:
    """Every text that is printed."""
    yield report["name"]
    yield "- 0123456789："
    for pair in report["metadata"]:
        yield from pair
    for section in report["sections"]:
        yield section["heading"]
        yield from section["paragraphs"]
        for group in section["table"]["groups"] if section["table"] else ():
            yield from (box["text"] for box in group["boxes"])


def seen(text: str) -> str:
    r"""The text as it can be seen on paper: line ends and odd spaces as plain ones, without what has no shape (control
    characters, marks of direction, halves of characters).

    >>> seen("林业\x1b局\n\u202e2024\ufeff年")
    '林业局 2024年'
    """
    spaced = _UNSEEN.sub("", _BREAKS.sub(" ", text))
    return "".join(_spaced(char) for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _spaced(char: str) -> str:
    return " " if char not in "\u00a0\u3000" and unicodedata.category(char) == "Zs" else char
