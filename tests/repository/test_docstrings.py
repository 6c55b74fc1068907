"""Every module of the source says first, in Chinese, what it is about."""

import ast
import re

import pytest

from tests.repository.tree import ROOT, files

CHINESE = re.compile(r"[\u3400-\u9fff]")
GENERATED = re.compile(r"/migrations/\d{4}_initial\.py$")
"""Migrations as Django writes them."""


def says_first(source: str) -> bool:
    """Whether the first line of the module's docstring holds a Chinese term."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return bool(CHINESE.search(docstring.partition("\n")[0]))


@pytest.mark.parametrize("source", ["", "import os", '"""The application."""', '"""First line.\n\n应用."""'])
def test_the_rule_finds_what_says_nothing(source: str) -> None:
    assert not says_first(source)


def test_every_module_begins_with_its_term() -> None:
    modules = [path for path in files() if path.suffix == ".py" and path.parts[:2] == ("src", "gongkai")]
    assert modules
    assert [
        str(path)
        for path in modules
        if not GENERATED.search(path.as_posix()) and not says_first((ROOT / path).read_text("utf-8"))
    ] == []
