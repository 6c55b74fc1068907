"""锚点: hashes of the journal's last entry, written down elsewhere, against which `verify` compares.

The file belongs on another machine or medium: whoever rewrites the whole journal in the database does not reach it.
Each line is JSON: `seq`, `hash`, `at`.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from gongkai.platform.audit.journal import stamp
from gongkai.platform.audit.models import Head


class AnchorsDamaged(ValueError):
    """A line of the anchor file can't be read, or tells another hash of the same entry; `line` is its number."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}")
        self.path = path
        self.line = line


class JournalContradictsAnchors(Exception):
    """The journal ends before an entry that was anchored, or has another hash there: it was changed, or is an older
    copy. `gongkai audit verify` tells where."""


def write_anchor(path: Path, at: datetime) -> bool:
    """Appends the journal's last entry, and has it written to the disk; False where it stands there already or the
    journal is empty. Raises OSError, AnchorsDamaged, JournalContradictsAnchors."""
    head = Head.objects.get(pk=1)
    anchors = read_anchors(path) if path.exists() else {}
    if max(anchors, default=0) > head.seq or anchors.get(head.seq, head.hash) != head.hash:
        raise JournalContradictsAnchors(str(path))
    if head.seq == 0 or head.seq in anchors:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"seq": head.seq, "hash": head.hash, "at": stamp(at)})
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def read_anchors(path: Path) -> dict[int, str]:
    """Number of an entry → its hash. Raises OSError, AnchorsDamaged."""
    anchors: dict[int, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            told = json.loads(line)
            seq, digest = int(told["seq"]), str(told["hash"])
        except (ValueError, KeyError, TypeError):
            raise AnchorsDamaged(path, number) from None
        if anchors.setdefault(seq, digest) != digest:
            raise AnchorsDamaged(path, number)
    return anchors
