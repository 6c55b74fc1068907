"""机关名称: what organs are called on a day, and which of their dated rows hold on it, as part of a query."""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongkai.organs.models import Organ, OrganName


def with_names(organs: QuerySet[Organ], on: date) -> QuerySet[Organ]:
    """The organs with `name`, `short_name` and `sort_key` of that day, in the order of official lists."""
    rows = OrganName.objects.filter(organ=OuterRef("pk"))

    def of_day(column: str) -> Coalesce:
        then = rows.filter(from_day__lte=on).order_by("-from_day").values(column)[:1]
        first = rows.order_by("from_day").values(column)[:1]
        return Coalesce(Subquery(then), Subquery(first), output_field=CharField())

    columns = {column: of_day(column) for column in ("name", "short_name", "sort_key")}
    return organs.annotate(**columns).order_by("position", "sort_key", "pk")


def rows_of_day(facts: Any, on: date) -> QuerySet[Any]:
    """Of a table of rows 'from this day on' those that hold on that day, one an organ."""
    others = facts.objects.filter(organ=OuterRef("organ"))
    earlier = others.filter(from_day__lt=OuterRef("from_day"))
    later = others.filter(from_day__gt=OuterRef("from_day"), from_day__lte=on)
    return facts.objects.filter(Q(from_day__lte=on) | ~Exists(earlier), ~Exists(later))
