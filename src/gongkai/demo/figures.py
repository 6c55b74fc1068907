"""虚构的数据: the figures of an organ's year, invented and consistent.

They satisfy every relation of the form; what is carried into a year is what was carried out of the one before, stocks
continue, and a government's figures are those of all that report into it, its office among them. They depend on organ
and year alone: nothing is remembered, nothing is random.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from gongkai.core.findings import Figure
from gongkai.core.law.editions import Form, edition, edition_for_year
from gongkai.demo.places import BY_KEY, Place, added_up

Figures = Mapping[str, Figure]
"""Key of a cell → what stands in it."""

APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other")

_RESULTS = (
    ("disclosed", 44),
    ("partial", 11),
    ("refused.third_party", 3),
    ("refused.internal_affairs", 4),
    ("refused.process", 4),
    ("refused.case_file", 3),
    ("refused.lookup", 4),
    ("unavailable.not_held", 15),
    ("unavailable.needs_making", 4),
    ("unavailable.still_unclear", 2),
    ("not_processed.petition", 3),
    ("not_processed.repeated", 3),
)
"""Results of table 3, and how many in a hundred requests end so."""
_SECTIONS = ("reconsideration", "litigation_direct", "litigation_after")
_LONG_AGO = date(2019, 1, 1)
"""Who was there before that has old documents in force."""
_BUSY = 12
"""An organ with more requests than this has cases of reconsideration and in court."""


def draw(most: int, *of: object, least: int = 0) -> int:
    """A number from `least` to `most`, always the same for the same `of`."""
    digest = hashlib.sha256("/".join(map(str, of)).encode()).digest()
    return least + int.from_bytes(digest[:6], "big") % (most - least + 1)


def figures(key: str, year: int, edition_id: str = "") -> Figures:
    """The figures of the organ's report of that year, by cell, on the form due for it or on another."""
    return _figures(key, year, edition_id or edition_for_year(year).id)


@cache
def _figures(key: str, year: int, edition_id: str) -> Figures:
    found: Counter[str] = Counter(_own(BY_KEY[key], year, edition_id))
    for below in added_up(key, year) if BY_KEY[key].is_government else ():
        for cell, value in _figures(below, year, edition_id).items():
            found[cell] += value  # type: ignore[assignment]
    return dict(found)


def _own(place: Place, year: int, edition_id: str) -> dict[str, Figure]:
    form = edition(edition_id).form
    found: dict[str, Figure] = dict.fromkeys(form.keys, 0)
    if place.is_government:
        return found
    found |= _proactive_2021(place, year) if edition_id == "2021" else _proactive_2019(place, year)
    found |= _requests(place, year)
    found |= _remedies(place, year)
    _add_up(form, found)
    return found


def _there(place: Place, year: int) -> bool:
    return year >= place.set_up_on.year


# ---- Table 2 ---------------------------------------------------------------------------------------------------------


def _made(place: Place, year: int, what: str) -> int:
    makes = place.kind in ("government_office", "department") and place.requests > 0
    if what == "rules":
        makes = place.key == "city_office"
    return draw(1 if what == "rules" else 3, place.key, year, what) if makes and _there(place, year) else 0


def _stock(place: Place, year: int, what: str) -> tuple[int, int, int]:
    """Made, repealed and in force: what was made two years before is repealed."""
    old = draw(9, place.key, what) if place.set_up_on < _LONG_AGO and place.requests else 0
    base = {"rules": 3 if place.key == "city_office" else 0}.get(what, old)
    made, before = _made(place, year, what), _made(place, year - 1, what)
    return made, _made(place, year - 2, what), base + made + before


def _decisions(place: Place, year: int, what: str) -> int:
    if place.kind not in ("department", "township", "subdistrict") or not _there(place, year):
        return 0
    size = {"licensing": 60, "penalty": 16, "coercion": 2, "other_services": 12}[what]
    busy = draw(3, place.key, what)
    return draw(size * busy * max(place.requests, 2), place.key, year, what) if busy else 0


def _proactive_2021(place: Place, year: int) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for row in ("rules", "normative"):
        columns = ("made", "repealed", "in_force")
        found |= {f"proactive.{row}.{column}": n for column, n in zip(columns, _stock(place, year, row), strict=True)}
    for row in ("licensing", "penalty", "coercion"):
        found[f"proactive.{row}.decisions"] = _decisions(place, year, row)
    found["proactive.charges.amount"] = _charges(place, year)
    return found


