"""应用: lists, as Django knows them."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ListsConfig(AppConfig):
    """Loads the module `listing` of each application, so that every list is known."""

    name = "gongkai.platform.lists"
    label = "lists"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        autodiscover_modules("listing")
