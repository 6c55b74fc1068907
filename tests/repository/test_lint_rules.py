"""Each ban of ruff's configuration bites: small offending files, laid out like the package, one run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tree import ROOT

# name: (place, offending code, the rule that must refuse it)
OFFENCES = {
    "date_today": ("core", "from datetime import date\n\nday = date.today()\n", "TID251"),
    "datetime_now": ("core", "import datetime as d\n\nnow = d.datetime.now(d.UTC)\n", "TID251"),
    "datetime_today": ("core", "from datetime import datetime\n\nnow = datetime.today()\n", "TID251"),
    "datetime_utcnow": ("core", "from datetime import datetime\n\nnow = datetime.utcnow()\n", "TID251"),
    "time_module": ("core", "import time\n\nnow = time.time()\n", "TID251"),
    "time_function": ("core", "from time import localtime\n\nnow = localtime()\n", "TID251"),
    "timezone_now": ("core/law", "from django.utils import timezone\n\nnow = timezone.now()\n", "TID251"),
    "prints": ("core", 'print("done")\n', "T201"),
    "bare_except": ("cli", "try:\n    value = 1 / 0\nexcept:\n    value = 0.0\n", "E722"),
    "blind_except": ("cli", "try:\n    value = 1 / 0\nexcept Exception:\n    value = 0.0\n", "BLE001"),
    "hidden_except": ("bulk", "try:\n    value = 1 / 0\nexcept Exception:\n    pass\n", "S110"),
    "hidden_continue": (
        "bulk",
        "for n in (0, 1):\n    try:\n        value = 1 / n\n    except Exception:\n        continue\n",
        "S112",
    ),
    "relative_import": ("core", "from . import law\n\nrooms = [law]\n", "TID252"),
    "no_annotation": ("core", 'def double(n):\n    """Twice."""\n    return n * 2\n', "ANN001"),
    "no_docstring": ("core", "def double(n: int) -> int:\n    return n * 2\n", "D103"),
    "blanket_noqa": ("core", "from datetime import date\n\nday = date(2024, 1, 1)  # noqa\n", "PGH004"),
}
CLEAN = '''"""年: a module."""

from datetime import date


def first(year: int) -> date:
    """新年: the first day."""
    return date(year, 1, 1)
'''


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The rules that refused each file, by the file's name."""
    root = tmp_path_factory.mktemp("package")
    (root / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")

    def write(place: str, name: str, code: str) -> None:
        path = root / "src/gongkai" / place / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        heading = "" if code.startswith('"""') else '"""A module."""\n\n'
        path.write_text(heading + code, "utf-8")

    for name, (place, code, _) in OFFENCES.items():
        write(place, name, code)
    write("core", "clean", CLEAN)
    write("cli", "clock_allowed", "import time\n\nnow = time.monotonic()\n")
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "json", "."],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stderr
    refused: dict[str, set[str]] = {path.stem: set() for path in root.rglob("*.py")}
    for entry in json.loads(run.stdout):
        refused[Path(entry["filename"]).stem].add(entry["code"])
    return refused


@pytest.mark.parametrize("name", OFFENCES)
def test_ruff_refuses(name: str, verdicts: dict[str, set[str]]) -> None:
    assert OFFENCES[name][2] in verdicts[name]


def test_ruff_lets_pass_what_is_right(verdicts: dict[str, set[str]]) -> None:
    assert not verdicts["clean"]


def test_the_clock_is_banned_in_the_core_alone(verdicts: dict[str, set[str]]) -> None:
    assert not verdicts["clock_allowed"]
