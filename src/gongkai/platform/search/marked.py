"""摘要: the place in a text where what was asked for stands, with the words marked; everything else escaped."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from gongkai.platform.search.asked import Asked
from gongkai.platform.search.shape import pairs, shape

LONGEST = 120
"""Characters of an excerpt."""
_BEFORE = 30
"""Of these so many stand before the first find."""


def marked(text: str, asked: Asked) -> SafeString:
    """The text, escaped, with every word that was asked for in <mark>."""
    return _with_marks(text, _places(shape(text), asked))


def excerpt(text: str, asked: Asked) -> SafeString:
    """The part of the text around the first find, escaped and marked; its beginning where nothing of it is found."""
    shaped = shape(text)
    first = _first(shaped, asked)
    start = max(0, first - _BEFORE) if len(text) > LONGEST else 0
    start = max(0, min(start, len(text) - LONGEST))
    part = text[start : start + LONGEST]
    found = _with_marks(part, _places(shaped[start : start + LONGEST], asked))
    before, after = "…" if start else "", "…" if start + LONGEST < len(text) else ""
    return format_html("{}{}{}", before, found, after)


def has_any(text: str, asked: Asked) -> bool:
    """Whether something of what was asked for stands in the text."""
    return bool(_places(shape(text), asked))


def _first(shaped: str, asked: Asked) -> int:
    for wanted in ((asked.shaped,), asked.phrases, asked.words, _pairs(asked)):
        if found := [place for term in wanted if term and (place := shaped.find(term)) >= 0]:
            return min(found)
    return 0


def _places(shaped: str, asked: Asked) -> list[tuple[int, int]]:
    """Where the words stand, from and to, none within another; the pairs of those that stand nowhere whole."""
    terms = {term for term in (asked.shaped, *asked.terms) if term in shaped}
    found = sorted(_each(shaped, terms or _pairs(asked)))
    places: list[tuple[int, int]] = []
    for start, end in found:
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _pairs(asked: Asked) -> list[str]:
    return [pair for term in asked.terms for pair in pairs(term) if len(term) > 2]


def _each(shaped: str, terms: Iterable[str]) -> Iterable[tuple[int, int]]:
    for term in terms:
        place = shaped.find(term)
        while term and place >= 0:
            yield place, place + len(term)
            place = shaped.find(term, place + len(term))


def _with_marks(text: str, places: list[tuple[int, int]]) -> SafeString:
    parts, end = [], 0
    for start, until in places:
        parts += [conditional_escape(text[end:start]), format_html("<mark>{}</mark>", text[start:until])]
        end = until
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # every part is escaped
