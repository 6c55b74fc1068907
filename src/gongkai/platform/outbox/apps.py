"""应用: letters on their way out, as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.outbox.waiting import waits
        from gongkai.platform.permissions import Permission
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import WAITING

        WAITING.append(waits)
        ITEMS.append(Item("outbox:list", _("Messages"), Permission.MESSAGES_READ, group="system"))
