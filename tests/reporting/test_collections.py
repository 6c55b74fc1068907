"""收报页: what stands first for whom."""

from typing import Any

import pytest
from django.urls import reverse

from tests.reporting.examples import a_collection, a_read_report, a_return, an_answer, officer

pytestmark = pytest.mark.usefixtures("city")


def page_of(client: Any) -> str:
    return str(client.get(reverse("reporting:list")).content.decode())


def test_who_collects_sees_collections_first_and_what_is_settled_folded(world: Any, as_: Any) -> None:
    collection = a_collection(world)
    returned = a_return(world, a_read_report(world, collection))
    an_answer(world, returned)
    text = page_of(as_(world.person("supervisor", world.district, below=True)))
    assert 0 < text.index(str(collection.title)) < text.index("Sent back and settled")
    assert '<details class="more"><summary>1 report' in text


def test_who_must_mend_sees_it_first(world: Any, as_: Any) -> None:
    a_return(world, a_read_report(world, a_collection(world)))
    text = page_of(as_(officer(world)))
    assert "Waits for us" in text
    assert "Sent back and settled" not in text
