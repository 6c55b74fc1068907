"""What the tests of jobs share."""

import pytest

from gongkai.platform.jobs import schedule
from gongkai.platform.jobs.job import JOBS
from tests.platform.jobs.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def effects(monkeypatch):
    """The jobs of the tests, in the catalogue for this test alone; nothing stands in the schedule."""
    from tests.platform.jobs import effects

    effects.forget()
    JOBS.update(effects.OURS)
    monkeypatch.setattr(schedule, "SCHEDULE", [])
    yield effects
    effects.forget()


@pytest.fixture
def countable(effects):
    """The same, with tables for what they do; after `db` or `fresh_db`."""
    effects.create_tables()
    return effects


@pytest.fixture
def settings_with_anchors(tmp_path, monkeypatch):
    """The file of anchors in a folder of this test."""
    from django.conf import settings

    monkeypatch.setattr(settings, "JOURNAL_ANCHORS", tmp_path / "elsewhere" / "anchors.jsonl")
    return settings.JOURNAL_ANCHORS


@pytest.fixture
def journal_entry():
    """Writes an entry of the journal, by an action of the tests."""
    from django.utils.translation import gettext_lazy

    from gongkai.platform.accounts.models import Person
    from gongkai.platform.actions.action import ACTIONS, Recorded, action
    from gongkai.platform.audit.events import EVENTS, Event

    @action(Event("tests.noted", gettext_lazy("Noted")), needs="a test")
    def note(*, by, now):
        return Recorded(None, about=by)

    yield lambda: note(by=Person.objects.system())
    del ACTIONS["tests.noted"], EVENTS["tests.noted"]
