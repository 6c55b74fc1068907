"""搜索来源: organs by every name they had or will have, short names and codes; people by name and login name."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.organs.models import Membership, Organ, OrganName
from gongkai.organs.names import with_names
from gongkai.organs.queries import people_seen_in
from gongkai.platform.accounts.models import Person
from gongkai.platform.ids import these
from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission
from gongkai.platform.search.sources import Card, Reach, Source, within


def organ_cards(keys: Collection[str]) -> Iterator[Card]:
    """The organs with these ids: their name of today as the title, every other in the text."""
    organs = list(with_names(Organ.objects.filter(pk__in=keys), legal_day(present())))
    names: dict[int, list[str]] = {}
    for row in OrganName.objects.filter(organ__in=organs).order_by("-from_day"):
        names.setdefault(row.organ_id, []).extend([row.name, row.short_name])
    for organ in organs:
        others = dict.fromkeys(name for name in names[organ.pk] if name and name != organ.name)
        numbers = (organ.organisation_code, organ.credit_code, organ.index_prefix)
        body = "；".join([*others, *filter(None, [organ.contact_office])])
        yield Card(
            str(organ.pk),
            organ.name,
            numbers=tuple(filter(None, numbers)),
            body=body,
            record=organ.pk,
            organ=organ.pk,
        )


def organ_keys() -> Iterable[str]:
    """The ids of all organs."""
    return map(str, Organ.objects.order_by("pk").values_list("pk", flat=True))


def people_cards(keys: Collection[str]) -> Iterator[Card]:
    """The people with these ids, in the organ that looks after them; not the system itself."""
    for person in Person.objects.filter(pk__in=keys, is_system=False).select_related("membership"):
        organ = person.membership.organ_id if hasattr(person, "membership") else None
        yield Card(str(person.pk), person.name, numbers=(person.login,), record=person.pk, organ=organ)


def people_keys() -> Iterable[str]:
    """The ids of all people."""
    return map(str, Person.objects.filter(is_system=False).order_by("pk").values_list("pk", flat=True))


def people_visible(reach: Reach) -> Q:
    """Those that the list of people shows the person."""
    if Permission.PEOPLE_READ in reach.held.whole:
        return Q()
    organs = reach.organs(Permission.PEOPLE_READ)
    found = people_seen_in(reach.person, these(organs)) if organs else Person.objects.filter(pk=reach.person.pk)
    return Q(record__in=these(found.order_by().values_list("pk", flat=True)))


ORGANS = Source(
    kind="organ",
    title=_("Organs"),
    cards=organ_cards,
    keys=organ_keys,
    visible=within(Permission.ORGANS_READ),
    address=lambda key: reverse("organs:organ", args=[key]),
    watches={Organ: lambda organ: [organ.pk], OrganName: lambda name: [name.organ_id]},
    names_organs=True,
)
PEOPLE = Source(
    kind="person",
    title=_("People"),
    cards=people_cards,
    keys=people_keys,
    visible=people_visible,
    address=lambda key: reverse("organs:person", args=[key]),
    watches={Person: lambda person: [person.pk], Membership: lambda membership: [membership.person_id]},
)
