"""机关页面: the tree of organs, one organ as of a day, and the forms to change it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.organs import forms, queries
from gongkai.organs.actions import organs as act
from gongkai.organs.listing import ORGANS
from gongkai.organs.models import Organ
from gongkai.organs.roles import ROLES
from gongkai.organs.views.asked import day_asked, one_of, require_allowed
from gongkai.platform.lists.page import show
from gongkai.platform.moments import today
from gongkai.platform.permissions import Permission, may, powers
from gongkai.platform.ui.perform import perform, sent


def organ_list(request: HttpRequest) -> HttpResponse:
    """The tree as of a day, or those in it that fit the filters."""
    can_change = Permission.ORGANS_CHANGE in powers(request.user, today()).anywhere
    context = {"can_set_up": can_change or act.set_up_organ.is_allowed(request.user, None)}
    return show(request, ORGANS, template="organs/list.html", context=context)


def organ_page(request: HttpRequest, number: int) -> HttpResponse:
    """One organ as of a day."""
    on = day_asked(request)
    visible = queries.visible_as_of(request.user, today(), on)
    organ = one_of(visible, number)
    history = queries.history_of(organ)
    status = organ.status_on(on)
    people = queries.running(queries.appointments_visible_to(request.user, today()), on)
    others = queries.others_of(request.user, organ, history, on)
    seen = visible.in_bulk(others.all)
    context = {
        "title": organ.name,
        "organ": organ,
        "on": on,
        "names": history.names,
        "places": _links(history.parents, "parent_id", seen),
        "reporting": _links(history.intos, "into_id", seen),
        "successors": _seen(others.heirs, seen),
        "inherited": _seen(others.inherited, seen),
        "status": status,
        "statuses": _links(history.statuses, "acts_through_id", seen),
        "acts_for": _seen(others.acts_for, seen),
        "actor": seen.get(status.acts_through_id),
        "report_day": organ.report_day(on.year - 1),
        "people": [(ROLES[held.role], held) for held in people.filter(organ=organ)],
        "can_change": act.rename_organ.is_allowed(request.user, organ) and organ.ended_on is None,
        "can_appoint": may(request.user, Permission.ROLES_CHANGE, organ.pk, today()),
    }
    return render(request, "organs/organ.html", context)


def _seen(organs: Collection[int], seen: Mapping[int, Any]) -> list[Any]:
    """Those of these organs that the person sees, in the order of official lists."""
    found = (seen[organ] for organ in organs if organ in seen)
    return sorted(found, key=lambda organ: (organ.position, organ.sort_key, organ.pk))


def _links(facts: Any, column: str, seen: Mapping[int, Any]) -> list[tuple[Any, Any, bool]]:
    """Each fact, the other organ as far as it is seen, and whether there is one."""
    return [(fact, seen.get(getattr(fact, column)), getattr(fact, column) is not None) for fact in facts]


def set_up(request: HttpRequest) -> HttpResponse:
    """Sets up an organ, below the one in the address."""
    on = today()
    mine = queries.visible_to(request.user, on, Permission.ORGANS_CHANGE)
    if not mine.exists():
        require_allowed(request, act.set_up_organ, None)
    above = request.GET.get("below", "")
    initial = {"set_up_on": on, "parent": mine.filter(pk=above).first() if above.isdecimal() else None}
    form = forms.SetUp(sent(request), person=request.user, on=on, initial=initial)
    return perform(
        request,
        form,
        act.set_up_organ,
        title=_("Set up an organ"),
        done=_("The organ is set up."),
        then=reverse("organs:list"),
    )


def _change(
    request: HttpRequest, number: int, action: Any, make: Any, *, title: str, done: str, at_parent: bool = False
) -> HttpResponse:
    organ = one_of(queries.visible_to(request.user, today()), number)
    require_allowed(request, action, organ)
    if at_parent:
        require_allowed(request, action, queries.parent_of(organ, today()))
    then = reverse("organs:organ", args=[organ.pk])
    context = {"button": title}
    heading = f"{title} · {organ.name}"
    return perform(request, make(organ), action, title=heading, done=done, then=then, context=context, organ=organ)


def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Renames an organ."""

    def make(organ: Organ) -> forms.Rename:
        named: Any = organ
        initial = {"name": named.name, "short_name": named.short_name, "from_day": today()}
        return forms.Rename(sent(request), initial=initial)

    return _change(request, number, act.rename_organ, make, title=_("Rename"), done=_("The organ is renamed."))


def _chosen(request: HttpRequest, form: Any) -> Any:
    return lambda organ: form(sent(request), person=request.user, on=today(), organ=organ)


def move(request: HttpRequest, number: int) -> HttpResponse:
    """Moves an organ in the tree."""
    make = _chosen(request, forms.Move)
    done = _("The organ is moved.")
    return _change(request, number, act.move_organ, make, title=_("Move in the tree"), done=done, at_parent=True)


def reports_into(request: HttpRequest, number: int) -> HttpResponse:
    """Sets into which organ an organ reports."""
    make, done = _chosen(request, forms.Report), _("Where it reports is set.")
    return _change(request, number, act.set_reports_into, make, title=_("Set where it reports"), done=done)


def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Merges an organ into another."""
    make, done = _chosen(request, forms.Merge), _("The organ is merged.")
    return _change(request, number, act.merge_organs, make, title=_("Merge"), done=done, at_parent=True)


def abolish(request: HttpRequest, number: int) -> HttpResponse:
    """Abolishes an organ."""
    make, done = _chosen(request, forms.Abolish), _("The organ is abolished.")
    return _change(request, number, act.abolish_organ, make, title=_("Abolish"), done=done, at_parent=True)


def details(request: HttpRequest, number: int) -> HttpResponse:
    """Changes the details of an organ."""
    make, done = _chosen(request, forms.Details), _("The details are changed.")
    return _change(request, number, act.change_organ_details, make, title=_("Change details"), done=done)


def roles(request: HttpRequest) -> HttpResponse:
    """The table of roles, for everyone who signs in."""
    table = [
        (role, sorted(role.permissions), [other.title for other in ROLES.values() if other.code in role.gives])
        for role in ROLES.values()
    ]
    return render(request, "organs/roles.html", {"title": _("Roles"), "roles": table})
