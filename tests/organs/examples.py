"""The actions on organs, people and roles, each called rightly and in a state that refuses it."""

from datetime import timedelta

from allauth.mfa.models import Authenticator

from gongkai.organs.actions import sign_in
from gongkai.organs.actions.appointments import appoint, end_appointment, end_deputy, name_deputy
from gongkai.organs.actions.organs import (
    abolish_organ,
    change_organ_details,
    merge_organs,
    move_organ,
    rename_organ,
    set_reports_into,
    set_up_organ,
)
from gongkai.organs.actions.people import (
    add_person,
    change_person,
    create_admin,
    deactivate_person,
    move_person,
    reactivate_person,
)
from gongkai.organs.actions.workbook import import_workbook
from gongkai.organs.models import Deputy, Kind, Level
from gongkai.organs.workbook.columns import COLUMNS
from gongkai.platform.accounts.access import link_identity
from gongkai.platform.accounts.models import Person, SignIn
from gongkai.platform.guard import unguarded
from tests.examples import Example

DETAILS = {
    "kind": Kind.DEPARTMENT,
    "level": Level.COUNTY,
    "position": 3,
    "organisation_code": "",
    "credit_code": "",
    "index_prefix": "",
    "acts_through": None,
    "site_address": "",
    "report_by": "",
    "contact_office": "",
    "contact_telephone": "",
    "contact_email": "",
    "contact_address": "",
}


def set_up(world, **other):
    """A new department of the district."""
    return {
        "by": world.admin,
        "name": "东湖区水务局",
        "short_name": "区水务局",
        "kind": Kind.DEPARTMENT,
        "level": Level.COUNTY,
        "set_up_on": world.today,
        "parent": world.district,
    } | other


def renamed(world, **other):
    """The bureau gets another name."""
    return {
        "by": world.admin,
        "organ": world.bureau,
        "name": "东湖区教育和体育局",
        "short_name": "",
        "from_day": world.today,
    } | other


def moved(world, **other):
    """The town moves up."""
    return {"by": world.admin, "organ": world.town, "parent": world.city, "from_day": world.today} | other


def reporting(world, **other):
    """The bureau reports into the city."""
    return {"by": world.admin, "organ": world.bureau, "into": world.city, "from_day": world.today} | other


def merged(world, **other):
    """The town becomes part of the bureau, as odd as that is."""
    return {"by": world.admin, "organ": world.town, "heir": world.bureau, "from_day": world.today} | other


def abolished(world, **other):
    """The bureau ends; the district does its work."""
    return {
        "by": world.admin,
        "organ": world.bureau,
        "successors": [world.district],
        "from_day": world.today,
    } | other


def details(world, **other):
    """The bureau gets its codes."""
    codes = {"organisation_code": "00693974-8", "credit_code": "11441700007280420Y"}
    return {"by": world.admin, "organ": world.bureau, "from_day": world.today} | DETAILS | codes | other


def added(world, **other):
    """A new person of the district."""
    return {
        "by": world.admin,
        "login": "Li.Na",
        "name": "李娜",
        "email": "li.na@example.gov.cn",
        "password": "correct horse battery",
        "organ": world.district,
    } | other


def first_admin(world, **other):
    """The command line makes an administrator."""
    given = added(world) | {"by": Person.objects.system(), "login": "root2", "email": "root2@example.gov.cn"}
    del given["organ"]
    return given | other


def changed(world, **other):
    """Somebody marries."""
    return {"by": world.admin, "person": world.nobody(world.bureau), "name": "欧阳娜娜", "email": ""} | other


def deactivated(world):
    """Somebody who has left."""
    person = world.nobody(world.bureau)
    deactivate_person(by=world.admin, now=world.now, person=person)
    return person


def given_password(world, **other):
    """Somebody forgot their password."""
    given = {"by": world.admin, "person": world.nobody(world.bureau), "password": "a quiet river bank"}
    return given | other


def with_second_factor(world):
    """Somebody who has set up a second factor, and lost it."""
    person = world.nobody(world.bureau)
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.TOTP, data={})
    return person


def signed_in(world):
    """Somebody who is signed in in a browser."""
    person = world.nobody(world.bureau)
    SignIn.objects.create(person=person, began_at=world.now, seen_at=world.now)
    return person


def linked(world):
    """Somebody who signs in through the identity provider."""
    person = world.nobody(world.bureau)
    link_identity(person, f"s-{person.pk}")
    return person


