"""列表: filters, order, columns and pages of every list; what can't be read shows nothing; few queries, whatever
the number of rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.platform.accounts.models import Person, new_person
from gongkai.platform.guard import unguarded
from gongkai.platform.lists.asked import Asked
from gongkai.platform.lists.filters import RESERVED
from gongkai.platform.lists.listing import LISTINGS, Ask
from tests.platform.files.examples import attachment
from tests.platform.jobs.examples import a_task
from tests.platform.lists.conftest import numbers, sees_all, words
from tests.platform.outbox.examples import a_message
from tests.reporting.examples import a_return
from tests.world import World

pytestmark = pytest.mark.slow

PEOPLE = reverse("organs:people")
every = pytest.mark.parametrize("key", sorted(LISTINGS))


def test_every_list_of_the_site_is_one_of_them() -> None:
    assert set(LISTINGS) == {"calendars", "files", "journal", "messages", "organs", "people", "returned", "tasks"}


@every
def test_a_list_is_well_made(key: str) -> None:
    listing = LISTINGS[key]
    assert not RESERVED & listing.filters.base_fields.keys()
    columns = [column.key for column in listing.columns]
    assert len(set(columns)) == len(columns)
    assert listing.columns[0].exported
    assert len({act.code for act in listing.bulk}) == len(listing.bulk)


@every
def test_every_order_and_column_works(world: World, browser, key: str) -> None:
    listing, client = LISTINGS[key], browser(sees_all(world))
    a_task(world), a_message(world), attachment(world), a_return(world)
    for column in listing.columns:
        if column.sort:
            up = numbers(client, listing.address, sort=column.key)
            down = numbers(client, listing.address, sort=f"-{column.key}")
            assert sorted(map(str, up)) == sorted(map(str, down))
            assert 'aria-sort="descending"' in client.get(listing.address, {"sort": f"-{column.key}"}).content.decode()
    all_columns = [column.key for column in listing.columns]
    answer = client.get(listing.address, {"columns": all_columns})
    assert answer.content.decode().count('<th scope="col"') >= len(all_columns)


@every
def test_what_can_not_be_read_shows_nothing_and_an_unknown_word_is_left_out(world: World, browser, key: str) -> None:
    listing, client = LISTINGS[key], browser(sees_all(world))
    a_task(world), a_message(world), attachment(world), a_return(world)
    usual = numbers(client, listing.address)
    for odd in ({"sort": "x"}, {"sort": "--seq"}, {"columns": "x"}, {"x": "1"}, {"page": "x"}, {"view": "x"}):
        assert numbers(client, listing.address, **odd) == usual
    chosen = next(name for name, field in listing.filters.base_fields.items() if hasattr(field, "choices"))
    answer = client.get(listing.address, {chosen: "no such thing"})
    assert answer.status_code == 422
    assert answer.context["shown"].rows == []
    assert '<input type="checkbox" autocomplete="off" checked>' in answer.content.decode(), "on a phone they are open"
    assert '<input type="checkbox" autocomplete="off">' in client.get(listing.address).content.decode()
    assert client.post(reverse("lists:export", args=[key]), {"query": f"{chosen}=no such thing"}).status_code == 409


def test_filters_are_shown_and_each_can_be_taken_away(world: World, browser) -> None:
    world.nobody(world.bureau, name="李娜")
    gone = world.nobody(world.bureau, name="李雷")
    with unguarded("a test"):
        gone.is_active, gone.deactivated_at, gone.deactivated_by = False, world.now, world.admin
        gone.save()
    client = browser(world.admin)
    assert numbers(client, PEOPLE, q="李", state="deactivated") == [gone.pk]
    answer = client.get(PEOPLE, {"q": "李", "state": "deactivated"})
    chips = {chip.label: (chip.words, chip.address) for chip in answer.context["shown"].chips()}
    assert chips["State"] == ("deactivated", "?q=%E6%9D%8E")
    assert len(numbers(client, PEOPLE + chips["State"][1])) == 2
    assert answer.context["shown"].own_order_address() == ""


def test_people_by_organ_and_role(world: World, browser) -> None:
    officer = world.person("officer", world.bureau)
    stranger = world.person("officer", world.town)
    client = browser(world.admin)
    assert numbers(client, PEOPLE, organ=world.bureau.pk) == [officer.pk]
    assert set(numbers(client, PEOPLE, role="officer")) == {officer.pk, stranger.pk}
    row = next(row for row in client.get(PEOPLE).context["shown"].rows if row.number == officer.pk)
    assert "OGI officer" in [cell.text for _, cell in row.cells]


def test_where_organs_are_many_a_part_of_the_name_is_typed(world: World, browser, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.platform.lists.filters.MOST_CHOICES", 2)
    officer = world.person("officer", world.bureau)
    client = browser(world.admin)
    assert numbers(client, PEOPLE, organ="教育") == [officer.pk]
    assert numbers(client, PEOPLE, organ=world.bureau.pk) == [officer.pk]
    assert '<input type="search" name="organ"' in client.get(PEOPLE).content.decode()


def many(world: World, number: int) -> None:
    """So many more people, added at the same moment."""
    with unguarded("a test"):
        people = Person.objects.bulk_create(
            new_person(login=f"p{n:03}", name=f"某{n % 3}", email="", added_at=world.now) for n in range(number)
        )
    _members(world, people)


def _members(world: World, people: list[Person]) -> None:
    from gongkai.organs.models import Membership

    with unguarded("a test"):
        Membership.objects.bulk_create(Membership(person=person, organ=world.bureau) for person in people)


@pytest.mark.parametrize("sort", ["", "state", "-state", "added", "-login"])
def test_no_page_repeats_or_leaves_out_a_row(world: World, browser, monkeypatch, sort: str) -> None:
    many(world, 23)
    monkeypatch.setattr(LISTINGS["people"].__class__, "size", 5)
    client = browser(world.admin)
    found = [number for page in range(1, 6) for number in numbers(client, PEOPLE, sort=sort, page=page)]
    assert len(found) == len(set(found)) == 24


def test_text_goes_by_its_characters_on_every_database(world: World, browser) -> None:
    logins = ["a-b", "a.b", "a_b", "ab", "a1"]
    with unguarded("a test"):
        people = [new_person(login=one, name="某", email="", added_at=world.now) for one in logins]
        for person in people:
            person.save()
    _members(world, people)
    rows = browser(world.admin).get(PEOPLE, {"sort": "login", "q": "a"}).context["shown"].rows
    shown = [cell.text for row in rows for column, cell in row.cells if column.key == "login"]
    assert [one for one in shown if one in logins] == sorted(logins)


def test_a_moment_that_is_missing_comes_last(world: World, browser) -> None:
    sent, waiting = a_message(world, "sent"), a_message(world)
    client = browser(world.admin)
    for sort in ("sent", "-sent"):
        assert numbers(client, reverse("outbox:list"), sort=sort) == [sent.pk, waiting.pk]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["people", "messages", "tasks", "files", "journal"])
def test_fifty_rows_ask_no_more_than_five(world: World, browser, make_action, key: str) -> None:
    from gongkai.platform.actions.action import Recorded

    act = make_action(lambda *, by, now, organ: Recorded(None, about=by, organ=organ))
    listing, client = LISTINGS[key], browser(sees_all(world))

    def more(number: int) -> None:
        for n in range(number):
            organ = [world.bureau, world.town, world.district][n % 3]
            if key == "people":
                world.person("officer", organ)
            elif key == "messages":
                a_message(world, organ=organ.pk)
            elif key == "tasks":
                a_task(world)
            elif key == "files":
                attachment(world, b"%d" % n + key.encode() + b"%d" % number, organ=organ.pk)
            else:
                act(by=world.admin, now=world.now + timedelta(seconds=n), organ=organ)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(listing.address).status_code == 200
        return len(queries)

    more(5)
    asked()
    few = asked()
    more(45)
    assert asked() == few
    assert few <= 25


# ---- The part alone ------------------------------------------------------------------------------------------------


def test_a_script_gets_the_list_alone_and_the_same(world: World, browser) -> None:
    client = browser(world.admin)
    whole = client.get(PEOPLE, {"state": "active"})
    part = client.get(PEOPLE, {"state": "active"}, headers={"HX-Request": "true", "HX-Target": "list"})
    assert part.content.decode().strip().startswith('<div id="list"')
    assert "<html" not in part.content.decode()
    assert [row.number for row in part.context["shown"].rows] == [row.number for row in whole.context["shown"].rows]
    assert all("HX-Request" in answer["Vary"] for answer in (part, whole))
    for other in ({"HX-Target": "main"}, {"HX-Target": "list", "HX-History-Restore-Request": "true"}):
        answer = client.get(PEOPLE, headers={"HX-Request": "true", **other})
        assert "<html" in answer.content.decode()


def test_nothing_of_a_list_is_kept_by_a_script(world: World, browser) -> None:
    assert 'hx-history="false"' in browser(world.admin).get(PEOPLE).content.decode()


# ---- Nothing there -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_why(world: World, browser) -> None:
    nobody = browser(world.nobody(world.bureau))
    assert "You hold no role by which you see files." in words(nobody.get(reverse("files:list")))
    assert "Without a role you see none" in words(nobody.get(reverse("organs:list")))
    officer = browser(world.person("officer", world.bureau))
    assert "No files are kept here yet." in words(officer.get(reverse("files:list")))
    assert "fits these filters" in words(officer.get(reverse("files:list"), {"q": "没有"}))
    assert "export/" not in officer.get(reverse("files:list")).content.decode()


def test_an_address_is_made_of_what_the_list_knows(world: World) -> None:
    from django.http import QueryDict

    listing, ask = LISTINGS["people"], Ask(world.admin, world.now)
    odd = QueryDict("q=%20a%20&state=&sort=-login&x=1&page=7&columns=email&columns=nothing&csrfmiddlewaretoken=z")
    query = Asked(listing, odd, ask).query()
    assert query == "q=a&sort=-login&columns=name&columns=email"
    assert Asked(listing, QueryDict(query), ask).query() == query
