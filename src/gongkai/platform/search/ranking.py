"""排序: which find comes first. A number or title that is what was typed, then titles, whole before in parts, then
texts; of equal ones the shorter title, then the newer."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.platform.search.asked import Asked
from gongkai.platform.search.near import SHORTEST, differs_by_one
from gongkai.platform.search.shape import shape, squeezed
from gongkai.platform.search.tokens import words

SAME, NEAR, NUMBER, TITLE_AS_WORD, TITLE, TITLE_WORDS, TEXT, TEXT_WORDS, REST = range(9)
_BY_LENGTH = TITLE_WORDS
"""Up to this class a short title says more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that was found, with what decides its place."""

    pk: int
    day: date | None
    title: str
    title_en: str
    numbers: str
    in_text: bool
    """Whether all that was typed stands together somewhere in it."""
    lacks: int = 0
    """How many of the words it lacks, where no row has them all."""

    @property
    def titles(self) -> list[str]:
        """Its titles, squeezed."""
        return [squeezed(title) for title in (self.title, self.title_en) if title]


def ranked(asked: Asked, candidates: Sequence[Candidate], as_words: Callable[[], Collection[int]]) -> list[int]:
    """The ids of the candidates, best first. `as_words` tells which of them have every word as a word; it is asked
    where their order hangs on it."""
    asked_for = cache(as_words)
    whole = asked.whole
    terms = [squeezed(term) for term in asked.terms]

    def place(one: Candidate) -> tuple[int, int, int, int, int]:
        titles = one.titles
        kind = _class(terms, whole, one, titles, asked_for)
        length = min(map(len, titles), default=0) if kind <= _BY_LENGTH else 0
        return one.lacks, kind, length, -(one.day.toordinal() if one.day else 0), -one.pk

    return [one.pk for one in sorted(candidates, key=place)]


def is_near(whole: str, titles: Sequence[str]) -> bool:
    """Whether one of the titles, squeezed, is this but for one character."""
    return any(len(title) >= SHORTEST and differs_by_one(whole, title) for title in titles)


def _class(
    terms: Sequence[str], whole: str, one: Candidate, titles: list[str], as_words: Callable[[], Collection[int]]
) -> int:
    numbers = [squeezed(number) for number in one.numbers.splitlines()]
    if whole in titles or whole in numbers:
        return SAME
    if is_near(whole, titles):
        return NEAR
    if any(whole in number for number in numbers):
        return NUMBER
    if any(whole in title for title in titles):
        return TITLE_AS_WORD if whole in words(shape(one.title)) else TITLE
    if all(any(term in title for title in titles) for term in terms):
        return TITLE_WORDS
    if one.in_text:
        return TEXT
    return TEXT_WORDS if one.pk in as_words() else REST
