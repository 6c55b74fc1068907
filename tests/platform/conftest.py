"""An action made for a test alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from gongkai.platform.actions.action import ACTIONS, Action, action
from gongkai.platform.audit.events import EVENTS, Event


@pytest.fixture
def make_action() -> Iterator[Callable[..., Action[Any]]]:
    """Makes an action of a function, forgotten after the test."""
    before = set(EVENTS)

    def make(do: Callable[..., Any], **settings: Any) -> Action[Any]:
        code = f"tests.done_{len(EVENTS)}"
        return action(Event(code, gettext_lazy("Done")), **{"needs": "a test", **settings})(do)

    yield make
    for code in set(EVENTS) - before:
        ACTIONS.pop(code, None)
        del EVENTS[code]
