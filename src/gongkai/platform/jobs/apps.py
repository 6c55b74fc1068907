"""The application, as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Loads the module `jobs` of each application, so that every job and the daily schedule are known."""

    name = "gongkai.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.moments import legal_day, present
        from gongkai.platform.permissions import Permission, may
        from gongkai.platform.ui.navigation import ITEMS, Item

        autodiscover_modules("jobs")

        def is_for(person: Any) -> bool:
            return may(person, Permission.JOBS_READ, None, legal_day(present()))

        ITEMS.append(Item("jobs:list", _("Tasks"), is_for))
