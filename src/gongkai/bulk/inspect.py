"""查验: one untrusted file looked at in a child process under limits, before anybody keeps it.

What is wanted of a file that is only kept, not read: its kind by content, whether it is sound and open, and whether
its text carries the mark of a state secret. The text itself does not leave the child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.bulk.child import Limits, Loss
from gongkai.bulk.pool import in_order
from gongkai.bulk.sorts import PICTURES, Refusal, sort_of
from gongkai.core.readers import Unreadable
from gongkai.core.readers.words import words
from gongkai.core.screening.secrecy import mark_in

PRELOAD = ("gongkai.bulk.inspect",)

LIMITS = Limits(seconds=30)

_CODES = {"READ.LOCKED": "locked", "READ.TOO_MUCH": "too_much", "READ.TOO_LARGE": "too_much", "READ.EMPTY": "empty"}
"""Code of core.readers → a key of `sorts.REFUSALS`; every other one says that the file is broken."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was seen. Either `sort` names the kind (a key of `sorts.REPORT_SORTS`) or `refused` says why the file is not
    accepted (a key of `sorts.REFUSALS`); `mark` is the mark of secrecy that its text carries, or empty; `whole` says
    that all its text was looked through: no pictures, nothing that can't be read."""

    sort: str = ""
    refused: str = ""
    mark: str = ""
    whole: bool = False


def inspect(files: Sequence[bytes], limits: Limits = LIMITS, *, pages: bool = False) -> list[Verdict]:
    """What each file is; with `pages` web pages are accepted too (`sorts.REPORT_SORTS`). A file over which the child
    dies, or that takes more than its limits, is `too_much`."""
    return list(in_order(partial(look, pages=pages), files, jobs=1, lost=_lost, limits=limits, preload=PRELOAD))


def look(data: bytes, *, pages: bool = False) -> Verdict:
    """What the file is, in this process: only for bytes that are trusted, and for the child."""
    try:
        sort = sort_of(data, pages=pages)
        if sort in PICTURES:
            return Verdict(sort=sort)
        found = words(data)
    except Refusal as refusal:
        return Verdict(refused=refusal.code)
    except Unreadable as unreadable:
        return Verdict(refused=_CODES.get(unreadable.code, "broken"))
    return Verdict(sort=sort, mark=mark_in(found.pieces), whole=found.whole)


def _lost(data: bytes, loss: Loss) -> Verdict:
    return Verdict(refused="too_much" if loss.reason in ("time", "memory") else "broken")
