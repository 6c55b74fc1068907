"""事件目录: everything that the journal can tell, named once. docs/journal.md lists the same, and a test compares."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.platform.refusals import ProgrammingMistake

EVENTS: dict[str, "Event"] = {}
"""Code → event."""


@dataclass(frozen=True)
class Event:
    """A kind of entry. The code is 'application.what_happened' and never changes; the title is for the screen."""

    code: str
    title: Promise

    def __post_init__(self) -> None:
        if self.code in EVENTS:
            raise ProgrammingMistake(f"two events have the code {self.code}")
        EVENTS[self.code] = self


# ---- What the journal tells of itself; the acts stand in `auditor`, above the mechanism of actions ------------------

JOURNAL_VERIFIED = Event("audit.journal_verified", _("Journal verified"))
JOURNAL_EXPORTED = Event("audit.journal_exported", _("Journal exported"))
PAYLOAD_ERASED = Event("audit.payload_erased", _("Content of an entry erased"))
