"""所列项数: a told number of things, and how many the text then lists.

The list is one with numbers behind the told number (numbered_lists.py), or one of things named in its own sentence
(enumerations.py). How many are listed is a range, since an item may be two; whether it fits, the checks say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gongkai.core.claims.enumerations import enumeration
from gongkai.core.claims.numbered_lists import numbered_list
from gongkai.core.claims.prose import in_a_table, whole_chapters
from gongkai.core.claims.told_counts import ToldCount, told_counts
from gongkai.core.report import FilledReport

_MOST = 300
"""Numbers of things that a chapter tells at most; an office tells a dozen."""


@dataclass(frozen=True, slots=True)
class CountedList:
    """A number told (`value`, in the text's own `words`) and the items listed for it.

    There are at least `least` and at most `most`, None where there may be more than are seen. `sure` is False where the
    list is only the next one behind the number. `start` and `end`, offsets of the report's source, hold the number and,
    where it is in the same sentence, the things named.
    """

    value: int
    words: str
    least: int
    most: int | None
    sure: bool
    start: int
    end: int


def counted_lists(report: FilledReport) -> Iterator[CountedList]:
    """The lists of the report's chapters that a number was told for, in their order."""
    for chapter in whole_chapters(report):
        told = list(islice(told_counts(chapter.text), _MOST))
        for place, one in enumerate(told):
            found = _listed(chapter.text, one, _alone(chapter.text, told, place))
            if found is not None:
                least, most, sure, start, end = found
                words = chapter.text[one.start : one.end]
                yield CountedList(one.value, words, least, most, sure, chapter.start + start, chapter.start + end)


def _listed(text: str, told: ToldCount, alone: bool) -> tuple[int, int | None, bool, int, int] | None:
    """The least and the most listed, whether it is sure that they are what was told, and where it stands."""
    listed = numbered_list(text, told, near=alone)
    if listed is not None:
        if in_a_table(text, told.start, listed.end):
            return None
        return listed.items, listed.items if listed.ended else None, listed.sure, told.start, told.end
    named = enumeration(text, told)
    if named is None or in_a_table(text, named.start, named.end):
        return None
    return named.least, named.most, True, min(named.start, told.start), named.end


def _alone(text: str, told: list[ToldCount], place: int) -> bool:
    """Whether no other number is told in the paragraph."""
    one = told[place]
    others = told[max(place - 1, 0) : place] + told[place + 1 : place + 2]
    return all("\n" in text[min(one.end, other.end) : max(one.start, other.start)] for other in others)
