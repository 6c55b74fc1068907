"""导航: the entries of the main navigation, each shown to whom may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Item:
    """An entry: its route, its words, and for whom."""

    route: str
    title: Promise
    is_for: Callable[[Any], bool]


ITEMS: list[Item] = []
"""In the order shown; each application adds its own when the site starts."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The entries for this person, for the templates."""
    if (
        not hasattr(request, "user") or not request.user.is_authenticated
    ):  # without: refused before anybody was looked up
        return {"navigation": []}
    shown = [(item, reverse(item.route)) for item in ITEMS if item.is_for(request.user)]
    here = max((address for _, address in shown if request.path.startswith(address)), key=len, default="")
    return {
        "navigation": [{"address": address, "title": item.title, "here": address == here} for item, address in shown]
    }
