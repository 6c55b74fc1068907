"""搜索来源: the notices on holidays that were adopted here. Those that come along with a release stand on the public
pages (`portal.searched`)."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.calendars.models import Notice
from gongkai.core.law.notices import read_year
from gongkai.platform.permissions import Permission
from gongkai.platform.search.sources import Card, Reach, Source


def cards(keys: Collection[str]) -> Iterator[Card]:
    """The notices with these ids, withdrawn ones too: they stay on record."""
    for notice in Notice.objects.filter(pk__in=keys):
        told = read_year(notice.text)
        yield Card(
            str(notice.pk),
            "；".join(dict.fromkeys(one.title for one in told.notices)),
            numbers=tuple(one.number for one in told.notices if one.number),
            body=f"{notice.area} {notice.withdrawal_reason}",
            record=notice.pk,
            day=notice.published_on,
            year=notice.year,
        )


def keys() -> Iterable[str]:
    """The ids of all notices."""
    return map(str, Notice.objects.order_by("pk").values_list("pk", flat=True))


def visible(reach: Reach) -> Q | None:
    """All of them, for whoever may read calendars."""
    return Q() if Permission.CALENDARS_READ in reach.held.anywhere else None


NOTICES = Source(
    kind="notice",
    title=_("Notices on holidays that were adopted here"),
    cards=cards,
    keys=keys,
    visible=visible,
    address=lambda key: reverse("calendars:notice", args=[key]),
    watches={Notice: lambda notice: [notice.pk]},
)
