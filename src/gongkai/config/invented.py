"""虚构数据: whether an installation holds the demo. Its file says so, and so does its journal, which goes where the
records go: a database of the demo is known from whichever home it is opened."""

from pathlib import Path

from django.db import connection

from gongkai.config.backup.marks import DEMO
from gongkai.demo.events import DEMO_BUILT
from gongkai.platform.audit.models import Entry


def is_invented(home: Path) -> bool:
    """Whether the home or the database is that of a demo."""
    if (home / DEMO).exists():
        return True
    has_journal = Entry._meta.db_table in connection.introspection.table_names()
    return has_journal and Entry.objects.filter(event=DEMO_BUILT.code).exists()
