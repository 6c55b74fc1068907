"""记入日志: one more entry of the chain.

An entry's hash is SHA-256 over the hash before it, a line feed, and its own text. The text is canonical JSON (keys
sorted, no blanks, UTF-8) of ids alone; the payload enters by the SHA-256 of its salt and its text.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from gongkai.platform.audit.events import Event
from gongkai.platform.audit.models import Entry, Head, Payload


def canonical(value: Mapping[str, Any]) -> str:
    """The one way to write these values down. Raises TypeError for what is no plain value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain, allow_nan=False)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain value: {value!r}")


def stamp(moment: datetime) -> str:
    """The moment in UTC to the microsecond.

    >>> stamp(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    '2026-01-02T03:04:05.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(previous: str, text: str) -> str:
    """The hash of an entry with that text behind the entry with that hash."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def seal(salt: str, payload: str) -> str:
    """The salted hash of a payload."""
    return hashlib.sha256(f"{salt}{payload}".encode()).hexdigest()


def append(
    event: Event,
    *,
    by: Any,
    at: datetime,
    about: models.Model | None,
    organ_id: int | None,
    payload: Mapping[str, Any],
) -> Entry:
    """Writes the entry. Called by the mechanism of actions alone, as the last act of its transaction: the head's row
    stays locked until the transaction ends, so entries stand in the order in which transactions end."""
    salt, content = secrets.token_hex(16), canonical(payload)
    kind, subject = (about._meta.label_lower, str(about.pk)) if about is not None else ("", "")
    head = Head.objects.select_for_update().get(pk=1)
    text = canonical(
        {
            "seq": head.seq + 1,
            "at": at,
            "event": event.code,
            "person": by.pk,
            "about": [kind, subject],
            "organ": organ_id,
            "payload": seal(salt, content),
        }
    )
    entry = Entry(
        seq=head.seq + 1,
        at=at,
        event=event.code,
        person=by.pk,
        about_kind=kind,
        about=subject,
        organ=organ_id,
        text=text,
        previous=head.hash,
        hash=link(head.hash, text),
    )
    entry.save(force_insert=True)
    Payload(seq=entry.seq, salt=salt, text=content).save(force_insert=True)
    Head.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    return entry
