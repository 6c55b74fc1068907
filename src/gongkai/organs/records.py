"""写入: how facts about organs are written down; called inside actions alone, which have looked at the rules before."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gongkai.organs import codes
from gongkai.organs.models import Organ, OrganName, OrganParent, OrganStatus, ReportsInto, Successor, sort_key
from gongkai.organs.rules import DATED, DETAILS, details_of
from gongkai.platform.accounts.models import Person
from gongkai.platform.typed import require_plain


def hold_tree(*organs: Organ | None) -> None:
    """Waits until no other action is changing names, tree, reporting or who acts, and reads these organs anew. Whoever
    waited looks at the rules again: two moves, each right by itself, could make a circle together. What is held is the
    row of the system itself, since that is there before the first organ."""
    Person.objects.select_for_update(no_key=True).get(is_system=True)
    for organ in organs:
        if organ is not None:
            organ.refresh_from_db()


def add_organ(
    *, name: str, short_name: str, kind: str, level: str, set_up_on: date, parent: Organ | None, now: datetime
) -> Organ:
    """A new organ, which reports into the one above it."""
    organ = Organ.objects.create(set_up_on=set_up_on, added_at=now)
    columns = _name_columns(name, short_name)
    OrganStatus.objects.create(organ=organ, from_day=set_up_on, kind=kind, level=level)
    OrganName.objects.create(organ=organ, from_day=set_up_on, **columns)
    OrganParent.objects.create(organ=organ, from_day=set_up_on, parent=parent)
    ReportsInto.objects.create(organ=organ, from_day=set_up_on, into=parent)
    return organ


def _name_columns(name: str, short_name: str) -> dict[str, str]:
    require_plain(short_name, "short_name")
    return {"name": name.strip(), "short_name": short_name.strip(), "sort_key": sort_key(name.strip())}


def set_name(organ: Organ, name: str, short_name: str, from_day: date) -> None:
    """What it is called from that day on; a name of that very day is corrected."""
    columns = _name_columns(name, short_name)
    OrganName.objects.update_or_create(organ=organ, from_day=from_day, defaults=columns)


def set_parent(organ: Organ, parent: Organ | None, from_day: date) -> None:
    """Below which organ it stands from that day on."""
    OrganParent.objects.update_or_create(organ=organ, from_day=from_day, defaults={"parent": parent})


def planned(organ: Organ, from_day: date) -> QuerySet[OrganParent]:
    """Its places in the tree that begin on that day or later, but for the one that it began with."""
    return organ.parents.filter(from_day__gte=from_day, from_day__gt=organ.set_up_on).order_by("from_day")


def set_into(organ: Organ, into: Organ | None, from_day: date) -> None:
    """Into which organ it reports from that day on."""
    ReportsInto.objects.update_or_create(organ=organ, from_day=from_day, defaults={"into": into})


def end(organ: Organ, how: str, heirs: list[Organ], from_day: date) -> None:
    """Ends the organ; the heirs carry on what it did."""
    organ.ended_on, organ.ended_how = from_day, how
    organ.save(update_fields=["ended_on", "ended_how"])
    for heir in heirs:
        Successor.objects.create(organ=organ, heir=heir, from_day=from_day)


def set_details(organ: Organ, details: dict[str, Any], from_day: date) -> dict[str, tuple[Any, Any]]:
    """Writes the details that differ; what they were on that day and are now, by column. The dated ones hold from that
    day on, until a later row says something else of the same column than it was before."""
    before, wanted = details_of(organ, organ.status_on(from_day)), {column: details[column] for column in DETAILS}
    for column in ("organisation_code", "credit_code"):
        wanted[column] = codes.compact(wanted[column])
    changed = {column: (before[column], value) for column, value in wanted.items() if before[column] != value}
    dated = [column for column in changed if column in DATED]
    if dated:
        row = {column: wanted[column] for column in DATED}
        OrganStatus.objects.update_or_create(organ=organ, from_day=from_day, defaults=row)
    for later in organ.statuses.filter(from_day__gt=from_day).order_by("from_day"):
        dated = [column for column in dated if getattr(later, column) == before[column]]
        for column in dated:
            setattr(later, column, wanted[column])
        later.save(update_fields=dated)
    columns = [column for column in changed if column not in DATED]
    for column in columns:
        setattr(organ, column, wanted[column])
    organ.save(update_fields=columns)
    return changed


def told(changed: dict[str, tuple[Any, Any]]) -> dict[str, dict[str, Any]]:
    """What the journal keeps of such changes: of each column what it was and what it is; of organs the id."""
    return {
        column: {"from": getattr(old, "pk", old), "to": getattr(new, "pk", new)}
        for column, (old, new) in changed.items()
    }
