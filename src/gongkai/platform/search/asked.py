"""搜索式: what a person typed, as the words and phrases that are looked for. Nothing typed is an operator: signs part
words, and quotation marks alone mean something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.platform.search.expression import Nothing, Term, Token, all_of, any_of
from gongkai.platform.search.shape import pairs, runs, shape, squeezed
from gongkai.platform.search.tokens import LONGEST
from gongkai.platform.typed import plain

LONGEST_QUERY = 120
"""Characters of what is typed; the rest is left out, and that is said."""
MOST_TERMS = 16

_QUOTED = re.compile(r"“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"")
_NO_MARKS = dict.fromkeys(map(ord, '“”「」『』"'), " ")
_JOINING = set("的了和与及或在是有被把对为从等之于将按由")
"""Single characters that join words and are passed over between them."""
_LONG_NUMBER = 6
"""Digits of which a number is also found by its head."""


@dataclass(frozen=True)
class Asked:
    """What is looked for."""

    typed: str
    """As it stands in the field."""
    cut: bool = False
    """Whether more was typed than is looked for."""
    words: tuple[str, ...] = ()
    """In shape; each must be found."""
    phrases: tuple[str, ...] = ()
    """In shape; each must be found exactly."""

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def whole(self) -> str:
        """All of it in one, squeezed."""
        return squeezed(self.typed)

    @property
    def shaped(self) -> str:
        """All of it in shape, without quotation marks."""
        return " ".join(shape(self.typed).translate(_NO_MARKS).split())

    @property
    def terms(self) -> tuple[str, ...]:
        """Words and phrases."""
        return (*self.words, *self.phrases)

    @property
    def long_phrases(self) -> tuple[str, ...]:
        """The phrases that are more than one token, so that tokens alone don't prove them."""
        return tuple(phrase for phrase in self.phrases if len(phrase) > 2)

    def everywhere(self) -> Term:
        """Rows in which every word and phrase stands somewhere, or with a number or code that begins so."""
        found = all_of([*map(_word, self.words), *map(_phrase, self.phrases)])
        return found if self.phrases else any_of([found, self.numbered()])

    def in_title(self) -> Term:
        """Rows that have all of it in a title, in this order, signs passed over."""
        return all_of([Token(f"t:{pair}") for pair in pairs(self.whole)]) if len(self.whole) > 1 else Nothing()

    def words_in_title(self) -> Term:
        """Rows that have every word in a title."""
        return all_of([Token(f"t:{pair}") for term in self.terms for pair in pairs(squeezed(term))])

    def as_words(self) -> Term:
        """Rows that have every word as a word, as rjieba cuts it."""
        return all_of([Token(f"w:{word}") if runs(word)[0][1] else _word(word) for word in self.words])

    def numbered(self) -> Term:
        """Rows with a number or code that begins so."""
        return Token(f"n:{self.whole[:LONGEST]}", begins=True) if len(self.whole) > 1 else Nothing()

    def parts(self) -> Sequence[Term]:
        """Each word and phrase by itself; of a single one in Chinese its pairs. Two letters of another word, such as a
        login name, say nothing."""
        if len(self.terms) == 1 and len(whole := self.whole) > 2:
            chinese = [pair for pair in pairs(whole) if any(is_chinese for _run, is_chinese in runs(pair))]
            if chinese:
                return [*map(Token, list(dict.fromkeys(chinese))[:MOST_TERMS])]
        return [*map(_word, self.words), *map(_phrase, self.phrases)]

    def partly(self) -> Term:
        """Rows in which any of them stands."""
        return any_of(self.parts())


def ask(typed: str) -> Asked:
    """Reads what a person typed.

    >>> ask("东湖区 “政府信息公开” 指南").words, ask("东湖区 “政府信息公开” 指南").phrases
    (('东湖区', '指南'), ('政府信息公开',))
    """
    cleaned = plain(typed[: 4 * LONGEST_QUERY])
    kept = cleaned[:LONGEST_QUERY]
    shaped = shape(kept)
    phrases = [_joined(next(filter(None, found.groups()), "")) for found in _QUOTED.finditer(shaped)]
    rest = _QUOTED.sub(" ", shaped)
    words = [word for run, is_chinese in runs(rest) for word in (_cut(run) if is_chinese else [run])]
    phrases = [phrase for phrase in dict.fromkeys(phrases) if squeezed(phrase)][:MOST_TERMS]
    words = list(dict.fromkeys(words))[: MOST_TERMS - len(phrases)]
    return Asked(kept, len(cleaned) > len(kept) or len(typed) > 4 * LONGEST_QUERY, tuple(words), tuple(phrases))


def _joined(phrase: str) -> str:
    return " ".join(phrase.split())


def _cut(run: str) -> list[str]:
    """The words of a run of Chinese characters. A single character goes with the word before it or after it, for by
    itself it would be found everywhere."""
    if len(run) < 4:
        return [run]
    import rjieba

    cut: list[str] = []
    before = ""
    for part in rjieba.cut(run, False):
        if len(part) > 1:
            cut.append(before + part)
            before = ""
        elif part in _JOINING:
            cut += [before] if before else []
            before = ""
        elif cut and not before:
            cut[-1] += part
        else:
            before += part
    return [*cut, before] if before else (cut or [run])


def _word(word: str) -> Term:
    (run, is_chinese), *more = runs(word)
    if more:
        return _phrase(word)
    if is_chinese:
        return all_of([Token(pair) for pair in pairs(run)])
    begins = len(run) >= _LONG_NUMBER if run[0].isdigit() else len(run) > 2
    return Token(run[:LONGEST], begins=begins)


def _phrase(phrase: str) -> Term:
    """The tokens that a text with this phrase must have; whether it has the phrase itself is asked of the text."""
    found: list[Term] = []
    for run, is_chinese in runs(phrase):
        found += [Token(pair) for pair in pairs(run)] if is_chinese else [Token(run[:LONGEST], begins=True)]
    return all_of(found)
