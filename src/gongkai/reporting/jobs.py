"""后台任务: reports that came in are read and checked, in child processes, a few at a time.

What a file says is written down as soon as it is known, so that whoever looks sees how far it is, and a worker that
dies loses one lot at most: the next goes on with what is not read yet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from gongkai.core.checks.known import NOTHING, Known
from gongkai.platform.files.storage import BytesLost
from gongkai.platform.jobs.job import job
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import Refused
from gongkai.reporting.actions.collecting import record_reading
from gongkai.reporting.examining import content, known_beside
from gongkai.reporting.kept import Found, found_in
from gongkai.reporting.matching import organ_called
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.reading import Examined, examine, examine_one
from gongkai.reporting.rules import RULES

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
    """Each read and checked; once more with last year's beside it, where its title tells whose it is."""
    there, files = [], []
    for report in lot:
        try:
            files.append(content(report))
        except BytesLost:
            yield report, Found(refused=dict(_LOST))
        else:
            there.append(report)
    for report, file, examined in zip(there, files, list(examine(files)), strict=True):
        known = _known(report, examined)
        yield report, found_in(examined if known is NOTHING else examine_one(*file, known=known))


def _known(report: ReceivedReport, examined: Examined) -> Known:
    if examined.report is None:
        return NOTHING
    collection, on = report.collection, legal_day(report.received_at)
    return known_beside(collection, report.organ or organ_called(examined.report.organ or "", collection, on))
