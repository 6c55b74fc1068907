"""事件目录: docs/journal.md lists every event, as the code has it."""

from gongkai.platform.actions.action import ACTIONS
from gongkai.platform.audit.events import EVENTS
from gongkai.platform.auditor.catalogue import lines
from tests.journal_page import PAGE, page_with


def ours() -> list[str]:
    """The lines, without events that another test made for itself."""
    return [line for line in lines() if not line.startswith("| `tests.")]


def test_the_page_lists_every_event() -> None:
    assert PAGE.read_text("utf-8") == page_with(ours()), "run: python -m tests.journal_page"


def test_every_action_has_its_event() -> None:
    assert set(ACTIONS) <= set(EVENTS)
