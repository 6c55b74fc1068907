"""混入的数字: figures among a table's cells that are none: page numbers, and list numbers printed without their dot.

A page number stands alone on its line in a table whose rows share theirs; list numbers (2 其他法律…) and counted rows
(序号) stand before most of the labels. Left in, one of them would fill the place of a blank cell.
"""

from collections.abc import Sequence
from itertools import pairwise

from gongkai.core.readers.labels import Label
from gongkai.core.readers.tokens import Printed, Tokens

_MOST = 0.6


def own_figures(tokens: Tokens, labels: Sequence[Label]) -> list[Printed]:
    """The figures of the text without those that are strangers in the table of these labels."""
    strangers = {*_list_numbers(tokens, labels), *_page_numbers(tokens, labels)}
    return [figure for figure in tokens.figures if figure.start not in strangers]


def alone_on_its_line(text: str, figure: Printed) -> bool:
    """Whether nothing but white space shares the figure's line."""
    start = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    return not (text[start : figure.start] + text[figure.end : end if end >= 0 else len(text)]).strip()


def _list_numbers(tokens: Tokens, labels: Sequence[Label]) -> list[int]:
    """The offsets of figures right before labels, where most labels have their own number there, or a running one."""
    before = {figure.after: figure for figure in tokens.figures}
    found = [(label, before[label.core]) for label in labels if label.core in before and _touch(tokens, label, before)]
    numbered = [label for label in labels if label.form_row.row.number[:-1].isdecimal()]
    own = [figure for label, figure in found if figure.text == label.form_row.row.number[:-1]]
    if numbered and len(own) >= max(3, _MOST * len(numbered)):
        return [figure.start for figure in own]
    running = [figure for _, figure in found if figure.text.isdecimal()]
    steps = [int(other.text) - int(one.text) for one, other in pairwise(running)]
    if len(running) >= max(3, _MOST * len(labels)) and steps.count(1) >= _MOST * len(steps):
        return [figure.start for figure in running]
    return []


def _touch(tokens: Tokens, label: Label, before: dict[int, Printed]) -> bool:
    """Whether only separators stand between the figure and the label's words."""
    between = tokens.text[before[label.core].end : tokens.offset(label.core)]
    return not between.strip("| \t\r\n\x1e\x1f")


def _page_numbers(tokens: Tokens, labels: Sequence[Label]) -> list[int]:
    """The offsets of figures alone on their lines, in a table whose labels mostly share a line with their figures."""
    text = tokens.text
    sharing = 0
    for label in labels:
        end = tokens.offset(label.end - 1) + 1
        line = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
        sharing += any(character.isdigit() for character in line)
    if 2 * sharing <= len(labels):
        return []
    first, last = labels[0].start, labels[-1].end + 2
    within = [figure for figure in tokens.figures if first < figure.after <= last and not figure.mark]
    return [figure.start for figure in within if alone_on_its_line(text, figure)]
