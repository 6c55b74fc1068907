"""虚构的机关: the organs of the demo. No such place exists; like every organ here, they are made up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.organs.models import Kind, Level


@dataclass(frozen=True)
class Place:
    """An organ as it was set up. `key` names it in the demo."""

    key: str
    name: str
    kind: Any
    level: Any
    below: str
    set_up_on: date


_OLD = date(1998, 6, 1)
_CITY, _COUNTY, _TOWN = Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP

PLACES = (
    Place("city", "望川市人民政府", Kind.GOVERNMENT, _CITY, "", _OLD),
    Place("city_office", "望川市人民政府办公室", Kind.GOVERNMENT_OFFICE, _CITY, "city", _OLD),
    Place("city_education", "望川市教育局", Kind.DEPARTMENT, _CITY, "city", _OLD),
    Place("city_land", "望川市国土资源局", Kind.DEPARTMENT, _CITY, "city", _OLD),
    Place("city_market", "望川市市场监督管理局", Kind.DEPARTMENT, _CITY, "city", date(2015, 1, 20)),
    Place("district", "青渚区人民政府", Kind.GOVERNMENT, _COUNTY, "city", _OLD),
    Place("district_office", "青渚区人民政府办公室", Kind.GOVERNMENT_OFFICE, _COUNTY, "district", _OLD),
    Place("district_education", "青渚区教育局", Kind.DEPARTMENT, _COUNTY, "district", _OLD),
    Place("district_civil", "青渚区民政局", Kind.DEPARTMENT, _COUNTY, "district", _OLD),
    Place("street", "青渚区临渚街道办事处", Kind.SUBDISTRICT, _TOWN, "district", date(2003, 4, 8)),
    Place("county", "石澜县人民政府", Kind.GOVERNMENT, _COUNTY, "city", _OLD),
    Place("county_office", "石澜县人民政府办公室", Kind.GOVERNMENT_OFFICE, _COUNTY, "county", _OLD),
    Place("county_water", "石澜县水利局", Kind.DEPARTMENT, _COUNTY, "county", _OLD),
    Place("county_farming", "石澜县农业局", Kind.DEPARTMENT, _COUNTY, "county", _OLD),
    Place("county_animals", "石澜县畜牧兽医局", Kind.DEPARTMENT, _COUNTY, "county", _OLD),
    Place("county_town", "石澜县柳湾镇人民政府", Kind.TOWNSHIP, _TOWN, "county", _OLD),
    Place("county_township", "石澜县白浦乡人民政府", Kind.TOWNSHIP, _TOWN, "county", _OLD),
)
"""In an order in which each stands behind the one above it."""

OFFICES = {"city": "city_office", "district": "district_office", "county": "county_office"}
"""Government → the general office that acts for it."""
