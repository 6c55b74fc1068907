"""应用: the public site, as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package."""

    name = "gongkai.portal"
    label = "portal"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.platform.search.sources import register
        from gongkai.platform.ui.navigation import PUBLIC, Item
        from gongkai.portal.searched import SOURCES

        for source in SOURCES:
            register(source)
        PUBLIC.extend(
            [
                Item("portal:report", _("Check a report"), None),
                Item("portal:deadline", _("Deadlines"), None),
                Item("portal:fee", _("Fees"), None),
                Item("portal:calendars", _("Working days"), None),
                Item("portal:rules", _("Checks and law"), None),
                Item("portal:help", _("Help"), None),
            ]
        )
