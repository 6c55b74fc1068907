"""日志链: the journal gets its head and its triggers."""

from typing import Any

from django.db import migrations

from gongkai.platform.audit import triggers
from gongkai.platform.audit.models import GENESIS
from gongkai.platform.guard import unguarded


def begin(apps: Any, schema_editor: Any) -> None:
    """Begins the chain."""
    with unguarded("a migration"):
        apps.get_model("audit", "Head").objects.create(id=1, seq=0, hash=GENESIS)
    triggers.create(schema_editor.connection)


def end(apps: Any, schema_editor: Any) -> None:
    """Takes the triggers away, so that the tables can be."""
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """See above."""

    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(begin, end),)
