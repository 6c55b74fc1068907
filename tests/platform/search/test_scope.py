"""By role: whoever may not see a record finds neither it nor its count, nor an excerpt or suggestion of it."""

import pytest
from django.test import Client

from gongkai.organs.queries import people_visible_to, visible_to
from gongkai.organs.roles import ROLES
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.queries import visible_to as files_visible_to
from gongkai.platform.guard import unguarded
from gongkai.platform.search.asked import ask
from gongkai.platform.search.queries import Narrowed, find
from gongkai.platform.search.reindex import reindex
from gongkai.platform.search.sources import SOURCES

HEAD = "璆琳琅玕"


@pytest.fixture
def city(world):
    """Organs, people and files that all have one word in their titles."""
    world.organs = [
        world.organ(f"{HEAD}局{n}", parent) for n, parent in enumerate([None, world.city, world.bureau, world.town])
    ]
    for organ in world.organs:
        world.nobody(organ, f"{HEAD}{organ.pk}")
    with unguarded("a test"):
        stored = StoredFile.objects.create(sha256="0" * 64, size=1, kind="text", looked_through=True)
        for organ in [*world.organs, world.bureau, world.town, world.district]:
            for person in (world.admin.pk, 10**6):
                Attachment.objects.create(
                    organ=organ.pk, name=f"{HEAD}{organ.pk}.txt", stored=stored, added_at=world.now, added_by=person
                )
    return world


def found_by(person, world) -> dict[str, set[int]]:
    """The ids that are found, kind by kind."""
    found = find(person, world.today, ask(HEAD), Narrowed())
    ids: dict[str, set[int]] = {}
    for row in found.shown(found.rows):
        ids.setdefault(row.kind, set()).add(row.record)
    assert {kind: len(some) for kind, some in ids.items()} == dict(found.kinds)
    return ids


def listed(person, world) -> dict[str, set[int]]:
    """The ids that the lists show, of what has the word in its title."""
    on = world.today
    lists = {
        "organ": {organ.pk for organ in visible_to(person, on) if organ.name.startswith(HEAD)},
        "person": {one.pk for one in people_visible_to(person, on) if one.name.startswith(HEAD)},
        "file": {file.pk for file in files_visible_to(person, on)},
    }
    return {kind: ids for kind, ids in lists.items() if ids}


def people(world):
    """Everyone of `tests/config/matrix`: each role held in the organ, above it, beside it, everywhere."""
    yield "nobody", world.nobody(world.bureau)
    for code, role in ROLES.items():
        for place, organ in {"own": world.bureau, "above": world.district, "beside": world.town}.items():
            yield f"{code} {place}", world.person(code, organ)
        if role.whole:
            yield f"{code} over", world.person(code, world.district, below=True)
            yield f"{code} whole", world.person(code, None)


def test_a_person_finds_what_their_lists_show_and_no_more(city) -> None:
    chosen = list(people(city))
    own = chosen[1][1]
    with unguarded("a test"):
        Attachment.objects.filter(added_by=10**6).update(added_by=own.pk)
    reindex()
    differ = {who: (found_by(person, city), listed(person, city)) for who, person in chosen}
    assert {who: both for who, both in differ.items() if both[0] != both[1]} == {}
    assert sum(bool(both[0]) for both in differ.values()) > 20


def test_a_visitor_finds_the_law_and_nothing_of_the_office(city) -> None:
    reindex()
    assert found_by(None, city) == {}
    public = {kind for kind, source in SOURCES.items() if source.visible is None}
    found = find(None, city.today, ask("公开"), Narrowed())
    assert found.count > 20
    assert set(found.kinds) <= public
    for kind in SOURCES.keys() - public:
        assert not find(None, city.today, ask(HEAD), Narrowed(kind=kind)).count


@pytest.mark.parametrize(
    "typed", [HEAD, f"{HEAD}局0", f"“{HEAD}局0”", f"{HEAD}局乐", HEAD[:2], HEAD[0], f"水库 {HEAD}"]
)
def test_no_way_of_asking_leads_around_the_scope(city, typed: str) -> None:
    reindex()
    stranger = city.person("officer", city.town)
    hidden = {organ.pk for organ in city.organs} - {organ.pk for organ in visible_to(stranger, city.today)}
    assert hidden
    for person in (None, stranger):
        found = find(person, city.today, ask(typed), Narrowed())
        assert not {row.organ for row in found.shown(found.rows)} & hidden
        assert not set(found.organs) & hidden
        for pk in hidden:
            narrowed = find(person, city.today, ask(typed), Narrowed(organ=pk))
            assert (narrowed.count, list(narrowed.rows), dict(narrowed.kinds)) == (0, [], {})


@pytest.mark.usefixtures("clock")
def test_the_page_says_nothing_of_what_is_hidden(city) -> None:
    reindex()
    client = Client()
    visitor = client.get("/search/", {"q": HEAD, "organ": city.organs[0].pk}).content.decode()
    assert "局0" not in visitor
    client.force_login(city.person("administrator", None))
    seen = client.get("/search/", {"q": HEAD, "organ": city.organs[0].pk}).content.decode()
    assert f"<mark>{HEAD}</mark>局0" in seen
    assert f"/staff/organs/{city.organs[0].pk}/" in seen


def test_a_role_that_was_taken_back_finds_no_more(city) -> None:
    reindex()
    person = city.nobody(city.bureau)
    appointment = city.appointment(person, "supervisor", None)
    assert found_by(person, city)["organ"]
    with unguarded("a test"):
        appointment.ended_at, appointment.ended_by = city.now, city.admin
        appointment.until_day = appointment.from_day
        appointment.save()
    assert found_by(person, city) == {}
