"""虚构的机关: the organs of the demo. No such place exists; like every organ here, they are made up.

Plain data, for which nothing need be set up: the reports that the demo invents are written from it, with a site or
without one.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache


@dataclass(frozen=True)
class Place:
    """An organ as it was set up. `key` names it in the demo; `kind` and `level` are those of `organs.models`."""

    key: str
    name: str
    kind: str
    level: str
    below: str
    set_up_on: date
    requests: int = 0
    """About how many requests for information it gets in a year. Those to a government its office answers."""

    @property
    def is_government(self) -> bool:
        """Whether it is a government at county level or above, whose report adds up those of the organs below it."""
        return self.kind == "government"


@dataclass(frozen=True)
class Renaming:
    """An organ is called otherwise from a day on."""

    day: date
    key: str
    name: str
    short_name: str


_OLD = date(1998, 6, 1)


def _government(key: str, name: str, level: str, below: str, requests: int) -> tuple[Place, Place]:
    office = Place(f"{key}_office", f"{name}办公室", "government_office", level, key, _OLD, requests)
    return Place(key, name, "government", level, below, _OLD), office


def _departments(above: str, begins: str, level: str, *named: tuple[str, str, int]) -> tuple[Place, ...]:
    return tuple(
        Place(f"{above}_{key}", f"{begins}{name}", "department", level, above, _OLD, requests)
        for key, name, requests in named
    )


def _towns(above: str, kind: str, *named: tuple[str, str, int]) -> tuple[Place, ...]:
    since = date(2003, 4, 8) if kind == "subdistrict" else _OLD
    return tuple(Place(key, name, kind, "township", above, since, requests) for key, name, requests in named)


PLACES = (
    *_government("city", "望川市人民政府", "prefecture", "", 16),
    *_departments(
        "city",
        "望川市",
        "prefecture",
        ("education", "教育局", 22),
        ("land", "国土资源局", 46),
        ("development", "发展和改革委员会", 14),
        ("police", "公安局", 26),
        ("civil", "民政局", 12),
        ("finance", "财政局", 16),
        ("labour", "人力资源和社会保障局", 20),
        ("housing", "住房和城乡建设局", 38),
        ("transport", "交通运输局", 15),
        ("health", "卫生健康委员会", 18),
    ),
    Place("city_market", "望川市市场监督管理局", "department", "prefecture", "city", date(2015, 1, 20), 24),
    Place("city_weather", "望川市气象局", "vertical", "prefecture", "city", date(2018, 7, 5), 4),
    *_government("district", "青渚区人民政府", "county", "city", 10),
    *_departments(
        "district",
        "青渚区",
        "county",
        ("education", "教育局", 9),
        ("civil", "民政局", 5),
        ("development", "发展和改革局", 4),
        ("finance", "财政局", 6),
        ("labour", "人力资源和社会保障局", 7),
        ("housing", "住房和城乡建设局", 18),
        ("order", "城市管理局", 12),
        ("health", "卫生健康局", 6),
        ("market", "市场监督管理局", 10),
    ),
    *_towns("district", "subdistrict", ("street", "青渚区临渚街道办事处", 5), ("street_2", "青渚区桐影街道办事处", 3)),
    *_towns("district", "township", ("district_town", "青渚区半湖镇人民政府", 4)),
    *_government("second", "岚汀区人民政府", "county", "city", 8),
    *_departments(
        "second",
        "岚汀区",
        "county",
        ("education", "教育局", 7),
        ("civil", "民政局", 3),
        ("finance", "财政局", 4),
        ("labour", "人力资源和社会保障局", 6),
        ("housing", "住房和城乡建设局", 14),
        ("order", "城市管理局", 8),
        ("health", "卫生健康局", 5),
        ("market", "市场监督管理局", 7),
    ),
    *_towns("second", "subdistrict", ("second_street", "岚汀区听涛街道办事处", 3)),
    *_towns("second", "township", ("second_town", "岚汀区云屏镇人民政府", 2)),
    *_government("county", "石澜县人民政府", "county", "city", 7),
    *_departments(
        "county",
        "石澜县",
        "county",
        ("education", "教育局", 6),
        ("finance", "财政局", 4),
        ("housing", "住房和城乡建设局", 9),
        ("water", "水利局", 4),
        ("farming", "农业局", 6),
        ("animals", "畜牧兽医局", 0),
    ),
    *_towns(
        "county", "township", ("county_town", "石澜县柳湾镇人民政府", 3), ("county_township", "石澜县白浦乡人民政府", 0)
    ),
)
"""In an order in which each stands behind the one above it."""

LATER = (Place("city_data", "望川市数据局", "department", "prefecture", "city", date(2024, 5, 20), 5),)
"""Set up while the demo goes on."""

RENAMINGS = (
    Renaming(date(2024, 3, 15), "city_land", "望川市自然资源和规划局", "市自然资源局"),
    Renaming(date(2024, 7, 1), "county_township", "石澜县白浦镇人民政府", "白浦镇"),
    Renaming(date(2025, 1, 10), "second_order", "岚汀区综合行政执法局", "区综合执法局"),
    Renaming(date(2025, 3, 20), "county_farming", "石澜县农业农村局", "县农业农村局"),
)

MERGED = {"county_animals": date(2025, 3, 20)}
"""Organ → the day from which it is part of another (`county_farming`)."""

OFFICES = {key: f"{key}_office" for key in ("city", "district", "second", "county")}
"""Government → the general office that acts for it."""

BY_KEY = {place.key: place for place in (*PLACES, *LATER)}
"""Every organ there ever is, by its key."""

FIRST_REPORTS = 2021
"""The year from which on the demo holds everybody's report."""
EARLIEST = 2019
"""The year from which on it holds those of some, which are on the older form until 2020."""
_LONG_KEPT = frozenset(
    {"city", "city_education", "city_land", "city_housing", "city_market", "district", "district_office"}
    | {"district_education", "district_housing", "street", "county", "county_water", "county_farming"}
)

_ELSEWHERE = frozenset({"city_weather"})
"""Who hands in the yearly report to the level above in its own line, and to nobody here."""


def name_on(key: str, day: date) -> str:
    """What the organ is called on that day."""
    later = [one.name for one in RENAMINGS if one.key == key and one.day <= day]
    return later[-1] if later else BY_KEY[key].name


def reports_on(key: str, year: int) -> bool:
    """Whether the organ makes a report of that year: it is there at its end."""
    place, ends = BY_KEY[key], MERGED.get(key, date.max)
    return place.set_up_on.year <= year < ends.year


def hands_in(key: str) -> bool:
    """Whether its report goes into that of the organ above it."""
    return bool(BY_KEY[key].below) and key not in _ELSEWHERE


@cache
def reporting(year: int) -> tuple[str, ...]:
    """The organs that make a report of that year, in the order of the list."""
    return tuple(key for key in BY_KEY if reports_on(key, year))


@cache
def added_up(key: str, year: int) -> tuple[str, ...]:
    """The organs whose reports of that year the government's own adds up."""
    return tuple(one for one in reporting(year) if BY_KEY[one].below == key and hands_in(one))


@cache
def years(key: str, until: int = date.max.year) -> range:
    """The years of which the demo holds the organ's report, up to that one."""
    first = max(EARLIEST if key in _LONG_KEPT else FIRST_REPORTS, BY_KEY[key].set_up_on.year)
    last = MERGED[key].year - 1 if key in MERGED else until
    return range(first, min(last, until) + 1)
