"""应用: organs, people and roles, as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgansConfig(AppConfig):
    """See the package."""

    name = "gongkai.organs"
    label = "organs"

    def ready(self) -> None:
        """Called by Django when the models are loaded."""
        from gongkai.organs.gate import RoleGate
        from gongkai.organs.searched import ORGANS, PEOPLE
        from gongkai.organs.shown import KINDS as RECORDS
        from gongkai.organs.shown import LABELS as NAMES
        from gongkai.organs.shown import WORDS, own_roles
        from gongkai.organs.waiting import steps, waits
        from gongkai.platform.accounts.panels import PANELS, Panel
        from gongkai.platform.auditor.words import KINDS, LABELS, READERS
        from gongkai.platform.permissions import set_gate
        from gongkai.platform.search.sources import register
        from gongkai.platform.ui.navigation import ITEMS, Item
        from gongkai.platform.ui.waiting import STEPS, WAITING

        set_gate(RoleGate())
        register(ORGANS)
        register(PEOPLE)
        WAITING.append(waits)
        STEPS.append(steps)
        PANELS.append(Panel("organs/own_roles.html", own_roles))
        READERS.update(WORDS)
        LABELS.update(NAMES)
        KINDS.update(RECORDS)
        ITEMS.append(Item("organs:list", _("Organs"), None, group="organs"))
        ITEMS.append(Item("organs:people", _("People"), None, group="organs"))
