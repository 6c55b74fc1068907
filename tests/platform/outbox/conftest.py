"""What the tests of the outbox share."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gongkai.platform.accounts.models import Person
from gongkai.platform.actions.action import ACTIONS, Recorded, action
from gongkai.platform.audit.events import EVENTS, Event
from gongkai.platform.jobs import schedule
from gongkai.platform.outbox.models import Message
from gongkai.platform.outbox.queue import queue
from tests.platform.jobs.clock import Clock


@pytest.fixture(autouse=True)
def no_schedule(monkeypatch) -> None:
    """The jobs of every day stay out of these tests."""
    monkeypatch.setattr(schedule, "SCHEDULE", [])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def variables(monkeypatch, tmp_path):
    """Sets variables of the installation; its home is a folder of the test."""
    from django.conf import settings

    monkeypatch.setattr(settings, "HOME", tmp_path)

    def put(**given: str) -> None:
        environment = replace(settings.ENVIRONMENT, variables={f"GONGKAI_{key}": value for key, value in given.items()})
        monkeypatch.setattr(settings, "ENVIRONMENT", environment)

    put()
    return put


@pytest.fixture
def write(clock) -> Callable[..., Message]:
    """Queues a message inside an action of the tests."""
    from django.utils.translation import gettext_lazy

    @action(Event("tests.told", gettext_lazy("Told")), needs="a test")
    def tell(*, by, now, then, given: dict[str, Any]) -> Recorded[Message]:
        message = queue(by=by, now=now, **given)
        if then is not None:
            then()
        return Recorded(message, about=message)

    def put(**given: Any) -> Message:
        usual = {"channel": "mail", "to": "li@example.com", "subject": "Reply 2026-0001", "body": "你好"}
        by, then = given.pop("by", None) or Person.objects.system(), given.pop("then", None)
        return tell(by=by, now=clock(), then=then, given={**usual, **given})

    yield put
    del ACTIONS["tests.told"], EVENTS["tests.told"]
