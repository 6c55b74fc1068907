"""迁移: Django's own command with the guard open, for libraries have migrations too that write to our tables."""

from typing import Any

from django.core.management.commands import migrate

from gongkai.platform.guard import unguarded


class Command(migrate.Command):
    """See above."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates."""
        with unguarded("a migration"):
            super().handle(*args, **options)
