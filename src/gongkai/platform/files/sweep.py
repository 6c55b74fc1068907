"""清理: bytes that nobody needs, taken away: after a removal, and once a day what a crash left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.platform.files.models import StoredFile
from gongkai.platform.files.storage import store

GRACE = timedelta(days=1)
"""How long bytes without a row are left alone: their action may be under way."""


@dataclass(frozen=True)
class Swept:
    """How many bytes were deleted that no attachment needed, and that had no row."""

    unneeded: int
    orphans: int


def delete_unneeded(sha256: str) -> bool:
    """Deletes these bytes, unless an attachment needs them again; whether it did. Under the lock of the row, so that
    whoever adds the same file meanwhile waits and sees that they are gone."""
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().filter(sha256=sha256).first()
        if stored is None or stored.unneeded_since is None or not store().has(sha256):
            return False
        store().delete(sha256)
        return True


def sweep(now: datetime) -> Swept:
    """Takes away what no attachment needs. Done daily; doing it twice does no harm."""
    unneeded = StoredFile.objects.filter(unneeded_since__isnull=False).values_list("sha256", flat=True)
    deleted = sum(delete_unneeded(sha256) for sha256 in list(unneeded))
    orphans = 0
    for name, since in store().names():
        if since < now - GRACE and not StoredFile.objects.filter(sha256=name).exists():
            store().delete(name)
            orphans += 1
    store().clear(now - GRACE)
    return Swept(deleted, orphans)
