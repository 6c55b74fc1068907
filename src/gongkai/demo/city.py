"""虚构的小城: what happened in the demo, day after day, each through the actions that people use.

Same day, same city: names, organs, people and their order do not depend on when it is built. Whatever happens after the
first two years happens every year, so that the city can be built up to any day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from gongkai.demo.actions import mark_as_demo
from gongkai.demo.places import OFFICES, PLACES
from gongkai.demo.staff import NEWCOMERS, STAFF, Post
from gongkai.organs.actions.appointments import appoint, end_appointment, name_deputy
from gongkai.organs.actions.organs import change_organ_details, merge_organs, rename_organ, set_up_organ
from gongkai.organs.actions.people import add_person, create_admin, deactivate_person
from gongkai.organs.models import Appointment, Kind, Organ
from gongkai.organs.rules import details_of
from gongkai.platform.accounts.actions import record_password_change
from gongkai.platform.accounts.models import Person
from gongkai.platform.moments import LEGAL_ZONE

BEGINS = date(2024, 1, 2)
PASSWORD = "wangchuan-demo-2024"
"""Of everybody who can sign in; known to all, which is why no demo runs in production."""

ACCOUNTS = {post.login: post.says for post in STAFF if post.says}
"""Login → who that is, in Chinese and English."""

_OFFICE_OPENS = time(9, 0, tzinfo=LEGAL_ZONE)


@dataclass(frozen=True)
class Built:
    """What there is now."""

    organs: int
    people: int


@dataclass
class City:
    """The city while it is built: who acts, and on which day."""

    day: date = BEGINS
    acts: int = 0
    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Appointment] = field(default_factory=dict)

    def do(self, act: Callable[..., Any], by: Person | None = None, **arguments: Any) -> Any:
        """Does the act, a minute after the one before, in the administrator's name."""
        now = datetime.combine(self.day, _OFFICE_OPENS) + timedelta(minutes=self.acts)
        self.acts += 1
        return act(by=by or self.people["guanli"], now=now, **arguments)


def build(until: date) -> Built:
    """Builds the city as it is on that day, in a database without people."""
    city = City()
    for day, happen in _events(until):
        if day > until:
            break
        if day != city.day:
            city.day, city.acts = day, 0
        happen(city)
    return Built(Organ.objects.count(), Person.objects.filter(is_system=False).count())


def _events(until: date) -> Iterator[tuple[date, Callable[[City], None]]]:
    """What happens, in order."""
    once: list[tuple[date, Callable[[City], None]]] = [
        (BEGINS, _set_up),
        (date(2024, 3, 15), _rename_land),
        (date(2024, 7, 1), _become_a_town),
        (date(2025, 3, 20), _merge_farming),
    ]
    for year in range(BEGINS.year, until.year + 1):
        once += [(date(year, 6, 3), _leave_of_the_signer), (date(year, 9, 2), _newcomer)]
    return iter(sorted(once, key=lambda event: event[0]))


def _set_up(city: City) -> None:
    city.do(mark_as_demo, Person.objects.system())
    first, *others = STAFF
    city.people[first.login] = city.do(
        create_admin, Person.objects.system(), login=first.login, name=first.name, email="", password=PASSWORD
    )
    for place in PLACES:
        city.organs[place.key] = city.do(
            set_up_organ,
            name=place.name,
            short_name="",
            kind=place.kind,
            level=place.level,
            set_up_on=place.set_up_on,
            parent=city.organs.get(place.below),
        )
    for number, place in enumerate(PLACES, start=1):
        organ = city.organs[place.key]
        details = details_of(organ, organ.status_on(place.set_up_on)) | {
            "position": number,
            "acts_through": city.organs.get(OFFICES.get(place.key, "")),
            "contact_office": "" if place.kind == Kind.GOVERNMENT else "政务公开科",
            "contact_telephone": f"0999-555{number:04}",
        }
        city.do(change_organ_details, organ=organ, from_day=place.set_up_on, **details)
    for post in others:
        _join(city, post)


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
    city.posts[post.login] = city.do(
        appoint, person=person, role=post.role, organ=organ, with_below=post.below, from_day=city.day, until_day=None
    )


def _rename_land(city: City) -> None:
    organ = city.organs["city_land"]
    city.do(rename_organ, organ=organ, name="望川市自然资源和规划局", short_name="市自然资源局", from_day=city.day)


def _become_a_town(city: City) -> None:
    organ = city.organs["county_township"]
    city.do(rename_organ, organ=organ, name="石澜县白浦镇人民政府", short_name="白浦镇", from_day=city.day)


def _merge_farming(city: City) -> None:
    animals, farming = city.organs["county_animals"], city.organs["county_farming"]
    city.do(rename_organ, organ=farming, name="石澜县农业农村局", short_name="县农业农村局", from_day=city.day)
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
