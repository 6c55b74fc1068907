"""The application, as Django knows it."""

from django.apps import AppConfig


class AuditorConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.auditor"
    label = "auditor"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.platform.auditor.queries import may_read
        from gongkai.platform.moments import present
        from gongkai.platform.ui.navigation import ITEMS, Item

        ITEMS.append(Item("auditor:list", gettext_lazy("Journal"), lambda person: may_read(person, present())))
