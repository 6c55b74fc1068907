"""The application, as Django knows it."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """See the package."""

    name = "gongkai.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.calendars.queries import may_read
        from gongkai.platform.moments import legal_day, present
        from gongkai.platform.ui.navigation import ITEMS, Item

        ITEMS.append(
            Item("calendars:list", gettext_lazy("Calendars"), lambda person: may_read(person, legal_day(present())))
        )
