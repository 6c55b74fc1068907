"""The application, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.outbox.queries import sees_messages
        from gongkai.platform.ui.navigation import ITEMS, Item

        ITEMS.append(Item("outbox:list", _("Messages"), sees_messages))
