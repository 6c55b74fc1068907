"""通行版式: the quick reading of a table that is printed plainly, by one compiled pattern per table and edition.

A table is plain when every row's label stands in the form's order, each is followed by exactly as many figures as the
row has cells, and nothing but separators stands between them. The order then proves the placing, but for what could
stand in for a blank cell: so a table is not plain either where a page mark, two figures in one cell, rows parted
unlike each other or heads in another order are seen. All that is left to the general reading (placing.py), which gives
the same result on plain tables (tests/core/readers/test_plain.py), only slower.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.core.law.editions import EDITIONS, Row, Table, edition
from gongkai.core.readers.flow import CELL, COVERED, FILLER
from gongkai.core.readers.heads import heads_in_order
from gongkai.core.readers.tokens import FURNITURE

GAP = r"[\s|\x1f\x1e]"
_MARK = r"[/\-—–无]"
_FIGURE = {
    "count": rf"\d++|{_MARK}",
    "signed": rf"[+\-]?\d++|{_MARK}",
    "amount_wan": rf"\d++(?:\.\d++)?(?:万元)?|{_MARK}",
}
_WORDS = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 15
_LEADING_ZERO = re.compile(r"0(?<![\d.]0)\d")
_TWO_IN_A_CELL = re.compile(r"[\d/\-—无][ \u00a0\u3000]+[\d/\-—无]")
_LIST_NUMBER = r"\d{1,2} ?[.．、] ?[\u4e00-\u9fff]"
_BLANK_AMONG_FIGURES = re.compile(
    rf"{CELL}[ {COVERED}{FILLER}\u00a0\u3000]*{CELL}[ \u00a0\u3000]*(?!{_LIST_NUMBER})[\d/\-—–无+]"
)
_DASHES = frozenset("-—–")
_LOOSE = {"(": "[(（]", ")": "[)）]", ",": "[,，]", "、": "[、,，]", "“": '[“”"]?', "”": '[“”"]?', ":": "[:：]"}
_NO_FIGURE = r"[^\d]{0,140}?"
_ANY_DOT = {"、": r"\s?[、.．]\s?", ".": r"\s?[.．、]\s?", "(": "[(（]", ")": r"[)）]\s?"}


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The figures of one table, parallel to its cells: texts as printed and their offsets; `start` and `end` of the
    whole table from its first label to its last figure."""

    edition: str
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    start: int
    end: int


def _label(row: Row) -> str:
    """The row's label and its variants, longest first, with brackets, commas and quotes in any width."""
    longest_first = sorted(row.labels, key=len, reverse=True)
    return "|".join("".join(_LOOSE.get(c, re.escape(c)) for c in label) for label in longest_first)


def _cells(row: Row) -> str:
    return "".join(rf"{GAP}++({_FIGURE[column.kind]})" for column in row.columns) + rf"(?={GAP}|$)(?!{GAP}*+\.)"


def _lead(row: Row) -> str:
    """What may stand between the figures of the row before and this row's label: separators, the label of its group
    (三、本年度办理结果, (三)不予公开) and its own number."""
    groups = ["三、本年度办理结果", row.group] if row.group.startswith("(") else [row.group]
    optional = [rf"(?:{_words(group)}{GAP}*+)?" for group in groups if group] + [f"(?:{_words(row.number)}{GAP}*+)?"]
    return f"{GAP}*+" + "".join(optional)


def _words(words: str) -> str:
    return "".join(_ANY_DOT.get(c, re.escape(c)) for c in words).replace("年度", "年度?")


@cache
def _pattern(key: str, edition_id: str) -> re.Pattern[str]:
    table = edition(edition_id).form.table(key)
    if key == "remedies":
        figures = "".join(_cells(row) for row in table.rows)
        return re.compile(rf"{table.rows[-1].label}{_NO_FIGURE}{figures}(?!{GAP}+\d)")
    leads = [_NO_FIGURE if key == "proactive" else _lead(row) for row in table.rows]
    rows = "".join(f"{lead}(?:{_label(row)}){_cells(row)}" for lead, row in zip(leads, table.rows, strict=True))
    return re.compile(rf"{rows.removeprefix(leads[0])}(?!{GAP}+\d)")


@cache
def _other_words(table: Table) -> tuple[str, ...]:
    """Labels that only other editions of this table print."""
    others = [edition(other).form.table(table.key) for other in EDITIONS if other != table.edition]
    return tuple(word for other in others for word in other.own_words)


def plain_table(text: str, table: Table, start: int = 0) -> PlainTable | None:
    """The table's figures from `start` on when it is printed plainly, else None."""
    match = _pattern(table.key, table.edition).search(text, start)
    if match is None:
        return None
    if table.key == "proactive":
        printed = text[max(0, match.start() - 160) : match.end()]
        if "万元" not in printed or any(word in printed for word in _other_words(table)):
            return None
    if not _DASHES.isdisjoint(match.groups()) and FURNITURE.search(text, match.start(), match.end()):
        return None  # a page mark (- 5 -) would count as three cells
    if max(map(len, match.groups())) > _LONGEST or _LEADING_ZERO.search(match[0]):
        return None
    first, second = match.regs[1:3]
    parted = "|" in match[0] or CELL in match[0] or "\n" in text[first[1] : second[0]]
    if CELL in match[0] and _BLANK_AMONG_FIGURES.search(text, text.rfind("\n", 0, match.start()) + 1, match.end()):
        return None  # a cell more than the form's may stand in for the blank one
    if parted and _TWO_IN_A_CELL.search(text, first[0], match.end()):
        return None
    if not _rows_share_lines_alike(text, table, match.regs[1:]) or not _heads_in_order(text, table, match):
        return None
    return PlainTable(table.edition, match.groups(), match.regs[1:], match.start(), match.end())


def _rows_share_lines_alike(text: str, table: Table, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether each row stands on one line, with its label or without, or each of its cells on its own: a page number on
    a line of its own, beside a blank cell, would else pass for a cell."""
    widths = [len(row.columns) for row in table.rows]
    if table.key == "remedies":
        widths = [sum(widths)]
    beside_label = set()
    place = 0
    for width in widths:
        start, end = spans[place][0], spans[place + width - 1][1]
        if 0 < text.count("\n", start, end) < width - 1:
            return False
        beside_label.add(not text[text.rfind("\n", 0, start) + 1 : start].strip("| \t\u00a0\u3000"))
        place += width
    return len(beside_label) == 1


def _heads_in_order(text: str, table: Table, match: re.Match[str]) -> bool:
    """Whether the heads before the table, or among its rows, stand in the form's order."""
    first = match.start()
    start, end = max(0, first - 400), first
    if table.key == "proactive":
        end = match.end()
    elif table.key == "remedies":
        start, end = max(0, min(text.rfind(head, 0, first) for head in ("行政复议", "行政诉讼"))), match.start(1)
    start = max(start, text.rfind("。", start, first))
    return heads_in_order("".join(_WORDS.findall(text[start:end])), table)
