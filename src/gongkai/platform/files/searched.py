"""搜索来源: uploaded files, by their names."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.platform.files.models import Attachment
from gongkai.platform.files.queries import visible_to
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission
from gongkai.platform.search.sources import Card, Reach, Source, within


def cards(keys: Collection[str]) -> Iterator[Card]:
    """The attachments with these ids; not those that were removed."""
    for one in Attachment.objects.filter(pk__in=keys, removed_at=None):
        yield Card(str(one.pk), one.name, record=one.pk, organ=one.organ, day=legal_day(one.added_at))


def keys() -> Iterable[str]:
    """The ids of all attachments that were not removed."""
    found = Attachment.objects.filter(removed_at=None).order_by("pk")
    return map(str, found.values_list("pk", flat=True))


def visible(reach: Reach) -> Q | None:
    """Those that the list of files shows the person: all in organs whose files they read, elsewhere their own."""
    read = within(Permission.FILES_READ)(reach)
    by = reach.held.by
    if by.get(Permission.FILES_READ_OWN, frozenset()) <= by.get(Permission.FILES_READ, frozenset()):
        return read  # whoever may read all by the same appointments sees their own among them
    others = set(reach.organs(Permission.FILES_READ_OWN)) - set(reach.organs(Permission.FILES_READ))
    if Permission.FILES_READ in reach.held.whole or not others:
        return read
    own = visible_to(reach.person, reach.on).filter(added_by=reach.person.pk, organ__in=others)
    mine = Q(record__in=list(own.order_by().values_list("pk", flat=True)))
    return mine if read is None else read | mine


FILES = Source(
    kind="file",
    title=_("Files"),
    cards=cards,
    keys=keys,
    visible=visible,
    address=lambda key: reverse("files:download", args=[key]),
    watches={Attachment: lambda one: [one.pk]},
)
