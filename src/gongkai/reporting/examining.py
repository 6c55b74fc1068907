"""校核收到的报告: a received report read and checked in a child, with what is known beside it here."""

from gongkai.core.checks.known import NOTHING, Known
from gongkai.organs.models import Organ
from gongkai.platform.files.storage import BytesLost, verified
from gongkai.reporting.models import Collection, ReceivedReport
from gongkai.reporting.reading import Examined, examine_one, read_one
from gongkai.reporting.rules import last_year_s


def known_beside(collection: Collection, organ: Organ | None) -> Known:
    """What is known beside a report of that organ: last year's, where it was collected here and can be read."""
    before = last_year_s(collection, organ) if organ is not None else None
    if before is None:
        return NOTHING
    try:
        name, data = content(before)
    except BytesLost:
        return NOTHING
    return Known(previous=read_one(name, data).report)


def content(report: ReceivedReport) -> tuple[str, bytes]:
    """Its name and its bytes. Raises BytesLost."""
    with verified(report.sha256) as file:
        return report.attachment.name, file.read()


def shown(report: ReceivedReport) -> Examined:
    """The report with its source laid out for a page. Raises BytesLost."""
    name, data = content(report)
    return examine_one(name, data, known=known_beside(report.collection, report.organ), shown=True)
