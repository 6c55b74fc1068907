"""应用: the public site, as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package."""

    name = "gongkai.portal"
    label = "portal"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.platform.ui.navigation import PUBLIC, Item

        PUBLIC.extend(
            [
                Item("portal:deadline", gettext_lazy("Deadlines"), None),
                Item("portal:fee", gettext_lazy("Fees"), None),
                Item("portal:calendars", gettext_lazy("Working days"), None),
                Item("portal:rules", gettext_lazy("Checks and law"), None),
                Item("portal:help", gettext_lazy("Help"), None),
            ]
        )
