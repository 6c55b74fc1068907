"""检索来源: uploaded files, by their names."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.platform.files.models import Attachment
from gongkai.platform.files.queries import visible_to
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.search.sources import Card, Source, within


def cards(keys: Collection[str]) -> Iterator[Card]:
    """The attachments with these ids; not those that were removed."""
    for one in Attachment.objects.filter(pk__in=keys, removed_at=None):
        yield Card(str(one.pk), one.name, record=one.pk, organ=one.organ, day=legal_day(one.added_at))


def keys() -> Iterable[str]:
    """The ids of all attachments that were not removed."""
    found = Attachment.objects.filter(removed_at=None).order_by("pk")
    return map(str, found.values_list("pk", flat=True))


def visible(person: Any, on: date, held: Powers) -> Q | None:
    """Those that the list of files shows the person: all in organs whose files they read, elsewhere their own."""
    read = within(Permission.FILES_READ)(person, on, held)
    if Permission.FILES_READ in held.whole or Permission.FILES_READ_OWN not in held.anywhere:
        return read
    own = visible_to(person, on).filter(added_by=person.pk).order_by().values_list("pk", flat=True)
    return (read or Q(pk=None)) | Q(record__in=list(own))


FILES = Source(
    kind="file",
    title=_("Files"),
    cards=cards,
    keys=keys,
    visible=visible,
    address=lambda key: reverse("files:download", args=[key]),
    watches={Attachment: lambda one: [one.pk]},
)
