"""docs/features.md: every feature has a test that shows it, every command and option has its line."""

import ast
from functools import cache

import click
import pytest

from gongkai.cli.main import PROGRAM, root
from tests.docs.pages import DOCS, ROOT, code, rows

FEATURES = rows((DOCS / "features.md").read_text("utf-8"), 3)
EVERY = "…"


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    found = ast.walk(ast.parse(file.read_text("utf-8")))
    return frozenset(node.name for node in found if isinstance(node, ast.FunctionDef))


def calls(command: click.Command, words: str) -> set[str]:
    """Every call of the command that wants a line: itself, each of its options, and what is below it."""
    context = click.Context(command, info_name=words)
    found = {words} if words != PROGRAM else set()
    found |= {
        f"{words} {option}"
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            found |= calls(below, f"{words} {name}")
    return found


def for_every_command(call: str) -> str:
    """The call with … for its command: `gongkai rule --help` → `gongkai … --help`."""
    return f"{PROGRAM} {EVERY} {call.rpartition(' ')[2]}"


def test_the_page_is_read() -> None:
    assert len(FEATURES) > 40
    names = [feature for feature, _, _ in FEATURES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("feature", FEATURES, ids=lambda row: row[0][:40])
def test_a_feature_has_a_test_that_exists(feature: list[str]) -> None:
    shown_by = code(feature[2])
    assert shown_by, "a feature needs a test that shows it"
    for test in shown_by:
        path, _, name = test.partition("::")
        assert name.startswith("test_"), test
        assert name in names_in(path), f"{test} does not exist"


def test_every_command_and_option_has_its_line() -> None:
    told = {call for _, calls_told, _ in FEATURES for call in code(calls_told)}
    wanted = calls(root, PROGRAM)
    assert "gongkai report read --json" in wanted
    assert not {call for call in wanted if call not in told and for_every_command(call) not in told}


def test_no_line_tells_of_a_call_that_is_gone() -> None:
    told = {call for _, calls_told, _ in FEATURES for call in code(calls_told)}
    wanted = calls(root, PROGRAM)
    wanted |= {for_every_command(call) for call in wanted}
    assert not told - wanted
