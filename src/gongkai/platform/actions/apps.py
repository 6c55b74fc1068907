"""应用: the mechanism of actions; finds every action, and guards every connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules


class ActionsConfig(AppConfig):
    """Loads the module `actions` of each application, so that the catalogue is complete."""

    name = "gongkai.platform.actions"
    label = "actions"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.guard import find_tables, guard_connection

        find_tables()
        connection_created.connect(guard_connection, dispatch_uid="gongkai.guard")
        autodiscover_modules("events", "actions")