def _charges(place: Place, year: int) -> Decimal:
    if place.kind != "department" or draw(2, place.key, "charges") == 0 or not _there(place, year):
        return Decimal(0)
    return Decimal(draw(9_999_999, place.key, year, "charges", least=200_000)).scaleb(-4).normalize()


def _proactive_2019(place: Place, year: int) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for row in ("rules", "normative"):
        made, _, in_force = _stock(place, year, row)
        columns = (("new_made", made), ("new_disclosed", made), ("total_disclosed", in_force))
        found |= {f"proactive.{row}.{column}": number for column, number in columns}
    for row in ("licensing", "other_services", "penalty", "coercion"):
        found |= _items(place, year, row)
        found[f"proactive.{row}.decisions"] = _decisions(place, year, row)
    found |= _items(place, year, "charges")
    bought = draw(place.requests, place.key, year, "procurement")
    found["proactive.procurement.projects"] = bought
    amount = Decimal(bought * draw(90_000, place.key, year, "price", least=30_000)).scaleb(-3).normalize()
    found["proactive.procurement.amount"] = amount
    return found


def _items(place: Place, year: int, row: str) -> dict[str, Figure]:
    if place.kind in ("government", "government_office"):
        return {}
    old = draw(40, place.key, row)
    before, now = (old + draw(4, place.key, one, row, "items") for one in (year - 1, year))
    return {f"proactive.{row}.items_prev": before, f"proactive.{row}.items_change": now - before}


# ---- Tables 3 and 4 --------------------------------------------------------------------------------------------------


def _received(place: Place, year: int, applicant: str) -> int:
    if not place.requests or not _there(place, year):
        return 0
    few = {"research": 9, "welfare": 11, "other": 7}.get(applicant)
    if few is not None:
        return int(place.requests > few and draw(few, place.key, year, applicant) == 0)
    about = {"natural": place.requests, "business": place.requests // 4, "legal": place.requests // 7}[applicant]
    return draw(about + about // 4, place.key, year, applicant, least=about - about // 3)


def _carried_out(place: Place, year: int, applicant: str) -> int:
    received = _received(place, year, applicant)
    most = {"natural": 3, "business": 1}.get(applicant, 0)
    return draw(min(most, received // 4), place.key, year, applicant, "carried")


def _requests(place: Place, year: int) -> dict[str, Figure]:
    found: Counter[str] = Counter()
    for applicant in APPLICANTS:
        new, out = _received(place, year, applicant), _carried_out(place, year, applicant)
        carried_in = _carried_out(place, year - 1, applicant)
        rows = {"new_received": new, "carried_in": carried_in, "carried_out": out}
        found.update({f"requests.{row}.{applicant}": number for row, number in rows.items()})
        for number in range(new + carried_in - out):
            found[f"requests.{_result(place, year, applicant, number)}.{applicant}"] += 1
    return dict(found)


def _result(place: Place, year: int, applicant: str, number: int) -> str:
    chance = draw(sum(share for _, share in _RESULTS) - 1, place.key, year, applicant, number)
    for row, share in _RESULTS:
        chance -= share
        if chance < 0:
            return row
    raise AssertionError("the shares are those of the sum")


def _pending(place: Place, year: int, section: str) -> int:
    if place.requests <= _BUSY or not _there(place, year):
        return 0
    return draw(1, place.key, year, section, "pending") if section != "litigation_after" else 0


def _remedies(place: Place, year: int) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for section in _SECTIONS:
        if place.requests <= _BUSY:
            continue
        left = _pending(place, year, section)
        ended = _pending(place, year - 1, section) + draw(2 if section == _SECTIONS[0] else 1, place.key, year, section)
        corrected = int(ended > 1)
        outcome = {"upheld": ended - corrected, "corrected": corrected, "pending": left}
        found |= {f"remedies.{section}.{column}": number for column, number in outcome.items()}
    return found


def _add_up(form: Form, found: dict[str, Figure]) -> None:
    """Fills in the totals, as the form's relations have them."""
    for relation in form.relations:
        if relation.code == "T3.RESULT":
            for total in relation.minus:
                found[form.keys[total]] = sum(found[form.keys[cell]] for cell in relation.plus)
    for relation in form.relations:
        if relation.code in ("T3.ROW", "T4.SUM"):
            (total,) = relation.minus
            found[form.keys[total]] = sum(found[form.keys[cell]] for cell in relation.plus)
