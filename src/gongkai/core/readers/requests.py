"""表三 收到和处理政府信息公开申请情况: the general reading of table 3.

Its rows have long labels, seven figures each, and sums along both ways; the editions differ only in (六)其他处理, one
row in 2019 and three in 2021.
"""

from dataclasses import dataclass

from gongkai.core.law.editions import edition
from gongkai.core.readers.heads import heads_in_order
from gongkai.core.readers.labels import Label, find_rows, form_rows, short_label
from gongkai.core.readers.placing import RowReading, doubt_all, place_rows
from gongkai.core.readers.sums import settle_by_sums
from gongkai.core.readers.tokens import HARD_GAP, Tokens

LEAST_ROWS = 4
"""Labels that must be found before a text counts as holding the table."""

_STRETCHES = 12
"""Chains of labels in sentences that are passed over in search of the table."""


@dataclass(slots=True)
class TableReading:
    """A table as read: its edition, a reading for each of its rows, and its span in the words and in the text."""

    edition: str
    rows: list[RowReading]
    first_word: int
    last_word: int
    start: int
    end: int


def _with_short_labels(words: str, labels: list[Label], last_word: int) -> list[Label]:
    """The labels with those too short to vote: '其他' before '(七)总计', '总计' before '四、结转'."""
    wanted = {form_row.row.key: form_row for form_row in form_rows("requests")}
    if any(label.form_row.row.key.startswith("other.") for label in labels):  # then (六)其他处理 is the group's label
        labels = [label for label in labels if label.form_row.row.key != "other"]
    for key in ("results_total", "other.other"):
        form_row = wanted[key]
        if any(label.form_row is form_row for label in labels):
            continue
        before = [label for label in labels if _stands_before(label, key)]
        after = [label for label in labels if label not in before]
        if not before or (key == "other.other" and not before[-1].form_row.row.key.startswith("other.u")):
            continue
        found = short_label(words, form_row, before[-1].end, after[0].start if after else last_word)
        if found is not None:
            labels = [*before, found, *after]
    return labels


def _stands_before(label: Label, key: str) -> bool:
    later = {"results_total": ("carried_out",), "other.other": ("results_total", "carried_out")}[key]
    return label.form_row.row.key not in later


def _edition(tokens: Tokens, labels: list[Label]) -> str:
    """2021 where the three rows of (六) stand, or the figures of three rows behind it; 2019 where it is one row."""
    keys = [label.form_row.row.key for label in labels]
    if any(key.startswith("other.") for key in keys):
        return "2021"
    if "other" not in keys:
        return ""
    label = labels[keys.index("other")]
    following = labels[keys.index("other") + 1].start if keys.index("other") + 1 < len(labels) else len(tokens.words)
    figures = sum(1 for figure in tokens.figures if label.start < figure.after <= following)
    return "2021" if figures == 21 else "2019"


def _first_table(tokens: Tokens, start: int) -> list[Label]:
    """The labels of the first table 3 from `start` on. Sentences may name many labels in the form's order; in a table,
    what follows a label is a figure or the end of its cell. A file may hold several reports: an earlier chain of labels
    counts when it has most of the rows that the heaviest has."""
    heaviest = _table_from(tokens, start, len(tokens.words))
    if not heaviest:
        return []
    earlier = _table_from(tokens, start, heaviest[0].start)
    return earlier if 10 * len(earlier) >= 6 * len(heaviest) else heaviest


def _table_from(tokens: Tokens, start: int, end: int) -> list[Label]:
    figures = {(figure.after, figure.start) for figure in tokens.figures}
    for _ in range(_STRETCHES):
        labels = find_rows(tokens.words, "requests", start, end)
        if len(labels) < LEAST_ROWS:
            return []
        if 2 * sum(1 for label in labels if closes(tokens, label, figures)) > len(labels):
            return labels
        start = labels[-1].end
    return []


def closes(tokens: Tokens, label: Label, figures: set[tuple[int, int]]) -> bool:
    """Whether a figure follows the label, or its cell ends behind it. `figures` are places in words and text."""
    place = tokens.offset(label.end - 1) + 1
    while tokens.text[place : place + 1] and tokens.text[place] in ' )"”':
        place += 1
    after = tokens.text[place : place + 1]
    return not after or after in HARD_GAP or (label.end, place) in figures


def read_requests(tokens: Tokens, start: int, otherwise: str) -> TableReading | None:
    """Table 3 in the words from `start` on, or None where there is none. `otherwise` is the edition to follow where the
    table itself does not tell."""
    labels = _first_table(tokens, start)
    if not labels:
        return None
    last_word = labels[-1].end + 2
    labels = _with_short_labels(tokens.words, labels, last_word)
    edition_id = _edition(tokens, labels) or otherwise
    form = edition(edition_id).form
    rows = form.table("requests").rows
    own = {row.key for row in rows}
    labels = [label for label in labels if label.form_row.row.key in own]
    readings = place_rows(tokens, labels, rows, last_word)
    settle_by_sums(tokens.text, form, readings)
    if not heads_in_order(tokens.words[: labels[0].start], form.table("requests")):
        doubt_all(readings)
    first, end = labels[0], _end(tokens, labels[-1], last_word)
    return TableReading(edition_id, readings, first.start, labels[-1].end, tokens.offset(first.start), end)


def _end(tokens: Tokens, last: Label, last_word: int) -> int:
    """The offset behind the table's last figure."""
    figures = [figure.end for figure in tokens.figures if last.start < figure.after <= last_word]
    return max([tokens.offset(last.end - 1) + 1, *figures])
