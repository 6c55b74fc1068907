"""清单的动作: a whole workbook of organs is taken in, or nothing of it."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.organs import events, records, rules
from gongkai.organs.workbook.taking_in import Change, Intake
from gongkai.platform.actions.action import Part, Recorded, action
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import ProgrammingMistake, Refused

NEEDS = "each row needs the permission at the organs that it changes, and is refused without"


class OnlyLooked(Exception):
    """Undoes what was done to see what would be done; `changes` tells it."""

    def __init__(self, changes: list[Change]) -> None:
        super().__init__("only looked")
        self.changes = changes


@action(events.WORKBOOK_IMPORTED, needs=NEEDS)
def import_workbook(
    *, by: Any, now: datetime, rows: list[list[str]], from_day: date, only_look: bool = False
) -> Recorded[list[Change]]:
    """Takes in the rows of a workbook, headings first. Whatever is dated holds from `from_day` on. Each organ's own
    journal keeps what its row changed. Raises Problems with all that is wrong; with `only_look` OnlyLooked instead of
    doing anything."""
    rules.day_is_sensible(from_day, "from_day")
    records.hold_tree()
    changes = Intake(by=by, now=now, from_day=from_day, today=legal_day(now)).take(rows)
    if only_look:
        raise OnlyLooked(changes)
    if not changes:
        raise Refused(_("The workbook changes nothing: everything stands there already."))
    payload = {
        "added": [change.organ.pk for change in changes if change.is_new],
        "changed": [change.organ.pk for change in changes if not change.is_new],
        "from_day": from_day,
    }
    parts = [
        Part(
            change.organ,
            change.organ,
            {"row": change.row, "new": change.is_new, "from_day": from_day} | records.told(change.values),
        )
        for change in changes
    ]
    return Recorded(changes, about=None, payload=payload, parts=parts)


def look(*, by: Any, rows: list[list[str]], from_day: date, now: datetime | None = None) -> list[Change]:
    """What the import would add and change: it is done and undone. Raises Problems."""
    try:
        import_workbook(by=by, now=now, rows=rows, from_day=from_day, only_look=True)
    except OnlyLooked as looked:
        return looked.changes
    raise ProgrammingMistake("an import that only looks never ends")
