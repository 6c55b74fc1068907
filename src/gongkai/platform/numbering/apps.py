"""应用: serials."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Serials."""

    name = "gongkai.platform.numbering"
    label = "numbering"
