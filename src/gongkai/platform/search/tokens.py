"""词元: what a row of the index is found by.

A token is a set of letters, digits or Chinese characters, with the class it belongs to before a colon:

    (none)  somewhere in the row: two Chinese characters that stand side by side, each by itself, a word of letters or
            digits
    t:      the same in a title, whose signs and blanks are passed over
    w:      a word as rjieba cuts it, somewhere in the row
    n:      a number or code, whole, and from each of its signs on: what is asked for is the head of one
    l:      how many characters a title has

Pairs find a word of two characters wherever it stands, also where rjieba cut the text otherwise; words tell which of
the finds have it as a word. A row has each token once, and nothing but AND, OR and 'begins with' is asked of them, so
that SQLite and PostgreSQL find the same.
"""

import re
from collections.abc import Iterable, Iterator

from gongkai.platform.search.shape import CHINESE, pairs, runs, shape, squeezed

MOST = 40_000
"""Tokens of a row; what is more is left out."""
AS_OF = "v:1"
"""In every row: by which edition of this module its tokens were made. A new one for a change here, and the start of the
next release makes them anew."""
LONGEST = 60
"""Characters of a token; a longer word is found by its head."""

_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,20}[(\[]\d{4}[)\]]\d{1,5}号")
"""文号, as `shape` leaves it."""
_CODE = re.compile(r"(?<![0-9a-z])(?:[0-9a-z]{18}|[0-9a-z]{8}-?[0-9a-z])(?![0-9a-z])")
"""统一社会信用代码, 组织机构代码."""


def words(text: str) -> list[str]:
    """The words of a text that is in shape, long ones and the words in them; single characters left out.

    >>> words("扩大学习范围")
    ['扩大', '学习', '范围']
    """
    import rjieba

    return [
        word
        for run, is_chinese in runs(text)
        if is_chinese
        for word in rjieba.cut_for_search(run, False)
        if 1 < len(word) <= LONGEST
    ]


def tokens(titles: Iterable[str], numbers: Iterable[str], bodies: Iterable[str]) -> list[str]:
    """Every token of a row, each once."""
    titles, numbers, bodies = ([shape(text) for text in texts if text] for texts in (titles, numbers, bodies))
    found: dict[str, None] = {}
    for title in titles:
        found |= dict.fromkeys(of_title(title))
    for text in (*titles, *numbers, *bodies):
        found |= dict.fromkeys(_anywhere(text))
        found |= dict.fromkeys(f"w:{word}" for word in words(text))
    for number in (*numbers, *_numbers_in(titles), *_numbers_in(bodies)):
        found |= dict.fromkeys(_of_number(number))
    return [AS_OF, *found][:MOST]


def of_title(title: str) -> Iterator[str]:
    """The tokens of a title that is in shape."""
    whole = squeezed(title)
    if not whole:
        return
    yield f"l:{len(whole)}"
    for run, is_chinese in runs(title):
        if not is_chinese:
            yield f"t:{run[:LONGEST]}"
    for pair in pairs(whole):
        yield f"t:{pair}"


def _anywhere(text: str) -> Iterator[str]:
    for run, is_chinese in runs(text):
        if is_chinese:
            yield from pairs(run)
            yield from run
        else:
            yield run[:LONGEST]


def _numbers_in(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for pattern in (_DOCUMENT, _CODE):
            yield from pattern.findall(text)


def _parts(number: str) -> list[str]:
    """What stands between its signs."""
    between = re.sub(rf"[^\w{CHINESE}]|_", " ", number)
    return between.split()


def _of_number(number: str) -> Iterator[str]:
    parts = _parts(number)
    for place in range(len(parts)):
        yield f"n:{''.join(parts[place:])[:LONGEST]}"
