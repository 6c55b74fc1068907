"""隔离读取: one untrusted file → a filled report, read in a child process under limits.

For a caller that has one file at a time. Lists of files go through `pool.in_order`, which keeps its children.
"""

from gongkai.bulk import office
from gongkai.bulk.child import Limits, Loss
from gongkai.bulk.pool import LIMITS, in_order
from gongkai.core.readers import Unreadable
from gongkai.core.report import FilledReport

PRELOAD = ("gongkai.bulk.isolate",)


class Lost(Exception):
    """The file cost the child that read it; `loss` says why."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


def read(data: bytes, name: str = "", limits: Limits = LIMITS) -> FilledReport:
    """The report in `data`, of any kind that is read. Raises Unreadable for what is no report, Lost where reading took
    more than the limits or failed."""
    (outcome,) = in_order(_read, [(data, name)], jobs=1, lost=_lost, limits=limits, preload=PRELOAD)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _read(file: tuple[bytes, str]) -> FilledReport | Unreadable | Lost:
    try:
        return office.read(*file)
    except Unreadable as unreadable:
        return unreadable


def _lost(file: tuple[bytes, str], loss: Loss) -> FilledReport | Unreadable | Lost:
    return Lost(loss)
