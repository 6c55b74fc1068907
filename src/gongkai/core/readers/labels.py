"""行标: the rows of a statutory table recognised by the form's own order.

A label may be misread, worded locally, interrupted by fragments of its neighbours or partly lost, so whole labels are
not looked for. Runs of three characters that only one row of the form has (for short labels: the label itself) vote
for their row; the heaviest chain of votes in the form's order, without long stretches of other text, is the table.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from gongkai.core.law.editions import EDITIONS, Row, edition

_REACH = 100
"""Characters of words that may lie between neighbouring labels of a table, besides those of rows in between."""
_PER_ROW = 50
_TORN = 20
"""Characters of other words that may tear a label."""
_LOOK_BACK = 150
"""Segments before one that are tried as its neighbour in a chain."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form as a reader looks for it. `order` is its place among the rows of all editions of its table;
    `words` are its label's characters, `leads` what may be printed before the label, longest first."""

    order: int
    row: Row
    words: str
    leads: tuple[str, ...]


@dataclass(slots=True)
class Label:
    """A row found: its form row and the span of its label in the words, `core` being where the label itself begins,
    behind the words of its group and its number."""

    form_row: FormRow
    start: int
    end: int
    votes: int
    core: int = field(init=False)

    def __post_init__(self) -> None:
        """Without words of a group or a number before it, the label begins where its span does."""
        self.core = self.start


def only_words(text: str) -> str:
    """The Chinese characters of a label, as `Tokens.words` would hold them."""
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def _leads(row: Row) -> tuple[str, ...]:
    number, group = only_words(row.number), only_words(row.group)
    whole = only_words("三、本年度办理结果") if row.group.startswith("(") else ""
    options = {whole + group + number, group + number, group[1:] + number, number}
    return tuple(sorted((option for option in options if option), key=len, reverse=True))


@cache
def form_rows(table_key: str) -> tuple[FormRow, ...]:
    """The rows of all editions of a table in one order; rows that editions share stand once."""
    tables = [edition(edition_id).form.table(table_key) for edition_id in EDITIONS]
    merged: list[Row] = []
    for table in tables:
        place = 0
        for row in table.rows:
            known = next((i for i, other in enumerate(merged) if other.key == row.key), None)
            if known is None:
                merged.insert(place, row)
                place += 1
            else:
                place = known + 1
                merged[known] = row if len(row.labels) > len(merged[known].labels) else merged[known]
    return tuple(FormRow(i, row, only_words(row.label), _leads(row)) for i, row in enumerate(merged))


@cache
def _voters(table_key: str) -> dict[str, FormRow]:
    """Three characters → the only row they can come from."""
    rows: dict[str, set[int]] = {}
    everything = form_rows(table_key)
    noise = "三本年度办理结果 不予公开 无法提供 不予处理 政府信息公开"
    for form_row in everything:
        numbered = only_words(form_row.row.number) if form_row.row.number.startswith("(") else ""
        for label in form_row.row.labels:
            words = only_words(label)
            if len(words) == 2:
                words = numbered + words
            for i in range(len(words) - 2):
                rows.setdefault(words[i : i + 3], set()).add(form_row.order)
    return {three: everything[min(orders)] for three, orders in rows.items() if len(orders) == 1 and three not in noise}


def _segments(words: str, table_key: str, start: int, end: int) -> list[Label]:
    """Votes that follow one another closely, gathered into labels, in the order of the text."""
    voters = _voters(table_key)
    found: list[Label] = []
    for i in range(start, min(end, len(words)) - 2):
        form_row = voters.get(words[i : i + 3])
        if form_row is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.form_row is form_row and i - last.end < 8:
            last.end, last.votes = i + 3, last.votes + 1
        else:
            found.append(Label(form_row, i, i + 3, 1))
    return found


def _reach(former: Label, latter: Label) -> int:
    return _REACH + _PER_ROW * (latter.form_row.order - former.form_row.order)


def heaviest_chain(segments: list[Label], repeated: bool = True) -> list[Label]:
    """The chain of segments in the form's order with the most rows and votes; the first where several are as heavy.
    `repeated` allows several segments of one row, as a label torn by other text leaves them."""
    best: list[float] = []
    before: list[int] = []
    for i, segment in enumerate(segments):
        weight, link = 0.0, -1
        for j in range(i - 1, max(i - _LOOK_BACK, 0) - 1, -1):
            other = segments[j]
            step = segment.form_row.order - other.form_row.order
            if step < 0 or segment.start - other.end > _reach(other, segment):
                continue
            if step == 0 and not (repeated and segment.start - other.end <= _TORN):
                continue
            reached = best[j] - (8 if step == 0 else 0)
            if reached > weight:
                weight, link = reached, j
        best.append(weight + 8 + min(segment.votes, 6))
        before.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: (best[i], -i))
    chain = []
    while at >= 0:
        chain.append(segments[at])
        at = before[at]
    return chain[::-1]


def _joined(chain: list[Label]) -> list[Label]:
    """Segments of one row, parted by other text, as one label."""
    labels: list[Label] = []
    for segment in chain:
        if labels and labels[-1].form_row is segment.form_row:
            labels[-1].end, labels[-1].votes = segment.end, labels[-1].votes + segment.votes
        else:
            labels.append(Label(segment.form_row, segment.start, segment.end, segment.votes))
    return labels


def _widened(words: str, label: Label) -> Label:
    """The label with the beginning and the end of its words, which other rows share and so could not vote."""
    for printed in label.form_row.row.labels:
        own = only_words(printed)
        first = own.find(words[label.start : label.start + 3])
        if first > 0 and words[label.start - first : label.start] == own[:first]:
            label.start -= first
        last = own.rfind(words[label.end - 3 : label.end])
        if last >= 0:
            tail = own[last + 3 :]
            while tail and not words.startswith(tail, label.end):
                tail = tail[:-1]
            label.end += len(tail)
            break
    label.core = label.start
    for lead in label.form_row.leads:
        if words.startswith(lead, label.start - len(lead)) and label.start >= len(lead):
            label.start -= len(lead)
            break
    return label


def find_rows(words: str, table: str, start: int = 0, end: int | None = None) -> list[Label]:
    """The labels of the table's rows in the words between `start` and `end`, in order; empty where there are none."""
    segments = _segments(words, table, start, len(words) if end is None else end)
    return [_widened(words, label) for label in _joined(heaviest_chain(segments))]


def short_label(words: str, form_row: FormRow, start: int, end: int) -> Label | None:
    """The last occurrence of a label too short to vote ('其他', '总计') between two places in the words."""
    place = words.rfind(form_row.words, start, end)
    if place < 0:
        return None
    return _widened(words, Label(form_row, place, place + len(form_row.words), 1))
