"""机关名称: what organs are called on a day, and which of their dated rows hold on it, as part of a query."""

from datetime import date
from typing import Any

from django.db.models import CharField, Field, Func, QuerySet

from gongkai.organs.models import Organ, OrganName


class OfDay(Func):
    """A column of the row that holds on a day, of an organ's rows 'from this day on'; before the first, of the first.

    Written as SQL: put together from expressions, it took longer than the database takes to answer.
    """

    def __init__(self, facts: Any, column: str, organ: str, on: date, output_field: Field) -> None:
        super().__init__(organ, output_field=output_field)
        self._table, self._column, self._on = facts._meta.db_table, facts._meta.get_field(column).column, on

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        """One row of an index: the last up to the day, else the first after it."""
        organ, given = compiler.compile(self.source_expressions[0])
        sql = (
            f"(SELECT d.{self._column} FROM {self._table} d WHERE d.organ_id = {organ} "
            "ORDER BY CASE WHEN d.from_day <= %s THEN d.from_day END DESC NULLS LAST, d.from_day LIMIT 1)"
        )
        return sql, [*given, self._on]


def with_names(organs: QuerySet[Organ], on: date) -> QuerySet[Organ]:
    """The organs with `name`, `short_name` and `sort_key` of that day, in the order of official lists."""
    columns = ("name", "short_name", "sort_key")
    found = {column: OfDay(OrganName, column, "pk", on, CharField()) for column in columns}
    return organs.annotate(**found).order_by("position", "sort_key", "pk")


def rows_of_day(facts: Any, on: date) -> QuerySet[Any]:
    """Of a table of rows 'from this day on' those that hold on that day, one an organ."""
    return facts.objects.filter(pk=OfDay(facts, "id", "organ", on, facts._meta.pk))
