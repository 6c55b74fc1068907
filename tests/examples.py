"""Examples of actions: how each is called rightly, and in which state it is refused.

Every application keeps its own in tests/<application>/examples.py as a list EXAMPLES; tests/platform/actions holds
every action to its example, and fails where an action has none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.platform.actions.action import Action


@dataclass(frozen=True)
class Example:
    """An action with the keywords of a call. Each function takes the world (tests/world.py) and gives all keywords but
    `now`, `by` among them: a person who may do it."""

    act: Action[Any]
    right: Callable[[Any], dict[str, Any]]
    refused: Callable[[Any], dict[str, Any]] | str
    """Keywords of a call that the state of the records forbids; or in words why no state forbids it."""
