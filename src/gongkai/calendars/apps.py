"""应用: working days and their notices, as Django knows them."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """See the package."""

    name = "gongkai.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from django.utils.translation import gettext_lazy

        from gongkai.calendars.searched import NOTICES
        from gongkai.calendars.waiting import steps, waits
        from gongkai.platform.auditor.words import KINDS, LABELS
        from gongkai.platform.permissions import Permission
        from gongkai.platform.search.sources import register
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import STEPS, WAITING

        register(NOTICES)
        LABELS.update(
            area=gettext_lazy("Area"),
            days=gettext_lazy("Days that change"),
            digest=gettext_lazy("SHA-256 of the notice"),
            moved=gettext_lazy("Deadlines that move"),
            number=gettext_lazy("Number of the notice"),
            version=gettext_lazy("Version"),
            year=gettext_lazy("Year"),
        )
        KINDS["calendars.notice"] = gettext_lazy("Notice on holidays")
        WAITING.append(waits)
        STEPS.append(steps)
        ITEMS.append(Item("calendars:list", gettext_lazy("Calendars"), Permission.CALENDARS_READ))
