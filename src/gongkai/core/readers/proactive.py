"""表二 主动公开政府信息情况: the general reading of table 2.

Its labels are short words that also stand in prose, so a label that fills its cell weighs more than one inside a
sentence; the edition is told by the words that only one edition prints.
"""

import re
from collections.abc import Sequence

from gongkai.core.law.editions import EDITIONS, Row, edition
from gongkai.core.readers.glued import unsummed_ways
from gongkai.core.readers.heads import heads_in_order
from gongkai.core.readers.labels import FormRow, Label, form_rows, heaviest_chain, only_words
from gongkai.core.readers.placing import RowReading, doubt_all, place_rows
from gongkai.core.readers.requests import TableReading
from gongkai.core.readers.slots import Stretch
from gongkai.core.readers.sums import cut
from gongkai.core.readers.tokens import HARD_GAP, Printed, Tokens

_LEAST_WEIGHT = 12
_ALONE, _TOUCHING, _IN_PROSE = 6, 4, 1


def _weight(tokens: Tokens, figures: set[tuple[int, int]], start: int, end: int) -> int:
    """How surely the words from `start` to `end` are a label: alone in their cell, touching a figure, or in prose."""
    before, after = tokens.offset(start) - 1, tokens.offset(end - 1) + 1
    text = tokens.text
    while before >= 0 and text[before] == " ":
        before -= 1
    while after < len(text) and text[after] == " ":
        after += 1
    opens = before < 0 or text[before] in HARD_GAP
    closes = after >= len(text) or text[after] in HARD_GAP
    if opens and closes:
        return _ALONE
    if (end, after) in figures:
        return _TOUCHING
    return _IN_PROSE


def _occurrences(tokens: Tokens, figures: set[tuple[int, int]], form_row: FormRow, start: int, end: int) -> list[Label]:
    found: dict[int, Label] = {}
    for label in sorted(form_row.row.labels, key=len):
        words = only_words(label)
        for match in re.finditer(words, tokens.words[start:end]):
            first, last = start + match.start(), start + match.end()
            found[last] = Label(form_row, first, last, _weight(tokens, figures, first, last))
    return list(found.values())


def _edition(words: str) -> str:
    """The edition whose own words stand in the table's stretch; '' where neither's or both's do."""
    counts = {}
    for edition_id in EDITIONS:
        own = {only_words(word) for word in edition(edition_id).form.table("proactive").own_words}
        counts[edition_id] = sum(1 for word in own if word in words)
    most = max(counts.values())
    best = [edition_id for edition_id, count in counts.items() if count == most]
    return best[0] if len(best) == 1 else ""


def _heads(tokens: Tokens, rows: Sequence[Row], start: int, end: int) -> list[Stretch]:
    """The rows of column labels (信息内容, then a label a column): they part their cells as the rows below them do."""
    found = []
    for columns in {row.columns for row in rows}:
        labels = [only_words(column.label).removesuffix("单位万元") for column in columns]
        place = tokens.words.find("信息内容" + "".join(labels), start, end)
        while place >= 0:
            cells, word = [], place + 4
            for label in labels:
                first, word = tokens.offset(word), word + len(label)
                cells.append(Printed(label, first, tokens.offset(word - 1) + 1, word))
            line_end = tokens.text.find("\n", cells[-1].end)
            found.append(Stretch(tokens.offset(place + 3) + 1, cells, max(line_end, cells[-1].end), len(cells)))
            place = tokens.words.find("信息内容", word, end)
            place = place if tokens.words.startswith("信息内容" + "".join(labels), place) else -1
    return found


def read_proactive(tokens: Tokens, end: int, otherwise: str) -> TableReading | None:
    """Table 2 in the words before `end`, or None where there is none. `otherwise` is the edition to follow where the
    table itself does not tell."""
    start = max(tokens.words.rfind("第二十条第一项信息内容", 0, end), 0)
    figures = {(figure.after, figure.start) for figure in tokens.figures}
    segments = [
        label for form_row in form_rows("proactive") for label in _occurrences(tokens, figures, form_row, start, end)
    ]
    segments.sort(key=lambda label: label.start)
    labels = heaviest_chain(segments, repeated=False)
    if sum(label.votes for label in labels) < _LEAST_WEIGHT:
        return None
    first_word = labels[0].start
    edition_id = _edition(tokens.words[max(first_word - 60, start) : end]) or otherwise
    rows = edition(edition_id).form.table("proactive").rows
    own = {row.key for row in rows}
    labels = [label for label in labels if label.form_row.row.key in own]
    last = labels[-1]
    last_word = min(last.end, end)
    readings = place_rows(tokens, labels, rows, last_word, _heads(tokens, rows, start, last_word))
    _settle_unsummed(readings)
    if not heads_in_order(tokens.words[start:last_word], edition(edition_id).form.table("proactive")):
        doubt_all(readings)
    behind = [figure.end for figure in tokens.figures if last.start < figure.after <= last_word]
    ends = max([tokens.offset(last.end - 1) + 1, *behind])
    return TableReading(edition_id, readings, first_word, last_word, tokens.offset(first_word), ends)


def _settle_unsummed(readings: list[RowReading]) -> None:
    """Glued digits in rows that no sum proves: certain only where leading zeros leave a single way."""
    for reading in readings:
        if not reading.glued:
            continue
        found = unsummed_ways("".join(figure.text for figure in reading.figures), len(reading.row.columns))
        reading.glued = len(found) == 1 and len(found[0]) == len(reading.row.columns)
        if reading.glued:
            reading.cells, reading.reason = cut(reading, found[0]), ""
