"""用语表: the words that offices use for the rows of the tables, and the reading of a phrase made of nothing else.

A phrase is read only if every word of it is known: one strange word, and what it counts is not certain. So
本机关共收到政府信息公开申请 is read, 收到涉及征地的申请 is not. The words stand in lexicon.toml.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

_NOTHING = "nothing"
_WORDS: dict[str, list[str]] = tomllib.loads(
    (resources.files("gongkai.core.claims") / "lexicon.toml").read_text(encoding="utf-8")
)
_KIND = {word: kind for kind, words in _WORDS.items() for word in words}
_WORD = re.compile("|".join(map(re.escape, sorted(_KIND, key=len, reverse=True))))
_LIST_NUMBER = re.compile(r"\d{1,2}[.、)]|[一二三四五六七八九十]是")


@cache
def kinds_of(phrase: str) -> frozenset[str] | None:
    """The kinds of words that the phrase is made of, without those that say nothing; None where one word is strange.

    >>> sorted(kinds_of("本机关共收到政府信息公开申请"))
    ['own', 'receive', 'request']
    >>> kinds_of("收到涉及征地的申请") is None
    True
    """
    phrase = phrase.replace(" ", "")
    number = _LIST_NUMBER.match(phrase)
    place = number.end() if number else 0
    kinds = set()
    while place < len(phrase):
        word = _WORD.match(phrase, place)
        if word is None:
            return None
        kinds.add(_KIND[word[0]])
        place = word.end()
    return frozenset(kinds - {_NOTHING})


def known_words(kinds: Iterable[str]) -> list[str]:
    """The words of these kinds, longest first."""
    wanted = set(kinds)
    return sorted((word for word, kind in _KIND.items() if kind in wanted), key=len, reverse=True)
