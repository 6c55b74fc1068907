"""年度报告页: what stands first for whom, and all that was ever sent back."""

from typing import Any

import pytest
from django.urls import reverse

from tests.reporting.examples import a_collection, a_read_report, a_return, an_answer, officer

pytestmark = pytest.mark.usefixtures("city")


def page_of(client: Any) -> str:
    return str(client.get(reverse("reporting:list")).content.decode())


def test_who_collects_sees_collections_first_and_the_way_to_what_was_sent_back(world: Any, as_: Any) -> None:
    collection = a_collection(world)
    returned = a_return(world, a_read_report(world, collection))
    an_answer(world, returned)
    text = page_of(as_(world.person("supervisor", world.district, below=True)))
    assert 0 < text.index(reverse("reporting:new")) < text.index(str(collection.title))
    assert text.index(str(collection.title)) < text.index(f'href="{reverse("reporting:returned_list")}"')
    assert "Waits for us" not in text


def test_who_must_mend_sees_it_first(world: Any, as_: Any) -> None:
    a_return(world, a_read_report(world, a_collection(world)))
    text = page_of(as_(officer(world)))
    assert 0 < text.index("Waits for us") < text.index(f'href="{reverse("reporting:returned_list")}"')


def test_all_that_was_sent_back_is_a_list_by_what_became_of_it(world: Any, as_: Any) -> None:
    waits = a_return(world, a_read_report(world, a_collection(world, organ=world.city)))
    withdrawn = a_return(
        world,
        a_read_report(world, a_collection(world, organ=world.city, year=2024, title="2024"), text="b"),
        withdrawn_at=world.now,
        withdrawn_by=world.admin,
    )
    answered = a_return(world, a_read_report(world, a_collection(world), text="c"))
    an_answer(world, answered)
    browser, address = as_(world.person("officer", world.bureau)), reverse("reporting:returned_list")
    assert address in browser.get(reverse("reporting:list")).content.decode()

    def listed(**asked) -> list[int]:
        return [row.number for row in browser.get(address, asked).context["shown"].rows]

    assert listed() == [answered.pk, withdrawn.pk, waits.pk]
    states = {"waits": [waits.pk], "withdrawn": [withdrawn.pk], "answered": [answered.pk], "closed": []}
    assert {state: listed(state=state) for state in states} == states
    assert listed(year=2024) == [withdrawn.pk]
    assert listed(organ=world.bureau.pk, state="waits") == [waits.pk]
    assert [row.number for row in as_(world.person("officer", world.town)).get(address).context["shown"].rows] == []
