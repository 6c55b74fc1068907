"""事实索引: where in PostgreSQL the rows of an organ stand. Who sees few organs, or narrows to one, has few rows to look
through for a word that nearly all rows have. SQLite goes by the words alone and would be led astray."""

from typing import Any

from django.db import migrations

_MAKE = (
    "CREATE INDEX search_row_kind_organ ON search_row (kind, organ)",
    "CREATE INDEX search_row_organ ON search_row (organ)",
)
_TAKE_AWAY = ("DROP INDEX search_row_organ", "DROP INDEX search_row_kind_organ")


def make(apps: Any, schema_editor: Any) -> None:
    """Makes them."""
    _each(schema_editor, _MAKE)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Takes them away."""
    _each(schema_editor, _TAKE_AWAY)


def _each(schema_editor: Any, statements: tuple[str, ...]) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """See above."""

    dependencies = (("search", "0002_words"),)
    operations = (migrations.RunPython(make, take_away),)
