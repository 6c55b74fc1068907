"""索引: rows written, changed and removed, so that they are what the records say now."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gongkai.platform.guard import unguarded
from gongkai.platform.search.models import LONGEST_KEY, Row, Text
from gongkai.platform.search.shape import shape
from gongkai.platform.search.sources import SOURCES, Card
from gongkai.platform.search.tokens import AS_OF, tokens
from gongkai.platform.search.touched import noting
from gongkai.platform.typed import plain

LONGEST_TITLE, LONGEST_BODY = 300, 30_000
"""Characters of a text that are indexed."""
_LOCK = 0x67_6B_73_65
"""PostgreSQL's number of the lock by which a re-index and the actions keep out of each other's way."""
_IS_OWNER = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'search_row'::regclass"

FACTS = ("record", "organ", "day", "year")
SHOWN = ("title", "title_en", "numbers", "body", "body_en")


@dataclass
class Written:
    """How many rows were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.added + other.added, self.changed + other.changed, self.removed + other.removed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def within_action() -> AbstractContextManager[None]:
    """Around the act of every action: what it touched is indexed in its transaction."""
    return noting(put)


def put(kind: str, keys: Collection[str]) -> Written:
    """Makes the rows of these records what the records say now; in the transaction of whoever changed them."""
    _wait(alone=False)
    return write(kind, keys)


def hold() -> None:
    """Waits until no action writes the index, and keeps them waiting until the transaction ends. What a re-index reads
    after it is what the last action left; an action that changed a record and has not come so far writes after it."""
    _wait(alone=True)


def _wait(*, alone: bool) -> None:
    """SQLite has one writer at a time, and needs no such lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [_LOCK])


def put_in_order() -> None:
    """After many rows were written, and every night. SQLite makes one piece of the parts in which FTS5 notes what comes
    and goes: until then those that are older still hold the words of what was removed. PostgreSQL takes in what waits,
    and learns how much there is of what; where the site does not own its tables (deploy/postgres/roles.sql) it does
    so by itself in time, as it always clears away what was removed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_IS_OWNER)
            if cursor.fetchone() == (True,):
                cursor.execute("SELECT gin_clean_pending_list('search_row_words'::regclass)")
                cursor.execute("ANALYZE search_row")
        else:
            with unguarded("nothing that is found changes"):
                cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")


def write(kind: str, keys: Collection[str], *, only_look: bool = False, trusting: bool = False) -> Written:
    """Writes what differs and leaves the rest alone; `only_look` counts and writes nothing; `trusting` takes it that
    the tokens fit their texts, as they do unless somebody wrote past this module."""
    wanted = {card.key: card for card in SOURCES[kind].cards(keys)}
    there = {row.key: row for row in Row.objects.filter(kind=kind, key__in=keys).select_related("text")}
    done = Written()
    for key in sorted(wanted.keys() | there.keys()):
        card, row = wanted.get(key), there.get(key)
        if card is None:
            done.removed += 1
            if not only_look and row is not None:
                Text.objects.filter(row=row).delete()
                row.delete()
        elif row is None:
            done.added += 1
            if not only_look:
                _add(kind, card)
        elif not _is_same(row, card, trusting=trusting):
            done.changed += 1
            if not only_look:
                _change(row, card)
    return done


def facts_of(card: Card) -> dict[str, Any]:
    """The columns of its row."""
    year = card.year or (card.day.year if card.day else None)
    return {"record": card.record, "organ": card.organ, "day": card.day, "year": year}


def shown_of(card: Card) -> dict[str, str]:
    """The columns of its text that are shown. What is not seen in a text is left out of it, so that nothing reads
    backwards."""
    title, title_en = plain(card.title)[:LONGEST_TITLE], plain(card.title_en)[:LONGEST_TITLE]
    numbers = [number for number in map(plain, card.numbers) if number]
    body, body_en = plain(card.body[:LONGEST_BODY]), plain(card.body_en[:LONGEST_BODY])
    return {"title": title, "title_en": title_en, "numbers": "\n".join(numbers), "body": body, "body_en": body_en}


def texts_of(card: Card) -> dict[str, str]:
    """The columns of its text."""
    shown = shown_of(card)
    numbers = shown["numbers"].splitlines()
    titles, bodies = (shown["title"], shown["title_en"]), (shown["body"], shown["body_en"])
    return shown | {
        "shape": "\n".join(shape(text) for text in (*titles, *numbers, *bodies) if text),
        "tokens": " ".join(tokens(titles, numbers, bodies)),
    }


def _is_same(row: Row, card: Card, *, trusting: bool) -> bool:
    text = getattr(row, "text", None)
    if text is None or facts_of(card) != {column: getattr(row, column) for column in FACTS}:
        return False
    if trusting and text.tokens.partition(" ")[0] == AS_OF:
        return shown_of(card) == {column: getattr(text, column) for column in SHOWN}
    return texts_of(card) == {column: getattr(text, column) for column in (*SHOWN, "shape", "tokens")}


def _add(kind: str, card: Card) -> None:
    row = Row.objects.create(kind=kind, key=card.key[:LONGEST_KEY], **facts_of(card))
    Text.objects.create(row=row, **texts_of(card))


def _change(row: Row, card: Card) -> None:
    Row.objects.filter(pk=row.pk).update(**facts_of(card))
    if not Text.objects.filter(pk=row.pk).update(**texts_of(card)):
        Text.objects.create(row=row, **texts_of(card))
