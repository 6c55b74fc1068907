"""查询: the journal as far as a person may read it: the entries of the organs in which they hold the permission, and
those of no organ for whoever holds it in the whole installation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from gongkai.platform.audit.events import EVENTS
from gongkai.platform.audit.models import Entry, Erasure, Payload
from gongkai.platform.auditor.words import subjects
from gongkai.platform.lists.filters import Picked
from gongkai.platform.moments import LEGAL_ZONE, legal_day
from gongkai.platform.permissions import Permission, may, organs_where
from gongkai.platform.refusals import Forbidden

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are looked for. What is empty or None filters nothing."""

    since: date | None = None
    until: date | None = None
    """The last day, the day itself included."""
    until_time: time | None = None
    """The time on the last day up to which entries are shown: the journal as it was known then."""
    event: str = ""
    person: str = ""
    """A login, or a part of a name."""
    organ: Picked | None = None
    """One organ, or those whose name holds a text."""
    about_kind: str = ""
    about: str = ""

    def told(self) -> dict[str, Any]:
        """What was filtered by, in plain values, without names of people."""
        found = {
            "since": self.since,
            "until": self.until,
            "until_time": self.until_time and self.until_time.isoformat(),
            "event": self.event,
            "person": bool(self.person),
            "organ": self.organ and (self.organ.number or True),
            "about_kind": self.about_kind,
            "about": self.about,
        }
        return {name: value for name, value in found.items() if value}


def own_entries(person: Any, most: int = 30) -> list[Entry]:
    """The last entries that tell of the person's own acts, the latest first; how they signed in is not among them."""
    found = Entry.objects.filter(person=person.pk).exclude(event__startswith="accounts.").order_by("-seq")
    return list(found[:most])


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the words for it."""

    entry: Entry
    title: str
    person: str
    organ: str
    about: str
    payload: Payload | None
    erasure: Erasure | None
    eraser: str


def may_read(person: Any, now: datetime) -> bool:
    """Whether there is anything in the journal that the person may read."""
    on = legal_day(now)
    return may(person, Permission.JOURNAL_READ, None, on) or organs(person, now).exists()


def require_reader(person: Any, now: datetime) -> None:
    """Raises Forbidden for whoever may read nothing in the journal."""
    if not may_read(person, now):
        raise Forbidden(Permission.JOURNAL_READ)


def organs(person: Any, now: datetime) -> QuerySet[Any]:
    """The organs whose journal the person may read."""
    return organs_where(person, Permission.JOURNAL_READ, legal_day(now))


def entries(person: Any, now: datetime, by: Filter | None = None) -> QuerySet[Entry]:
    """The entries that the person may read, newest first. Raises Forbidden for whoever may read none."""
    require_reader(person, now)
    scope = Q(organ__in=organs(person, now).values("pk"))
    if may(person, Permission.JOURNAL_READ, None, legal_day(now)):
        scope |= Q(organ=None)
    found = Entry.objects.filter(scope).order_by("-seq")
    return _filtered(found, by) if by else found


def _filtered(found: QuerySet[Entry], by: Filter) -> QuerySet[Entry]:
    if by.since:
        found = found.filter(at__gte=datetime.combine(by.since, time(0), LEGAL_ZONE))
    if by.until and by.until_time:
        found = found.filter(at__lte=datetime.combine(by.until, by.until_time, LEGAL_ZONE))
    elif by.until:
        found = found.filter(at__lt=datetime.combine(by.until + timedelta(days=1), time(0), LEGAL_ZONE))
    if by.event:
        found = found.filter(event=by.event)
    if by.person:
        people = get_user_model()._base_manager.filter(Q(login=by.person.lower()) | Q(name__contains=by.person))
        found = found.filter(person__in=people.values("pk"))
    if by.organ:
        found = found.filter(organ__in=by.organ.organs)
    if by.about_kind:
        found = found.filter(about_kind=by.about_kind)
    if by.about:
        found = found.filter(about=by.about)
    return found


def shown(person: Any, now: datetime, rows: Iterable[Entry]) -> list[Shown]:
    """These entries with the names of people, organs and the records that they are about, and their payloads."""
    rows = list(rows)
    numbers = [row.seq for row in rows]
    payloads, erasures = Payload.objects.in_bulk(numbers), Erasure.objects.in_bulk(numbers)
    people = _people({row.person for row in rows} | {one.erased_by for one in erasures.values()})
    names = {one.pk: str(one) for one in organs(person, now).filter(pk__in={row.organ for row in rows if row.organ})}
    about = subjects(person, ((row.about_kind, row.about) for row in rows), legal_day(now))
    return [
        Shown(
            row,
            str(EVENTS[row.event].title) if row.event in EVENTS else row.event,
            people.get(row.person, f"#{row.person}"),
            names.get(row.organ, f"#{row.organ}") if row.organ else "",
            about[row.about_kind, row.about],
            payloads.get(row.seq),
            erasures.get(row.seq),
            people.get(erasures[row.seq].erased_by, "") if row.seq in erasures else "",
        )
        for row in rows
    ]


def _people(ids: Iterable[int]) -> Mapping[int, str]:
    return {one.pk: f"{one.name} ({one.login})" for one in get_user_model()._base_manager.filter(pk__in=ids)}


def one(person: Any, now: datetime, seq: int) -> Shown | None:
    """The entry with that number, if the person may read it."""
    if not may_read(person, now):
        return None
    return next(iter(shown(person, now, entries(person, now).filter(seq=seq))), None)


def hash_after(seq: int) -> str:
    """The hash of the entry behind that one, which holds its hash; empty for the last."""
    return str(Entry.objects.filter(seq=seq + 1).values_list("hash", flat=True).first() or "")


def length() -> int:
    """How many entries the journal has."""
    return Entry.objects.count()


def last_seq() -> int:
    """The number of the last entry; 0 where there is none."""
    return int(Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0)
