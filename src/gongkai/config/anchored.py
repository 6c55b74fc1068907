"""锚点对照: whether the journal contradicts its anchors, and whether a restore may be why."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.platform.audit.anchor import read_anchors
from gongkai.platform.audit.models import Entry
from gongkai.platform.moments import legal_day
from gongkai.platform.outbox.events import HELD


@dataclass(frozen=True)
class Contradiction:
    """The journal is not what an anchor says."""

    path: Path
    seq: int
    """The number of the first entry that differs or is not there."""
    restored: date | None
    """The day of the last restore that the journal tells of, where it comes before that entry; it may be why."""

    @property
    def key(self) -> str:
        """The key of its sentence, behind `anchors_` or the like."""
        return "restored" if self.restored else "contradicted"


def contradiction(path: Path) -> Contradiction | None:
    """The first anchor in that file that the journal contradicts; None where it agrees, or there is no such file.
    Raises OSError, AnchorsDamaged."""
    anchors = read_anchors(path) if path.exists() else {}
    there = dict(Entry.objects.filter(seq__in=anchors).values_list("seq", "hash"))
    seq = min((seq for seq, digest in anchors.items() if there.get(seq) != digest), default=0)
    if not seq:
        return None
    restore = Entry.objects.filter(event=HELD.code, seq__lte=seq).order_by("-seq").first()
    return Contradiction(path, seq, legal_day(restore.at) if restore else None)