def appointed(world, **other):
    """Somebody becomes OGI officer of the bureau."""
    return {
        "by": world.admin,
        "person": world.nobody(world.bureau),
        "role": "officer",
        "organ": world.bureau,
        "with_below": False,
        "from_day": world.today,
        "until_day": None,
    } | other


def an_appointment(world, role="officer"):
    """Somebody is OGI officer of the bureau."""
    return world.appointment(world.nobody(world.bureau), role, world.bureau)


def deputising(world, **other):
    """A colleague stands in for the officer for a week."""
    appointment = an_appointment(world)
    return {
        "by": appointment.person,
        "appointment": appointment,
        "person": world.person("section", world.bureau),
        "from_day": world.today,
        "until_day": world.today + timedelta(days=6),
    } | other


def a_deputy(world, until=6):
    """A deputy until so many days from now."""
    with unguarded("an example"):
        return Deputy.objects.create(
            appointment=an_appointment(world),
            person=world.nobody(world.bureau),
            from_day=world.today - timedelta(days=10),
            until_day=world.today + timedelta(days=until),
        )


def last_administrator(world):
    """The only administrator's appointment, taken back by the system."""
    return {"by": Person.objects.system(), "appointment": world.admin.appointments.get()}


HEADINGS = [column.heading for column in COLUMNS]


def row_of(**cells):
    """A row of a workbook of organs; columns by their field."""
    return [str(cells.get(column.field, "")) for column in COLUMNS]


def imported(world, *rows, **other):
    """A workbook with one new organ, or with these rows."""
    new = row_of(name="东湖区水务局", parent="东湖区人民政府", set_up_on="2026-03-01", kind="工作部门", level="县级")
    return {"by": world.admin, "rows": [HEADINGS, *(rows or [new])], "from_day": world.today} | other


EXAMPLES = [
    Example(import_workbook, imported, lambda world: imported(world, row_of(name="某局"))),
    Example(set_up_organ, set_up, lambda world: set_up(world, name="东湖区教育局")),
    Example(rename_organ, renamed, lambda world: renamed(world, name="东湖区人民政府")),
    Example(move_organ, moved, lambda world: moved(world, organ=world.district, parent=world.town)),
    Example(set_reports_into, reporting, lambda world: reporting(world, organ=world.city, into=world.town)),
    Example(merge_organs, merged, lambda world: merged(world, organ=world.district, heir=world.city)),
    Example(abolish_organ, abolished, lambda world: abolished(world, organ=world.district, successors=[])),
    Example(change_organ_details, details, lambda world: details(world, organisation_code="00001434-8")),
    Example(add_person, added, lambda world: added(world, login=world.admin.login)),
    Example(create_admin, first_admin, lambda world: first_admin(world, password="")),
    Example(change_person, changed, lambda world: changed(world, name=" ")),
    Example(
        move_person,
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau), "organ": world.town},
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau), "organ": world.bureau},
    ),
    Example(
        deactivate_person,
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau)},
        lambda world: {"by": world.admin, "person": world.admin},
    ),
    Example(
        reactivate_person,
        lambda world: {"by": world.admin, "person": deactivated(world)},
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau)},
    ),
    Example(sign_in.give_password, given_password, lambda world: given_password(world, password="short")),
    Example(
        sign_in.remove_second_factors,
        lambda world: {"by": world.admin, "person": with_second_factor(world)},
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau)},
    ),
    Example(
        sign_in.end_all_sign_ins,
        lambda world: {"by": world.admin, "person": signed_in(world)},
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau)},
    ),
    Example(
        sign_in.link_identity,
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau), "subject": "s-1"},
        lambda world: {"by": world.admin, "person": linked(world), "subject": "s-2"},
    ),
    Example(
        sign_in.unlink_identity,
        lambda world: {"by": world.admin, "person": linked(world)},
        lambda world: {"by": world.admin, "person": world.nobody(world.bureau)},
    ),
    Example(appoint, appointed, lambda world: appointed(world, organ=None)),
    Example(
        end_appointment, lambda world: {"by": world.admin, "appointment": an_appointment(world)}, last_administrator
    ),
    Example(name_deputy, deputising, lambda world: deputising(world, until_day=world.today - timedelta(days=1))),
    Example(
        end_deputy,
        lambda world: {"by": world.admin, "deputy": a_deputy(world)},
        lambda world: {"by": world.admin, "deputy": a_deputy(world, until=-1)},
    ),
]
