"""应用: the demo, as Django knows it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """See the package."""

    name = "gongkai.demo"
    label = "demo"
