"""公布校核: the day of publication, the index number and the numbers of cited documents.

《条例》第四十九条: departments at county level and above publish by 31 January of the following year, governments at
county level and above by 31 March; it names no day for townships and sub-district offices.
"""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.checks.known import NOTHING, Known, Level, level_of
from gongkai.core.findings import Finding, Severity
from gongkai.core.law import OutsideTheLaw
from gongkai.core.law.parameters import value_of
from gongkai.core.periods import next_year_s_day
from gongkai.core.report import FilledReport

_LAST_DAYS: dict[Level | None, str] = {
    "department": "report.department",
    "government": "report.government",
    "township": "report.township",
    None: "report.department",
}
"""Level → the parameter with the day of the following year; where the level is not known, the earliest."""
_SEVERITIES: dict[Level | None, Severity] = {
    "department": "error",
    "government": "error",
    "township": "info",
    None: "unproven",
}
_OWNERS = {"000014349": ("国务院办公厅", "the General Office of the State Council")}
"""Codes that begin index numbers (索引号) → the body that they belong to."""
_CODE = re.compile(r"(?:[0-9A-Z]{8})?(?P<code>[0-9A-Z]{8}-?[0-9A-Z])[0-9A-Z]?(?=[/_\-])")
"""The code that an index number begins with: 组织机构代码, or 统一社会信用代码, which has it within."""
_CREDIT_CODE = re.compile(r"[0-9A-Z]{8}(?P<code>[0-9A-Z]{9})[0-9A-Z]")

_CITED = re.compile(r"[〔\[(（【［](?:19|20)\d{2,6}[〕\])）】］]?(?:第)?\d{0,5}号")
_WELL_FORMED = re.compile(r"[〔\[(（【［](?:19|20)\d\d[〕\])）】］]第?[1-9]\d{0,4}号")
_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}$")


def check_publication_day(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """DATE.LATE: an error where the level is known, for information where no law names a day, else unproven."""
    day = day_of_publication(report, known)
    if day is None or report.year is None:
        return
    level = level_of(report, known)
    try:
        due = next_year_s_day(value_of(_LAST_DAYS[level], date(report.year, 12, 31)), report.year)
    except OutsideTheLaw:
        return
    if day <= due:
        return
    yield Finding(
        "DATE.LATE",
        _SEVERITIES[level],
        details={
            "variant": level or "unknown",
            "published": day.isoformat(),
            "due": due.isoformat(),
            "days": (day - due).days,
        },
    )


def day_of_publication(report: FilledReport, known: Known = NOTHING) -> date | None:
    """The day that is known, or that the page itself prints; None where neither tells it."""
    return known.published or _day(report.metadata.get("published_on"))


def check_index_number(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """META.INDEX where the index number begins with the code of another body: a national one's, or not the organ's own
    where that is given."""
    number = report.metadata.get("index_number")
    code = _CODE.match(number or "")
    if number is None or code is None:
        return
    bare = code["code"].replace("-", "")
    owner = _OWNERS.get(bare)
    if owner is not None and owner[0] not in (report.organ or ""):
        details = {"variant": "national", "number": number, "code": bare, "owner": {"zh": owner[0], "en": owner[1]}}
        yield Finding("META.INDEX", "warning", details=details, quote=number)
    elif known.organ_code is not None and bare != _bare(known.organ_code):
        details = {"variant": "other", "number": number, "code": bare, "own": known.organ_code}
        yield Finding("META.INDEX", "warning", details=details, quote=number)


def _bare(organ_code: str) -> str:
    credit = _CREDIT_CODE.fullmatch(organ_code)
    return credit["code"] if credit else organ_code.replace("-", "")


def check_citations(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """CITE.FORM for each document number whose brackets, year or serial can't be right. The kind of bracket does not
    count, since pages and keyboards change it."""
    for match in _CITED.finditer(report.source):
        if _WELL_FORMED.fullmatch(match[0]):
            continue
        before = _BEFORE.search(report.source, max(0, match.start() - 12), match.start())
        if before is None:
            continue
        quote = before[0] + match[0]
        yield Finding("CITE.FORM", "warning", details={"number": quote}, quote=quote, at=report.place(*match.span()))


def _day(text: str | None) -> date | None:
    """The day that a page prints; None for one that no calendar has (2024-02-30), which proves nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
