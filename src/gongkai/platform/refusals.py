"""拒绝: why an act is not done. A person's mistake, told in one sentence; nothing was changed by it."""

from django.utils.functional import Promise


class Refused(Exception):
    """The act does not fit the state of the records. `reason` is one translated sentence: what, where, what to do;
    `field` the form field that it is about, if it is about one."""

    def __init__(self, reason: str | Promise, *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return str(self.reason)


class Forbidden(Exception):
    """The person may not do this here."""


class ProgrammingMistake(Exception):
    """The program used a mechanism wrongly. Never shown as a person's mistake."""
