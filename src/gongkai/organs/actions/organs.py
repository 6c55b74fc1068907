"""机关的动作: organs are set up, renamed, moved, merged, abolished; their details change.

What ties two organs together needs the permission at both ends: nobody takes an organ out of another's hands.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.organs import events, records, rules
from gongkai.organs.models import Ending, Organ
from gongkai.organs.queries import parent_of
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, require
from gongkai.platform.refusals import Refused

CHANGE = Permission.ORGANS_CHANGE


def _require_at(by: Any, now: datetime, *organs: Organ | None) -> None:
    for organ in organs:
        require(by, CHANGE, organ.pk if organ else None, legal_day(now))


def _require_at_parent(by: Any, now: datetime, organ: Organ) -> None:
    _require_at(by, now, parent_of(organ, legal_day(now)))


# ---- Set up ---------------------------------------------------------------------------------------------------------


def can_be_set_up(
    *,
    by: Any,
    now: datetime,
    name: str,
    short_name: str,
    kind: str,
    level: str,
    set_up_on: date,
    parent: Organ | None,
) -> None:
    """Whether the organ can be set up. Raises Refused; like the next ones it is asked for a row of a workbook too."""
    rules.day_is_sensible(set_up_on, "set_up_on")
    rules.name_is_free(name, set_up_on, None)
    if parent is not None:
        rules.is_there(parent, set_up_on, "set_up_on")
        rules.has_not_ended(parent)


@action(events.ORGAN_SET_UP, needs=CHANGE, at="parent", check=can_be_set_up)
def set_up_organ(
    *,
    by: Any,
    now: datetime,
    name: str,
    short_name: str,
    kind: str,
    level: str,
    set_up_on: date,
    parent: Organ | None,
) -> Recorded[Organ]:
    """A new organ below `parent`, into which it reports; None: at the top of the tree."""
    facts: dict[str, Any] = {
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "level": level,
        "set_up_on": set_up_on,
    }
    records.hold_tree(parent)
    can_be_set_up(by=by, now=now, parent=parent, **facts)
    organ = records.add_organ(**facts, parent=parent, now=now)
    payload = facts | {"parent": parent.pk if parent else None}
    return Recorded(organ, about=organ, organ=organ, payload=payload)


# ---- Name -----------------------------------------------------------------------------------------------------------


def can_be_renamed(*, by: Any, now: datetime, organ: Organ, name: str, short_name: str, from_day: date) -> None:
    """Whether it can bear that name from that day on. Raises Refused."""
    rules.day_is_sensible(from_day, "from_day")
    rules.is_there(organ, from_day, "from_day")
    rules.has_not_ended(organ)
    rules.name_is_free(name, from_day, organ)


@action(events.ORGAN_RENAMED, needs=CHANGE, at="organ", check=can_be_renamed)
def rename_organ(
    *, by: Any, now: datetime, organ: Organ, name: str, short_name: str, from_day: date
) -> Recorded[Organ]:
    """Another name from that day on; the organ stays the same. A name of that very day is corrected."""
    records.hold_tree(organ)
    can_be_renamed(by=by, now=now, organ=organ, name=name, short_name=short_name, from_day=from_day)
    records.set_name(organ, name, short_name, from_day)
    payload = {"name": name, "short_name": short_name, "from_day": from_day}
    return Recorded(organ, about=organ, organ=organ, payload=payload)


# ---- Tree and reporting ---------------------------------------------------------------------------------------------


def can_be_moved(*, by: Any, now: datetime, organ: Organ, parent: Organ | None, from_day: date) -> None:
    """Whether it can be moved there, and by this person. Raises Refused, Forbidden."""
    _require_at_parent(by, now, organ)
    for place in (parent, parent_of(organ, from_day), *(row.parent for row in records.planned(organ, from_day))):
        _require_at(by, now, place)
    rules.day_is_sensible(from_day, "from_day")
    rules.is_there(organ, from_day, "from_day")
    rules.has_not_ended(organ)
    if parent is not None:
        rules.is_there(parent, from_day, "from_day")
        rules.has_not_ended(parent)
    if parent_of(organ, from_day) == parent:
        raise Refused(_("It stands there already on that day."), field="parent")
    rules.stays_a_tree(organ, parent, from_day)


@action(events.ORGAN_MOVED, needs=CHANGE, at="organ", check=can_be_moved)
def move_organ(*, by: Any, now: datetime, organ: Organ, parent: Organ | None, from_day: date) -> Recorded[Organ]:
    """Another place in the tree from that day on, with all that stands below it; None: at the top. Whatever was planned
    for that day or a later one is dropped, by whoever may decide about those places too. Into which organ it reports is
    a fact of its own."""
    records.hold_tree(organ, parent)
    can_be_moved(by=by, now=now, organ=organ, parent=parent, from_day=from_day)
    dropped = [[row.from_day, row.parent_id] for row in records.planned(organ, from_day)]
    records.planned(organ, from_day).delete()
    records.set_parent(organ, parent, from_day)
    payload = {"parent": parent.pk if parent else None, "from_day": from_day, "dropped": dropped}
    return Recorded(organ, about=organ, organ=organ, payload=payload)


def can_report_into(*, by: Any, now: datetime, organ: Organ, into: Organ | None, from_day: date) -> None:
    """Whether it can report there, and by this person's will. Raises Refused, Forbidden."""
    if into is not None:
        _require_at(by, now, into)
    rules.day_is_sensible(from_day, "from_day")
    rules.is_there(organ, from_day, "from_day")
    rules.has_not_ended(organ)
    if into is not None:
        rules.is_there(into, from_day, "from_day")
        rules.has_not_ended(into)
    rules.reports_end_somewhere(organ, into, from_day)


