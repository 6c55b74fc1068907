"""The application, as Django knows it."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """See the package."""

    name = "gongkai.organs"
    label = "organs"
