"""工作日历数据: the years whose holidays have been announced, a data file each, and the holidays that areas add.

National years stand in ``calendars/YEAR.toml``, those of an ethnic autonomous area, which sets its own
(《全国年节及纪念 日放假办法》第四条), in ``calendars/areas/AREA-YEAR.toml``. They follow each other without a gap.
"""

import itertools
from functools import cache
from importlib import resources

from gongkai.core.law.notices import BadNotice, HolidayYear, read_year


@cache
def national_years() -> tuple[HolidayYear, ...]:
    """Every announced year of the whole country, in order. Raises BadNotice where the files can't be right."""
    return in_order(_years("calendars"))


@cache
def area_years() -> tuple[HolidayYear, ...]:
    """Every year for which an area's own holidays are known, by area and year."""
    return tuple(sorted(_years("calendars/areas"), key=lambda one: (one.area, one.year)))


def in_order(years: list[HolidayYear]) -> tuple[HolidayYear, ...]:
    """National years in order, each once. Raises BadNotice where one is given twice or one is missing between two."""
    found = sorted(years, key=lambda one: one.year)
    for earlier, later in itertools.pairwise(found):
        if later.year == earlier.year:
            raise BadNotice("year_twice", year=later.year)
        if later.year > earlier.year + 1:
            raise BadNotice("gap", year=earlier.year + 1)
    return tuple(found)


def _years(folder: str) -> list[HolidayYear]:
    files = sorted((resources.files("gongkai.core.law") / folder).iterdir(), key=lambda file: file.name)
    return [read_year(file.read_text("utf-8"), file.name) for file in files if file.name.endswith(".toml")]
