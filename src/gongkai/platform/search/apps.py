"""应用: search, as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.search"
    label = "search"
