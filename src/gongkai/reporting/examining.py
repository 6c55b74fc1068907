"""校核收到的报告: a received report read and checked in a child, with what is known beside it here."""

from typing import Any

from gongkai.core.checks.known import NOTHING, Known, Level, level_of
from gongkai.core.report import FilledReport
from gongkai.organs.models import Kind, Organ, OrganStatus, year_s_end
from gongkai.organs.models import Level as OrganLevel
from gongkai.platform.files.storage import BytesLost, verified
from gongkai.reporting.models import Collection, ReceivedReport
from gongkai.reporting.reading import Examined, examine_one, read_one
from gongkai.reporting.rules import last_year_s

LEVELS: dict[Any, Level] = {
    Kind.GOVERNMENT: "government",
    Kind.GOVERNMENT_OFFICE: "department",
    Kind.DEPARTMENT: "department",
    Kind.VERTICAL: "department",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "township",
}
"""Kind of organ → its level in the law on the day of publication (《条例》第四十九条). Of other kinds the law does not
say, and nothing is guessed."""


def known_beside(collection: Collection, organ: Organ | None) -> Known:
    """What is known beside a report of that organ: last year's, where it was collected here and can be read; its code
    and its level, as it was when the year ended. The day of publication is the report's own: here none is kept."""
    if organ is None:
        return NOTHING
    return Known(
        previous=_before(collection, organ),
        level=_level(organ.status_on(year_s_end(collection.year))),
        organ_code=organ.organisation_code or organ.credit_code or None,
    )


def tells_more(known: Known, report: FilledReport) -> bool:
    """Whether the checks can find more with it than by the report alone."""
    alone = (None, None, level_of(report, NOTHING))
    return (known.previous, known.organ_code, known.level or alone[2]) != alone


def _level(status: OrganStatus | None) -> Level | None:
    if status is None:
        return None
    below_the_county = status.level == OrganLevel.TOWNSHIP
    return "township" if below_the_county else LEVELS.get(status.kind)


def _before(collection: Collection, organ: Organ) -> FilledReport | None:
    before = last_year_s(collection, organ)
    if before is None:
        return None
    try:
        name, data = content(before)
    except BytesLost:
        return None
    return read_one(name, data).report


def content(report: ReceivedReport) -> tuple[str, bytes]:
    """Its name and its bytes. Raises BytesLost."""
    with verified(report.sha256) as file:
        return report.attachment.name, file.read()


def shown(report: ReceivedReport) -> Examined:
    """The report with its source laid out for a page. Raises BytesLost."""
    name, data = content(report)
    return examine_one(name, data, known=known_beside(report.collection, report.organ), shown=True)
