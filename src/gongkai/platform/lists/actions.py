"""动作: a list taken out of the house; a person's own views. The journal tells which list, never a view's name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.platform.actions.action import Recorded, action
from gongkai.platform.lists import events
from gongkai.platform.lists.asked import LONGEST, allowed_keys
from gongkai.platform.lists.listing import LISTINGS
from gongkai.platform.lists.models import SavedView
from gongkai.platform.lists.queries import own_views
from gongkai.platform.refusals import Forbidden, Refused
from gongkai.platform.typed import require_plain

MOST_VIEWS = 20
"""Views of one list that a person may keep."""
OWN = "a view is its person's own, and shows what that person may see anyway"


# ---- Exporting -------------------------------------------------------------------------------------------------------


def _holds_something(
    *, by: Any, now: datetime, listing: str, filters: Mapping[str, Any], count: int, organ: Any
) -> None:
    if count == 0:
        raise Refused(_("Nothing that you may see fits these filters. Nothing was exported."))


@action(events.LIST_EXPORTED, needs="only rows that the person may see are exported", check=_holds_something)
def export_list(
    *, by: Any, now: datetime, listing: str, filters: Mapping[str, Any], count: int, organ: Any
) -> Recorded[None]:
    """导出列表入日志: `count` rows of the list, filtered so, leave the house as a workbook, which is made before and
    given out after."""
    payload = {"list": listing, "filters": dict(filters), "count": count}
    return Recorded(None, about=None, organ=organ, payload=payload)


# ---- Views -----------------------------------------------------------------------------------------------------------


def _name_is_free(by: Any, listing: str, name: str, view: SavedView | None = None) -> None:
    if not name.strip():
        raise Refused(_("Give the view a name."), field="name")
    require_plain(name, "name")
    others = own_views(by, listing).exclude(pk=view.pk if view else None)
    if others.filter(name=name.strip()).exists():
        raise Refused(_("You have a view of that name already: choose another."), field="name")


def _can_be_saved(*, by: Any, now: datetime, listing: str, name: str, query: str, is_default: bool) -> None:
    _name_is_free(by, listing, name)
    if len(query) > LONGEST or not QueryDict(query).keys() <= allowed_keys(LISTINGS[listing]):
        raise Refused(_("This can't be kept as a view: set the filters of the list again."))
    if own_views(by, listing).count() >= MOST_VIEWS:
        raise Refused(_("You have %(most)s views of this list: delete one first.") % {"most": MOST_VIEWS})


def _told(view: SavedView) -> dict[str, Any]:
    return {"list": view.listing, "view": view.pk}


def _no_other_default(view: SavedView) -> None:
    SavedView.objects.filter(person=view.person, listing=view.listing, is_default=True).update(is_default=False)


@action(events.VIEW_SAVED, needs=OWN, check=_can_be_saved)
def save_view(*, by: Any, now: datetime, listing: str, name: str, query: str, is_default: bool) -> Recorded[SavedView]:
    """Keeps filters, order and columns of a list under a name."""
    view = SavedView(person=by.pk, listing=listing, name=name.strip(), query=query, is_default=is_default, saved_at=now)
    if is_default:
        _no_other_default(view)
    view.save(force_insert=True)
    return Recorded(view, about=view, payload=_told(view))


def _is_own(*, by: Any, now: datetime, view: SavedView) -> None:
    if view.person != by.pk:
        raise Forbidden


def _can_be_renamed(*, by: Any, now: datetime, view: SavedView, name: str) -> None:
    _is_own(by=by, now=now, view=view)
    _name_is_free(by, view.listing, name, view)


@action(events.VIEW_RENAMED, needs=OWN, locks=("view",), check=_can_be_renamed)
def rename_view(*, by: Any, now: datetime, view: SavedView, name: str) -> Recorded[SavedView]:
    """Another name for a view."""
    view.name = name.strip()
    view.save(update_fields=["name"])
    return Recorded(view, about=view, payload=_told(view))


def _is_otherwise(*, by: Any, now: datetime, view: SavedView, is_default: bool) -> None:
    _is_own(by=by, now=now, view=view)
    if view.is_default == is_default:
        raise Refused(_("It is so already."))


@action(events.VIEW_CHOSEN, needs=OWN, locks=("view",), check=_is_otherwise)
def choose_view(*, by: Any, now: datetime, view: SavedView, is_default: bool) -> Recorded[SavedView]:
    """The list opens with this view from now on, or no longer."""
    _no_other_default(view)
    view.is_default = is_default
    view.save(update_fields=["is_default"])
    return Recorded(view, about=view, payload=_told(view))


@action(events.VIEW_DELETED, needs=OWN, locks=("view",), check=_is_own)
def delete_view(*, by: Any, now: datetime, view: SavedView) -> Recorded[None]:
    """The view is gone; the list is not."""
    told = _told(view)
    view.delete()
    return Recorded(None, about=None, payload=told)