@action(events.REPORTS_INTO_SET, needs=CHANGE, at="organ", check=can_report_into)
def set_reports_into(*, by: Any, now: datetime, organ: Organ, into: Organ | None, from_day: date) -> Recorded[Organ]:
    """To which organ it hands in its yearly report from that day on; None: to nobody in this installation."""
    records.hold_tree(organ, into)
    can_report_into(by=by, now=now, organ=organ, into=into, from_day=from_day)
    records.set_into(organ, into, from_day)
    payload = {"into": into.pk if into else None, "from_day": from_day}
    return Recorded(organ, about=organ, organ=organ, payload=payload)


# ---- End ------------------------------------------------------------------------------------------------------------


def _can_end(by: Any, now: datetime, organ: Organ, heirs: list[Organ], from_day: date, field: str) -> None:
    _require_at_parent(by, now, organ)
    _require_at(by, now, *heirs)
    rules.day_is_sensible(from_day, "from_day")
    rules.is_there(organ, from_day, "from_day")
    rules.has_not_ended(organ)
    if from_day == organ.set_up_on:
        raise Refused(_("It can't end on the day on which it was set up."), field="from_day")
    for heir in heirs:
        if heir.pk == organ.pk:
            raise Refused(_("An organ can't be its own successor."), field=field)
        rules.is_there(heir, from_day, field)
        rules.has_not_ended(heir)
    rules.nothing_hangs_on(organ, from_day)


def _can_be_merged(*, by: Any, now: datetime, organ: Organ, heir: Organ, from_day: date) -> None:
    _can_end(by, now, organ, [heir], from_day, "heir")


@action(events.ORGANS_MERGED, needs=CHANGE, at="organ", check=_can_be_merged)
def merge_organs(*, by: Any, now: datetime, organ: Organ, heir: Organ, from_day: date) -> Recorded[Organ]:
    """The organ ends on that day and becomes part of the heir, which carries on what it did."""
    records.hold_tree(organ, heir)
    _can_be_merged(by=by, now=now, organ=organ, heir=heir, from_day=from_day)
    records.end(organ, str(Ending.MERGED), [heir], from_day)
    return Recorded(organ, about=organ, organ=organ, payload={"heir": heir.pk, "from_day": from_day})


def _can_be_abolished(*, by: Any, now: datetime, organ: Organ, successors: Any, from_day: date) -> None:
    _can_end(by, now, organ, list(successors), from_day, "successors")


@action(events.ORGAN_ABOLISHED, needs=CHANGE, at="organ", check=_can_be_abolished)
def abolish_organ(*, by: Any, now: datetime, organ: Organ, successors: Any, from_day: date) -> Recorded[Organ]:
    """The organ ends on that day. `successors` are the organs, none or several, that carry on what it did."""
    heirs = sorted(set(successors), key=lambda heir: heir.pk)
    records.hold_tree(organ, *heirs)
    _can_be_abolished(by=by, now=now, organ=organ, successors=heirs, from_day=from_day)
    records.end(organ, str(Ending.ABOLISHED), heirs, from_day)
    payload = {"successors": [heir.pk for heir in heirs], "from_day": from_day}
    return Recorded(organ, about=organ, organ=organ, payload=payload)


# ---- Details --------------------------------------------------------------------------------------------------------


def can_have_details(*, by: Any, now: datetime, organ: Organ, from_day: date, **details: Any) -> None:
    """Whether these details fit, and the person may tie the two organs together. Raises Refused, Forbidden."""
    rules.day_is_sensible(from_day, "from_day")
    rules.is_there(organ, from_day, "from_day")
    rules.has_not_ended(organ)
    actor = details["acts_through"]
    if actor is not None and actor != organ.status_on(from_day).acts_through:
        _require_at(by, now, actor)
    rules.details_fit(organ, details, from_day)


@action(events.DETAILS_CHANGED, needs=CHANGE, at="organ", check=can_have_details)
def change_organ_details(
    *,
    by: Any,
    now: datetime,
    organ: Organ,
    from_day: date,
    kind: str,
    level: str,
    acts_through: Organ | None,
    site_address: str,
    report_by: str,
    position: int,
    organisation_code: str,
    credit_code: str,
    index_prefix: str,
    contact_office: str,
    contact_telephone: str,
    contact_email: str,
    contact_address: str,
) -> Recorded[Organ]:
    """How the organ is: from that day on its kind, its level, who acts, where it publishes and when it reports; at once
    its place in lists, its codes and how to reach it."""
    given = locals()
    details = {column: given[column] for column in rules.DETAILS}
    records.hold_tree(organ, acts_through)
    can_have_details(by=by, now=now, organ=organ, from_day=from_day, **details)
    changed = records.set_details(organ, details, from_day)
    payload = {"from_day": from_day} | records.told(changed)
    return Recorded(organ, about=organ, organ=organ, payload=payload)
