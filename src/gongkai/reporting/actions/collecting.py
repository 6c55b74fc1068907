"""收报: a collection is opened, files come in, are read, and laid to their organs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.organs.models import Organ
from gongkai.organs.rules import FIRST_REPORT, is_there
from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.files.actions import Kept
from gongkai.platform.files.limits import MANY_FILES
from gongkai.platform.files.refusals import sentence
from gongkai.platform.moments import legal_day
from gongkai.platform.permissions import Permission
from gongkai.platform.refusals import Refused
from gongkai.platform.typed import require_plain
from gongkai.reporting import events
from gongkai.reporting.intake import have_read, hold, take_in
from gongkai.reporting.kept import Found
from gongkai.reporting.matching import organ_called, reached
from gongkai.reporting.models import Collection, Reading, ReceivedReport
from gongkai.reporting.rules import RULES, correct_by_is_possible, is_current, is_open, origin_is_settled, reason_fits

COLLECT = Permission.REPORTS_COLLECT


def _can_be_opened(*, by: Any, now: datetime, organ: Organ, year: int, title: str, correct_by: date) -> None:
    today = legal_day(now)
    is_there(organ, today, "organ")
    if not FIRST_REPORT <= year <= today.year:
        about = {"first": FIRST_REPORT, "last": today.year}
        raise Refused(_("Choose a year from %(first)s to %(last)s.") % about, field="year")
    if not title.strip():
        raise Refused(_("Give the collection a title."), field="title")
    require_plain(title, "title")
    correct_by_is_possible(correct_by, today)
    if Collection.objects.filter(organ=organ, year=year, closed_at=None).exists():
        sentence = _(
            "The reports on %(year)s are being collected already. Drop them in there, or close that collection first."
        )
        raise Refused(sentence % {"year": year}, field="year")


@action(events.COLLECTION_OPENED, needs=COLLECT, at="organ", locks=("organ",), check=_can_be_opened)
def open_collection(
    *, by: Any, now: datetime, organ: Organ, year: int, title: str, correct_by: date
) -> Recorded[Collection]:
    """开始收报: from now on the reports on that year can be dropped in and handed in."""
    found = Collection.objects.create(
        organ=organ, year=year, title=title.strip(), correct_by=correct_by, opened_at=now, opened_by=by
    )
    payload = {"year": year, "title": found.title, "correct_by": correct_by}
    return Recorded(found, about=found, organ=organ, payload=payload)


def _is_open(*, by: Any, now: datetime, collection: Collection) -> None:
    is_open(collection)


@action(events.COLLECTION_CLOSED, needs=COLLECT, at="collection.organ", locks=("collection",), check=_is_open)
def close_collection(*, by: Any, now: datetime, collection: Collection) -> Recorded[Collection]:
    """结束收报: nothing more comes in, and nobody is waited for."""
    collection.closed_at, collection.closed_by = now, by
    collection.save(update_fields=["closed_at", "closed_by"])
    return Recorded(collection, about=collection, organ=collection.organ, payload={"year": collection.year})


def day_is_possible(received_on: date, now: datetime) -> None:
    """Raises Refused for a day on which nothing can have come in."""
    if not date(FIRST_REPORT, 1, 1) <= received_on <= legal_day(now):
        raise Refused(_("A report came in today or before: look at the day."), field="received_on")


def _can_come_in(*, by: Any, now: datetime, collection: Collection, files: Sequence[Kept], received_on: date) -> None:
    is_open(collection)
    if not files:
        raise Refused(sentence("interrupted"), field="files")
    if len(files) > MANY_FILES:
        raise Refused(sentence("many_files", most_files=MANY_FILES), field="files")
    day_is_possible(received_on, now)
    here = collection.reports.filter(set_aside_at=None).values_list("sha256", flat=True)
    if {file.sha256 for file in files} <= set(here):
        raise Refused(_("All these files are here already."), field="files")


@action(events.COLLECTED, needs=COLLECT, at="collection.organ", locks=("collection",), check=_can_come_in)
def collect(
    *, by: Any, now: datetime, collection: Collection, files: Sequence[Kept], received_on: date
) -> Recorded[list[ReceivedReport]]:
    """收入报告: files whose bytes are stored come into the collection, those that are here already left out. They are
    read afterwards, by a job."""
    reports = take_in(by=by, now=now, collection=collection, files=files, received_on=received_on)
    payload = {"sha256": [report.sha256 for report in reports], "received_on": received_on}
    return Recorded(reports, about=collection, organ=collection.organ, payload=payload)


def _is_not_read(*, by: Any, now: datetime, report: ReceivedReport, found: Found) -> None:
    if Reading.objects.filter(report=report, rules=RULES).exists():
        raise Refused(_("This report was read already."))
    if found.beside is not None and report.organ_id is not None and found.beside != report.organ_id:
        raise Refused(_("This report was laid to another organ meanwhile. It is read again."))


@action(events.READ, needs=COLLECT, at="report.collection.organ", locks=("report",), check=_is_not_read)
def record_reading(*, by: Any, now: datetime, report: ReceivedReport, found: Found) -> Recorded[Reading]:
    """校核结果入库: done by the job that read the file. Where nobody said from which organ it is, its title does."""
    hold(report)
    _is_not_read(by=by, now=now, report=report, found=found)
    reading, _made = Reading.objects.update_or_create(
        report=report,
        defaults={
            "rules": RULES,
            "organ_named": found.organ_named,
            "year_named": found.year_named,
            "errors": found.count("error"),
            "warnings": found.count("warning"),
            "others": found.count("unproven", "info"),
            "findings": found.findings,
            "refused": found.refused,
            "unchecked": list(found.unchecked),
            "read_at": now,
        },
    )
    if report.organ is None:
        report.organ = organ_called(found.organ_named, report.collection, legal_day(now))
        report.save(update_fields=["organ"])
    payload = {
        "organ": report.organ_id,
        "errors": reading.errors,
        "warnings": reading.warnings,
        "sha256": report.sha256,
    }
    return Recorded(reading, about=report, organ=report.collection.organ, payload=payload)


def _can_be_chosen(*, by: Any, now: datetime, report: ReceivedReport, organ: Organ) -> None:
    is_current(report, whoever=True)
    if report.organ_id == organ.pk:
        raise Refused(_("It is laid to this organ already."), field="organ")
    if origin_is_settled(report):
        raise Refused(_("It was sent back, handed in or accepted: from which organ it is stands fast."))
    if organ.pk not in {one.pk for one in reached(report.collection.organ, legal_day(now))}:
        raise Refused(_("This organ hands in no report here."), field="organ")


@action(events.ORGAN_CHOSEN, needs=COLLECT, at="report.collection.organ", locks=("report",), check=_can_be_chosen)
def choose_organ(*, by: Any, now: datetime, report: ReceivedReport, organ: Organ) -> Recorded[ReceivedReport]:
    """认领报告: a person says from which organ a report is. It is read again, with what is known of that organ."""
    hold(report)
    _can_be_chosen(by=by, now=now, report=report, organ=organ)
    report.organ, report.chosen_at, report.chosen_by = organ, now, by
    report.save(update_fields=["organ", "chosen_at", "chosen_by"])
    have_read(report.collection, [report])
    payload = {"from_organ": organ.pk, "sha256": report.sha256}
    return Recorded(report, about=report, organ=report.collection.organ, payload=payload)


def _can_be_checked_again(*, by: Any, now: datetime, collection: Collection, reports: Sequence[ReceivedReport]) -> None:
    is_open(collection)
    if not reports:
        raise Refused(_("There is no report here that could be checked again."))
    for report in collection.reports.in_bulk([one.pk for one in reports]).values():
        if report.set_aside_at is not None:
            raise Refused(_("This report was set aside."))
        if report.accepted_at is not None:
            raise Refused(_("It was accepted already."))


@action(events.CHECKED_AGAIN, needs=COLLECT, at="collection.organ", locks=("collection",), check=_can_be_checked_again)
def check_again(
    *, by: Any, now: datetime, collection: Collection, reports: Sequence[ReceivedReport]
) -> Recorded[list[ReceivedReport]]:
    """重新校核: the reports are read once more, by the rules of today and beside what is known today. What was sent
    back stays as it was sent."""
    found = list(collection.reports.filter(pk__in=[one.pk for one in reports]).order_by("pk"))
    have_read(collection, found)
    payload = {"reports": [one.pk for one in found]}
    return Recorded(found, about=collection, organ=collection.organ, payload=payload)


def _can_be_set_aside(*, by: Any, now: datetime, report: ReceivedReport, reason: str) -> None:
    is_open(report.collection)
    if report.set_aside_at is not None:
        raise Refused(_("It was set aside already."))
    if report.returns.exclude(sent_at=None).filter(withdrawn_at=None).exists():
        raise Refused(_("It was sent back. Withdraw that first."))
    reason_fits(reason)


@action(events.SET_ASIDE, needs=COLLECT, at="report.collection.organ", locks=("report",), check=_can_be_set_aside)
def set_aside(*, by: Any, now: datetime, report: ReceivedReport, reason: str) -> Recorded[ReceivedReport]:
    """撤下报告: it came in by mistake, and counts no longer. It is kept."""
    hold(report)
    _can_be_set_aside(by=by, now=now, report=report, reason=reason)
    report.set_aside_at, report.set_aside_by, report.set_aside_because = now, by, reason.strip()
    report.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    payload = {"reason": report.set_aside_because, "sha256": report.sha256}
    return Recorded(report, about=report, organ=report.collection.organ, payload=payload)


def _can_be_accepted(*, by: Any, now: datetime, report: ReceivedReport) -> None:
    is_current(report)
    if report.reading_now is None:
        raise Refused(_("It is still being read. Wait a moment, and look at it first."))
    if report.accepted_at is not None:
        raise Refused(_("It was accepted already."))


@action(events.ACCEPTED, needs=COLLECT, at="report.collection.organ", locks=("report",), check=_can_be_accepted)
def accept_report(*, by: Any, now: datetime, report: ReceivedReport) -> Recorded[ReceivedReport]:
    """收讫: the supervisor takes the report as it is, mended or explained."""
    hold(report)
    _can_be_accepted(by=by, now=now, report=report)
    report.accepted_at, report.accepted_by = now, by
    report.save(update_fields=["accepted_at", "accepted_by"])
    payload = {"from_organ": report.organ_id, "sha256": report.sha256}
    return Recorded(report, about=report, organ=report.collection.organ, payload=payload)
