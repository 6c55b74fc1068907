"""打印版面: how the sheets of an annual report's workbook come to paper: the height of rows, the ends of pages.

Rows are given their height: no program makes merged cells as high as their text.
"""

import math
from collections.abc import Collection, Sequence
from typing import Any
from unicodedata import east_asian_width

PAGE_WIDTH, PAGE_HEIGHT = 508.0, 720.0
"""Points of an A4 page between its margins."""
HIGHEST = 409.0
"""Points of the highest row that Excel knows."""

_A4 = 9
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.6, "bottom": 0.7}
_INSIDE, _BESIDE = 5, 5
"""Points above and below the words of a cell, and beside them."""
_FOOTER = '&C&"宋体,Regular"&10第 &P 页，共 &N 页'


def on_a4(page: Any, last_row: int, last_column: int, pages_high: int = 0) -> None:
    """Print the sheet down to this cell on upright A4, one page wide."""
    page.set_paper(_A4)
    page.set_portrait()
    page.set_margins(**_MARGINS)
    page.center_horizontally()
    page.fit_to_pages(1, pages_high)
    page.set_footer(_FOOTER)
    page.print_area(0, 0, last_row, last_column)


def height(text: str, size: float, width: float) -> float:
    """Points that words of this size take in so many points of width, with room for signs that begin no line."""
    ems = [sum(1.0 if east_asian_width(sign) in "WFA" else 0.55 for sign in line) for line in text.split("\n")]
    lines = sum(math.ceil(one * size * 1.03 / (width - _BESIDE)) or 1 for one in ems)
    return lines * size * 1.36 + _INSIDE


def page_begins(heights: Sequence[float], blocks: Sequence[int], forced: Collection[int]) -> list[int]:
    """The rows that begin a page: those of `forced`, and each block of rows (by its first) that the rest of its page is
    too short for.

    >>> page_begins([300, 300, 300, 10, 10], [0, 1, 2, 3, 4], [4])
    [2, 4]
    """
    found: list[int] = []
    used = 0.0
    for first, end in zip(blocks, [*blocks[1:], len(heights)], strict=True):
        block = sum(heights[first:end])
        if first and (first in forced or used + block > PAGE_HEIGHT):
            found.append(first)
            used = 0.0
        used = (used + block) % PAGE_HEIGHT if block > PAGE_HEIGHT else used + block
    return found
