"""排序: which find comes first. A number or title that is what was typed, then titles, whole before in parts, then
texts; of equal ones the shorter title, then the newer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
    lacks: int = 0
    """How many of the words it lacks, where no row has them all."""

    @property
    def titles(self) -> list[str]:
        """Its titles, squeezed."""
        return [squeezed(title) for title in (self.title, self.title_en) if title]


Which = Callable[[list[int]], Iterable[int]]
"""Ids of candidates → those of them of which something is true."""


def ranked(asked: Asked, candidates: Sequence[Candidate], together: Which, as_words: Which) -> list[int]:
    """The ids of the candidates, best first. Where number and title do not decide, it is asked in whose text all that
    was typed stands `together`, and then who has every word `as_words`."""
    terms = [squeezed(term) for term in asked.terms]
    classes: dict[int, int] = {}
    lengths: dict[int, int] = {}
    for one in candidates:
        titles = one.titles
        classes[one.pk] = kind = _class(terms, asked.whole, one, titles)
        lengths[one.pk] = min(map(len, titles), default=0) if kind <= _BY_LENGTH else 0
    for kind, which in ((TEXT, together), (TEXT_WORDS, as_words)):
        if rest := [pk for pk, found in classes.items() if found == REST]:
            classes |= dict.fromkeys(which(rest), kind)

    def place(one: Candidate) -> tuple[int, int, int, int, int]:
        return one.lacks, classes[one.pk], lengths[one.pk], -(one.day.toordinal() if one.day else 0), -one.pk

    return [one.pk for one in sorted(candidates, key=place)]


def is_near(whole: str, titles: Sequence[str]) -> bool:
    """Whether one of the titles, squeezed, is this but for one character."""
    return any(len(title) >= SHORTEST and differs_by_one(whole, title) for title in titles)


def _class(terms: Sequence[str], whole: str, one: Candidate, titles: list[str]) -> int:
    """As far as numbers and titles tell."""
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
    return REST
