"""后台任务: reports that came in are read and checked, in child processes, a few at a time.

What a file says is written down as soon as it is known, so that whoever looks sees how far it is, and a worker that
dies loses one lot at most: the next goes on with what is not read yet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from gongkai.platform.files.storage import BytesLost, verified
from gongkai.platform.jobs.job import job
from gongkai.platform.refusals import Refused
from gongkai.reporting.actions.collecting import record_reading
from gongkai.reporting.kept import Found, found_in
from gongkai.reporting.models import ReceivedReport
from gongkai.reporting.reading import examine
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
    return list(waiting.select_related("attachment").order_by("pk")[:LOT])


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
    for report, examined in zip(there, examine(files), strict=True):
        yield report, found_in(examined)
