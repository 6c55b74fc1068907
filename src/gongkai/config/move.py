"""改用 PostgreSQL: every record of a SQLite database into an empty PostgreSQL database, compared before it counts."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from gongkai.config import migrations
from gongkai.config.records.columns import tables
from gongkai.config.records.loading import load
from gongkai.config.records.reading import fingerprint, in_use, last_ids, rows, snapshot
from gongkai.config.stopped import Stopped
from gongkai.platform.audit.verify import Verdict, verify
from gongkai.platform.search.reindex import reindex


@dataclass(frozen=True)
class Moved:
    """What was moved."""

    records: int
    verdict: Verdict


def move(target: dict[str, Any]) -> Moved:
    """Copies everything to the PostgreSQL database of these settings. Raises Stopped, and then it is as empty as it
    was, but for its tables."""
    migrations.require_current()
    with snapshot(connection.settings_dict) as source, in_use(target):
        if not migrations.is_empty() and _holds_records():
            raise Stopped("move_not_empty")
        migrations.migrate()
        known = tables()
        count = 0
        with transaction.atomic():
            load(((table, rows(source, table)) for table in known), last_ids(source), "moving to PostgreSQL")
            for table in known:
                here = fingerprint(connection, table)
                if here != fingerprint(source, table):
                    raise Stopped("move_differs", table=table.name)
                count += int(here.partition(":")[0])
            verdict = verify()
            if verdict.faults:
                raise Stopped("move_differs", table="audit_entry")
            reindex()
    return Moved(count, verdict)


def _holds_records() -> bool:
    """Whether the database is more than migrated: somebody works with it, or it is somebody else's."""
    names = set(connection.introspection.table_names())
    if not {"django_migrations", "audit_entry", "accounts_person"} <= names:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM audit_entry) + (SELECT COUNT(*) FROM accounts_person)")
        return bool(cursor.fetchone()[0] > 1)
