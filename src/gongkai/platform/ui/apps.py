"""应用: pages."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Pages."""

    name = "gongkai.platform.ui"
    label = "ui"
