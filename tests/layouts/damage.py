"""Damage to a written report: lines and characters that are lost or slipped in, with what that does to the
cells.

Damage is done while each cell is still one private character, so a cell is whole, touched (a neighbouring
character changed: two numbers may have run together) or gone.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.layouts import Content, Layout, Written, before_figures
from tests.layouts.document import BLANK_PLANE, PRINTED_PLANE
from tests.layouts.finish import finished

STRAY_LINES = (
    "",
    "- 5 -",
    "— 12 —",
    "第4页 共9页",
    "浏览次数:381",
    "|",
    "||||||||",
    "扫一扫在手机打开当前页",
    "填写说明:比上年减少的填负数(如 -8),2019年以前的不计入。",
    "其中行政许可3件、行政处罚2件,予以公开5件,总计16件。",
    "联系电话:0000-5550123",
    "(续表)",
)
STRAY_CHARACTERS = " |、。.\n一公(:-03"


@dataclass(frozen=True)
class Damaged:
    """A damaged report. `touched`: cells beside a changed character; `gone`: cells that are no longer in
    the text; `figures_added`: a digit or a mark for nothing was slipped in, which may look like a figure."""

    written: Written
    touched: frozenset[str]
    gone: frozenset[str]
    figures_added: bool


@st.composite
def damages(draw: st.DrawFn, layout: Layout, report: Content) -> Damaged:
    """The report in that layout with one to three lines or characters lost or slipped in."""
    text = before_figures(report, layout)
    touched: set[str] = set()
    figures_added = False
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["line lost", "line added", "character lost", "character added"]))
        place = draw(st.integers(text.index("\n"), len(text) - 2))
        if kind.startswith("line"):
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place) + 1 or len(text)
            added = draw(st.sampled_from(STRAY_LINES)) + "\n" if kind == "line added" else ""
            text = text[:start] + added + text[(start if added else end) :]
            continue
        added = draw(st.sampled_from(STRAY_CHARACTERS)) if kind == "character added" else ""
        figures_added = figures_added or (added in {"-", "0", "3"} and bool(added))
        end = place if added else place + 1
        touched |= {report.form.keys[i] for i in _cells_in(text[max(0, place - 1) : end + 1])}
        if not added and text.startswith("万元", place):  # another unit of money is printed now
            touched |= {cell.key for cell in report.form.cells if cell.column.kind == "amount_wan"}
        text = text[:place] + added + text[end:]
    left = {report.form.keys[i] for i in _cells_in(text)}
    gone = frozenset(set(report.form.keys) - left)
    return Damaged(finished(report, text, str), frozenset(touched), gone, figures_added)


def _cells_in(text: str) -> list[int]:
    return [ord(one) - PRINTED_PLANE for one in text if PRINTED_PLANE <= ord(one) < BLANK_PLANE]
