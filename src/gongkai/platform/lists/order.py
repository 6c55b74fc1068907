"""排序: text in an order that no database's settings change."""

from typing import Any

from django.db.models import F, Func


class Codepoints(Func):
    """A column of text by the numbers of its characters: the same on every database, whatever its collation."""

    def __init__(self, column: str) -> None:
        super().__init__(F(column))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """As SQLite says it."""
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """As PostgreSQL says it."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)
