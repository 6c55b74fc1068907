"""搜索来源: what may be found. Each application registers its own kinds when the site starts.

    register(
        Source(
            kind="organ",
            title=_("Organs"),
            cards=cards,                        # ids -> what of these records is found
            keys=keys,                          # the ids of all records, for a re-index
            visible=visible,                    # the scope of the person, as a condition on rows
            address=lambda key: reverse("organs:organ", args=[key]),
            watches={Organ: lambda organ: [organ.pk], OrganName: lambda name: [name.organ_id]},
        )
    )

Whatever an action saves or deletes of a watched model, its record is indexed anew in the action's own transaction.
What is written in bulk, past Django's signals, has to be told to `touched.touch`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from gongkai.platform.ids import these
from gongkai.platform.permissions import Permission, organ_ids, powers
from gongkai.platform.refusals import ProgrammingMistake
from gongkai.platform.search.touched import touch


class Reach:
    """What a person may do on a day, and where: asked for once, for all the questions of a search."""

    def __init__(self, person: Any, on: date) -> None:
        self.person = person
        self.on = on
        self.held = powers(person, on)

    def organs(self, permission: Permission) -> Collection[int]:
        """The ids of the organs in which the person holds the permission, where not in the whole installation."""
        return organ_ids(self.person, permission, self.on) or ()


Visible = Callable[[Reach], Q | None]
"""Which rows of the kind a person may see; None: none of them."""


@dataclass(frozen=True)
class Card:
    """What of a record is found and shown. Titles are one line; of a longer text the beginning counts."""

    key: str
    title: str
    title_en: str = ""
    numbers: tuple[str, ...] = ()
    """Document numbers and codes, found whole and by their heads."""
    body: str = ""
    body_en: str = ""
    record: int | None = None
    organ: int | None = None
    day: date | None = None
    year: int | None = None
    """The year that it is about; None: that of its day."""


@dataclass(frozen=True)
class Source:
    """A kind of what may be found."""

    kind: str
    """A short word, which stands in addresses."""
    title: Promise
    """What they are called, in the plural."""
    cards: Callable[[Collection[str]], Iterable[Card]]
    """The cards of the records with these keys; of one that is gone, or is not to be found, none."""
    keys: Callable[[], Iterable[str]]
    """The keys of all records."""
    visible: Visible | None
    """None: everyone may see them, without an account too."""
    address: Callable[[str], str]
    """Where the record with that key is shown."""
    watches: Mapping[type[Model], Callable[[Any], Iterable[Any]]] = field(default_factory=dict)
    """Model → of which records what is saved tells."""
    names_organs: bool = False
    """Whether these are the organs themselves, whose titles are their names."""

    def address_of(self, key: str) -> str:
        """Where the record is shown; empty while its page is not there."""
        try:
            return self.address(key)
        except NoReverseMatch:
            return ""


SOURCES: dict[str, Source] = {}
"""Every source by its kind, in the order in which the page lists them."""


def register(source: Source) -> None:
    """Adds a source, and has its watched models watched."""
    if source.kind in SOURCES:
        raise ProgrammingMistake(f"two sources are of the kind {source.kind}")
    SOURCES[source.kind] = source
    for model, keys in source.watches.items():

        def saved(instance: Any, keys: Callable[[Any], Iterable[Any]] = keys, **_: Any) -> None:
            touch(source.kind, keys(instance))

        for signal in (post_save, post_delete):
            signal.connect(saved, sender=model, weak=False, dispatch_uid=f"search {source.kind}")


def within(permission: Permission) -> Visible:
    """The scope of whoever holds the permission in the row's organ. The organs stand in each question of a search by
    their ids: PostgreSQL plans the tree of roles longer than it answers."""

    def visible(reach: Reach) -> Q | None:
        if permission in reach.held.whole:
            return Q()
        organs = reach.organs(permission)
        return Q(organ__in=these(organs)) if organs else None

    return visible


def scope(person: Any, on: date) -> Q:
    """Which rows the person may see on that day, as a condition for every question of a search; None: a visitor, who
    sees what is public."""
    public = [kind for kind, source in SOURCES.items() if source.visible is None]
    found = Q(kind__in=public)
    if person is None:
        return found
    reach = Reach(person, on)
    for kind, source in SOURCES.items():
        narrowed = source.visible(reach) if source.visible else None
        if narrowed is not None:
            found |= Q(kind=kind) & narrowed
    return found
