"""数据库版本: the steps of structure that a database has taken, those it lacks, those not known here."""

from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from gongkai.config.stopped import Stopped
from gongkai.platform.guard import unguarded

Step = tuple[str, str]
"""Application, name of the migration."""


def applied() -> list[Step]:
    """The steps that the database has taken; none where it is empty."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def is_empty() -> bool:
    """Whether the database holds no table at all."""
    return not connection.introspection.table_names()


def pending() -> list[Step]:
    """The steps that the database lacks, in order. Raises Stopped where it has taken steps that this release does not
    know."""
    executor = MigrationExecutor(connection)
    refuse_newer(executor.loader.applied_migrations)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def refuse_newer(steps: Iterable[Step]) -> None:
    """Raises Stopped where one of these steps is not known."""
    known = MigrationExecutor(None).loader.disk_migrations
    unknown = sorted(set(steps) - known.keys())
    if unknown:
        raise Stopped("database_newer", step=".".join(unknown[0]))


def require_current() -> None:
    """Raises Stopped unless the database has taken every step."""
    if steps := pending():
        raise Stopped("database_old", count=len(steps))


def migrate() -> None:
    """Takes all steps that lack."""
    with unguarded("migrations, those of libraries among them"):
        call_command("migrate", verbosity=0, interactive=False)


def migrate_to(steps: list[Step]) -> None:
    """Brings an empty database to the state in which another one had taken these steps. Raises Stopped where one of
    them is not known."""
    refuse_newer(steps)
    executor = MigrationExecutor(connection)
    wanted, graph = set(steps), executor.loader.graph
    last = [
        step
        for step in steps
        if not any(child.key in wanted and child.key[0] == step[0] for child in graph.node_map[step].children)
    ]
    with unguarded("migrations, those of libraries among them"):
        executor.migrate(last)
