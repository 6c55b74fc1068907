"""收到之日: the day a request counts as received, by its channel (《条例》第三十一条).

Handed in, told, or signed for: that day. Online, by the OGI body's fax, or by ordinary mail: the day on which both
sides confirm. Until then nothing runs in law; a safe day is counted from the submission, so that confirming is not put
off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.clock.events import BadFacts, Event
from gongkai.core.findings import load_catalogue


def channels() -> dict[str, dict[str, Any]]:
    """Channel → its entry: title, source, and the event whose day is the day of receipt."""
    return load_catalogue("gongkai.core.clock", "receipt.toml")


@dataclass(frozen=True, slots=True)
class Receipt:
    """How and when a request came: its channel, the day of its submission, and the day of receipt (None: not confirmed
    yet)."""

    channel: str
    submitted: date
    received: date | None


def receipt(events: Sequence[Event]) -> Receipt:
    """The receipt that the events in force tell. A confirmation before the submission counts from the submission.
    Raises BadFacts where there is no submission, or more than one."""
    submissions = [event for event in events if event.kind == "submitted"]
    if not submissions:
        raise BadFacts("not_submitted")
    if len(submissions) > 1:
        raise BadFacts("submitted_twice", count=len(submissions))
    submitted = submissions[0]
    if channels()[submitted.channel]["received"] == "submitted":
        return Receipt(submitted.channel, submitted.on, submitted.on)
    confirmed = next((event.on for event in events if event.kind == "confirmed"), None)
    return Receipt(submitted.channel, submitted.on, None if confirmed is None else max(confirmed, submitted.on))
