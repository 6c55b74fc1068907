"""清理: bytes that nobody needs, taken away at night, a day after the last attachment that needed them was removed, so
that a backup which began before still finds them.

The store is called outside of transactions, so the row stands between whoever deletes and whoever adds. The sweep marks
the row (`deleting_since`), deletes, then counts the deletion and takes the mark away. Whoever adds reads the count,
puts the bytes, and adds only under a row without mark whose count is still the same: then no deletion has begun and
ended since, none is under way, and the bytes that were put are there. Else the upload is to be repeated. A crash leaves
a mark, under which the next sweep deletes again, or bytes without a row or unneeded, which wait their day.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from gongkai.platform.files.models import StoredFile
from gongkai.platform.files.storage import store
from gongkai.platform.guard import unguarded

GRACE = timedelta(days=1)
"""How long bytes stay that nobody needs. A backup takes less."""

LEASE = timedelta(hours=1)
"""How long a mark is another sweep's. A call to the store takes at most minutes, all its attempts together."""

_NAME = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Swept:
    """How many bytes were deleted, and how many were found that no attachment needs and that wait their day now."""

    deleted: int
    found: int


def deletions_of(sha256: str) -> int:
    """How often these bytes were deleted; asked before they are put."""
    return StoredFile.objects.filter(sha256=sha256).values_list("deletions", flat=True).first() or 0


def sweep(now: datetime) -> Swept:
    """Takes away what no attachment has needed for a day. Done daily; doing it twice does no harm."""
    waited = StoredFile.objects.filter(unneeded_since__lte=now - GRACE).values_list("sha256", flat=True)
    deleted = sum(delete_unneeded(sha256, now) for sha256 in list(waited))
    found = sum(_lets_wait(name, now) for name, since in store().names() if since < now - GRACE)
    store().clear(now - GRACE)
    return Swept(deleted, found)


def delete_unneeded(sha256: str, now: datetime) -> bool:
    """Deletes these bytes, unless an attachment needs them, or has within a day; whether it did."""
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().filter(sha256=sha256).first()
        if stored is None or stored.unneeded_since is None or stored.unneeded_since > now - GRACE:
            return False
        if stored.deleting_since is not None and stored.deleting_since > now - LEASE:
            return False
        stored.deleting_since = now
        stored.save(update_fields=["deleting_since"])
    store().delete(sha256)
    done = StoredFile.objects.filter(pk=stored.pk, deleting_since=now)
    return bool(done.update(deleting_since=None, unneeded_since=None, deletions=F("deletions") + 1))


def _lets_wait(name: str, now: datetime) -> bool:
    """Begins the day of bytes that no attachment needs and no removal told of: an upload ended before its action. Bytes
    without a row get one, for they too are deleted under it."""
    if not _NAME.fullmatch(name):
        store().delete(name)  # nothing is ever put under such a name
        return False
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().filter(sha256=name).first()
        if stored is None:
            with unguarded("bytes that were found in the store, of which no action told"):
                StoredFile.objects.create(sha256=name, size=0, kind="", looked_through=False, unneeded_since=now)
            return True
        if stored.unneeded_since is not None or stored.attachments.filter(removed_at=None).exists():
            return False
        stored.unneeded_since = now
        stored.save(update_fields=["unneeded_since"])
        return True
