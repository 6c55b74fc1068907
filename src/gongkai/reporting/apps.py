"""应用: annual reports, as Django knows it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """See the package."""

    name = "gongkai.reporting"
    label = "reporting"
