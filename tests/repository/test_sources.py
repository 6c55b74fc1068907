"""Rules for the source that no linter has."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.repository.tree import ROOT, files

PYTHON = [path for path in files() if path.suffix == ".py"]
LONGEST = 400
Rule = Callable[[str], list[int]]  # code → the lines that break the rule
LONG_KINDS = {".py", ".html", ".css", ".js"}  # data files may be as long as the law is


def blind_suppressions(code: str) -> list[int]:
    """Lines of `suppress(Exception)` and the like: `except: pass` in a spelling that ruff does not know."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("suppress")
        and {ast.unparse(argument) for argument in node.args} & {"Exception", "BaseException"}
    ]


def sleeps(code: str) -> list[int]:
    """Lines that wait for a fixed time: `time.sleep(...)` under any name it can be imported by."""
    names = {"time.sleep"}
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {f"{alias.asname or alias.name}.sleep" for alias in node.names if alias.name == "time"}
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "sleep"}
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            found.append(node.lineno)
    return found


def places(paths: list[Path], rule: Rule) -> list[str]:
    """Where the rule is broken, as `file:line`."""
    return [f"{path}:{line}" for path in paths for line in rule((ROOT / path).read_text("utf-8"))]


def test_no_source_file_is_long() -> None:
    long = {
        str(path): lines
        for path in files()
        if path.parts[0] == "src" and path.suffix in LONG_KINDS
        if (lines := len((ROOT / path).read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long, "a file that passes 400 lines becomes a folder, one concept a file"


@pytest.mark.parametrize(
    ("rule", "offence"),
    [
        (blind_suppressions, "import contextlib\nwith contextlib.suppress(OSError, Exception):\n    f()\n"),
        (blind_suppressions, "from contextlib import suppress\nwith suppress(BaseException):\n    f()\n"),
        (sleeps, "import time\ntime.sleep(1)\n"),
        (sleeps, "import time as clock\nclock.sleep(1)\n"),
        (sleeps, "from time import sleep as wait\nwait(1)\n"),
    ],
)
def test_the_rule_finds_an_offence(rule: Rule, offence: str) -> None:
    assert rule(offence) == [2]


def test_nothing_suppresses_every_exception() -> None:
    assert not places(PYTHON, blind_suppressions), "name the exceptions that may be passed over"


def test_no_test_waits_for_a_fixed_time() -> None:
    tests = [path for path in PYTHON if path.parts[0] == "tests"]
    assert not places(tests, sleeps), "wait for what must happen, not for the clock"


def test_every_folder_of_the_package_is_on_the_map() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text("utf-8")
    package = Path("src/gongkai")
    folders = {
        folder for path in files() if package in path.parents for folder in path.parents if package in folder.parents
    }
    assert folders
    by_framework = {"templates", "static", "locale"}  # their folders are named by frameworks and other packages
    folders = {folder for folder in folders if not by_framework & {parent.name for parent in folder.parents}}
    missing = {str(folder) for folder in folders if not re.search(rf"\b{folder.name}\b", architecture)}
    assert not missing, "docs/architecture.md does not name these folders"


def test_the_package_takes_its_data_along(tmp_path: Path) -> None:
    build = "import sys; from flit_core import buildapi; print(buildapi.build_wheel(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    packed = set(ZipFile(tmp_path / run.stdout.strip()).namelist())
    wanted = {str(path.relative_to("src")) for path in files() if path.parts[:2] == ("src", "gongkai")}
    assert any(name.endswith(".toml") for name in wanted)
    assert not wanted - packed
