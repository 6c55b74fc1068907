"""表二校核: government rules made by an organ that has no power to, and amounts that are probably in yuan.

Rules (规章) are made by departments of the State Council, by governments of provinces, of cities with districts and of
autonomous prefectures (《立法法》): a county, a district, a town and their bodies make none.
"""

import re
from collections.abc import Iterator

from gongkai.core.checks.known import NOTHING, Known, Level, level_of
from gongkai.core.findings import Finding
from gongkai.core.law.editions import Row
from gongkai.core.report import FilledReport

_NO_RULES = re.compile(
    r"(?:乡|镇|街道|苏木)(?:人民政府|办事处)|街道办$|[县区旗](?:人民)?政府|[县旗][\u4e00-\u9fff]{1,20}[局委办中心]$"
)
_MOST: dict[Level | None, int] = {"township": 1_000, "department": 100_000, "government": 1_000_000, None: 100_000}
"""Level → the amount in 万元 from which on yuan is the likelier unit (our decision)."""
_HAS_UNIT = re.compile("[元万亿]")


def check_rules(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """T2.RULES where the row 规章 has figures and the organ can't have made any."""
    row = next(row for row in report.form.tables[0].rows if row.key == "rules")
    cells = [cell for cell in _cells(report, row) if report.value(cell)]
    township = level_of(report, known) == "township"
    if cells and (township or _NO_RULES.search(report.organ or "")):
        figures = "、".join(str(report.value(cell)) for cell in cells)
        at = report.at(report.form.index[cells[0]]) or {}
        details = {"organ": report.organ or "", "figures": figures}
        yield Finding("T2.RULES", "warning", cells=tuple(cells), expected=0, details=details, at=at)


def check_unit(report: FilledReport, known: Known = NOTHING) -> Iterator[Finding]:
    """T2.UNIT for an amount printed without a unit of its own that is larger than such an organ's can be."""
    most = _MOST[level_of(report, known)]
    for place, cell in enumerate(report.form.cells):
        value, text = report.values[place], report.texts[place] or ""
        if cell.column.kind != "amount_wan" or value is None or value < most or _HAS_UNIT.search(text):
            continue
        details = {
            "amount": text.strip(),
            "label": {"zh": cell.row.label, "en": cell.row.english},
            "in_wan": value / 10000,
        }
        yield Finding("T2.UNIT", "warning", cells=(cell.key,), found=value, details=details, at=report.at(place) or {})


def _cells(report: FilledReport, row: Row) -> list[str]:
    return [cell.key for cell in report.form.cells if cell.row is row]
