"""机关名称: what organs are called on a day, as part of a query."""

from datetime import date

from django.db.models import CharField, OuterRef, QuerySet, Subquery
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
