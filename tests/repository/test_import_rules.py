"""The import contracts bite: an empty house of the same plan passes, each breach of the plan fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tree import ROOT, pyproject


def lint(house: Path) -> "subprocess.CompletedProcess[str]":
    """Run the contracts over the house."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src")},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A package with every room of the contracts, all of them empty."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "src/gongkai"
    rooms = [package]
    for contract in pyproject()["tool"]["importlinter"]["contracts"]:
        for container in contract.get("containers", []):
            base = tmp_path / "src" / Path(*container.split("."))
            rooms += [base / room.strip(" ()") for layer in contract["layers"] for room in layer.split("|")]
    rooms.append(package / "cli/site")
    for room in rooms:
        room.mkdir(parents=True, exist_ok=True)
        (room / "__init__.py").touch()
    (package / "cli/site/serve.py").write_text("import django\n", "utf-8")
    return tmp_path


def test_the_plan_itself_passes(house: Path) -> None:
    run = lint(house)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("place", "code", "complaint"),
    [
        ("drawer/__init__.py", "", "drawer"),
        ("core/utils.py", "", "utils"),
        ("core/law/wrong.py", "import gongkai.core.checks\n", "core.law.wrong -> gongkai.core.checks"),
        ("core/readers/wrong.py", "import gongkai.core.checks\n", "readers.wrong -> gongkai.core.checks"),
        ("core/wrong/__init__.py", "", "wrong"),
        ("core/report/wrong.py", "import rich\n", "gongkai.core.report.wrong -> rich"),
        ("core/law/wrong.py", "from urllib.request import urlopen\n", "gongkai.core.law.wrong -> urllib"),
        ("cli/wrong.py", "import django\n", "gongkai.cli.wrong -> django"),
        ("cli/wrong.py", "import gongkai.cli.site.serve\n", "gongkai.cli.wrong -> gongkai.cli.site.serve"),
        ("bulk/wrong.py", "import gongkai.cli\n", "gongkai.bulk.wrong -> gongkai.cli"),
    ],
)
def test_a_breach_of_the_plan_fails(house: Path, place: str, code: str, complaint: str) -> None:
    path = house / "src/gongkai" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, "utf-8")
    run = lint(house)
    assert run.returncode == 1, run.stdout + run.stderr
    assert complaint in run.stdout
