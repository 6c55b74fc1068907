"""表与列: the tables of the installation, and their values as plain JSON values.

Values are taken as they are stored: an encrypted field stays encrypted. A column's kind is Django's name of the field
that stores it; kinds, not models, go with a backup, so that one of today can be read when the models have changed.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.expressions import Col
from django.utils.duration import duration_string

from gongkai.platform.refusals import ProgrammingMistake

LEFT_OUT = {
    "django_session": "people sign in again",
    "search_row": "made anew from the records",
    "search_text": "made anew from the records",
}
"""Table that is no record → why."""
_OF_INDEX = "search_words"
"""What the tables begin with that SQLite keeps for the search index by itself; a word from outside would break them."""


def is_left_alone(table: str) -> bool:
    """Whether a table is no record, and neither kept nor emptied nor filled."""
    return table in LEFT_OUT or table.startswith(_OF_INDEX)


_AS_INTEGER = {"AutoField", "BigAutoField", "SmallAutoField"}
_PLAIN = (
    "BigIntegerField", "IntegerField", "SmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField",
    "PositiveSmallIntegerField", "BooleanField", "CharField", "TextField", "SlugField", "FileField", "DateField",
    "DateTimeField", "TimeField", "DurationField", "FloatField", "UUIDField", "BinaryField", "JSONField",
    "GenericIPAddressField",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column, the kind of its values, and of decimals the places behind the point."""

    name: str
    kind: str
    places: int = 0

    def stand_in(self) -> models.Field:
        """A plain field of that kind. Raises KeyError for a kind that is not known."""
        if self.kind == "DecimalField":
            return models.DecimalField(max_digits=40, decimal_places=self.places)
        return _stand_ins()[self.kind]


@dataclass(frozen=True)
class Table:
    """A table; its first column is the key."""

    name: str
    columns: tuple[Column, ...]


@cache
def _stand_ins() -> dict[str, models.Field]:
    return {kind: getattr(models, kind)() for kind in _PLAIN}


def tables() -> list[Table]:
    """Every table of the installation's models but those left out, by name."""
    found = {
        model._meta.db_table: Table(model._meta.db_table, _columns(model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    return [found[name] for name in sorted(found)]


def _columns(model: type[models.Model]) -> tuple[Column, ...]:
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    fields.sort(key=lambda field: not field.primary_key)
    return tuple(_column(field) for field in fields)


def _column(field: models.Field) -> Column:
    stored = field
    while stored.remote_field is not None:
        stored = stored.target_field
    kind = stored.get_internal_type()
    column = Column(
        field.column, "BigIntegerField" if kind in _AS_INTEGER else kind, getattr(stored, "decimal_places", 0)
    )
    try:
        column.stand_in()
    except KeyError:
        raise ProgrammingMistake(f"{field}: no backup knows how to keep a {kind}") from None
    return column


# ---- Out of the database --------------------------------------------------------------------------------------------


def reader(connection: Any, table: Table) -> Callable[[tuple[Any, ...]], list[Any]]:
    """What makes plain values of a row that the database gave."""
    makers = [_maker(connection, column) for column in table.columns]
    return lambda row: [make(value) for make, value in zip(makers, row, strict=True)]


def _maker(connection: Any, column: Column) -> Callable[[Any], Any]:
    if column.kind == "JSONField":  # in a list, so that a null inside the column is not one instead of it
        import json

        return lambda value: None if value is None else [json.loads(value)]
    expression = Col("", column.stand_in())
    converters = connection.ops.get_db_converters(expression)

    def make(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return _plain(value)

    return make


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal():
            return f"{value:f}"
        case UUID():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
    raise ProgrammingMistake(f"no plain value: {type(value)}")


# ---- Into the database ----------------------------------------------------------------------------------------------


def writer(connection: Any, table: Table) -> Callable[[list[Any]], list[Any]]:
    """What makes the parameters of an INSERT of plain values."""
    makers = [_parameter(connection, column) for column in table.columns]
    return lambda row: [make(value) for make, value in zip(makers, row, strict=True)]


def _parameter(connection: Any, column: Column) -> Callable[[Any], Any]:
    if column.kind == "JSONField":
        return lambda value: None if value is None else connection.ops.adapt_json_value(value[0], None)
    field = column.stand_in()
    return lambda value: None if value is None else field.get_db_prep_save(field.to_python(value), connection)
