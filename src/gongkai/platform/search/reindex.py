"""重建索引: the whole index made to be what the records say, in parts, while the site works; and whether it is."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from gongkai.platform.guard import unguarded
from gongkai.platform.search.index import Written, hold, put_in_order, write
from gongkai.platform.search.models import Row
from gongkai.platform.search.sources import SOURCES

A_PART = 200
"""Records of one transaction, during which no action writes the index."""

A_TURN = 0.12
"""Seconds between two parts that wrote something, on SQLite: whoever waits for its lock asks ten times a second, and
never gets it from somebody who takes it again at once."""

Told = Callable[[str, int, int], None]
"""Called after every part with the kind, how many of its records are done, and how many there are."""


def reindex(
    kinds: Collection[str] | None = None, told: Told | None = None, *, trusting: bool = False
) -> dict[str, Written]:
    """Makes the rows of these kinds (None: of all) what the records say, and removes those of kinds that there are no
    more. Writes only what differs: done twice, the second time changes nothing. `trusting`: see `index.write`. Of all
    kinds, it ends with `index.put_in_order`, whatever differed."""
    chosen = list(SOURCES) if kinds is None else kinds
    done = {kind: _walk(kind, told, only_look=False, trusting=trusting) for kind in chosen}
    if kinds is None and (removed := _remove_unknown()):
        done[""] = Written(removed=removed)
    if kinds is None or any(done.values()):
        put_in_order()
    return done


def differences(told: Told | None = None) -> dict[str, Written]:
    """What a re-index would do, kind by kind; writes nothing."""
    done = {kind: _walk(kind, told, only_look=True) for kind in SOURCES}
    if unknown := Row.objects.exclude(kind__in=list(SOURCES)).count():
        done[""] = Written(removed=unknown)
    return done


def of_release() -> list[str]:
    """The kinds that came along with the release and are no records."""
    return [kind for kind, source in SOURCES.items() if not source.watches]


def _walk(kind: str, told: Told | None, *, only_look: bool, trusting: bool = False) -> Written:
    source, done, seen = SOURCES[kind], Written(), 0
    keys = dict.fromkeys(source.keys())
    keys |= dict.fromkeys(Row.objects.filter(kind=kind).order_by("pk").values_list("key", flat=True))
    for part in _parts(keys):
        with unguarded("the index is made anew"), transaction.atomic():
            if not only_look:
                hold()
            written = write(kind, part, only_look=only_look, trusting=trusting)
        if written and not only_look and connection.vendor == "sqlite":
            time.sleep(A_TURN)
        done += written
        seen += len(part)
        if told:
            told(kind, seen, len(keys))
    return done


def _remove_unknown() -> int:
    with unguarded("the index is made anew"), transaction.atomic():
        hold()
        gone = Row.objects.exclude(kind__in=list(SOURCES))
        count = gone.count()
        gone.delete()
    return count


def _parts(keys: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(keys)
    while part := list(islice(waiting, A_PART)):
        yield part
