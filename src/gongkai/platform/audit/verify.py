"""核验日志: recomputes the chain and names whatever was changed, left out, put in or moved."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from gongkai.platform.audit.events import PAYLOAD_ERASED
from gongkai.platform.audit.journal import link, seal, stamp
from gongkai.platform.audit.models import GENESIS, Entry, Erasure, Head, Payload

Kind = Literal["changed", "missing", "moved", "payload", "head", "anchor", "extra"]

CHUNK = 2_000


@dataclass(frozen=True)
class Fault:
    """What does not fit. `seq` is the entry's number; 0 where it is about the whole."""

    seq: int
    kind: Kind
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """What verifying found."""

    entries: int
    head: str
    faults: tuple[Fault, ...]


def verify(anchors: dict[int, str] | None = None) -> Verdict:
    """Goes through the whole journal, also while others write. `anchors` are hashes by number kept elsewhere."""
    walk = _Walk(dict(anchors or {}))
    walk.go_on()
    # What stands beyond the walk was read before the head, so that what is honest lies before the head.
    beyond = [*_beyond(Payload, walk.seq), *_beyond(Erasure, walk.seq)]
    erased = set(Erasure.objects.values_list("seq", flat=True))
    head = Head.objects.filter(pk=1).first()
    if head is not None:
        walk.go_on(upto=head.seq)
    faults = walk.faults + [Fault(seq, "anchor") for seq in sorted(walk.wanted)]
    faults += [Fault(seq, "extra", what) for seq, what in beyond if not 1 <= seq <= walk.seq]
    faults += [Fault(seq, "extra", "entry") for seq in Entry.objects.filter(seq__lt=1).values_list("seq", flat=True)]
    faults += _of_erasures(erased, walk.told_erased)
    if head is None or (head.seq, head.hash) != (walk.seq, walk.hash):
        faults.append(Fault(0, "head"))
    return Verdict(walk.count, walk.hash, tuple(faults))


class _Walk:
    """Where the walk along the chain stands, and what it found."""

    def __init__(self, wanted: dict[int, str]) -> None:
        self.count, self.seq, self.hash = 0, 0, GENESIS
        self.wanted = wanted
        self.faults: list[Fault] = []
        self.told_erased: dict[int, tuple[Entry, str | None]] = {}
        """Number of an entry → the entry that tells of its erasure, and the reason told."""

    def go_on(self, upto: int | None = None) -> None:
        """Walks to the last entry, or to the one with that number."""
        while entries := list(Entry.objects.filter(seq__gt=self.seq).order_by("seq")[:CHUNK]):
            numbers = [entry.seq for entry in entries]
            payloads = Payload.objects.in_bulk(numbers)
            erased = set(Erasure.objects.filter(seq__in=numbers).values_list("seq", flat=True))  # after the payloads
            for entry in entries:
                if upto is not None and entry.seq > upto:
                    return
                self._step(entry, payloads.get(entry.seq), entry.seq in erased)

    def _step(self, entry: Entry, payload: Payload | None, is_erased: bool) -> None:
        self.count += 1
        if entry.seq != self.seq + 1:
            self.faults.append(Fault(self.seq + 1, "missing", f"{self.seq + 1}-{entry.seq - 1}"))
        elif entry.previous != self.hash:
            self.faults.append(Fault(entry.seq, "moved"))
        self.faults += _of_entry(entry, payload, is_erased)
        if entry.seq in self.wanted and self.wanted.pop(entry.seq) != entry.hash:
            self.faults.append(Fault(entry.seq, "anchor"))
        if entry.event == PAYLOAD_ERASED.code and entry.about.isdecimal():
            told = told_in(payload.text) if payload else None
            self.told_erased[int(entry.about)] = (entry, str(told.get("reason")) if told else None)
        self.seq, self.hash = entry.seq, entry.hash


def _beyond(model: type[Payload] | type[Erasure], seq: int) -> list[tuple[int, str]]:
    found = model.objects.filter(Q(seq__gt=seq) | Q(seq__lt=1)).order_by("seq").values_list("seq", flat=True)
    return [(one, model.__name__.lower()) for one in found]


def _of_erasures(erased: set[int], told: dict[int, tuple[Entry, str | None]]) -> Iterator[Fault]:
    """An erasure and the entry that tells of it say the same, and neither is without the other. `erased` was read
    before the head, so an honest one is told by now."""
    rows = Erasure.objects.in_bulk(list(told))
    for seq in sorted(erased - told.keys()):
        yield Fault(seq, "payload", "missing")
    for seq, (entry, reason) in told.items():
        row = rows.get(seq)
        same = row is not None and (row.erased_at, row.erased_by) == (entry.at, entry.person)
        if row is None or not same or (reason is not None and row.reason != reason):
            yield Fault(entry.seq, "payload", "changed")


def _of_entry(entry: Entry, payload: Payload | None, is_erased: bool) -> Iterator[Fault]:
    told = told_in(entry.text)
    same = told is not None and told | {"payload": None} == {
        "seq": entry.seq,
        "at": entry.at and stamp(entry.at),
        "event": entry.event,
        "person": entry.person,
        "about": [entry.about_kind, entry.about],
        "organ": entry.organ,
        "payload": None,
    }
    if not same or link(entry.previous, entry.text) != entry.hash:
        yield Fault(entry.seq, "changed")
    if told is None:
        return
    if payload is None and not is_erased:
        yield Fault(entry.seq, "payload", "missing")
    elif payload is not None and seal(payload.salt, payload.text) != told.get("payload"):
        yield Fault(entry.seq, "payload", "changed")


def told_in(text: str) -> dict[str, Any] | None:
    """What canonical JSON tells; None where it is none, because somebody changed it."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
