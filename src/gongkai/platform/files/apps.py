"""The application of uploaded files."""

from typing import Any

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploaded files."""

    name = "gongkai.platform.files"
    label = "files"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.platform.ui.navigation import ITEMS, Item

        ITEMS.append(Item("files:list", _("Files"), _reads_files))


def _reads_files(person: Any) -> bool:
    from gongkai.platform.files.queries import organs_read_by
    from gongkai.platform.moments import legal_day, present

    return organs_read_by(person, legal_day(present())).exists()
