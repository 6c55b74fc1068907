"""日志用语: the content of an entry in words, with names for ids, as far as whoever reads may see them.

The journal itself keeps codes and ids; what they are called is looked up when an entry is read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.platform.lists.listing import LISTINGS

Reader = Callable[[Any, Iterable[Any], date], Mapping[Any, str]]
"""Asked by a person for what stands for some values: those it knows, and that the person may see on that day."""

READERS: dict[str, Reader] = {}
"""Key of a content (or kind of record) → who knows the words for its values. Applications add theirs when the site
starts."""

LABELS: dict[str, str | Promise] = {
    "address": gettext_lazy("Network address"),
    "attachments": gettext_lazy("Numbers of the attachments"),
    "attempt": gettext_lazy("Attempt"),
    "channel": gettext_lazy("Channel"),
    "count": gettext_lazy("Count"),
    "detail": gettext_lazy("Detail"),
    "ended": gettext_lazy("Sign-ins ended"),
    "entries": gettext_lazy("Entries"),
    "faults": gettext_lazy("Faults"),
    "filters": gettext_lazy("Filters"),
    "head": gettext_lazy("Hash of the last entry"),
    "job": gettext_lazy("Task"),
    "key": gettext_lazy("Key"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "list": gettext_lazy("List"),
    "mark": gettext_lazy("Secrecy mark"),
    "means": gettext_lazy("Signed in by"),
    "messages": gettext_lazy("Messages"),
    "name": gettext_lazy("Name"),
    "person": gettext_lazy("Person concerned"),
    "reason": gettext_lazy("Reason"),
    "sha256": gettext_lazy("SHA-256 of the file"),
    "state": gettext_lazy("State"),
    "step": gettext_lazy("Step of signing in"),
    "tried": gettext_lazy("What stands for the typed login name"),
    "triggers_gone": gettext_lazy("Missing triggers"),
    "upto": gettext_lazy("Up to entry"),
    "values": gettext_lazy("Values encrypted anew"),
    "view": gettext_lazy("Number of the view"),
    "why": gettext_lazy("Why"),
}
"""Key of a content → what it is called. Applications add theirs; whatever has none is shown by its key."""


KINDS: dict[str, str | Promise] = {
    "accounts.person": gettext_lazy("Person"),
    "audit.entry": gettext_lazy("Entry"),
    "files.attachment": gettext_lazy("Attachment"),
    "jobs.ticket": gettext_lazy("Task"),
    "lists.savedview": gettext_lazy("Saved view"),
    "outbox.message": gettext_lazy("Message"),
}
"""Kind of record → what one of them is called. Applications add theirs when the site starts."""


FIRST = ("person", "deputy", "role", "organ", "with_below", "from", "until")
"""The keys that are shown first, as a person would tell it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the content tells."""

    key: str
    label: str
    value: str


def lines(person: Any, content: Mapping[str, Any], on: date) -> list[Line]:
    """The content of an entry, a line a key: who got what, where and when, then the rest by key."""
    told = sorted(content, key=lambda key: (FIRST.index(key) if key in FIRST else len(FIRST), key))
    return [Line(key, str(LABELS.get(key, key)), _told(person, key, content[key], on)) for key in told]


def subjects(person: Any, records: Iterable[tuple[str, str]], on: date) -> dict[tuple[str, str], str]:
    """What stands for records (kind and number), asked for kind by kind: its name; where nobody knows it, or the
    person may not see it, what such a record is called, with its number."""
    by_kind: dict[str, set[str]] = {}
    for kind, number in records:
        by_kind.setdefault(kind, set()).add(number)
    found = {}
    for kind, numbers in by_kind.items():
        known = READERS[kind](person, numbers, on) if kind in READERS else {}
        for number in numbers:
            found[kind, number] = known.get(number) or f"{KINDS.get(kind, kind)} {number}".strip()
    return found


def _told(person: Any, key: str, value: Any, on: date) -> str:
    if isinstance(value, dict) and value.keys() == {"from", "to"}:
        return f"{_told(person, key, value['from'], on)} → {_told(person, key, value['to'], on)}"
    given = list(value) if isinstance(value, (list, dict)) else [value]
    plain = [one for one in given if not isinstance(one, (list, dict))]
    known = READERS[key](person, plain, on) if key in READERS else {}

    def words(one: Any) -> str:
        return str(known[one]) if _is_plain(one) and one in known else _plain(one)

    if isinstance(value, dict):
        return "; ".join(f"{words(one)}: {_plain(inner)}" for one, inner in value.items()) or "—"
    return ", ".join(words(one) for one in given) or "—"


def _is_plain(value: Any) -> bool:
    return not isinstance(value, (list, dict))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "—"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) or "—"
    return "—" if value is None or value == "" else str(value)


def lists(person: Any, values: Iterable[Any], on: date) -> Mapping[Any, str]:
    """What lists are called, by their key."""
    return {key: str(listing.title) for key, listing in LISTINGS.items()}
