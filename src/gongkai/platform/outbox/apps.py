"""The application, as Django knows it."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.outbox"
    label = "outbox"
