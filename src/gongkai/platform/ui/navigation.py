"""导航: the entries of the main navigation, each shown to whom may open it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from gongkai.platform.moments import legal_day, present
from gongkai.platform.permissions import Permission, Powers, powers


@dataclass(frozen=True)
class Item:
    """An entry: its route, its words, and for whom."""

    route: str
    title: Promise
    needs: Permission | None
    """The permission to open it, held anywhere; None: whoever signs in."""
    in_whole: bool = False
    """Whether the permission must be held in the whole installation."""

    def is_for(self, held: Powers) -> bool:
        """Whether someone with these powers may open it."""
        return self.needs is None or self.needs in (held.whole if self.in_whole else held.anywhere)


ITEMS: list[Item] = []
"""In the order shown; each application adds its own when the site starts."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The entries for this person, for the templates. A request refused before anybody was looked up has none."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {"navigation": []}
    held = powers(request.user, legal_day(present()))
    shown = [(item, reverse(item.route)) for item in ITEMS if item.is_for(held)]
    here = max((address for _, address in shown if request.path.startswith(address)), key=len, default="")
    return {
        "navigation": [{"address": address, "title": item.title, "here": address == here} for item, address in shown]
    }
