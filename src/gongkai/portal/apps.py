"""应用: the public site, as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package."""

    name = "gongkai.portal"
    label = "portal"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.platform.ui.navigation import PUBLIC, Item

        PUBLIC.append(Item("portal:report", _("Check a report"), None))
