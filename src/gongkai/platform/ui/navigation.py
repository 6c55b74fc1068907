"""导航: the entries of the main navigation, each shown to whom may open it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, Powers, powers

GROUPS: dict[str, Promise] = {
    "work": _("Work"),
    "organs": _("Organs and people"),
    "system": _("The installation"),
}
"""Key → what stands above the entries of a group, in the order shown."""


@dataclass(frozen=True)
class Item:
    """An entry: its route, its words, and for whom."""

    route: str
    title: Promise
    needs: Permission | None
    """The permission to open it, held anywhere; None: whoever signs in."""
    in_whole: bool = False
    """Whether the permission must be held in the whole installation."""
    group: str = "work"
    """The key of the group that it stands in."""

    def is_for(self, held: Powers) -> bool:
        """Whether someone with these powers may open it."""
        return self.needs is None or self.needs in (held.whole if self.in_whole else held.anywhere)


ITEMS: list[Item] = []
"""Of those who signed in, in the order shown; each application adds its own when the site starts."""

PUBLIC: list[Item] = []
"""Of everyone, with and without an account, in the order shown."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The entries for this person, and those for everyone, for the templates. A request refused before anybody was
    looked up has only the latter."""
    entries = {"public_navigation": _entries(request, PUBLIC), "navigation": []}
    if hasattr(request, "user") and request.user.is_authenticated:
        held = powers(request.user, legal_day(present()))
        grouped = [item for key in GROUPS for item in ITEMS if item.group == key and item.is_for(held)]
        entries["navigation"] = _entries(request, grouped)
    return entries


def _entries(request: HttpRequest, items: list[Item]) -> list[dict[str, Any]]:
    shown = [(item, reverse(item.route)) for item in items]
    here = max((address for _, address in shown if request.path.startswith(address)), key=len, default="")
    return [
        {"address": address, "title": item.title, "group": GROUPS[item.group], "here": address == here}
        for item, address in shown
    ]
