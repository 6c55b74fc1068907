"""搜索表达式: tokens joined by AND and OR, and how each database is told of it. A token holds letters, digits, Chinese
characters and the colon of its class; it can say nothing else to a database, and is quoted besides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.platform.refusals import ProgrammingMistake
from gongkai.platform.search.shape import CHINESE

_TOKEN = re.compile(rf"(?:[a-z]:)?(?:[^\W_]|[{CHINESE}])+")


@dataclass(frozen=True)
class Token:
    """Rows with that token, or with one that begins so."""

    text: str
    begins: bool = False

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.text):
            raise ProgrammingMistake(f"no token: {self.text!r}")


@dataclass(frozen=True)
class Nothing:
    """No row at all."""


@dataclass(frozen=True)
class Every:
    """Rows that each of the parts finds."""

    parts: tuple["Term", ...]


@dataclass(frozen=True)
class Either:
    """Rows that one of the parts finds."""

    parts: tuple["Term", ...]


Term = Token | Nothing | Every | Either


def all_of(parts: Iterable[Term]) -> Term:
    """Rows that each of the parts finds; of no parts: none."""
    found = tuple(dict.fromkeys(parts))
    if not found or Nothing() in found:
        return Nothing()
    return found[0] if len(found) == 1 else Every(found)


def any_of(parts: Iterable[Term]) -> Term:
    """Rows that one of the parts finds."""
    found = tuple(part for part in dict.fromkeys(parts) if part != Nothing())
    if not found:
        return Nothing()
    return found[0] if len(found) == 1 else Either(found)


def for_sqlite(term: Term) -> str:
    """As FTS5 reads it.

    >>> for_sqlite(all_of([Token("政府"), any_of([Token("gov", begins=True), Token("n:60号")])]))
    '("政府" AND ("gov" * OR "n:60号"))'
    """
    match term:
        case Token(text, begins):
            return f'"{text}" *' if begins else f'"{text}"'
        case Every(parts):
            return f"({' AND '.join(map(for_sqlite, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(for_sqlite, parts))})"
    raise ProgrammingMistake("nothing is asked for")


def for_postgres(term: Term) -> str:
    """As PostgreSQL reads a tsquery.

    >>> for_postgres(all_of([Token("政府"), any_of([Token("gov", begins=True), Token("n:60号")])]))
    "('政府' & ('gov':* | 'n:60号'))"
    """
    match term:
        case Token(text, begins):
            return f"'{text}':*" if begins else f"'{text}'"
        case Every(parts):
            return f"({' & '.join(map(for_postgres, parts))})"
        case Either(parts):
            return f"({' | '.join(map(for_postgres, parts))})"
    raise ProgrammingMistake("nothing is asked for")
