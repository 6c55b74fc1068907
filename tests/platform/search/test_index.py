"""The index is what the records say: by the actions themselves, and by a re-index."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gongkai.organs.actions.organs import rename_organ, set_up_organ
from gongkai.organs.actions.people import add_person, change_person
from gongkai.organs.models import Kind, Level, Organ, OrganName
from gongkai.platform.accounts.models import Person
from gongkai.platform.files.actions import add_files, remove_file
from gongkai.platform.guard import WriteOutsideAction, unguarded
from gongkai.platform.jobs.jobs import refresh_index
from gongkai.platform.search import index
from gongkai.platform.search.index import Written
from gongkai.platform.search.models import Row, Text
from gongkai.platform.search.reindex import differences, of_release, reindex
from gongkai.platform.search.sources import SOURCES
from tests.platform.files.examples import kept
from tests.platform.search.conftest import search, titles


def everything() -> dict[tuple[str, str], tuple]:
    """All that the index says, but for the numbers of its rows."""
    columns = (*index.FACTS, *(f"text__{column}" for column in (*index.SHOWN, "shape", "tokens")))
    return {tuple(row[:2]): tuple(row[2:]) for row in Row.objects.values_list("kind", "key", *columns)}


def set_up(world, name: str = "东湖区水利局") -> Organ:
    return set_up_organ(
        by=world.admin, now=world.now, name=name, short_name="区水利局", kind=Kind.DEPARTMENT, level=Level.COUNTY,
        set_up_on=world.today, parent=world.district,
    )  # fmt: skip


@pytest.mark.usefixtures("clock")
def test_an_action_indexes_what_it_changes(world) -> None:
    organ = set_up(world)
    assert titles(search("水利", world.admin)) == ["东湖区水利局"]
    assert titles(search("区水利局", world.admin)) == ["东湖区水利局"]
    rename_organ(
        by=world.admin,
        now=world.now,
        organ=organ,
        name="东湖区水务局",
        short_name="",
        from_day=world.today + timedelta(1),
    )
    assert titles(search("水务", world.admin)) == ["东湖区水利局"]  # the name of tomorrow
    person = add_person(by=world.admin, now=world.now, login="wang", name="王小明", email="", password="", organ=organ)
    assert titles(search("王小明", world.admin)) == titles(search("wang", world.admin)) == ["王小明"]
    change_person(by=world.admin, now=world.now, person=person, name="王大明", email="")
    assert titles(search("王大明", world.admin)) == ["王大明"]
    assert not search("“王小明”", world.admin).count


def test_a_removed_file_is_found_no_more(world) -> None:
    drafter = world.person("drafter", world.bureau)
    (added,) = add_files(by=drafter, now=world.now, organ=world.bureau, files=[kept()])
    assert search("通知.txt", drafter).count == 1
    remove_file(by=drafter, now=world.now, attachment=added)
    assert search("通知.txt", drafter).count == 0
    assert not Row.objects.filter(kind="file").exists()


def test_what_is_undone_is_not_indexed(world, monkeypatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("gongkai.platform.audit.journal.append", fails)
    with pytest.raises(ZeroDivisionError):
        set_up(world)
    assert not Row.objects.filter(kind="organ").exists()
    assert not Organ.objects.filter(names__name="东湖区水利局").exists()


def test_an_act_that_can_not_be_indexed_is_not_done(world, monkeypatch) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(index, "texts_of", fails)
    with pytest.raises(ZeroDivisionError):
        set_up(world)
    assert not Organ.objects.filter(names__name="东湖区水利局").exists()


@pytest.mark.slow
def test_a_reindex_equals_what_the_actions_wrote(world) -> None:
    reindex()
    organ = set_up(world)
    add_person(by=world.admin, now=world.now, login="wang", name="王小明", email="", password="", organ=organ)
    add_files(by=world.person("drafter", organ), now=world.now, organ=organ, files=[kept()])
    reindex(["person"])  # the drafter, whom no action added
    by_actions = everything()
    assert not any(differences().values())
    with unguarded("a test"):
        Text.objects.all().delete()
        Row.objects.all().delete()
    assert not search("水利", world.admin).count
    reindex()
    assert everything() == by_actions
    assert titles(search("水利", world.admin)) == ["东湖区水利局"]


def test_between_parts_that_wrote_others_get_their_turn(world, monkeypatch) -> None:
    turns: list[float] = []
    monkeypatch.setattr("gongkai.platform.search.reindex.time.sleep", turns.append)
    reindex()
    assert bool(turns) == (connection.vendor == "sqlite")
    turns.clear()
    reindex()
    assert turns == []


def test_a_reindex_done_twice_changes_nothing(world) -> None:
    assert sum(done.added for done in reindex().values()) > 100
    assert not any(reindex().values())
    assert not any(reindex(trusting=True).values())


@pytest.mark.slow
def test_differences_are_told_and_mended(world) -> None:
    reindex()
    with unguarded("a test"):
        OrganName.objects.filter(organ=world.bureau).update(name="东湖区教育和体育局")
        Organ.objects.filter(pk=world.town.pk).update(credit_code="11360102MB1234567X")
        Text.objects.filter(row__kind="check", row__key="T3.ROW").update(tokens="v:1 x")
        Row.objects.create(kind="organ", key="999999", record=999_999)
        Row.objects.create(kind="gone", key="1")
        world.nobody(world.bureau, "新来的人")
    found = {kind: one for kind, one in differences().items() if one}
    assert found == {
        "organ": Written(0, 2, 1),
        "person": Written(1, 0, 0),
        "check": Written(0, 1, 0),
        "": Written(0, 0, 1),
    }
    assert {kind: one for kind, one in reindex().items() if one} == found
    assert not any(differences().values())
    assert titles(search("教育和体育", world.admin)) == ["东湖区教育和体育局"]
    assert titles(search("11360102MB", world.admin)) == ["东湖区青山镇人民政府"]


def test_tokens_of_another_edition_are_made_anew(world, monkeypatch) -> None:
    reindex()
    monkeypatch.setattr(index, "AS_OF", "v:2")
    assert reindex(["law"], trusting=True)["law"].changed == 0  # nothing but the edition differs, and that is old
    with unguarded("a test"):
        Text.objects.filter(row__kind="law").update(tokens="v:0")
    monkeypatch.undo()
    assert reindex(["law"], trusting=True)["law"].changed == Row.objects.filter(kind="law").count()


def test_it_is_told_how_far_it_is(world) -> None:
    told = []
    reindex(["law", "organ"], told=lambda kind, done, total: told.append((kind, done, total)))
    assert told[-1] == ("organ", 4, 4)
    assert set(of_release()) == {"law", "outcome", "remedy", "check", "holiday"}


def test_nothing_writes_the_index_but_actions(world) -> None:
    with pytest.raises(WriteOutsideAction):
        Row.objects.create(kind="organ", key="1")
    with pytest.raises(WriteOutsideAction):
        Text.objects.update(title="x")


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_every_source_gives_the_cards_of_its_keys(world, kind: str) -> None:
    source = SOURCES[kind]
    keys = list(source.keys())
    cards = list(source.cards(keys))
    assert sorted(card.key for card in cards) == sorted(keys)
    assert all(len(card.key) <= 80 and card.title for card in cards)
    assert list(source.cards([])) == []
    assert all(card.key.isdigit() == (card.record is not None) for card in cards)
    assert str(source.title)


def test_the_system_itself_is_nobody_to_be_found(world) -> None:
    reindex()
    assert not Row.objects.filter(kind="person", record=Person.objects.system().pk).exists()


def test_the_database_keeps_its_own_words_in_step(world) -> None:
    """Written around this package, the tokens are still what is found."""
    reindex()
    with unguarded("a test"):
        Text.objects.filter(row__kind="organ", row__record=world.town.pk).update(tokens="v:1 水库")
    assert titles(search("水库", world.admin)) == ["东湖区青山镇人民政府"]
    if connection.vendor == "sqlite":
        with unguarded("a test"), connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('integrity-check')")


def words_in_the_file() -> bytes:
    """All that FTS5 keeps, of what is there and what is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_words_data")
        return b"".join(bytes(block) for (block,) in cursor.fetchall())


def test_of_what_was_removed_the_night_leaves_no_word_in_the_file(world) -> None:
    reindex()
    person = add_person(by=world.admin, now=world.now, login="wang", name="王鼫鼬", email="", password="", organ=None)
    change_person(by=world.admin, now=world.now, person=person, name="王小明", email="")
    if connection.vendor == "sqlite":
        assert "鼫鼬".encode() in words_in_the_file()
    refresh_index.call(now=world.now)
    if connection.vendor == "sqlite":
        assert "鼫鼬".encode() not in words_in_the_file()
    assert titles(search("王小明", world.admin)) == ["王小明"]


def test_what_is_found_leads_to_a_page(world) -> None:
    """Every address of a public source answers a visitor."""
    client = Client()
    for kind in of_release():
        source = SOURCES[kind]
        for key in list(source.keys())[:: 7 if kind in {"law", "check"} else 3]:
            assert client.get(source.address_of(key)).status_code == 200, (kind, key)
