"""事件目录: everything that the journal can tell, named once. docs/journal.md lists the same, and a test compares."""

from dataclasses import dataclass

from django.utils.functional import Promise

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
