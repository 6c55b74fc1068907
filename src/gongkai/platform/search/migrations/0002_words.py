"""词元索引: the tokens as each database finds them quickest, kept by itself in step with the column `tokens`."""

from typing import Any

from django.db import migrations

# detail=none: no places, for no phrase is asked of it. 'ascii' leaves every character beyond ASCII as it is.
_SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
    tokens, content='search_text', content_rowid='row_id', detail=none, columnsize=0, tokenize="ascii tokenchars ':'"
)""",
    """CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_words(rowid, tokens) VALUES (new.row_id, new.tokens);
END""",
    """CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, tokens) VALUES ('delete', old.row_id, old.tokens);
END""",
    """CREATE TRIGGER search_text_changed AFTER UPDATE OF row_id, tokens ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, tokens) VALUES ('delete', old.row_id, old.tokens);
    INSERT INTO search_words(rowid, tokens) VALUES (new.row_id, new.tokens);
END""",
)
_SQLITE_BACK = (
    "DROP TRIGGER search_text_changed",
    "DROP TRIGGER search_text_removed",
    "DROP TRIGGER search_text_added",
    "DROP TABLE search_words",
)

# Long texts go out of line, so that counting reads few pages.
_POSTGRES = (
    "ALTER TABLE search_text SET (toast_tuple_target = 128)",
    "ALTER TABLE search_text ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED",
    "CREATE INDEX search_text_words ON search_text USING gin (words)",
)
_POSTGRES_BACK = ("ALTER TABLE search_text DROP COLUMN words",)


def make(apps: Any, schema_editor: Any) -> None:
    """Makes them."""
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Takes them away."""
    for statement in _SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else _POSTGRES_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """See above."""

    dependencies = (("search", "0001_initial"),)
    operations = (migrations.RunPython(make, take_away),)
