"""信息处理费: what a request costs by items or by pages, per applicant and calendar month, and which way is allowed.

A fee may be asked only where number or frequency are clearly unreasonable (《条例》第四十二条), for one request by
items or by pages, never both (国办函〔2020〕109号第三条). Items of one applicant are counted through the calendar
month (第四条), pages within the request (第五条). The bands are parameters; amounts are whole yuan.

>>> of_item(31), of_items(31), of_pages(101)
(200, 2200, 720)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from gongkai.core.law.parameters import parameter, value_of

Way = Literal["per_item", "per_page"]
PER_ITEM, PER_PAGE = "fees.per_item", "fees.per_page"


def latest(key: str) -> date:
    """The day that the bands now in force began: what is asked without a day is asked of these."""
    return parameter(key).values[-1].start


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the tariff: its first and last unit (None: without end), and yuan for each unit in it."""

    first: int
    last: int | None
    each: int


def bands(key: str, upto: int, on: date | None = None) -> list[Band]:
    """The bands of a tariff, as far as `upto` units reach into them, by the law of the day. Raises OutsideTheLaw."""
    found: list[Band] = []
    first = 1
    for entry in value_of(key, on or latest(key)):
        while first <= upto:
            band = _band(entry, first, found)
            found.append(band)
            if band.last is None:
                return found
            first = band.last + 1
            if "band" not in entry:
                break
    return found


def _band(entry: dict[str, Any], first: int, before: Sequence[Band]) -> Band:
    """`to` and `each` tell a band; `band` and `more` a row of bands without end, each dearer than the one before."""
    if "band" in entry:
        return Band(first, first + entry["band"] - 1, before[-1].each + entry["more"])
    return Band(first, entry.get("to"), entry["each"])


def of_item(number: int, on: date | None = None) -> int:
    """The fee in yuan of the `number`-th item of an applicant's calendar month. Raises OutsideTheLaw."""
    _at_least_one(number)
    return bands(PER_ITEM, number, on)[-1].each


def of_items(count: int, on: date | None = None) -> int:
    """What `count` items of one applicant in one calendar month come to. Raises OutsideTheLaw."""
    _at_least_one(count)
    return _sum(bands(PER_ITEM, count, on), count)


def of_pages(count: int, on: date | None = None) -> int:
    """What `count` pages of one request come to. Raises OutsideTheLaw."""
    _at_least_one(count)
    return _sum(bands(PER_PAGE, count, on), count)


def _sum(found: Iterable[Band], count: int) -> int:
    return sum(band.each * (min(count, band.last or count) - band.first + 1) for band in found)


def _at_least_one(count: int) -> None:
    if count < 1:
        raise ValueError(f"counted from 1, not {count}")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a request: who asked (any name that tells one applicant from another), when it was received, and its
    name."""

    applicant: str
    received: date
    name: str


def of_month(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """For each item by name: which one of its applicant's calendar month it is, and its fee if charged by items. Items
    of one day are taken in the order of their names. Raises OutsideTheLaw for items before the fee."""
    found: dict[str, tuple[int, int]] = {}

    def month(item: Item) -> tuple[str, int, int]:
        return item.applicant, item.received.year, item.received.month

    ordered = sorted(items, key=lambda item: (*month(item), item.received, item.name))
    for _, of_one in groupby(ordered, month):
        for number, item in enumerate(of_one, 1):
            found[item.name] = (number, of_item(number, item.received))
    return found


def ways(unreasonable: bool, form: str, only_told_where: bool, on: date | None = None) -> tuple[Way, ...]:
    """The ways in which a fee may be asked for one request: none unless number or frequency are clearly unreasonable;
    by items for every kind of result; by pages only where information is provided as paper, by e-mail or as copied
    data (`form`), and not where the applicant is only told where it is public already (第五条)."""
    if not unreasonable:
        return ()
    forms = value_of("fees.forms_by_page", on or latest("fees.forms_by_page"))
    return ("per_item", "per_page") if form in forms and not only_told_where else ("per_item",)
