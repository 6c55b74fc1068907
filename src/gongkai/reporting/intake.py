"""收件: how files become received reports; called inside actions alone, which have looked at the rules before."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from gongkai.organs.models import Organ
from gongkai.platform.files.actions import Kept, attach
from gongkai.platform.jobs.queue import enqueue
from gongkai.reporting.models import Collection, Reading, ReceivedReport


def hold(report: ReceivedReport) -> None:
    """Waits until no other action is at work in the report's collection, and reads the report anew. Whoever waited
    looks at the rules again."""
    Collection.objects.select_for_update(no_key=True).get(pk=report.collection_id)
    report.refresh_from_db()


def take_in(
    *,
    by: Any,
    now: datetime,
    collection: Collection,
    files: Sequence[Kept],
    received_on: date,
    organ: Organ | None = None,
) -> list[ReceivedReport]:
    """The files as reports of the collection, each of its bytes once, and the job that reads them. `organ` is the one
    that handed them in, in whose keeping they then are."""
    here = set(collection.reports.filter(set_aside_at=None).values_list("sha256", flat=True))
    fresh = list({file.sha256: file for file in files if file.sha256 not in here}.values())
    attachments = attach(
        by=by,
        now=now,
        organ_id=(organ or collection.organ).pk,
        files=fresh,
        about_kind=Collection._meta.label_lower,
        about=str(collection.pk),
    )
    reports = [
        ReceivedReport.objects.create(
            collection=collection,
            attachment=attachment,
            sha256=file.sha256,
            organ=organ,
            received_on=received_on,
            received_at=now,
            received_by=by,
        )
        for file, attachment in zip(fresh, attachments, strict=True)
    ]
    have_read(collection, key=f"{collection.pk}.{reports[0].pk}")
    return reports


def have_read(collection: Collection, reports: Iterable[ReceivedReport] = (), *, key: str = "") -> None:
    """Has read whatever waits for it in the collection, and these reports again, with what is known beside them now."""
    from gongkai.reporting.jobs import read_reports

    Reading.objects.filter(report__in=[one.pk for one in reports]).update(rules="")
    enqueue(read_reports, key=key, collection=collection.pk)
