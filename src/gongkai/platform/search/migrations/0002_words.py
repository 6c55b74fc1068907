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

# The words stand beside the facts, so that one table answers; long ones go out of line, so that it has few pages. What was
# added last waits in a short list, which every search goes through: writing is ten times as quick.
_POSTGRES = (
    "ALTER TABLE search_row SET (toast_tuple_target = 128)",
    "ALTER TABLE search_row ADD COLUMN words tsvector",
    "CREATE INDEX search_row_words ON search_row USING gin (words) WITH (gin_pending_list_limit = 1024)",
    """CREATE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE search_row SET words = NULL WHERE id = OLD.row_id;
    ELSE
        UPDATE search_row SET words = array_to_tsvector(string_to_array(NEW.tokens, ' ')) WHERE id = NEW.row_id;
    END IF;
    RETURN NULL;
END $$""",
    "CREATE TRIGGER search_text_kept AFTER INSERT OR DELETE OR UPDATE OF tokens ON search_text "
    "FOR EACH ROW EXECUTE FUNCTION search_keep_words()",
)
_POSTGRES_BACK = (
    "DROP TRIGGER search_text_kept ON search_text",
    "DROP FUNCTION search_keep_words()",
    "ALTER TABLE search_row DROP COLUMN words",
)


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
