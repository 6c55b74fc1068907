"""虚构的城市: what happened in the demo, day after day, each through the actions that people use.

Same day, same city: names, organs, people, reports and their order do not depend on when it is built. Whatever happens
after the first two years happens every year, so that the city can be built up to any day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from gongkai.demo import collected, life
from gongkai.demo.actions import mark_as_demo
from gongkai.demo.keeping import keep_reports, without_waiting
from gongkai.demo.places import LATER, OFFICES, PLACES, RENAMINGS, Place, Renaming, hands_in, reporting, years
from gongkai.demo.reports import drafted
from gongkai.demo.staff import NEWCOMERS, STAFF, Post, officer_of, officers
from gongkai.organs.actions.appointments import appoint, end_appointment, name_deputy
from gongkai.organs.actions.organs import (
    change_organ_details,
    merge_organs,
    rename_organ,
    set_reports_into,
    set_up_organ,
)
from gongkai.organs.actions.people import add_person, create_admin, deactivate_person
from gongkai.organs.models import Appointment, Organ
from gongkai.organs.rules import details_of
from gongkai.platform.accounts.actions import record_password_change
from gongkai.platform.accounts.models import Person
from gongkai.platform.files.actions import add_files
from gongkai.platform.moments import LEGAL_ZONE

BEGINS = date(2024, 1, 2)
PASSWORD = "wangchuan-demo-2024"
"""Of everybody who can sign in; known to all, which is why no demo runs in production."""

ACCOUNTS = {post.login: post.says for post in STAFF if post.says}
"""Login → who that is, in Chinese and English."""

_OFFICE_OPENS = time(9, 0, tzinfo=LEGAL_ZONE)
_BETWEEN = timedelta(seconds=40)
"""From one act of a day to the next."""

Event = tuple[date, Callable[["City"], None]]


@dataclass(frozen=True)
class Built:
    """What there is now."""

    organs: int
    people: int
    reports: int


@dataclass
class City:
    """The city while it is built: who acts, and on which day."""

    day: date = BEGINS
    acts: int = 0
    reports: int = 0
    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Appointment] = field(default_factory=dict)
    collections: dict[tuple[str, int], Any] = field(default_factory=dict)
    """Organ and year of the reports → the collection of them."""
    received: dict[tuple[str, int], Any] = field(default_factory=dict)
    """Organ and year → its report that came in last."""

    def do(self, act: Callable[..., Any], by: Person | None = None, **arguments: Any) -> Any:
        """Does the act, a little after the one before, in the administrator's name."""
        now = datetime.combine(self.day, _OFFICE_OPENS) + _BETWEEN * self.acts
        self.acts += 1
        return act(by=by or self.people["guanli"], now=now, **arguments)


def build(until: date) -> Built:
    """Builds the city as it is on that day, in a database without people."""
    city = City()
    with without_waiting():
        for day, happen in _events(until):
            if day > until:
                break
            if day != city.day:
                city.day, city.acts = day, 0
            happen(city)
    return Built(Organ.objects.count(), Person.objects.filter(is_system=False).count(), city.reports)


def _events(until: date) -> Iterator[Event]:
    """What happens, in order."""
    events: list[Event] = [(BEGINS, _set_up), (BEGINS, _bring_along)]
    events += [(renaming.day, partial(_rename, renaming=renaming)) for renaming in RENAMINGS]
    events += [(place.set_up_on, partial(_set_up_later, place=place)) for place in LATER]
    events.append((date(2025, 3, 20), _merge_farming))
    for year in range(BEGINS.year, until.year + 1):
        events += [(date(year, 6, 3), _leave_of_the_signer), (date(year, 9, 2), _newcomer)]
        events += [
            (drafted(key, year - 1).published, partial(_report, key=key, year=year - 1)) for key in reporting(year - 1)
        ]
        events += [(day, partial(happen, year=year)) for day, happen in (*life.of_year(year), *collected.of_year(year))]
    return iter(sorted(events, key=lambda event: event[0]))


# ---- The first day ---------------------------------------------------------------------------------------------------


