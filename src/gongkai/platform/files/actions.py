"""动作: files added and removed; a marked one refused.

No action calls the store, which may take a minute while SQLite's one writer is held: bytes are put before the action
that adds them, and go at night, a day after the last that needed them was removed. Why no attachment is ever left
without its bytes stands in `sweep`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.files.events import FILE_REMOVED, FILES_ADDED, MARKED_FILE_REFUSED
from gongkai.platform.files.limits import MOST_FILES
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.refusals import sentence
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Refused


@dataclass(frozen=True)
class Kept:
    """A file that was looked at and whose bytes are stored."""

    name: str
    sha256: str
    size: int
    kind: str
    looked_through: bool
    deletions: int = 0
    """How often its bytes had been deleted before they were put (`StoredFile.deletions`)."""


def _files_are_few(*, files: Sequence[Kept], **_: Any) -> None:
    if not files:
        raise Refused(sentence("interrupted"), field="files")
    if len(files) > MOST_FILES:
        raise Refused(sentence("many_files", most_files=MOST_FILES), field="files")


@action(FILES_ADDED, needs=Permission.FILES_ADD, at="organ", check=_files_are_few)
def add_files(
    *, by: Any, now: datetime, organ: Any, files: Sequence[Kept], about_kind: str = "", about: str = ""
) -> Recorded[list[Attachment]]:
    """添加附件: the files of one form, all or none. Views call `receive.receive`, which looks at the files first."""
    organ_id = getattr(organ, "pk", organ)
    added = attach(by=by, now=now, organ_id=organ_id, files=files, about_kind=about_kind, about=about)
    payload = {"attachments": [one.pk for one in added], "sha256": [file.sha256 for file in files]}
    return Recorded(added, about=added[0], organ=organ_id, payload=payload)


def attach(
    *, by: Any, now: datetime, organ_id: int, files: Sequence[Kept], about_kind: str = "", about: str = ""
) -> list[Attachment]:
    """The files as attachments of the organ, in the order given. Called inside an action, by applications whose records
    have files. Raises Refused where the bytes of one went meanwhile."""
    stored = _locked(files, now)
    added = [
        Attachment(
            organ=organ_id,
            name=file.name,
            stored=stored[file.sha256],
            about_kind=about_kind,
            about=about,
            added_at=now,
            added_by=by.pk,
        )
        for file in files
    ]
    for attachment in added:
        attachment.save(force_insert=True)
    return added


def _locked(files: Sequence[Kept], now: datetime) -> dict[str, StoredFile]:
    """The rows of the files' bytes by hash, locked in one order. Raises Refused where the sweep deletes the bytes, or
    has since they were put."""
    by_hash = {file.sha256: file for file in files}
    found = {}
    for name in sorted(by_hash):
        file = by_hash[name]
        row = StoredFile(sha256=name, size=file.size, kind=file.kind, looked_through=file.looked_through)
        StoredFile.objects.bulk_create([row], ignore_conflicts=True)
        stored = found[name] = StoredFile.objects.select_for_update().get(sha256=name)
        if stored.deleting_since is not None or stored.deletions != file.deletions:
            raise Refused(sentence("interrupted"), field="files")
        if stored.unneeded_since is not None or not stored.kind:
            stored.unneeded_since = None
            stored.size, stored.kind, stored.looked_through = file.size, file.kind, file.looked_through
            stored.save()
    return found


def _is_there(*, by: Any, now: datetime, attachment: Attachment) -> None:
    if attachment.added_by != by.pk:
        require(by, Permission.FILES_READ, attachment.organ, legal_day(now))
    if attachment.removed_at is not None:
        raise Refused(_("This file was removed already. Go back to the list of files."))
    if attachment.about_kind:
        raise Refused(_("This file belongs to a record, which would lose it. Look at that record instead."))


@action(FILE_REMOVED, needs=Permission.FILES_ADD, at="attachment.organ", locks=("attachment",), check=_is_there)
def remove_file(*, by: Any, now: datetime, attachment: Attachment) -> Recorded[None]:
    """移除附件: it is listed and served no longer. The bytes are deleted a day later, unless another attachment has the
    same: a backup that began before still finds them."""
    attachment.removed_at, attachment.removed_by = now, by.pk
    attachment.save(update_fields=["removed_at", "removed_by"])
    stored = StoredFile.objects.select_for_update().get(pk=attachment.stored_id)
    if not stored.attachments.filter(removed_at=None).exists():
        stored.unneeded_since = now
        stored.save(update_fields=["unneeded_since"])
    return Recorded(None, about=attachment, organ=attachment.organ, payload={"sha256": stored.sha256})


@action(MARKED_FILE_REFUSED, needs="it keeps nothing, and who may upload was asked before")
def refuse_marked_file(*, by: Any, now: datetime, organ: Any, mark: str) -> Recorded[None]:
    """拒收涉密标志文件: the journal keeps time, person and mark; nothing of the file's name or content."""
    return Recorded(None, about=None, organ=organ, payload={"mark": mark})
