"""应用: working days and their notices, as Django knows them."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """See the package."""

    name = "gongkai.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.platform.permissions import Permission
        from gongkai.platform.ui.navigation import ITEMS, Item

        ITEMS.append(Item("calendars:list", gettext_lazy("Calendars"), Permission.CALENDARS_READ))
