"""写入: how facts about organs are written down; called inside actions alone, which have looked at the rules before."""

from datetime import date, datetime
from typing import Any

from gongkai.organs import codes
from gongkai.organs.models import Organ, OrganName, OrganParent, ReportsInto, Successor, sort_key
from gongkai.organs.rules import DETAILS
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
    organ = Organ.objects.create(kind=kind, level=level, set_up_on=set_up_on, added_at=now)
    columns = _name_columns(name, short_name)
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


def set_into(organ: Organ, into: Organ | None, from_day: date) -> None:
    """Into which organ it reports from that day on."""
    ReportsInto.objects.update_or_create(organ=organ, from_day=from_day, defaults={"into": into})


def end(organ: Organ, how: str, heirs: list[Organ], from_day: date) -> None:
    """Ends the organ; the heirs carry on what it did."""
    organ.ended_on, organ.ended_how = from_day, how
    organ.save(update_fields=["ended_on", "ended_how"])
    for heir in heirs:
        Successor.objects.create(organ=organ, heir=heir, from_day=from_day)


def set_details(organ: Organ, details: dict[str, Any]) -> list[str]:
    """Writes the columns that differ, and names them."""
    wanted = {column: details[column] for column in DETAILS}
    for column in ("organisation_code", "credit_code"):
        wanted[column] = codes.compact(wanted[column])
    changed = [column for column, value in wanted.items() if getattr(organ, column) != value]
    for column in changed:
        setattr(organ, column, wanted[column])
    if changed:
        organ.save(update_fields=changed)
    return changed
