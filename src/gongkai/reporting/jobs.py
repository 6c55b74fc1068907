"""后台任务: reports that came in are read and checked, in child processes, a few at a time.

What a file says is written down as soon as it is known, so that whoever looks sees how far it is, and a worker that
dies loses one lot at most: the next goes on with what is not read yet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from gongkai.core.checks.known import Known
from gongkai.platform.files.storage import BytesLost, verified
from gongkai.platform.jobs.job import job
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import Refused
from gongkai.reporting.actions.collecting import record_reading
from gongkai.reporting.kept import Found, found_in
from gongkai.reporting.matching import organ_called
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.reading import Examined, examine, examine_one, read_one
from gongkai.reporting.rules import RULES, last_year_s

LOT = 16
"""Files that are held in memory at once."""

_LOST = {
    "zh": "保存的文件已损坏或者丢失，没有读取；请告知管理员。",
    "en": "the stored file is damaged or missing and was not read; tell the administrator.",
}


@job("reporting.read", _("Read and check annual reports"), limit=timedelta(hours=1))
def read_reports(*, now: datetime, collection: int) -> int:
    """Reads what came into the collection and was not read yet by these rules."""
    system, done = get_user_model().objects.system(), 0
    while lot := _unread(collection):
        for report, found in _read(lot):
            try:
                record_reading(by=system, report=report, found=found)
            except Refused:  # another worker was quicker
                continue
            done += 1
    return done


def _unread(collection: int) -> list[ReceivedReport]:
    waiting = ReceivedReport.objects.filter(collection=collection, set_aside_at=None).exclude(reading__rules=RULES)
    return list(waiting.select_related("attachment", "organ", "collection__organ").order_by("pk")[:LOT])


def _read(lot: list[ReceivedReport]) -> Iterator[tuple[ReceivedReport, Found]]:
    there, files = [], []
    for report in lot:
        try:
            with verified(report.sha256) as file:
                files.append((report.attachment.name, file.read()))
        except BytesLost:
            yield report, Found(refused=dict(_LOST))
        else:
            there.append(report)
    examined = list(examine(files))
    for report, (name, data), one in zip(there, files, examined, strict=True):
        known = _known(report, one)
        yield report, found_in(one if known is None else examine_one(name, data, known=known))


def _known(report: ReceivedReport, examined: Examined) -> Known | None:
    """What is known beside the report, once it is read and its organ is known: last year's report of that organ that
    came in here. None where there is nothing."""
    if examined.report is None:
        return None
    collection, on = report.collection, legal_day(report.received_at)
    organ = report.organ or organ_called(examined.report.organ or "", collection, on)
    before = last_year_s(collection, organ) if organ is not None else None
    if before is None:
        return None
    try:
        with verified(before.sha256) as file:
            read = read_one(before.attachment.name, file.read())
    except BytesLost:
        return None
    return Known(previous=read.report) if read.report is not None else None
