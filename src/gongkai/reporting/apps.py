"""应用: annual reports, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """See the package."""

    name = "gongkai.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.calendars.movers import MOVERS
        from gongkai.platform.auditor.words import KINDS, LABELS
        from gongkai.platform.permissions import Permission
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import STEPS, WAITING
        from gongkai.reporting.movers import moved
        from gongkai.reporting.shown import KINDS as RECORDS
        from gongkai.reporting.shown import LABELS as NAMES
        from gongkai.reporting.waiting import steps, waits

        LABELS.update(NAMES)
        KINDS.update(RECORDS)
        WAITING.append(waits)
        STEPS.append(steps)
        MOVERS.append(moved)
        ITEMS.insert(0, Item("reporting:list", _("Annual reports"), Permission.REPORTS_READ))
