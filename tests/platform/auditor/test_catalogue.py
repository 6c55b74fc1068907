"""事件目录: docs/journal.md lists every event, as the code has it."""

import ast

import pytest

from gongkai.platform.actions.action import ACTIONS
from gongkai.platform.audit.events import EVENTS
from gongkai.platform.auditor.catalogue import lines
from tests.journal_page import PAGE, page_with
from tests.repository.tree import ROOT


def ours() -> list[str]:
    """The lines, without events that another test made for itself."""
    return [line for line in lines() if not line.startswith("| `tests.")]


def test_the_page_lists_every_event() -> None:
    assert PAGE.read_text("utf-8") == page_with(ours()), "run: python -m tests.journal_page"


def test_every_action_has_its_event() -> None:
    assert set(ACTIONS) <= set(EVENTS)


@pytest.mark.parametrize("application", ["organs", "reporting"])
def test_a_folder_of_actions_loads_all_of_them(application: str) -> None:
    """When the site starts the folder alone is loaded: an action that it does not name would be known to nobody until
    some page needs it."""
    folder = ROOT / "src" / "gongkai" / application / "actions"
    imports = ast.walk(ast.parse((folder / "__init__.py").read_text("utf-8")))
    named = {name.name for node in imports if isinstance(node, ast.ImportFrom) for name in node.names}
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} <= named
