"""流水号: the next serial of a kind in an organ and a year.

A counter is a row that stays locked until the transaction of the action ends: a serial is given out for good when its
record is, and falls back when the action fails, so none is ever missing. Counters are locked before the journal's head,
and where an action needs several, in the order of `next_serials`, so that no two actions wait for each other.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from gongkai.platform.guard import is_acting
from gongkai.platform.numbering.models import Counter
from gongkai.platform.refusals import ProgrammingMistake

Series = tuple[int, str, int]
"""Organ id, kind, year."""


def next_serial(organ_id: int, kind: str, year: int) -> int:
    """The next number, from 1. Only inside an action."""
    return next_serials([(organ_id, kind, year)])[organ_id, kind, year]


def next_serials(series: Iterable[Series]) -> dict[Series, int]:
    """The next number of each of several series, locked in one order."""
    if not is_acting() or not connection.in_atomic_block:
        raise ProgrammingMistake("a serial is given out inside an action alone")
    given = {}
    for organ_id, kind, year in sorted(set(series)):
        row = {"organ": organ_id, "kind": kind, "year": year}
        if not Counter.objects.filter(**row).update(last=F("last") + 1):
            Counter.objects.bulk_create([Counter(**row)], ignore_conflicts=True)
            Counter.objects.filter(**row).update(last=F("last") + 1)
        given[organ_id, kind, year] = Counter.objects.values_list("last", flat=True).get(**row)
    return given
