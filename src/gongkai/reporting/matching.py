"""机关识别: from which organ a report is, by the name in its title; a name that fits none or several is left open."""

from datetime import date

from gongkai.core.report import bare_organ
from gongkai.organs.gate import above, below
from gongkai.organs.models import Organ, OrganName, ReportsInto
from gongkai.organs.names import rows_of_day, with_names
from gongkai.reporting.models import Collection


def reached(organ: Organ, on: date) -> list[Organ]:
    """The organs whose reports that organ can collect on that day, with their names: those that report into it, itself
    and all below it."""
    reporting = rows_of_day(ReportsInto, on).filter(into=organ).values("organ")
    found = Organ.objects.filter(pk__in=reporting) | below([organ.pk], on)
    return list(with_names(found, on))


def organ_called(name: str, collection: Collection, on: date) -> Organ | None:
    """The one organ in reach of the collection that bears that name, in full or short, or once bore it. A name that
    begins with where the organ is ('临江市东湖区教育局') is its own; one that several share is nobody's."""
    wanted = bare_organ(name)
    if not wanted:
        return None
    organs = {organ.pk: organ for organ in reached(collection.organ, on)}
    bearers: dict[str, set[int]] = {}
    for organ, full, short in OrganName.objects.filter(organ__in=organs).values_list("organ", "name", "short_name"):
        for one in {bare_organ(full), bare_organ(short)} - {""}:
            bearers.setdefault(one, set()).add(organ)
    found = bearers.get(wanted) or _with_place_before(wanted, bearers, on)
    return organs[found.pop()] if len(found) == 1 else None


def _with_place_before(wanted: str, bearers: dict[str, set[int]], on: date) -> set[int]:
    """Those whose name is the end of the wanted one, behind the place of a government above them; the longest name says
    it best."""
    ends = sorted((name for name in bearers if wanted.endswith(name)), key=len, reverse=True)
    for name in ends:
        place = wanted.removesuffix(name)
        found = {organ for organ in bearers[name] if any(place.endswith(one) for one in _places_above(organ, on))}
        if found:
            return found
    return set()


def _places_above(organ: int, on: date) -> set[str]:
    """The places that the governments above it are named for ('临江市')."""
    names = {bare_organ(one.name) for one in with_names(above(organ, on).exclude(pk=organ), on)}
    return {name.removesuffix(_GOVERNMENT) for name in names if name.endswith(_GOVERNMENT)} - {""}


_GOVERNMENT = "人民政府"
