"""年度报告页: what a supervisor and an officer find first on the page of annual reports."""

import pytest
from django.urls import reverse

from tests.reporting.examples import a_collection, a_read_report, a_return

pytestmark = pytest.mark.slow


def page(client) -> str:
    text = client.get(reverse("reporting:list")).content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_supervisor_finds_the_collections_above_all_that_was_ever_sent_back(city, as_) -> None:
    a_return(city, a_read_report(city, a_collection(city, organ=city.city)))
    said = page(as_(city.person("supervisor", city.city, below=True)))
    assert 0 < said.index(reverse("reporting:new")) < said.index("<h2>Sent back and settled</h2>")
    assert "Waits for us" not in said


def test_an_officer_reads_that_it_was_sent_back_to_them(city, as_) -> None:
    a_return(city, a_read_report(city, a_collection(city, organ=city.city)))
    assert "Waits for us" in page(as_(city.person("officer", city.bureau)))
