"""待办: what of annual reports waits for a person."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission, Powers
from gongkai.platform.ui.waiting import Card, Step
from gongkai.reporting import queries
from gongkai.reporting.days import last_day
from gongkai.reporting.models import Collection, Return
from gongkai.reporting.standing import Stage, Standing


def waits(person: Any, now: datetime, held: Powers) -> Iterable[Card]:
    """What was sent back to the person's organs, what they have to hand in and handed in, what came in to be looked at,
    and what organs are mending."""
    on = legal_day(now)
    if Permission.REPORTS_HAND_IN in held.anywhere:
        organs = queries.organs_of(person, on)
        returned, expected = queries.waiting_returns(person, on, organs), queries.to_hand_in(person, on, organs)
        yield from _returned(returned, on)
        yield from _expected(expected, on)
        yield from _handed_in(expected, {one.report_id for one in returned})
    if Permission.REPORTS_COLLECT in held.anywhere:
        for collection, rows in queries.collected_by(person, on):
            yield from _collected(collection, rows)


def steps(person: Any, now: datetime, held: Powers) -> Iterator[Step]:
    """The first collection, for whoever collects."""
    on = legal_day(now)
    if Permission.REPORTS_COLLECT in held.anywhere:
        yield Step(
            50,
            _("Begin a collection"),
            _("For the reports of a year: drop in the files as they came, and see which contradict themselves."),
            reverse("reporting:new"),
            queries.collections_visible_to(person, on).exists(),
        )


def _returned(waiting: list[Return], on: date) -> Iterator[Card]:
    for returned in waiting:
        last = last_day(returned.correct_by) if returned.correct_by else on
        yield Card(
            _("%(organ)s: annual report sent back") % {"organ": returned.organ},
            reverse("reporting:returned", args=[returned.pk]),
            _("Look at what is listed; hand in the mended report, or answer."),
            day=last,
            is_late=last < on,
        )


def _expected(expected: list[queries.Expected], on: date) -> Iterator[Card]:
    for one in expected:
        if one.report is None:
            yield Card(
                _("%(organ)s: annual report on %(year)s") % {"organ": one.organ, "year": one.collection.year},
                reverse("reporting:hand_in_first", args=[one.collection.pk, one.organ.pk]),
                _("Hand it in to %(organ)s.") % {"organ": one.collection.organ},
                day=one.by,
                is_late=one.by < on,
            )


def _handed_in(expected: list[queries.Expected], back: set[int]) -> Iterator[Card]:
    """What the collecting organ has now: not accepted yet, nor sent back."""
    for one in expected:
        if one.report is not None and one.report.accepted_at is None and one.report.pk not in back:
            about = {"organ": one.organ, "year": one.collection.year}
            yield Card(
                _("%(organ)s: annual report on %(year)s is handed in") % about,
                reverse("reporting:list"),
                _("%(organ)s looks at it.") % {"organ": one.collection.organ},
                is_sent=True,
            )


def _collected(collection: Collection, rows: list[Standing]) -> Iterator[Card]:
    address = reverse("reporting:collection", args=[collection.pk])

    def of(*stages: Stage) -> int:
        return sum(row.stage in stages and row.organ is not None for row in rows)

    if count := of(Stage.MENDED, Stage.ANSWERED):
        told = ngettext("%(title)s: %(count)s organ answered", "%(title)s: %(count)s organs answered", count)
        says = _("Look at what they mended; accept it, or send it back once more.")
        yield _card(collection, told, address, says, count)
    if count := of(Stage.ERRORS):
        told = ngettext("%(title)s: errors in %(count)s report", "%(title)s: errors in %(count)s reports", count)
        yield _card(collection, told, f"{address}send-back/", _("Look at them and send them back."), count)
    if count := sum(row.organ is None for row in rows if row.stage != Stage.READING):
        told = ngettext(
            "%(title)s: %(count)s file of an organ not known", "%(title)s: %(count)s files of organs not known", count
        )
        yield _card(collection, told, address, _("Choose from which organ it is, or set it aside."), count)
    if count := of(Stage.UNREADABLE):
        told = ngettext("%(title)s: %(count)s file can't be read", "%(title)s: %(count)s files can't be read", count)
        yield _card(collection, told, f"{address}?stage=unreadable", _("See why, and ask for another file."), count)
    if late := sum(row.is_late and row.stage == Stage.RETURNED for row in rows):
        told = ngettext(
            "%(title)s: %(count)s organ has not answered in time",
            "%(title)s: %(count)s organs have not answered in time",
            late,
        )
        yield _card(collection, told, f"{address}?stage=late", _("Remind them."), late, is_late=True)
    if mending := [row.mend_by for row in rows if row.stage == Stage.RETURNED and not row.is_late]:
        told = ngettext(
            "%(title)s: %(count)s organ mends its report",
            "%(title)s: %(count)s organs mend their reports",
            len(mending),
        )
        yield Card(
            told % {"title": collection.title, "count": len(mending)},
            f"{address}?stage=returned",
            _("Sent back; no answer yet."),
            count=len(mending),
            day=min(filter(None, mending), default=None),
            is_sent=True,
        )
    if missing := of(Stage.MISSING):
        overdue = sum(row.is_late and row.stage == Stage.MISSING for row in rows)
        told = ngettext(
            "%(title)s: %(count)s organ has not handed in", "%(title)s: %(count)s organs have not handed in", missing
        )
        says = _("The day has passed for %(count)s of them.") % {"count": overdue} if overdue else ""
        yield _card(collection, told, f"{address}?stage=missing", says, missing, is_late=bool(overdue))


def _card(collection: Collection, told: str, address: str, says: str, count: int, *, is_late: bool = False) -> Card:
    return Card(told % {"title": collection.title, "count": count}, address, says, count=count, is_late=is_late)
