"""应用: staff's home, as Django knows it."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """See the package."""

    name = "gongkai.workbench"
    label = "workbench"
