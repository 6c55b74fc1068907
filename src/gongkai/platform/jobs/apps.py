"""The application, as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.jobs"
    label = "jobs"
