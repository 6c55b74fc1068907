"""校核条件: what a check is told beside the report, such as last year's, or the day of publication.

Nothing here is guessed from today's date. The level, where it is not given, is told by the organ's own name, or it is
not known.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.report import FilledReport

Level = Literal["government", "department", "township"]
LEVELS: tuple[Level, ...] = ("government", "department", "township")

_TOWNSHIP = re.compile(r"(?:乡|镇|街道|苏木)(?:人民政府|办事处|人民政府办事处)?$|街道办$")
_GOVERNMENT = re.compile(r"(?:省|市|县|区|旗|州|盟)(?:人民)?政府$")
_DEPARTMENT = re.compile(
    r"(?:省|市|县|区|旗|州|盟)(?:人民)?政府(?:办公[厅室])$|(?:[局厅]|委员会|办公室|管理处|大队|支队|总队|总站|中心)$|[市县区省]委办$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the report. `previous` is the report of the year before, of the same organ; `published` the
    day of publication, where it is not the page's own; `organ_code` the organ's 组织机构代码 as index numbers begin."""

    previous: FilledReport | None = None
    published: date | None = None
    level: Level | None = None
    organ_code: str | None = None


NOTHING = Known()


def level_of(report: FilledReport, known: Known) -> Level | None:
    """The organ's level: as given, else as its name says; None where neither tells.

    A government is one at county level or above, a township one below (《条例》第四十九条 names no day for these);
    government offices and bureaus are departments.
    """
    if known.level is not None:
        return known.level
    organ = report.organ or ""
    if _TOWNSHIP.search(organ):
        return "township"
    if _DEPARTMENT.search(organ):
        return "department"
    return "government" if _GOVERNMENT.search(organ) else None
