"""应用: lists, as Django knows it."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.lists"
    label = "lists"
