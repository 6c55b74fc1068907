"""The application, as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """See the package."""

    name = "gongkai.platform.files"
    label = "files"
