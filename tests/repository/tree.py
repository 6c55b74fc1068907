"""The files of the repository, as git sees them: committed or about to be, nothing that it ignores."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# The suite may run as root in a folder of another user.
GIT = ["git", "-c", f"safe.directory={ROOT}"]


@cache
def files() -> tuple[Path, ...]:
    """Every file, relative to the root."""
    listing = subprocess.run(
        [*GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = sorted({Path(name) for name in listing.split("\0") if name})
    return tuple(path for path in paths if (ROOT / path).is_file())


def texts() -> list[tuple[Path, str]]:
    """Every file that is UTF-8 text, with its text."""
    found = []
    for path in files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            found.append((path, content.decode("utf-8", "replace")))
    return found


@cache
def pyproject() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
