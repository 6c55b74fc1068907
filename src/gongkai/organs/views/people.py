"""人员页面: the people whom a person may see, one of them, and the forms to change them and their roles."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.organs import forms, queries
from gongkai.organs.actions import appointments, people
from gongkai.organs.roles import ROLES
from gongkai.organs.views.asked import one_of, require_allowed, require_possible, sent, today
from gongkai.platform.permissions import Permission
from gongkai.platform.ui.perform import perform

PAGE = 100
"""People on one page of the list."""


def _somewhere(request: HttpRequest, permission: Permission) -> bool:
    return queries.visible_to(request.user, today(), permission).exists()


def people_list(request: HttpRequest) -> HttpResponse:
    """The people whom the person may see."""
    text = request.GET.get("q", "").strip()
    found = queries.people_visible_to(request.user, today()).select_related("membership__organ")
    if text:
        found = found.filter(Q(login__icontains=text) | Q(name__icontains=text) | Q(email__icontains=text))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    can_add = _somewhere(request, Permission.PEOPLE_CHANGE) or people.add_person.is_allowed(request.user, None)
    context = {"title": _("People"), "page": page, "text": text, "can_add": can_add}
    return render(request, "organs/people.html", context)


def person_page(request: HttpRequest, number: int) -> HttpResponse:
    """One person: roles and deputies."""
    on = today()
    person = one_of(queries.people_visible_to(request.user, on), number)
    held = queries.appointments_visible_to(request.user, on)
    running = set(queries.running(held, on).values_list("pk", flat=True))
    deputies = queries.deputies_visible_to(request.user, on)
    context = {
        "title": person.name,
        "person": person,
        "appointments": [
            {
                "held": appointment,
                "role": ROLES[appointment.role],
                "runs": appointment.pk in running,
                "deputies": [deputy for deputy in deputies if deputy.appointment_id == appointment.pk],
                "can_end": _is_possible(request, appointments.end_appointment, appointment=appointment),
                "can_deputise": appointment.pk in running and appointments.may_deputise(request.user, appointment, on),
            }
            for appointment in held.filter(person=person)
        ],
        "deputising": [(ROLES[deputy.appointment.role], deputy) for deputy in deputies.filter(person=person)],
        "can_change": people.change_person.is_allowed(request.user, person.membership.organ),
        "can_appoint": _somewhere(request, Permission.ROLES_CHANGE)
        or appointments.appoint.is_allowed(request.user, None),
    }
    return render(request, "organs/person.html", context)


def _is_possible(request: HttpRequest, action: Any, **arguments: Any) -> bool:
    return action.hindrance(by=request.user, **arguments) is None


def add(request: HttpRequest) -> HttpResponse:
    """Adds a person."""
    if not _somewhere(request, Permission.PEOPLE_CHANGE):
        require_allowed(request, people.add_person, None)
    form = forms.AddPerson(sent(request), person=request.user, on=today())
    return perform(
        request,
        form,
        people.add_person,
        title=_("Add a person"),
        done=_("The person is added. Now give them a role."),
        then=reverse("organs:people"),
    )


def _change(
    request: HttpRequest, number: int, action: Any, make: Any, *, title: str, done: str, at_once: bool = False
) -> HttpResponse:
    person = one_of(queries.people_visible_to(request.user, today()), number)
    require_allowed(request, action, person.membership.organ)
    if at_once and request.method != "POST":
        require_possible(request, action, person=person)
    then = reverse("organs:person", args=[person.pk])
    return perform(request, make(person), action, title=f"{person.name}: {title}", done=done, then=then, person=person)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Changes a person's name or e-mail address."""

    def make(person: Any) -> forms.ChangePerson:
        return forms.ChangePerson(sent(request), initial={"name": person.name, "email": person.email})

    return _change(request, number, people.change_person, make, title=_("Change"), done=_("The person is changed."))


def move(request: HttpRequest, number: int) -> HttpResponse:
    """Lets another organ look after a person."""

    def make(person: Any) -> forms.MovePerson:
        initial = {"organ": person.membership.organ}
        return forms.MovePerson(sent(request), person=request.user, on=today(), initial=initial)

    title, done = _("Move to another organ"), _("The person is moved. Look at their roles as well.")
    return _change(request, number, people.move_person, make, title=title, done=done)


def _confirm(request: HttpRequest) -> Any:
    return lambda _of: forms.Confirm(sent(request))


def deactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Deactivates a person."""
    make, done = _confirm(request), _("The person can no longer sign in.")
    return _change(request, number, people.deactivate_person, make, title=_("Deactivate"), done=done, at_once=True)


def reactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Brings a person back."""
    make, done = _confirm(request), _("The person can sign in again.")
    return _change(request, number, people.reactivate_person, make, title=_("Reactivate"), done=done, at_once=True)


# ---- Roles ----------------------------------------------------------------------------------------------------------


def appoint(request: HttpRequest, number: int) -> HttpResponse:
    """Gives a person a role."""
    person = one_of(queries.people_visible_to(request.user, today()), number)
    if not _somewhere(request, Permission.ROLES_CHANGE):
        require_allowed(request, appointments.appoint, None)
    form = forms.Appoint(sent(request), person=request.user, on=today(), initial={"organ": person.membership.organ})
    return perform(
        request,
        form,
        appointments.appoint,
        title=_("Give %(name)s a role") % {"name": person.name},
        done=_("The role is given."),
        then=reverse("organs:person", args=[person.pk]),
        person=person,
    )


def end_appointment(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a role back."""
    appointment = one_of(queries.appointments_visible_to(request.user, today()), number)
    if request.method != "POST":
        require_possible(request, appointments.end_appointment, appointment=appointment)
    return perform(
        request,
        _confirm(request)(appointment),
        appointments.end_appointment,
        title=_("Take the role %(role)s back from %(name)s")
        % {"role": ROLES[appointment.role].title, "name": appointment.person.name},
        done=_("The role is taken back."),
        then=reverse("organs:person", args=[appointment.person_id]),
        appointment=appointment,
    )


def name_deputy(request: HttpRequest, number: int) -> HttpResponse:
    """Names a deputy for an appointment."""
    appointment = one_of(queries.appointments_visible_to(request.user, today()), number)
    appointments.require_hold(request.user, appointment, today())
    form = forms.NameDeputy(sent(request), person=request.user, on=today(), appointment=appointment)
    return perform(
        request,
        form,
        appointments.name_deputy,
        title=_("Name a deputy for %(name)s, %(role)s")
        % {"role": ROLES[appointment.role].title, "name": appointment.person.name},
        done=_("The deputy is named."),
        then=reverse("organs:person", args=[appointment.person_id]),
        appointment=appointment,
    )


def end_deputy(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a deputy."""
    deputy = one_of(queries.deputies_visible_to(request.user, today()), number)
    if request.method != "POST":
        require_possible(request, appointments.end_deputy, deputy=deputy)
    return perform(
        request,
        _confirm(request)(deputy),
        appointments.end_deputy,
        title=_("End %(name)s as deputy") % {"name": deputy.person.name},
        done=_("The deputy holds nothing more."),
        then=reverse("organs:person", args=[deputy.appointment.person_id]),
        deputy=deputy,
    )
