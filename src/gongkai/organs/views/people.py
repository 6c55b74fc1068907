"""人员页面: the people whom a person may see, one of them, and the forms to change them and their roles."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.organs import forms, queries
from gongkai.organs.actions import appointments, people
from gongkai.organs.listing import PEOPLE
from gongkai.organs.powers import reaches
from gongkai.organs.roles import ROLES
from gongkai.organs.views.asked import one_of, require_allowed, require_possible
from gongkai.platform.accounts import access
from gongkai.platform.lists.page import show
from gongkai.platform.moments import present, today
from gongkai.platform.permissions import Permission, powers
from gongkai.platform.ui.perform import perform, sent


def _somewhere(request: HttpRequest, permission: Permission) -> bool:
    return permission in powers(request.user, today()).anywhere


def people_list(request: HttpRequest) -> HttpResponse:
    """The people whom the person may see."""
    can_add = _somewhere(request, Permission.PEOPLE_CHANGE) or people.add_person.is_allowed(request.user, None)
    return show(request, PEOPLE, template="organs/people.html", context={"can_add": can_add})


def person_page(request: HttpRequest, number: int) -> HttpResponse:
    """One person: roles and deputies."""
    on = today()
    person = one_of(queries.people_visible_to(request.user, on), number)
    held = queries.appointments_visible_to(request.user, on)
    running = set(queries.running(held, on).values_list("pk", flat=True))
    deputies = list(queries.deputies_visible_to(request.user, on, person))
    mine = list(held.filter(person=person))
    places = [person.membership.organ_id, *(appointment.organ_id for appointment in mine)]
    names = queries.names_of(request.user, places, on)
    can_change = people.change_person.is_allowed(request.user, person.membership.organ) and reaches(
        request.user, person, on
    )
    context = {
        "title": person.name,
        "person": person,
        "appointments": [
            {
                "held": appointment,
                "organ": names.get(appointment.organ_id or 0),
                "role": ROLES[appointment.role],
                "runs": appointment.pk in running,
                "deputies": [deputy for deputy in deputies if deputy.appointment_id == appointment.pk],
                "can_end": _is_possible(request, appointments.end_appointment, appointment=appointment),
                "can_deputise": appointment.pk in running and appointments.may_deputise(request.user, appointment, on),
            }
            for appointment in mine
        ],
        "home": names.get(person.membership.organ_id or 0),
        "deputising": [
            (ROLES[deputy.appointment.role], deputy) for deputy in deputies if deputy.person_id == person.pk
        ],
        "can_change": can_change,
        "sign_in": _of_signing_in(person) if can_change and person != request.user else None,
        "can_appoint": _somewhere(request, Permission.ROLES_CHANGE)
        or appointments.appoint.is_allowed(request.user, None),
    }
    return render(request, "organs/person.html", context)


def _of_signing_in(person: Any) -> dict[str, Any]:
    """How the person signs in, for whoever may change that."""
    return {
        "by_password": person.has_usable_password(),
        "must_change": person.must_change_password,
        "second_factor": access.has_second_factor(person),
        "identity": access.identity_of(person),
        "may_be_linked": bool(settings.IDENTITY_PROVIDER),
        "browsers": access.lasting_sign_ins(person, present()).count(),
    }


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


def change_of(
    request: HttpRequest, number: int, action: Any, make: Any, *, title: str, done: str, at_once: bool = False
) -> HttpResponse:
    """Does an action on a person. `make` gives the form for the person; `at_once`: nothing is typed, so whatever
    hinders the action is told before."""
    person = one_of(queries.people_visible_to(request.user, today()), number)
    require_allowed(request, action, person.membership.organ)
    if at_once and request.method != "POST":
        require_possible(request, action, person=person)
    then = reverse("organs:person", args=[person.pk])
    context = {"button": title}
    heading = f"{title} · {person.name}"
    return perform(request, make(person), action, title=heading, done=done, then=then, context=context, person=person)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Changes a person's name or e-mail address."""

    def make(person: Any) -> forms.ChangePerson:
        return forms.ChangePerson(sent(request), initial={"name": person.name, "email": person.email})

    return change_of(request, number, people.change_person, make, title=_("Change"), done=_("The person is changed."))


def move(request: HttpRequest, number: int) -> HttpResponse:
    """Lets another organ look after a person."""

    def make(person: Any) -> forms.MovePerson:
        initial = {"organ": person.membership.organ}
        return forms.MovePerson(sent(request), person=request.user, on=today(), initial=initial)

    title, done = _("Move to another organ"), _("The person is moved. Look at their roles as well.")
    return change_of(request, number, people.move_person, make, title=title, done=done)


def confirm(request: HttpRequest) -> Any:
    """Makes the form that only asks whether to do it."""
    return lambda _of: forms.Confirm(sent(request))


def deactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Deactivates a person."""
    make, done = confirm(request), _("The person can no longer sign in.")
    return change_of(request, number, people.deactivate_person, make, title=_("Deactivate"), done=done, at_once=True)


def reactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Brings a person back."""
    make, done = confirm(request), _("The person can sign in again.")
    return change_of(request, number, people.reactivate_person, make, title=_("Reactivate"), done=done, at_once=True)


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
        confirm(request)(appointment),
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
        confirm(request)(deputy),
        appointments.end_deputy,
        title=_("End %(name)s as deputy") % {"name": deputy.person.name},
        done=_("The deputy holds nothing more."),
        then=reverse("organs:person", args=[deputy.appointment.person_id]),
        deputy=deputy,
    )
