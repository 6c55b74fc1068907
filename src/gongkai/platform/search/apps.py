"""应用: search, as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.search"
    label = "search"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.platform.actions.action import ALONGSIDE
        from gongkai.platform.search.index import within_action
        from gongkai.platform.ui.navigation import PUBLIC, Item

        ALONGSIDE.append(within_action)
        PUBLIC.append(Item("search:find", _("Search"), None))
