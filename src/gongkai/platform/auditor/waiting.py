"""近期办理: what a person did last, from the journal: kinds and moments alone, which are their own."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from gongkai.platform.audit.events import EVENTS
from gongkai.platform.auditor.queries import own_entries
from gongkai.platform.ui.waiting import Done


def done(person: Any, now: datetime) -> Iterator[Done]:
    """The last acts of the person, equal ones that followed each other told once."""
    for code, entries in groupby(own_entries(person), key=lambda entry: entry.event):
        first, *others = entries
        acts = {first.at, *(other.at for other in others)}  # one that changed several organs has an entry in each
        yield Done(EVENTS[code].title if code in EVENTS else code, first.at, len(acts))
