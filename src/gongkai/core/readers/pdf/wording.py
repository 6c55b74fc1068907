"""格式用语: the words by which a page's geometry is checked: the form's row labels and the headings of chapters."""

import re
from functools import cache, lru_cache

from gongkai.core.fold import fold
from gongkai.core.law.editions import EDITIONS, edition
from gongkai.core.readers.labels import only_words

_SHORT = 2
CHAPTER = re.compile(r"[一二三四五六七八]、")


@cache
def row_labels() -> frozenset[str]:
    """The words of every row's label in every edition, with its number and without."""
    rows = [row for one in EDITIONS for table in edition(one).form.tables for row in table.rows]
    plain = {only_words(label) for row in rows for label in row.labels}
    return frozenset(plain | {only_words(row.number + label) for row in rows for label in row.labels})


@cache
def labels() -> frozenset[str]:
    """The words of every label of a row or a column in every edition."""
    rows = [row for one in EDITIONS for table in edition(one).form.tables for row in table.rows]
    heads = {only_words(label) for row in rows for column in row.columns for label in column.labels}
    return row_labels() | heads


@cache
def groups() -> frozenset[str]:
    """The words of the labels that stand over several rows, with their number and without."""
    rows = [row for one in EDITIONS for table in edition(one).form.tables for row in table.rows]
    whole = {only_words(row.group) for row in rows if row.group} | {only_words("三、本年度办理结果")}
    return frozenset(whole | {words[1:] for words in whole})


def begins_a_row(text: str) -> bool:
    """Whether the text is a row's label, or the first part of one."""
    words = only_words(fold(text))
    return bool(words) and (names_a_row(text) or any(label.startswith(words) for label in row_labels()))


@lru_cache(2048)
def names_a_row(text: str) -> bool:
    """Whether a row's label stands in the text; a short one only by itself."""
    words = only_words(fold(text))
    return words in row_labels() or any(len(label) > _SHORT and label in words for label in row_labels())


@lru_cache(2048)
def names_rows(text: str) -> int:
    """How many rows' labels stand in the text; the shortest, which may be a part of other words, are not counted."""
    words = only_words(fold(text))
    count = 0
    for label in sorted(row_labels() - groups(), key=len, reverse=True):
        if len(label) > _SHORT and label in words:
            words = words.replace(label, "", 1)
            count += 1
    return count
