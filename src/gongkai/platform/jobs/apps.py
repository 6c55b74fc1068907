"""应用: jobs, as Django knows them."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Loads the module `jobs` of each application, so that every job and the daily schedule are known."""

    name = "gongkai.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.platform.jobs.waiting import waits
        from gongkai.platform.permissions import Permission
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import WAITING

        autodiscover_modules("jobs")
        WAITING.append(waits)
        ITEMS.append(Item("jobs:list", _("Tasks"), Permission.JOBS_READ, in_whole=True, group="system"))
