"""应用: the auditor's pages, as Django knows them."""

from django.apps import AppConfig


class AuditorConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.auditor"
    label = "auditor"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.platform.auditor.waiting import done
        from gongkai.platform.auditor.words import READERS, lists
        from gongkai.platform.permissions import Permission
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import DONE

        READERS["list"] = lists
        DONE.append(done)
        ITEMS.append(Item("auditor:list", gettext_lazy("Journal"), Permission.JOURNAL_READ, group="system"))
