"""系统账号: the system itself becomes a person."""

from typing import Any

from django.db import migrations

from gongkai.platform.accounts.models import add_system
from gongkai.platform.guard import unguarded
from gongkai.platform.moments import present


def add(apps: Any, schema_editor: Any) -> None:
    """Adds the row."""
    with unguarded("a migration"):
        add_system(apps, present())


class Migration(migrations.Migration):
    """See above."""

    dependencies = (("accounts", "0001_initial"),)
    operations = (migrations.RunPython(add, migrations.RunPython.noop),)