def _set_up(city: City) -> None:
    city.do(mark_as_demo, Person.objects.system())
    first, *others = STAFF
    city.people[first.login] = city.do(
        create_admin, Person.objects.system(), login=first.login, name=first.name, email="", password=PASSWORD
    )
    for number, place in enumerate(PLACES, start=1):
        _open(city, place, number)
    for place in PLACES:
        if place.key in OFFICES:
            _detail(city, place, acts_through=city.organs[OFFICES[place.key]])
    later = {place.key for place in LATER}
    for post in (*others, *officers()):
        if post.at not in later:
            _join(city, post)
    for government in OFFICES:
        person = city.people[officer_of(government)]
        _appoint(city, person, Post(person.login, person.name, "officer", government))


def _open(city: City, place: Place, number: int) -> None:
    above = city.organs.get(place.below)
    organ = city.organs[place.key] = city.do(
        set_up_organ,
        name=place.name,
        short_name="",
        kind=place.kind,
        level=place.level,
        set_up_on=place.set_up_on,
        parent=above,
    )
    if above is not None and not hands_in(place.key):
        city.do(set_reports_into, organ=organ, into=None, from_day=place.set_up_on)
    contact = {} if place.is_government else {"contact_office": "政务公开科"}
    _detail(city, place, position=number, contact_telephone=f"0999-555{number:04}", **contact)


def _detail(city: City, place: Place, **changed: Any) -> None:
    organ = city.organs[place.key]
    details = details_of(organ, organ.status_on(place.set_up_on)) | changed
    city.organs[place.key] = city.do(change_organ_details, organ=organ, from_day=place.set_up_on, **details)


def _join(city: City, post: Post) -> None:
    organ = city.organs.get(post.at)
    person = city.do(
        add_person,
        login=post.login,
        name=post.name,
        email=f"{post.login}@wangchuan.example",
        password=PASSWORD if post.says else "",
        organ=organ,
    )
    city.people[post.login] = person
    if post.says:
        city.do(record_password_change, person, sign_in=None)
    city.posts[post.login] = _appoint(city, person, post)


def _appoint(city: City, person: Person, post: Post) -> Appointment:
    organ = city.organs.get(post.at)
    appointment: Appointment = city.do(
        appoint,
        person=person,
        role=post.role,
        organ=organ,
        with_below=post.below,
        from_day=city.day,
        until_day=None,
    )
    return appointment


# ---- Reports ---------------------------------------------------------------------------------------------------------


def _bring_along(city: City) -> None:
    """The reports of the years before the city worked with the site."""
    for key in reporting(BEGINS.year - 2):
        _hand_in(city, key=key, of=years(key, BEGINS.year - 2))


def _hand_in(city: City, *, key: str, of: range) -> None:
    """The officer of the organ keeps its reports of these years in the organ's files."""
    kept = keep_reports(key, of)
    city.do(add_files, city.people[officer_of(key)], organ=city.organs[key], files=kept)
    city.reports += len(kept)


def _report(city: City, *, key: str, year: int) -> None:
    """The organ hands its report in where its city collects it; whoever hands in elsewhere keeps it."""
    if hands_in(key) or key == "city":
        collected.hand_in_report(city, key, year)
        city.reports += 1
    else:
        _hand_in(city, key=key, of=range(year, year + 1))


# ---- What changes ----------------------------------------------------------------------------------------------------


def _rename(city: City, renaming: Renaming) -> None:
    short = renaming.short_name
    city.do(rename_organ, organ=city.organs[renaming.key], name=renaming.name, short_name=short, from_day=renaming.day)


def _set_up_later(city: City, place: Place) -> None:
    _open(city, place, len(PLACES) + 1)
    for post in officers():
        if post.at == place.key:
            _join(city, post)


def _merge_farming(city: City) -> None:
    animals, farming = city.organs["county_animals"], city.organs["county_farming"]
    city.do(end_appointment, appointment=city.posts["xumu"])
    city.do(deactivate_person, person=city.people["xumu"])
    city.do(merge_organs, organ=animals, heir=farming, from_day=city.day)


def _leave_of_the_signer(city: City) -> None:
    city.do(
        name_deputy,
        appointment=city.posts["qianfa"],
        person=city.people["fuqianfa"],
        from_day=city.day,
        until_day=city.day + timedelta(days=11),
    )


def _newcomer(city: City) -> None:
    number = city.day.year - BEGINS.year
    name = NEWCOMERS[number % len(NEWCOMERS)]
    _join(city, Post(f"nigao{city.day.year}", name, "drafter", "city_education"))
