"""后台任务: reports that came in are read and checked, in child processes, a few at a time.

What a file says is written down as soon as it is known, so that whoever looks sees how far it is, and a worker that
dies loses one lot at most: the next goes on with what is not read yet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from gongkai.core.report import FilledReport
from gongkai.organs.models import Organ
from gongkai.platform.files.storage import BytesLost
from gongkai.platform.jobs.job import job
from gongkai.platform.moments import legal_day
from gongkai.platform.refusals import Refused
from gongkai.reporting.actions.collecting import record_reading
from gongkai.reporting.examining import content, known_beside, tells_more
from gongkai.reporting.kept import Found, found_in
from gongkai.reporting.matching import organ_called
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.reading import examine_beside, examine_one
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
    """Each read and checked with what is known of its organ; where only its title tells whose it is, once more."""
    there, files = [], []
    for report in lot:
        try:
            files.append(content(report))
        except BytesLost:
            yield report, Found(refused=dict(_LOST))
        else:
            there.append(report)
    known = [known_beside(report.collection, report.organ) for report in there]
    for report, file, examined in zip(there, files, list(examine_beside(files, known)), strict=True):
        organ = report.organ
        if organ is None and examined.report is not None:
            organ = _organ_named(report, examined.report)
            beside = known_beside(report.collection, organ)
            if tells_more(beside, examined.report):
                examined = examine_one(*file, known=beside)
        yield report, found_in(examined, organ.pk if organ is not None else 0)


def _organ_named(report: ReceivedReport, read: FilledReport) -> Organ | None:
    return organ_called(read.organ or "", report.collection, legal_day(report.received_at))
