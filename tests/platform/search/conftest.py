"""Papers to be found: a kind of source made for a test alone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from gongkai.platform.guard import unguarded
from gongkai.platform.search.asked import ask
from gongkai.platform.search.index import write
from gongkai.platform.search.queries import Found, Narrowed, find
from gongkai.platform.search.sources import SOURCES, Card, Source

TODAY = date(2026, 3, 2)


@pytest.fixture
def papers(db) -> Iterator[Callable[..., None]]:
    """Puts papers into the index for everyone: a title, or a whole card."""
    kept: dict[str, Card] = {}
    SOURCES["paper"] = Source(
        "paper",
        gettext_lazy("Files"),
        lambda keys: [kept[key] for key in keys if key in kept],
        lambda: list(kept),
        None,
        lambda key: f"/papers/{key}/",
    )

    def put(*cards: Card | str) -> None:
        for card in cards:
            made = card if isinstance(card, Card) else Card(card, card)
            kept[made.key] = made
        with unguarded("a test"):
            write("paper", list(kept))

    yield put
    del SOURCES["paper"]


def search(typed: str, person=None, **narrowed) -> Found:
    """What is found by what was typed; by default by a visitor."""
    return find(person, TODAY, ask(typed), Narrowed(**narrowed))


def titles(found: Found) -> list[str]:
    """The titles of what was found, best first."""
    return [row.text.title for row in found.shown(found.rows)]


def keys(found: Found) -> list[str]:
    """The keys of what was found, best first."""
    return [row.key for row in found.shown(found.rows)]
