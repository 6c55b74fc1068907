"""核验日志: recomputes the chain and names whatever was changed, left out, put in or moved."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

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
    """Goes through the whole journal. `anchors` are hashes by number that were kept elsewhere."""
    faults: list[Fault] = []
    wanted = dict(anchors or {})
    erased = set(Erasure.objects.values_list("seq", flat=True))
    count, last_seq, last_hash = 0, 0, GENESIS
    for entry, payload in _with_payloads():
        count += 1
        if entry.seq != last_seq + 1:
            faults.append(Fault(last_seq + 1, "missing", f"{last_seq + 1}-{entry.seq - 1}"))
        if entry.previous != last_hash and entry.seq == last_seq + 1:
            faults.append(Fault(entry.seq, "moved"))
        faults += _of_entry(entry, payload, entry.seq in erased)
        if entry.seq in wanted and wanted.pop(entry.seq) != entry.hash:
            faults.append(Fault(entry.seq, "anchor"))
        last_seq, last_hash = entry.seq, entry.hash
    faults += [Fault(seq, "anchor") for seq in sorted(wanted)]
    faults += _of_leftovers(last_seq)
    head = Head.objects.filter(pk=1).first()
    if head is None or (head.seq, head.hash) != (last_seq, last_hash):
        faults.append(Fault(0, "head"))
    return Verdict(count, last_hash, tuple(faults))


def _with_payloads() -> Iterator[tuple[Entry, Payload | None]]:
    start = 0
    while entries := list(Entry.objects.filter(seq__gt=start).order_by("seq")[:CHUNK]):
        payloads = Payload.objects.in_bulk([entry.seq for entry in entries])
        for entry in entries:
            yield entry, payloads.get(entry.seq)
        start = entries[-1].seq


def _of_entry(entry: Entry, payload: Payload | None, is_erased: bool) -> Iterator[Fault]:
    told = _told(entry.text)
    same = told is not None and told | {"payload": None} == {
        "seq": entry.seq,
        "at": stamp(entry.at),
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


def _told(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _of_leftovers(last_seq: int) -> Iterator[Fault]:
    for model in (Payload, Erasure):
        for seq in model.objects.filter(seq__gt=last_seq).order_by("seq").values_list("seq", flat=True):
            yield Fault(seq, "extra", model.__name__.lower())
