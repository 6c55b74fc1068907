"""附件列表: the files of the organs that a person may see, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.platform.files.actions import remove_file
from gongkai.platform.files.models import Attachment
from gongkai.platform.files.queries import names_of_people, organs_added_to_by, organs_read_by, visible_to
from gongkai.platform.files.refusals import KINDS
from gongkai.platform.lists.addresses import address_of
from gongkai.platform.lists.filters import Filters, OrganFilter
from gongkai.platform.lists.listing import Ask, Bulk, Cell, Column, Empty, Listing, register
from gongkai.platform.lists.order import Codepoints
from gongkai.platform.moments import LEGAL_ZONE
from gongkai.platform.typed import day_field


class FileFilters(Filters):
    """By name, organ, kind, day of the upload, and whether a person must look for marks of secrecy."""

    organ = OrganFilter(label=_("Organ"), required=False)
    kind = forms.ChoiceField(label=_("Kind of file"), required=False)
    since = day_field(_("Uploaded from"), required=False)
    until = day_field(_("Uploaded to"), required=False)
    unseen = forms.BooleanField(label=_("Only those that a person must look at for marks of secrecy"), required=False)

    def __init__(self, data: Any, *, ask: Ask) -> None:
        super().__init__(data, ask=ask)
        self.fields["q"].label = _("File name holds")
        organ: Any = self.fields["organ"]
        organ.offer(organs_read_by(ask.person, ask.day))
        self.count(
            "kind", sorted(((kind, str(words)) for kind, words in KINDS.items() if kind), key=lambda one: one[1])
        )


@dataclass(frozen=True)
class Shown:
    """A file with the words for it."""

    file: Attachment
    organ: str
    by: str
    is_removable: bool

    @property
    def pk(self) -> int:
        """The attachment's id."""
        return int(self.file.pk)


def _size(row: Shown) -> Cell:
    return Cell(row.file.stored.size, words=filesizeformat(row.file.stored.size))


def _marks(row: Shown) -> Cell:
    if row.file.stored.looked_through:
        return Cell(gettext("Text looked through, none found"), tag="good")
    return Cell(gettext("Could not be looked through whole: a person must look"), tag="warn")


def _removal(row: Shown) -> Cell:
    if not row.is_removable:
        return Cell("")
    return Cell(gettext("Remove"), address=address_of("files:remove", row.file.pk), about=row.file.name)


class Files(Listing):
    """附件."""

    key, route, title = "files", "files:list", _("Files")
    own_order = _("the latest first")
    filters = FileFilters
    columns = (
        Column(
            "name",
            _("File name"),
            lambda row: Cell(row.file.name, address=address_of("files:download", row.file.pk), isolated=True),
            sort=[Codepoints("name")],
            width=40,
        ),
        Column(
            "kind", _("Kind of file"), lambda row: str(KINDS[row.file.stored.kind]), sort=[Codepoints("stored__kind")]
        ),
        Column(
            "size",
            _("Size"),
            _size,
            sort=["stored__size"],
            number=True,
            exported_title=_("Size in bytes"),
            width=14,
        ),
        Column("organ", _("Organ"), lambda row: row.organ, width=28),
        Column("added", _("Uploaded"), lambda row: row.file.added_at, sort=["added_at"], width=20),
        Column("by", _("Uploaded by"), lambda row: row.by),
        Column("marks", _("Marks of secrecy"), _marks, width=36),
        Column("removal", _("What to do"), _removal, exported=False),
        Column("sha256", _("SHA-256 of the content"), lambda row: row.file.stored.sha256, by_default=False, width=66),
    )
    bulk = (
        Bulk(
            "remove",
            _("Remove the files"),
            remove_file,
            "attachment",
            _("They will no longer be listed or served. Content that no other file has is deleted for good."),
            is_danger=True,
        ),
    )

    def found(self, ask: Ask, given: dict[str, Any]) -> Any:
        """The files that the person may see, the latest first."""
        found = visible_to(ask.person, ask.day)
        if given.get("q"):
            found = found.filter(name__icontains=given["q"])
        if given.get("organ"):
            found = found.filter(organ__in=given["organ"].organs)
        if given.get("kind"):
            found = found.filter(stored__kind=given["kind"])
        if given.get("since"):
            found = found.filter(added_at__gte=datetime.combine(given["since"], time(0), LEGAL_ZONE))
        if given.get("until"):
            found = found.filter(added_at__lt=datetime.combine(given["until"] + timedelta(days=1), time(0), LEGAL_ZONE))
        return found.filter(stored__looked_through=False) if given.get("unseen") else found

    def rows(self, ask: Ask, records: Sequence[Any]) -> Sequence[Shown]:
        """With the names of organs and people."""
        organs = organs_read_by(ask.person, ask.day).in_bulk({one.organ for one in records})
        adds_to = set(organs_added_to_by(ask.person, ask.day).filter(pk__in=organs).values_list("pk", flat=True))
        people = names_of_people(one.added_by for one in records)
        return [
            Shown(one, str(organs.get(one.organ, "")), people.get(one.added_by, ""), one.organ in adds_to)
            for one in records
        ]

    def empty(self, ask: Ask) -> Empty:
        """No role, or nothing yet."""
        if not organs_read_by(ask.person, ask.day).exists():
            return Empty(
                _("You hold no role by which you see files."), _("Ask the administrator of your organ for one.")
            )
        return Empty(_("No files are kept here yet."), _("Whoever may, uploads them by the links above."))


FILES = register(Files())
