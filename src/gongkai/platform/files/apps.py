"""应用: uploaded files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploaded files."""

    name = "gongkai.platform.files"
    label = "files"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.platform.files.searched import FILES
        from gongkai.platform.permissions import Permission
        from gongkai.platform.search.sources import register
        from gongkai.platform.ui.navigation import ITEMS, Item

        register(FILES)

        ITEMS.append(Item("files:list", _("Files"), Permission.FILES_READ_OWN))
